// SPDX-License-Identifier: GPL-3.0-or-later
// Places a pill, the box with “1.1 × 2 = 2.2”, by trying all of a small grid: 8 distances from the figures of its arrow, above
// and below, 11 shifts to the side.
//
// Cost of a place = distance + 0.4 · shift, in px, + timesClutter · clutter, where clutter is px² shared with what is written
// there or lies beyond the picture, plus a fine for each point of an arrow near the box and for each frame whose border it
// crosses. The cheapest wins; of equal ones the first, which is the nearest and above.
//
// Branch and bound keeps it quick. Distances grow, so a place whose distance alone is no better than the best cost so far
// is not looked at; and clutter() stops adding once it cannot win any more. Only what lies within reach of any of the places
// is kept, when it is told.
//
// Trade-offs: a pill may cover something where all is full, and hides nothing silently: it is then as near as it can be. The
// grid is coarse (10 to 20 px), so pills do not tremble while a number in them changes.
// Cost: at most 176 places · what is near. It is asked only for the pills of the step that is shown.
#include "ui/diagram/layout/pill_placer.h"

#include <algorithm>
#include <limits>

namespace chainrule {

namespace {

constexpr double distances[] = { 44, 54, 64, 76, 90, 106, 124, 144 };
constexpr double sideways[] = { 0, -30, 30, -60, 60, -90, 90, -120, 120, -150, 150 };
constexpr double farthest = 144;
constexpr double farthestAside = 150;
constexpr double acrossBorder = 300; // only if nothing else is free
constexpr double onArrow = 60;
constexpr double timesHidden = 1000; // what it would hide: rather all else
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

PillPlacer::PillPlacer(const DiagramLayout &layout, const EdgePlace &arrow, const QSizeF &size)
    : m_layout(layout)
    , m_origin(arrow.curve.at(arrow.labelAt))
    , m_size(size)
{
    const double x = size.width() / 2 + farthestAside + 20;
    const double y = size.height() / 2 + farthest + 10;
    m_reach = QRectF(m_origin.x() - x, m_origin.y() - y, 2 * x, 2 * y);
    for (const NodePlace &place : m_layout.nodes)
        avoid(place.outline.adjusted(-12, -12, 12, 12));
    for (const QRectF &name : m_layout.frameNames)
        avoid(name);
}

void PillPlacer::avoid(const QRectF &box)
{
    if (box.intersects(m_reach))
        m_obstacles.append(box);
}

void PillPlacer::avoid(const EdgeCurve &arrow)
{
    constexpr double head = 9; // about its tip
    for (const QPointF &tip : { arrow.start, arrow.end })
        avoid(QRectF(tip.x() - head, tip.y() - head, 2 * head, 2 * head));
    for (double t = 0.02; t < 1; t += 0.02)
        if (const QPointF point = arrow.at(t); isWithin(m_reach, point))
            m_arrows.append(point);
}

double PillPlacer::overlap(const QRectF &box, double tooMuch) const
{
    double sum = 0;
    for (auto other = m_obstacles.begin(); other != m_obstacles.end() && sum < tooMuch; ++other)
        sum += commonArea(box, *other);
    return sum;
}

// Beside what it would hide, lines and borders count, and the picture's edge counts as something.
double PillPlacer::clutter(const QRectF &box, double tooMuch) const
{
    double sum = box.width() * box.height() - commonArea(box, m_layout.bounds);
    sum += timesHidden * overlap(box, (tooMuch - sum) / timesHidden);
    const QRectF around = box.adjusted(-10, -10, 10, 10);
    for (auto point = m_arrows.begin(); point != m_arrows.end() && sum < tooMuch; ++point)
        if (isWithin(around, *point))
            sum += onArrow;
    for (const QRectF &frame : m_layout.frames)
        if (frame.intersects(box) && !frame.contains(box))
            sum += acrossBorder;
    return sum;
}

PillPlacer::Place PillPlacer::place() const
{
    Place best;
    double least = -1;
    for (const double distance : distances)
        for (const double side : { 1.0, -1.0 })
            for (const double along : sideways) {
                const double away = distance + std::abs(along) * 0.4;
                if (least >= 0 && away >= least)
                    continue; // however free it is there
                const QPointF centre = m_origin + QPointF(along, -side * distance);
                const QRectF box(centre - QPointF(m_size.width(), m_size.height()) / 2, m_size);
                const double tooMuch = least < 0 ? std::numeric_limits<double>::infinity() : (least - away) / timesClutter;
                const double cost = clutter(box, tooMuch) * timesClutter + away;
                if (least < 0 || cost < least) {
                    least = cost;
                    best = { centre, overlap(box, 1) == 0 };
                }
            }
    return best;
}

bool placePills(DiagramLayout &layout, const VisibleGraph &graph)
{
    constexpr double apart = 4; // px
    const auto around = [](const QRectF &box, double y) { return box.adjusted(-apart, -y, apart, y); };
    bool allAreFree = true;
    for (int node = 0; node < graph.nodes.size(); ++node) {
        QList<QRectF> together; // written at one step
        for (const int arrow : graph.in(node)) {
            EdgePlace &place = layout.edges[arrow];
            if (place.room.pill.isEmpty())
                continue;
            PillPlacer placer(layout, place, place.room.pill);
            for (const EdgePlace &other : std::as_const(layout.edges)) {
                placer.avoid(other.curve);
                for (const QRectF &figure : figureRooms(other))
                    placer.avoid(around(figure, 2));
            }
            for (const NodePlace &other : std::as_const(layout.nodes))
                if (!other.branch.isNull())
                    placer.avoid(around(other.branch, 2));
            for (const QRectF &pill : std::as_const(together))
                placer.avoid(around(pill, apart));
            const PillPlacer::Place found = placer.place();
            const QSizeF &size = place.room.pill;
            place.pill = { found.centre - QPointF(size.width(), size.height()) / 2, size };
            together.append(place.pill);
            allAreFree &= found.isFree;
        }
    }
    return allAreFree;
}

} // namespace chainrule
