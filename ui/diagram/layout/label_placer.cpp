// SPDX-License-Identifier: GPL-3.0-or-later
// Greedy label placement. A figure is the box of an arrow's value or gradient; both stand on either side of the arrow at the
// same share t along it, so an arrow has one unknown. Clutter is what a figure overlaps, in px²: circles, leaves, the figures
// placed before, and other arrows, which count as points 5 % apart (`touch` px² for each point in the box).
//
// 1. All circles and sums become boxes, all arrows points, with a hull (a rectangle that surely holds the curve).
// 2. Arrow by arrow, in the layout's order: what lies within reach of its hull is picked out, and eleven t are tried from the
//    middle outwards. The first without clutter is taken, else the one with the least.
// 3. Its figures become boxes for the arrows that follow. Where something is left to touch, all are placed again, twice at
//    most, knowing the others' places: two figures in each other's way part to both sides.
//
// Trade-offs: the optimum is NP-hard. The middle is favoured, where the eye looks for it.
// Cost: O(arrows · (arrows + nodes)) to pick what is near, and eleven looks at that, a pass. Above `mostMeasured` arrows all
// stand in the middle.
#include "ui/diagram/layout/label_placer.h"

#include <algorithm>
#include <utility>

namespace chainrule {

namespace {

constexpr double fromCircle = 4;
constexpr double fromArrow = 8;
constexpr double touch = 120; // px² that a point of an arrow inside a figure counts

// A curve lies within what joins its three points.
QRectF hullOf(const EdgeCurve &curve)
{
    QRectF hull = QRectF(curve.start, curve.end).normalized();
    hull.setLeft(std::min(hull.left(), curve.control.x()));
    hull.setRight(std::max(hull.right(), curve.control.x()));
    hull.setTop(std::min(hull.top(), curve.control.y()));
    hull.setBottom(std::max(hull.bottom(), curve.control.y()));
    return hull.adjusted(-1, -1, 1, 1); // one that is level has a height all the same
}

// What figures must not lie on.
struct LabelObstacles
{
    QList<QRectF> boxes; // circles, leaves, sums, and the figures placed before
    QList<QRectF> hulls; // of the arrows: few are near enough to be looked at closely
    QList<QList<QPointF>> arrows; // points along each

    explicit LabelObstacles(const DiagramLayout &layout)
    {
        for (const NodePlace &place : layout.nodes) {
            boxes.append(place.outline.adjusted(-fromCircle, -fromCircle, fromCircle, fromCircle));
            if (!place.branch.isNull())
                boxes.append(place.branch.adjusted(-fromCircle, 0, fromCircle, 0));
        }
        for (const EdgePlace &place : layout.edges) {
            hulls.append(hullOf(place.curve));
            QList<QPointF> points;
            for (double t = 0.05; t < 1; t += 0.05)
                points.append(place.curve.at(t));
            arrows.append(points);
        }
    }
};

// Those of them that the figures of one arrow can come to lie on, wherever along it they stand.
struct NearObstacles
{
    QList<QRectF> boxes;
    QList<QPointF> points; // of other arrows

    NearObstacles(const LabelObstacles &all, int edge, const QSizeF &size)
    {
        const double away = 2 * (Arrow::apart + Arrow::clearance) + fromArrow + size.width() + size.height();
        const QRectF reach = all.hulls[edge].adjusted(-away, -away, away, away);
        for (const QRectF &box : all.boxes)
            if (box.intersects(reach))
                boxes.append(box);
        for (int i = 0; i < all.hulls.size(); ++i)
            if (i != edge && all.hulls[i].intersects(reach))
                points += all.arrows[i];
    }
};

// Overlap of a figure with what is near; 0 is what we want.
double clutter(const NearObstacles &near, const QRectF &box)
{
    double sum = 0;
    for (const QRectF &other : near.boxes) {
        const QRectF common = box & other;
        sum += common.width() * common.height();
    }
    const QRectF around = box.adjusted(-fromArrow, -fromArrow, fromArrow, fromArrow);
    return sum
        + touch * double(std::ranges::count_if(near.points, [&](const QPointF &point) { return around.contains(point); }));
}

// The place along the arrow with the least clutter, and how much that is.
std::pair<double, double> placeOfLabel(EdgePlace place, const NearObstacles &near)
{
    std::pair<double, double> best{ 0.5, -1 };
    for (const double at : { 0.5, 0.46, 0.54, 0.42, 0.58, 0.37, 0.63, 0.32, 0.68, 0.26, 0.74 }) {
        place.labelAt = at;
        const auto [value, gradient] = figureRooms(place);
        const double sum = clutter(near, value) + clutter(near, gradient);
        if (best.second < 0 || sum < best.second)
            best = { at, sum };
        if (sum == 0)
            break;
    }
    return best;
}

} // namespace

QList<QRectF> placeLabels(DiagramLayout &layout)
{
    constexpr int passes = 3;
    if (layout.edges.size() <= mostMeasured) {
        LabelObstacles obstacles(layout);
        const qsizetype first = obstacles.boxes.size();
        obstacles.boxes.resize(first + 2 * layout.edges.size()); // those of the figures
        double left = 1; // clutter
        for (int pass = 0; pass < passes && left > 0; ++pass) {
            left = 0;
            for (int i = 0; i < layout.edges.size(); ++i) {
                EdgePlace &place = layout.edges[i];
                QRectF *const own = &obstacles.boxes[first + 2 * i];
                own[0] = own[1] = QRectF();
                const auto [at, sum] = placeOfLabel(place, NearObstacles(obstacles, i, place.room.figure));
                place.labelAt = at;
                left += sum;
                std::ranges::copy(figureRooms(place), own);
            }
        }
    }
    QList<QRectF> labels;
    labels.reserve(2 * layout.edges.size());
    for (const EdgePlace &place : std::as_const(layout.edges))
        for (const QRectF &label : figureRooms(place))
            labels.append(label);
    return labels;
}

} // namespace chainrule
