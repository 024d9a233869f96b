// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/label_placer.h"

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

// Overlap of a figure with circles, leaves, arrows and the figures placed before; 0 is what we want.
double clutter(const DiagramLayout &layout, const QList<QRectF> &labels, int edge, const QRectF &box)
{
    double sum = 0;
    const auto add = [&](const QRectF &other) {
        const QRectF common = box & other;
        sum += common.width() * common.height();
    };
    for (const NodePlace &place : layout.nodes)
        add(place.outline.adjusted(-fromCircle, -fromCircle, fromCircle, fromCircle));
    for (const QRectF &label : labels)
        add(label);
    const QRectF around = box.adjusted(-fromArrow, -fromArrow, fromArrow, fromArrow);
    for (int i = 0; i < layout.edges.size(); ++i) {
        if (i == edge)
            continue;
        for (double t = 0.05; t < 1; t += 0.05)
            if (around.contains(layout.edges[i].curve.at(t)))
                sum += touch;
    }
    return sum;
}

void placeLabel(DiagramLayout &layout, const QList<QRectF> &labels, int index, const QSizeF &size)
{
    EdgePlace &place = layout.edges[index];
    double best = -1;
    double bestAt = 0.5;
    for (const double at : { 0.5, 0.46, 0.54, 0.42, 0.58, 0.37, 0.63, 0.32, 0.68, 0.26, 0.74 }) {
        place.labelAt = at;
        const double sum = clutter(layout, labels, index, boxAround(place.valueCentre(size), size))
            + clutter(layout, labels, index, boxAround(place.gradientCentre(size), size));
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
    QList<QRectF> labels;
    for (int i = 0; i < layout.edges.size(); ++i) {
        const QSizeF size = measures.figure(measures.graph().edges[i]);
        if (layout.edges.size() <= mostCompared)
            placeLabel(layout, labels, i, size);
        labels.append(boxAround(layout.edges[i].valueCentre(size), size));
        labels.append(boxAround(layout.edges[i].gradientCentre(size), size));
    }
    return labels;
}

} // namespace chainrule
