// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/pill_placer.h"

#include "ui/diagram/drawing/edge_item.h"
#include "ui/diagram/drawing/node_item.h"
#include "ui/diagram/drawing/pill_item.h"

#include <algorithm>
#include <limits>

namespace chainrule {

namespace {

constexpr double distances[] = { 44, 54, 64, 76, 90, 106, 124, 144 };
constexpr double sideways[] = { 0, -30, 30, -60, 60, -90, 90 };
constexpr double farthest = 144;
constexpr double acrossBorder = 300; // only if nothing else is free
constexpr double onArrow = 60;
constexpr double timesClutter = 10; // against a px of distance

// Inline, unlike Qt's: they are asked tens of thousands of times for a pill.
double commonArea(const QRectF &a, const QRectF &b)
{
    const double width = std::min(a.right(), b.right()) - std::max(a.left(), b.left());
    const double height = std::min(a.bottom(), b.bottom()) - std::max(a.top(), b.top());
    return width > 0 && height > 0 ? width * height : 0;
}

bool isWithin(const QRectF &box, const QPointF &point)
{
    return point.x() >= box.left() && point.x() <= box.right() && point.y() >= box.top() && point.y() <= box.bottom();
}

} // namespace

void PillPlacer::lookAround(const QPointF &origin, const QSizeF &size)
{
    const double x = size.width() / 2 + 110;
    const double y = size.height() / 2 + farthest + 10;
    const QRectF reach(origin.x() - x, origin.y() - y, 2 * x, 2 * y);
    const auto add = [&](const QRectF &box) {
        if (box.intersects(reach))
            m_obstacles.append(box);
    };
    for (const NodePlace &place : m_layout.nodes)
        add(place.outline.adjusted(-12, -12, 12, 12));
    for (const EdgeItem *edge : m_edges) {
        if (!edge->boundingRect().intersects(reach))
            continue;
        add(edge->valueRect().adjusted(-4, -2, 4, 2));
        add(edge->gradientRect().adjusted(-4, -2, 4, 2));
        for (double t = 0.02; t < 1; t += 0.02)
            if (const QPointF point = edge->place().curve.at(t); isWithin(reach, point))
                m_arrows.append(point);
    }
    for (const NodeItem *node : m_nodes)
        if (const QRectF &room = node->place().branch; !room.isNull() && node->boundingRect().intersects(reach))
            if (const QRectF sum = node->branchRect(); !sum.isNull())
                add(sum.adjusted(-4, -2, 4, 2));
    for (const QRectF &name : m_layout.frameNames)
        add(name);
    for (const PillItem *pill : m_pills)
        add(pill->boundingRect().adjusted(-4, -4, 4, 4));
}

// Overlap with what is there; the picture's edge counts as something.
double PillPlacer::clutter(const QRectF &box, double tooMuch) const
{
    double sum = box.width() * box.height() - commonArea(box, m_layout.bounds);
    for (auto other = m_obstacles.begin(); other != m_obstacles.end() && sum < tooMuch; ++other)
        sum += commonArea(box, *other);
    const QRectF around = box.adjusted(-10, -10, 10, 10);
    for (auto point = m_arrows.begin(); point != m_arrows.end() && sum < tooMuch; ++point)
        if (isWithin(around, *point))
            sum += onArrow;
    for (const QRectF &frame : m_layout.frames)
        if (frame.intersects(box) && !frame.contains(box))
            sum += acrossBorder;
    return sum;
}

QPointF PillPlacer::place(const QSizeF &size, const EdgeItem &edge)
{
    const QPointF origin = edge.place().curve.at(edge.place().labelAt);
    lookAround(origin, size);
    QPointF best;
    double least = -1;
    for (const double distance : distances)
        for (const double side : { 1.0, -1.0 })
            for (const double along : sideways) {
                const double away = distance + std::abs(along) * 0.4;
                if (least >= 0 && away >= least)
                    continue; // however free it is there
                const QPointF centre = origin + QPointF(along, -side * distance);
                const QRectF box(centre - QPointF(size.width(), size.height()) / 2, size);
                const double tooMuch = least < 0 ? std::numeric_limits<double>::infinity() : (least - away) / timesClutter;
                const double cost = clutter(box, tooMuch) * timesClutter + away;
                if (least < 0 || cost < least) {
                    least = cost;
                    best = centre;
                }
            }
    return best;
}

} // namespace chainrule
