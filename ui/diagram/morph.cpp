// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/morph.h"

#include "ui/diagram/diagram_scene.h"

#include <utility>

namespace chainrule {

Morph::Morph(DiagramScene &scene)
    : m_scene(scene)
    , m_before(scene.visible())
    , m_places(scene.layout())
{
}

void Morph::prepare()
{
    const VisibleGraph &after = m_scene.visible();
    const auto was = [this](const VisibleNode &node) { return m_before.indexOf(node.id) >= 0; };
    for (int i = 0; i < m_before.nodes.size(); ++i) {
        const VisibleNode &node = m_before.nodes[i];
        if (after.indexOf(node.id) >= 0 || node.node == noNode)
            continue;
        const QPointF into = m_scene.layout().nodes[after.ownerOf(node.node)].centre;
        // Out of a group that opens its circle only fades; into one that closes its members wander.
        m_leaving.push_back(
            { m_scene.drawings().ghost(node, m_places.nodes[i]), node.group ? QPointF() : into - m_places.nodes[i].centre });
    }
    for (int i = 0; i < after.nodes.size(); ++i) {
        const VisibleNode &node = after.nodes[i];
        if (was(node) || node.node == noNode)
            continue;
        const QPointF from = m_places.nodes[m_before.ownerOf(node.node)].centre;
        m_coming.push_back({ i, node.group ? QPointF() : from - m_scene.layout().nodes[i].centre });
    }
    for (int i = 0; i < after.edges.size(); ++i) {
        const VisibleEdge &edge = after.edges[i];
        if (!was(after.nodes[edge.from]) || (edge.to >= 0 && !was(after.nodes[edge.to])))
            m_appearing.append(i);
    }
}

void Morph::show(double share)
{
    if (!std::exchange(m_prepared, true))
        prepare();
    Passages passages;
    if (share < 1) {
        for (const Leaving &leaving : m_leaving)
            passages.ghosts.push_back({ leaving.node, { leaving.by * share, 1 - share } });
        for (const Coming &coming : m_coming)
            passages.nodes.insert(coming.node, { coming.from * (1 - share), share });
        for (const int arrow : std::as_const(m_appearing))
            passages.arrows.insert(arrow, { {}, share });
    }
    m_scene.setPassages(std::move(passages));
}

} // namespace chainrule
