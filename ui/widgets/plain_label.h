// SPDX-License-Identifier: GPL-3.0-or-later
// A label that shows its text as it is, in one of the style sheet's roles.
#pragma once

#include "ui/theme/text_role.h"

namespace chainrule {

// Plain text: a file, a folder or a run may be called anything. The object's name is for tests.
QLabel *plainLabel(TextRole role, const QString &text = {}, const char *name = "");
// The same, broken into lines.
QLabel *wrappingLabel(TextRole role, const QString &text = {}, const char *name = "");
// Shows the text, or takes the label's place away.
void sayOrHide(QLabel &label, const QString &text);

} // namespace chainrule
