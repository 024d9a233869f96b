// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/arrow_stroke.h"

#include "ui/diagram/drawing/canvas.h"

namespace chainrule {

namespace {

constexpr double dashLength = 9; // scene px, whatever the width
constexpr double dashGap = 5;

void paintCurve(const Canvas &canvas, const EdgeCurve &curve, const LineStyle &style)
{
    if (curve.isStraight())
        return canvas.drawLine(curve.start, curve.end, style);
    canvas.painter().setBrush(Qt::NoBrush);
    canvas.painter().strokePath(curve.path(), style.pen());
}

} // namespace

void paintArrow(const Canvas &canvas, EdgeCurve curve, const QColor &color, double width, bool dashed)
{
    const double head = 6 + 2.4 * width;
    const QPointF tip = curve.end;
    const QPointF along = directionOf(curve.end - curve.control);
    const QPointF across(-along.y(), along.x());
    curve.end = tip - along * head * 0.85;
    paintCurve(canvas, curve, dashed ? LineStyle{ color, width, dashLength, dashGap } : LineStyle{ color, width });
    const QPointF base = tip - along * head;
    canvas.fillTriangle({ tip, base + across * head * 0.45, base - across * head * 0.45 }, color);
}

void paintLine(const Canvas &canvas, const EdgeCurve &curve, const QColor &color, double width)
{
    paintCurve(canvas, curve, { color, width });
}

void paintHairline(const Canvas &canvas, const EdgeCurve &curve, const QColor &color)
{
    canvas.drawLine(curve.start, curve.end, { color });
}

} // namespace chainrule
