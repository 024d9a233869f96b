// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/sockets.h"

#include "ui/diagram/diagram_scene.h"
#include "ui/session/graph_session.h"

#include <QtCore/QLineF>

namespace chainrule {

Socket Sockets::outputOf(int node) const
{
    const VisibleNode &visible = m_scene.visible().nodes[node];
    if (!visible.group)
        return { visible.id };
    return visible.node == noNode ? Socket() : Socket{ m_scene.session().documentNode(visible.node).id };
}

Socket Sockets::inputOf(int edge) const
{
    const VisibleEdge &wire = m_scene.visible().edges[edge];
    return wire.user < 0 ? Socket() : Socket{ m_scene.session().document().nodes[wire.user].id, wire.input };
}

std::optional<QPointF> Sockets::placeOfInput(int node, int port) const
{
    const VisibleGraph &visible = m_scene.visible();
    for (const int edge : visible.in(node))
        if (visible.edges[edge].user == visible.nodes[node].source && visible.edges[edge].input == port)
            return m_scene.layout().edges[edge].curve.end;
    if (!visible.nodes[node].openPorts.contains(port))
        return std::nullopt;
    const DocumentNode &source = m_scene.session().document().nodes[visible.nodes[node].source];
    return openPort(m_scene.layout().nodes[node].outline, port, int(source.inputs.size()));
}

std::optional<QPointF> Sockets::place(const Socket &socket) const
{
    const VisibleGraph &visible = m_scene.visible();
    int node = visible.indexOf(socket.node);
    if (node < 0) { // in a folded group, whose output it may be
        const NodeId inside = m_scene.session().nodeId(socket.node);
        node = inside == noNode ? -1 : visible.ownerOf(inside);
        if (node < 0 || socket.isInput() || outputOf(node) != socket)
            return std::nullopt;
    }
    if (socket.isInput())
        return placeOfInput(node, socket.port);
    const NodePlace &place = m_scene.layout().nodes[node];
    const double beside = visible.nodes[node].isLeaf() ? Circle::leafGap : Circle::gap;
    return QPointF(place.outline.right() + beside, place.centre.y());
}

Socket Sockets::socketAt(int node, const QPointF &point, double reach) const
{
    const auto isAt = [&](const std::optional<QPointF> &place) { return place && QLineF(*place, point).length() <= reach; };
    const VisibleNode &shown = m_scene.visible().nodes[node];
    const qsizetype ports = shown.group ? 0 : m_scene.session().document().nodes[shown.source].inputs.size();
    Socket socket;
    for (int port = 0; port < ports; ++port)
        if (isAt(placeOfInput(node, port)))
            socket = { shown.id, port };
    const Socket output = outputOf(node);
    return socket.isNone() && !output.isNone() && isAt(place(output)) ? output : socket;
}

UnderMouse Sockets::at(const QPointF &point, double reach) const
{
    const VisibleGraph &visible = m_scene.visible();
    UnderMouse under;
    const double around = reach + Circle::gap;
    for (int node = 0; node < visible.nodes.size(); ++node) {
        const QRectF &outline = m_scene.layout().nodes[node].outline;
        if (!outline.adjusted(-around, -around, around + Circle::gap, around).contains(point))
            continue;
        under.socket = socketAt(node, point, reach);
        if (!under.socket.isNone())
            return under;
        if (isHit(m_scene.layout().nodes[node], point))
            under.node = node;
    }
    if (under.node >= 0)
        return under;
    for (int frame = 0; frame < visible.frames.size(); ++frame)
        if (m_scene.layout().frameNames[frame].contains(point))
            under.frame = frame;
    const Lettering &letters = *m_scene.style().letters;
    for (const int edge : m_scene.arrowsNear(point)) {
        const ArrowDrawing arrow = m_scene.drawings().arrow(edge);
        if (visible.nodes[visible.edges[edge].from].isLeaf() && isValueHit(arrow, letters, point)) {
            under.figure = true;
            under.node = visible.edges[edge].from;
            return under;
        }
        if (visible.edges[edge].user >= 0 && isHit(arrow, letters, point))
            under.edge = edge;
    }
    return under;
}

} // namespace chainrule
