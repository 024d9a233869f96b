// SPDX-License-Identifier: GPL-3.0-or-later
// Between two pictures of one graph, matched by node id. Nodes in both stay: layout and scene move them as they always do.
// What is left are three sets, found once, when the animation shows its first frame:
//   leaving   in the picture before only: drawn as a ghost, which wanders to the circle that owns its node now, and fades;
//   coming    in the picture after only: starts at the circle that owned its node before, and becomes opaque;
//   appearing arrows with an end that was not there: they fade in where they stand.
// A group's own circle only fades: its members go in or come out, which is what folding means. Owners are those of engine
// nodes (VisibleGraph::ownerOf), so a group in a group is no special case.
//
// Positions and opacity are linear in `share`; who drives it gives the pace. At 1 the scene has no passages left, and
// what is painted is exactly the picture after.
// Trade-offs: arrows that go are not drawn on, since they would bend between circles that move on their own.
// Cost: O(nodes + arrows) once and O(what moves) a frame; a copy of the former graph and layout while it lasts.
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
