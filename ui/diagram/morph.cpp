// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/morph.h"

#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/drawing/edge_item.h"
#include "ui/diagram/drawing/node_item.h"

namespace chainrule {

Morph::Morph(DiagramScene &scene)
    : m_scene(scene)
    , m_before(scene.visible())
    , m_places(scene.layout())
{
}

void Morph::prepare()
{
    m_prepared = true;
    const VisibleGraph &after = m_scene.visible();
    const auto move = [](NodeItem *item, const QPointF &from, const QPointF &to, bool leaves) {
        return Moving{ item, from, to, leaves };
    };
    for (int i = 0; i < m_before.nodes.size(); ++i) {
        const VisibleNode &node = m_before.nodes[i];
        if (after.indexOf(node.id) >= 0 || node.node == noNode)
            continue;
        NodeItem *ghost = m_scene.addGhost(node, m_places.nodes[i]);
        const QPointF into = m_scene.layout().nodes[after.ownerOf(node.node)].centre;
        // Out of a group that opens its circle only fades; into one that closes its members wander.
        m_moving.push_back(move(ghost, {}, node.group ? QPointF() : into - m_places.nodes[i].centre, true));
    }
    for (NodeItem *item : m_scene.nodeItems()) {
        const VisibleNode &node = item->node();
        if (m_before.indexOf(node.id) >= 0 || node.node == noNode)
            continue;
        const QPointF from = m_places.nodes[m_before.ownerOf(node.node)].centre;
        m_moving.push_back(move(item, node.group ? QPointF() : from - item->place().centre, {}, false));
    }
    // Arrows and frames that were not there before fade in.
    for (EdgeItem *item : m_scene.edgeItems()) {
        const VisibleEdge &edge = item->edge();
        const QString &from = after.nodes[edge.from].id;
        if (m_before.indexOf(from) < 0 || (edge.to >= 0 && m_before.indexOf(after.nodes[edge.to].id) < 0))
            m_appearing.append(item);
    }
}

void Morph::show(double share)
{
    if (!m_prepared)
        prepare();
    for (const Moving &moving : m_moving) {
        moving.item->setPos(moving.from * (1 - share) + moving.to * share);
        moving.item->setOpacity(moving.leaves ? 1 - share : share);
    }
    for (QGraphicsItem *item : std::as_const(m_appearing))
        item->setOpacity(share);
    if (share >= 1)
        m_scene.removeGhosts();
    m_scene.changeAll();
}

} // namespace chainrule
