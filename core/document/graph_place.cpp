// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/graph_place.h"

#include "document/graph_edit.h"

#include <algorithm>
#include <cmath>

namespace chainrule::edit {

namespace {

QSet<QString> setOf(const QStringList &ids)
{
    return { ids.begin(), ids.end() };
}

// The positions that change with these: of the nodes, and of groups that are among them or whose nodes all are.
QList<QPointF *> positionsOf(GraphDocument &document, const QStringList &ids)
{
    const QSet<QString> nodes = setOf(nodesIn(document, ids));
    QList<QPointF *> positions;
    for (DocumentNode &node : document.nodes)
        if (nodes.contains(node.id))
            positions.append(&node.position);
    for (DocumentGroup &group : document.groups)
        if (group.position && nodes.contains(setOf(group.members)))
            positions.append(&*group.position);
    return positions;
}

using Coordinate = double &(QPointF::*)();

void distribute(QList<QPointF *> positions, Coordinate along)
{
    std::ranges::stable_sort(positions, {}, [along](QPointF *p) { return (p->*along)(); });
    const double first = (positions.front()->*along)();
    const double last = (positions.back()->*along)();
    for (int i = 1; i + 1 < positions.size(); ++i)
        (positions[i]->*along)() = first + (last - first) * i / double(positions.size() - 1);
}

void alignTo(const QList<QPointF *> &positions, Coordinate across, double share)
{
    const auto at = [across](QPointF *p) { return (p->*across)(); };
    const double least = at(*std::ranges::min_element(positions, {}, at));
    const double most = at(*std::ranges::max_element(positions, {}, at));
    for (QPointF *position : positions)
        (position->*across)() = least + (most - least) * share;
}

} // namespace

GraphDocument placeAt(const GraphDocument &document, const QHash<QString, QPointF> &centres)
{
    GraphDocument after = document;
    for (DocumentNode &node : after.nodes)
        node.position = centres.value(node.id, node.position);
    for (DocumentGroup &group : after.groups)
        if (centres.contains(group.id))
            group.position = centres.value(group.id);
    after.placed = true;
    return after;
}

GraphDocument move(const GraphDocument &document, const QStringList &ids, const QPointF &delta)
{
    GraphDocument after = document;
    const QList<QPointF *> positions = positionsOf(after, ids);
    if (positions.isEmpty() || delta.isNull())
        return document;
    for (QPointF *position : positions)
        *position += delta;
    after.placed = true;
    return after;
}

GraphDocument align(const GraphDocument &document, const QStringList &ids, Alignment alignment)
{
    GraphDocument after = document;
    const QList<QPointF *> positions = positionsOf(after, ids);
    if (positions.size() < 2)
        return document;
    constexpr Coordinate x = &QPointF::rx;
    constexpr Coordinate y = &QPointF::ry;
    switch (alignment) {
    case Alignment::Left:
    case Alignment::CentreX:
    case Alignment::Right:
        alignTo(positions, x, (int(alignment) - int(Alignment::Left)) / 2.0);
        break;
    case Alignment::Top:
    case Alignment::CentreY:
    case Alignment::Bottom:
        alignTo(positions, y, (int(alignment) - int(Alignment::Top)) / 2.0);
        break;
    case Alignment::DistributeX:
        distribute(positions, x);
        break;
    case Alignment::DistributeY:
        distribute(positions, y);
        break;
    }
    after.placed = true;
    return after;
}

QPointF snapped(const QPointF &position)
{
    return { std::round(position.x() / placeGrid) * placeGrid, std::round(position.y() / placeGrid) * placeGrid };
}

} // namespace chainrule::edit
