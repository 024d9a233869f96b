// SPDX-License-Identifier: GPL-3.0-or-later
// A label that shows its text as it is, in one of the style sheet's roles.
#pragma once

#include <QtCore/QString>

class QLabel;

namespace chainrule {

// Plain text: a file, a folder or a run may be called anything. The object's name is for tests.
QLabel *plainLabel(const char *role, const QString &text = {}, const char *name = "");

} // namespace chainrule
