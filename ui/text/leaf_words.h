// SPDX-License-Identifier: GPL-3.0-or-later
// What a leaf is for, in a word.
#pragma once

#include <QtCore/QString>

namespace chainrule {

// "input", "constant", "parameter" or "data"; empty for an operation.
QString leafWord(const QString &op);

} // namespace chainrule
