// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/lane_sizes.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr double toFigure = Arrow::apart + Arrow::clearance;

LaneArrow laneArrow(const Measures &measures, const VisibleEdge &edge)
{
    const auto &[figure, pill, markReach] = measures.written(edge);
    const double width = std::max({ figure.width(), pill.width(), 2 * markReach });
    const double above = toFigure + figure.height() + (pill.isEmpty() ? 0 : Pill::fromFigure + pill.height());
    return { edge.from, edge.to, width, above, toFigure + 1 + figure.height() };
}

} // namespace

QRectF pillRoom(const EdgePlace &arrow)
{
    const QSizeF &pill = arrow.room.pill;
    if (pill.isEmpty())
        return {};
    const double bottom = toFigure + arrow.room.figure.height() + Pill::fromFigure;
    const QPointF middle = arrow.curve.at(arrow.labelAt);
    return { QPointF(middle.x() - pill.width() / 2, middle.y() - bottom - pill.height()), pill };
}

std::optional<Lanes> lanesFor(const Measures &measures, const Spacing &spacing)
{
    const VisibleGraph &graph = measures.graph();
    QList<LaneNode> nodes;
    for (const VisibleNode &node : graph.nodes)
        nodes.append({ spacing.map(node.position), measures.reach(node) });
    QList<LaneArrow> arrows;
    for (int i = 0; i < graph.edges.size(); ++i) {
        LaneArrow arrow = laneArrow(measures, graph.edges[i]);
        if (arrow.to < 0) {
            const VisibleNode &from = graph.nodes[arrow.from];
            const double name = i == graph.resultEdge ? measures.nameWidth(from.name) : 0;
            arrow.to = int(nodes.size());
            nodes.append({ spacing.map(from.position), { 0, Circle::radius, name + 2 * Circle::leafGap, Circle::radius } });
        }
        arrows.append(arrow);
    }
    return Lanes::of(nodes, arrows);
}

} // namespace chainrule
