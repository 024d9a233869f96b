// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/arrow_stroke.h"

#include "ui/diagram/drawing/canvas.h"

namespace chainrule {

namespace {

constexpr double dashLength = 9; // scene px, whatever the width
constexpr double dashGap = 5;

// Legs as lines of our own, and only the arcs by Qt, whose dashes in a long way depend on how much of it is drawn.
void paintBent(const Canvas &canvas, const EdgeCurve &curve, const LineStyle &style)
{
    QPointF from = curve.start;
    canvas.painter().setBrush(Qt::NoBrush);
    for (const EdgeCurve::Corner &corner : curve.roundCorners()) {
        canvas.drawLine(from, corner.begin, style);
        QPainterPath arc(corner.begin);
        arc.quadTo(corner.middle, corner.end);
        canvas.painter().strokePath(arc, QPen(style.color, style.width));
        from = corner.end;
    }
    canvas.drawLine(from, curve.end, style);
}

void paintCurve(const Canvas &canvas, const EdgeCurve &curve, const LineStyle &style)
{
    if (curve.isStraight())
        return canvas.drawLine(curve.start, curve.end, style);
    if (!curve.bends.isEmpty())
        return paintBent(canvas, curve, style);
    canvas.painter().setBrush(Qt::NoBrush);
    canvas.painter().strokePath(curve.path(), style.pen());
}

} // namespace

void paintArrow(const Canvas &canvas, EdgeCurve curve, const QColor &color, double width, bool dashed)
{
    const double head = 6 + 2.4 * width;
    const QPointF tip = curve.end;
    const QPointF along = curve.arrival();
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
    if (curve.bends.isEmpty())
        return canvas.drawLine(curve.start, curve.end, { color });
    const QList<QPointF> corners = curve.corners();
    for (qsizetype i = 1; i < corners.size(); ++i)
        canvas.drawLine(corners[i - 1], corners[i], { color });
}

} // namespace chainrule
