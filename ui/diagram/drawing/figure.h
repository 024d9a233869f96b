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

} // namespace chainrule
