// SPDX-License-Identifier: GPL-3.0-or-later
// The circles of the diagram. On a screen most of them are alike, and are drawn once.
#pragma once

class QColor;
class QPainter;
class QRectF;

namespace chainrule {

// A circle, or a bar with round ends, with a line of this width around it.
void paintDisc(QPainter &painter, const QRectF &outline, double line, const QColor &rim, const QColor &inside);

} // namespace chainrule
