// SPDX-License-Identifier: GPL-3.0-or-later
// A tensor's numbers as Python writes them, in lines.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QStringList>

namespace chainrule {

// Of a larger array the bytes are written.
constexpr Index mostNumbersWritten = 200;

// "(2, 3)"; of a scalar "()".
QString pythonTuple(const Shape &shape);
// `begin`, the rows within brackets, `end`: in one line, or else in one for each row.
QStringList pythonArray(const QString &begin, const Tensor &tensor, const QString &end);
// The bytes of little-endian doubles in base64.
QStringList pythonBytes(const Tensor &tensor);

} // namespace chainrule
