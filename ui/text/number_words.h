// SPDX-License-Identifier: GPL-3.0-or-later
// A typed number, or in people's words why it is none.
#pragma once

#include "text/number_text.h"

namespace chainrule {

// `text` is what was typed.
QString words(NumberFault fault, const QString &text);
std::variant<double, QString> readNumber(const QString &text);

} // namespace chainrule
