// SPDX-License-Identifier: GPL-3.0-or-later
// On a screen a long line is drawn in pieces: Qt shortens a line where the pixels end that are being drawn, and rounds what is
// left otherwise then. The pieces have the same pixels wherever the picture ends, so that it can be shifted, and those that are
// not needed are left out.
#include "ui/diagram/arrow_stroke.h"

#include "ui/diagram/on_pixels.h"

#include <QtGui/QPen>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr double dashLength = 9; // scene px, whatever the width
constexpr double dashGap = 5;
constexpr double longestPiece = 100; // px on screen: within the margin of KeptPicture
constexpr double pieceOverlap = 1; // px: between soft ends something would shine through

// Pieces hold whole dashes and gaps.
void drawInPieces(QPainter &painter, const QRectF &exposed, const QPointF &from, const QPointF &to)
{
    const double scale = painter.worldTransform().m11();
    const QPointF whole = to - from;
    const double length = std::hypot(whole.x(), whole.y());
    if (length * scale <= longestPiece || !isOnPixels(painter))
        return painter.drawLine(from, to);
    constexpr double period = dashLength + dashGap;
    const double piece = period * std::max(1.0, std::floor(longestPiece / (scale * period)));
    const double overlap = painter.pen().style() == Qt::SolidLine ? pieceOverlap / scale : 0;
    constexpr double halfWidth = 3; // or more than that of any line
    const double reach = halfWidth + 2 / scale;
    const QRectF seen = exposed.adjusted(-reach, -reach, reach, reach);
    const QPointF along = whole / length;
    for (double at = 0; at < length; at += piece) {
        const QPointF begin = from + along * at;
        const QPointF end = from + along * std::min(length, at + piece + overlap);
        if (QRectF(begin, end).normalized().adjusted(-1, -1, 1, 1).intersects(seen))
            painter.drawLine(begin, end);
    }
}

// A straight line costs a third of what a path does.
void paintCurve(QPainter &painter, const QRectF &exposed, const EdgeCurve &curve, const QPen &pen)
{
    if (curve.isStraight()) {
        painter.setPen(pen);
        drawInPieces(painter, exposed, curve.start, curve.end);
    } else {
        painter.setBrush(Qt::NoBrush);
        painter.strokePath(curve.path(), pen);
    }
}

} // namespace

void paintArrow(QPainter &painter, const QRectF &exposed, EdgeCurve curve, const QColor &color, double width, bool dashed)
{
    const double head = 6 + 2.4 * width;
    const QPointF tip = curve.end;
    const QPointF back = curve.end - curve.control;
    const double length = std::max(1e-9, std::hypot(back.x(), back.y()));
    const QPointF along = back / length;
    const QPointF across(-along.y(), along.x());
    curve.end = tip - along * head * 0.85;
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    if (dashed)
        pen.setDashPattern({ dashLength / width, dashGap / width });
    paintCurve(painter, exposed, curve, pen);
    const QPointF base = tip - along * head;
    const QPointF points[] = { tip, base + across * head * 0.45, base - across * head * 0.45 };
    if (!QRectF(tip, QSizeF()).adjusted(-head - 1, -head - 1, head + 1, head + 1).intersects(exposed))
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawConvexPolygon(points, 3);
}

void paintLine(QPainter &painter, const QRectF &exposed, const EdgeCurve &curve, const QColor &color, double width)
{
    paintCurve(painter, exposed, curve, QPen(color, width, Qt::SolidLine, Qt::FlatCap));
}

void paintHairline(QPainter &painter, const QRectF &exposed, const EdgeCurve &curve, const QColor &color)
{
    QPen pen(color, 1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    drawInPieces(painter, exposed, curve.start, curve.end);
}

} // namespace chainrule
