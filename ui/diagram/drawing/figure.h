// SPDX-License-Identifier: GPL-3.0-or-later
// How a value or gradient is written beside an arrow: a scalar as one number, a small matrix as a grid, a large one as its
// shape above a small heat map.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QRectF>

class QPainter;
class QColor;

namespace chainrule {

class Lettering;

// The room that a figure of this shape takes; for a scalar what an ordinary number takes, so that places do not depend on
// numbers.
QSizeF nominalFigureSize(const Shape &shape);
// The room that this one takes.
QSizeF figureSize(const Lettering &letters, const Shape &shape, View<const double> numbers);
// Strong: of the step that happens now.
void paintFigure(QPainter &painter, const Lettering &letters, bool strong, const QRectF &rect, const QColor &color,
                 const Shape &shape, View<const double> numbers);

// For sentences: "220", or "[[1, 2, 3], [4, 5, 6]]"; of a large matrix the shape.
QString inlineFigure(const Shape &shape, View<const double> numbers);
// "220", or "(2, 3): 1 2 3; 4 5 6".
QString figureText(const Shape &shape, View<const double> numbers);
// The same with exact doubles; of a large matrix only the first ones.
QString exactFigureText(const Shape &shape, View<const double> numbers);

} // namespace chainrule
