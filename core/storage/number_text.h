// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as text that reads back exactly.
#pragma once

#include <QtCore/QString>

namespace chainrule {

// The shortest text from which the same double is read: "220.00000000000003". For finite numbers.
QString shortestText(double value);

} // namespace chainrule
