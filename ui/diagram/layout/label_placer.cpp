// SPDX-License-Identifier: GPL-3.0-or-later
// Greedy label placement. A figure is the box of an arrow's value or gradient; both stand on either side of the arrow at the
// same share t along it, so an arrow has one unknown. Clutter is what a figure overlaps, in px²: circles, leaves, the figures
// placed before, and other arrows, which count as points 5 % apart (`touch` px² for each point in the box).
//
// 1. All circles and sums become boxes, all arrows points, with a hull (a rectangle that surely holds the curve).
// 2. Arrow by arrow, in the layout's order: what lies within reach of its hull is picked out, and eleven t are tried from the
//    middle outwards. The first without clutter is taken, else the one with the least.
// 3. Its figures become boxes for the arrows that follow.
//
// Trade-offs: nothing is placed again, so an early arrow may take the only place of a later one. The optimum is NP-hard, and a
// figure that jumps because of another arrow is worse to read than one that touches something. The middle is favoured, where
// the eye looks for it.
// Cost: O(arrows · (arrows + nodes)) to pick what is near, and eleven looks at that. Above `mostCompared` arrows all stand
// in the middle.
#include "ui/diagram/layout/label_placer.h"

#include <algorithm>
#include <optional>

namespace chainrule {

namespace {

constexpr int mostCompared = 200; // arrows; in a larger graph nobody reads all of them at once
constexpr double fromCircle = 4;
constexpr double fromArrow = 8;
constexpr double touch = 120; // px² that a point of an arrow inside a figure counts

QRectF boxAround(const QPointF &centre, const QSizeF &size)
{
    return { centre - QPointF(size.width(), size.height()) / 2, size };
}

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

double placeOfLabel(EdgePlace place, const NearObstacles &near, const QSizeF &size)
{
    double best = -1;
    double bestAt = 0.5;
    for (const double at : { 0.5, 0.46, 0.54, 0.42, 0.58, 0.37, 0.63, 0.32, 0.68, 0.26, 0.74 }) {
        place.labelAt = at;
        const double sum = clutter(near, boxAround(place.valueCentre(size), size))
            + clutter(near, boxAround(place.gradientCentre(size), size));
        if (best < 0 || sum < best) {
            best = sum;
            bestAt = at;
        }
        if (sum == 0)
            break;
    }
    return bestAt;
}

} // namespace

QList<QRectF> placeLabels(DiagramLayout &layout, const Measures &measures)
{
    std::optional<LabelObstacles> obstacles;
    if (layout.edges.size() <= mostCompared)
        obstacles.emplace(layout);
    QList<QRectF> labels;
    labels.reserve(2 * layout.edges.size());
    for (int i = 0; i < layout.edges.size(); ++i) {
        EdgePlace &place = layout.edges[i];
        const QSizeF size = measures.figure(measures.graph().edges[i]);
        if (obstacles)
            place.labelAt = placeOfLabel(place, NearObstacles(*obstacles, i, size), size);
        const QRectF own[] = { boxAround(place.valueCentre(size), size), boxAround(place.gradientCentre(size), size) };
        for (const QRectF &label : own) {
            labels.append(label);
            if (obstacles)
                obstacles->boxes.append(label);
        }
    }
    return labels;
}

} // namespace chainrule
