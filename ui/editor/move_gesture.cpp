// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/move_gesture.h"

#include "ui/diagram/diagram_scene.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/sockets.h"
#include "ui/session/graph_session.h"

#include <QtGui/QPainter>

namespace chainrule {

MoveGesture::MoveGesture(GraphEditor &editor, const QPointF &from)
    : m_editor(editor)
    , m_from(from)
    , m_ids(editor.selection())
{
    QSet<int> nodes;
    for (const QString &id : std::as_const(m_ids))
        if (const int node = editor.scene().visible().indexOf(id); node >= 0)
            nodes.insert(node);
    for (const VisibleFrame &frame : editor.scene().visible().frames)
        if (m_ids.contains(frame.group))
            nodes.unite(QSet<int>(frame.nodes.begin(), frame.nodes.end()));
    m_nodes = nodes.values();
}

void MoveGesture::moveTo(const QPointF &point)
{
    if (m_nodes.isEmpty())
        return;
    const QPointF first = m_editor.scene().layout().nodes[m_nodes.front()].centre;
    const QPointF wanted = m_editor.atRest(first - m_moved + point - m_from); // the others keep their distance
    m_editor.scene().moveNodes(m_nodes, wanted - first);
    m_moved += wanted - first;
    findWire(wanted);
    m_editor.scene().changeForeground();
}

// Of others; a node that has an open input can take it in.
void MoveGesture::findWire(const QPointF &centre)
{
    m_wire = -1;
    const VisibleGraph &visible = m_editor.scene().visible();
    if (m_nodes.size() != 1 || visible.nodes[m_nodes.front()].openPorts.isEmpty())
        return;
    constexpr double near = 20;
    for (int edge = 0; edge < visible.edges.size(); ++edge) {
        const VisibleEdge &wire = visible.edges[edge];
        if (wire.user < 0 || wire.from == m_nodes.front() || wire.to == m_nodes.front())
            continue;
        const EdgeCurve &curve = m_editor.scene().layout().edges[edge].curve;
        if (!curve.bounds().adjusted(-near, -near, near, near).contains(centre))
            continue;
        const QPointF away = curve.at(curve.nearest(centre)) - centre;
        if (QPointF::dotProduct(away, away) < near * near)
            m_wire = edge;
    }
}

void MoveGesture::drop(const QPointF &point)
{
    moveTo(point);
    const Socket wire = m_wire < 0 ? Socket() : Sockets(m_editor.scene()).inputOf(m_wire);
    m_editor.move(m_ids, m_moved, wire);
}

void MoveGesture::cancel()
{
    m_editor.scene().replace();
}

void MoveGesture::paint(QPainter &painter, const DiagramStyle &style) const
{
    if (m_wire < 0)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.strokePath(m_editor.scene().layout().edges[m_wire].curve.path(), QPen(style.theme.accent, 3));
}

} // namespace chainrule
