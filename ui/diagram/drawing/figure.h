// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a value or gradient beside its arrow.
#pragma once

#include "engine/tensor.h"

class QPainter;
class QColor;
class QRectF;

namespace chainrule {

class Lettering;

// Strong: of the step that happens now. The rectangle has the figure's size.
void paintFigure(QPainter &painter, const Lettering &letters, bool strong, const QRectF &rect, const QColor &color,
                 const Shape &shape, View<const double> numbers);

} // namespace chainrule
