// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot/clipped_line.h"

#include <QtCore/QLineF>

#include <algorithm>
#include <optional>

namespace chainrule {

namespace {

// Liang and Barsky, 1984: where a segment enters and where it leaves each of the two bands that an area is made of.
std::optional<QLineF> clippedSegment(const QLineF &segment, const QRectF &area)
{
    double enters = 0;
    double leaves = 1;
    const auto cut = [&](double from, double step, double least, double most) {
        if (step == 0)
            return from >= least && from <= most;
        const double a = (least - from) / step;
        const double b = (most - from) / step;
        enters = std::max(enters, std::min(a, b));
        leaves = std::min(leaves, std::max(a, b));
        return enters <= leaves;
    };
    if (!cut(segment.x1(), segment.dx(), area.left(), area.right())
        || !cut(segment.y1(), segment.dy(), area.top(), area.bottom()))
        return std::nullopt;
    return QLineF(segment.pointAt(enters), segment.pointAt(leaves));
}

} // namespace

QList<QPolygonF> clippedLine(const QPolygonF &line, const QRectF &area)
{
    QList<QPolygonF> pieces;
    bool open = false; // the last piece ends where the next segment begins
    for (qsizetype i = 1; i < line.size(); ++i) {
        const std::optional<QLineF> inside = clippedSegment({ line[i - 1], line[i] }, area);
        if (!inside) {
            open = false;
            continue;
        }
        if (!open)
            pieces.append(QPolygonF{ inside->p1() });
        pieces.back().append(inside->p2());
        open = area.contains(line[i]);
    }
    return pieces;
}

} // namespace chainrule
