// SPDX-License-Identifier: GPL-3.0-or-later
// A value or gradient in a line of text: a scalar as one number, a matrix row by row, a large one as far as it can be read.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QString>

namespace chainrule {

// For sentences: "220", or "[[1, 2, 3], [4, 5, 6]]"; of a large matrix the shape.
QString inlineFigure(const Shape &shape, View<const double> numbers);
// "220", or "(2, 3): 1 2 3; 4 5 6".
QString figureText(const Shape &shape, View<const double> numbers);
// The same with exact doubles; of a large matrix only the first ones.
QString exactFigureText(const Shape &shape, View<const double> numbers);

} // namespace chainrule
