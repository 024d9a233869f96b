// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/label_placer.h"

#include <algorithm>
#include <utility>

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
struct Obstacles
{
    const DiagramLayout &layout;
    QList<QRectF> hulls; // of the arrows: few are near enough to be looked at closely
    QList<QRectF> labels; // placed before
};

// Overlap of a figure with circles, leaves, arrows and the figures placed before; 0 is what we want.
double clutter(const Obstacles &obstacles, int edge, const QRectF &box)
{
    const DiagramLayout &layout = obstacles.layout;
    double sum = 0;
    const auto add = [&](const QRectF &other) {
        const QRectF common = box & other;
        sum += common.width() * common.height();
    };
    for (const NodePlace &place : layout.nodes)
        add(place.outline.adjusted(-fromCircle, -fromCircle, fromCircle, fromCircle));
    for (const QRectF &label : obstacles.labels)
        add(label);
    const QRectF around = box.adjusted(-fromArrow, -fromArrow, fromArrow, fromArrow);
    for (int i = 0; i < layout.edges.size(); ++i) {
        if (i == edge || !obstacles.hulls[i].intersects(around))
            continue;
        for (double t = 0.05; t < 1; t += 0.05)
            if (around.contains(layout.edges[i].curve.at(t)))
                sum += touch;
    }
    return sum;
}

void placeLabel(DiagramLayout &layout, const Obstacles &obstacles, int index, const QSizeF &size)
{
    EdgePlace &place = layout.edges[index];
    double best = -1;
    double bestAt = 0.5;
    for (const double at : { 0.5, 0.46, 0.54, 0.42, 0.58, 0.37, 0.63, 0.32, 0.68, 0.26, 0.74 }) {
        place.labelAt = at;
        const double sum = clutter(obstacles, index, boxAround(place.valueCentre(size), size))
            + clutter(obstacles, index, boxAround(place.gradientCentre(size), size));
        if (best < 0 || sum < best) {
            best = sum;
            bestAt = at;
        }
        if (sum == 0)
            break;
    }
    place.labelAt = bestAt;
}

} // namespace

QList<QRectF> placeLabels(DiagramLayout &layout, const Measures &measures)
{
    Obstacles obstacles{ layout, {}, {} };
    const bool crowded = layout.edges.size() > mostCompared;
    for (const EdgePlace &place : std::as_const(layout.edges))
        if (!crowded)
            obstacles.hulls.append(hullOf(place.curve));
    obstacles.labels.reserve(2 * layout.edges.size());
    for (int i = 0; i < layout.edges.size(); ++i) {
        const QSizeF size = measures.figure(measures.graph().edges[i]);
        if (!crowded)
            placeLabel(layout, obstacles, i, size);
        obstacles.labels.append(boxAround(layout.edges[i].valueCentre(size), size));
        obstacles.labels.append(boxAround(layout.edges[i].gradientCentre(size), size));
    }
    return obstacles.labels;
}

} // namespace chainrule
