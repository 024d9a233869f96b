// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the lines and heads of arrows.
#pragma once

#include "ui/diagram/layout/edge_place.h"

class QColor;

namespace chainrule {

class Canvas;

// All in scene pixels. The line stops where the head begins, so that no line end shows through the tip.
void paintArrow(const Canvas &canvas, EdgeCurve curve, const QColor &color, double width, bool dashed);
// A line without a head.
void paintLine(const Canvas &canvas, const EdgeCurve &curve, const QColor &color, double width);
// From far away: straight, and one pixel wide.
void paintHairline(const Canvas &canvas, const EdgeCurve &curve, const QColor &color);

} // namespace chainrule
