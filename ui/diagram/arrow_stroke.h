// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the lines and heads of arrows.
#pragma once

#include "ui/diagram/edge_place.h"

class QColor;
class QPainter;

namespace chainrule {

// All in scene pixels. Only what is in or near `exposed` is drawn, in the same pixels as if all were. The line stops where the
// head begins, so that no line end shows through the tip.
void paintArrow(QPainter &painter, const QRectF &exposed, EdgeCurve curve, const QColor &color, double width, bool dashed);
// A line without a head.
void paintLine(QPainter &painter, const QRectF &exposed, const EdgeCurve &curve, const QColor &color, double width);
// From far away: straight, and one pixel wide.
void paintHairline(QPainter &painter, const QRectF &exposed, const EdgeCurve &curve, const QColor &color);

} // namespace chainrule
