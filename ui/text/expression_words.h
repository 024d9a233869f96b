// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a typed expression, in people's words.
#pragma once

#include "text/expression_error.h"

namespace chainrule {

// A sentence about the character at error.offset().
QString words(const ExpressionError &error);
// The line of the text that the error is in, and below it a mark under the character; for a terminal.
QString pointingAt(const ExpressionError &error, const QString &text);

} // namespace chainrule
