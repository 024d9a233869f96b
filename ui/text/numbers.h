// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people read them, and as the machine holds them.
#pragma once

#include <QtCore/QString>

namespace chainrule {

// Without the noise of binary fractions: 220.00000000000003 is "220", 0.19661193324148185 "0.1966", 0.0000123 "1.23e-05".
// Numbers that are short are shown whole, up to six significant digits; a minus is a real minus sign.
QString displayNumber(double value);

// The shortest text that reads back as the same double: "220.00000000000003".
QString exactNumber(double value);

// As displayNumber, in parentheses where it would otherwise run into the operator before it: "(−1)".
QString displayFactor(double value);

} // namespace chainrule
