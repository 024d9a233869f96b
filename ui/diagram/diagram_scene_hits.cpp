// SPDX-License-Identifier: GPL-3.0-or-later
// What of a scene is under a point.
#include "ui/diagram/diagram_scene.h"
#include "ui/session/graph_session.h"
#include "ui/text/figure_text.h"

#include <algorithm>

namespace chainrule {

QList<int> DiagramScene::arrowsNear(const QPointF &point) const
{
    QList<int> arrows;
    for (int i = 0; i < m_arrowCount; ++i)
        if (m_bounds[std::size_t(i)].contains(point))
            arrows.append(i);
    return arrows;
}

std::optional<NodeDrawing> DiagramScene::node(const QString &id) const
{
    const int index = m_visible.indexOf(id);
    return index < 0 ? std::nullopt : std::optional(drawings().node(index));
}

std::optional<ArrowDrawing> DiagramScene::arrow(const QString &from, const QString &to) const
{
    const int source = m_visible.indexOf(from);
    const int target = to.isEmpty() ? -1 : m_visible.indexOf(to);
    if (source < 0 || (target < 0 && !to.isEmpty()))
        return std::nullopt;
    const QList<int> &arrows = m_visible.out(source);
    const auto joins = [&](int edge) { return m_visible.edges[edge].to == target; };
    const auto found = std::ranges::find_if(arrows, joins);
    return found == arrows.end() ? std::nullopt : std::optional(drawings().arrow(*found));
}

QString DiagramScene::nodeAt(const QPointF &point) const
{
    for (int i = 0; i < m_visible.nodes.size(); ++i)
        if (isHit(m_layout.nodes[i], point))
            return m_visible.nodes[i].id;
    return {};
}

QString DiagramScene::leafAt(const QPointF &point) const
{
    for (int i = 0; i < m_visible.nodes.size(); ++i)
        if (m_visible.nodes[i].isLeaf() && isHit(m_layout.nodes[i], point))
            return m_visible.nodes[i].id;
    for (const int arrow : arrowsNear(point))
        if (const VisibleNode &from = m_visible.nodes[m_visible.edges[arrow].from];
            from.isLeaf() && isValueHit(drawings().arrow(arrow), *m_style.letters, point))
            return from.id;
    return {};
}

QString DiagramScene::groupAt(const QPointF &point) const
{
    for (int i = 0; i < m_visible.nodes.size(); ++i)
        if (m_visible.nodes[i].group && isHit(m_layout.nodes[i], point))
            return m_visible.nodes[i].id;
    for (auto i = m_visible.frames.size() - 1; i >= 0; --i) // the largest come first, and hold the smaller ones
        if (m_layout.frames[i].adjusted(-1, -1, 1, 1).contains(point))
            return m_visible.frames[i].group;
    return {};
}

QString DiagramScene::tensorOf(int visibleNode) const
{
    const NodeId node = m_visible.nodes[visibleNode].node;
    return node == noNode ? QString() : m_session.documentNode(node).id;
}

DiagramScene::TensorAt DiagramScene::tensorAt(const QPointF &point) const
{
    const auto isMatrix = [this](NodeId node) { return node != noNode && !m_session.graph().shape(node).isScalar(); };
    for (const int index : arrowsNear(point))
        if (const NodeId source = m_visible.edges[index].source; isMatrix(source))
            if (const ArrowDrawing arrow = drawings().arrow(index); isHit(arrow, *m_style.letters, point))
                return { m_session.documentNode(source).id, gradientRect(arrow, *m_style.letters).contains(point) };
    for (int i = 0; i < m_visible.nodes.size(); ++i)
        if (const VisibleNode &node = m_visible.nodes[i];
            !node.isLeaf() && !node.group && isMatrix(node.node) && isHit(m_layout.nodes[i], point))
            return { m_session.documentNode(node.node).id, false };
    return {};
}

QRectF DiagramScene::valueRect(const QString &leaf) const
{
    const int index = m_visible.indexOf(leaf);
    if (index < 0)
        return {};
    for (const int arrow : m_visible.out(index))
        if (const QRectF rect = chainrule::valueRect(drawings().arrow(arrow), *m_style.letters); !rect.isNull())
            return rect;
    return m_layout.nodes[index].outline;
}

// With exact numbers: of the uppermost node, else of the uppermost arrow.
QString DiagramScene::toolTipAt(const QPointF &point) const
{
    if (!m_session.isOpen())
        return {};
    const auto line = [this](const QString &what, NodeId node, View<const double> numbers) {
        return u'\n' + what + u' ' + exactFigureText(m_session.graph().shape(node), numbers);
    };
    const Run<double> &run = m_session.run();
    for (auto i = m_visible.nodes.size() - 1; i >= 0; --i) {
        if (!isHit(m_layout.nodes[i], point))
            continue;
        const VisibleNode &node = m_visible.nodes[i];
        const QString note = m_session.document().noteOn(node.id);
        QString text = note.isEmpty() ? node.name : node.name + u'\n' + note;
        if (node.node == noNode)
            return text + u'\n' + drawings().node(int(i)).lack;
        if (run.hasValue(node.node))
            text += line(tr("value"), node.node, run.value(node.node));
        if (run.hasGradient(node.node))
            text += line(tr("gradient"), node.node, run.gradient(node.node));
        return text;
    }
    const QList<int> arrows = arrowsNear(point);
    for (auto index = arrows.rbegin(); index != arrows.rend(); ++index) {
        const ArrowDrawing arrow = drawings().arrow(*index);
        if (!isHit(arrow, *m_style.letters, point))
            continue;
        const VisibleEdge &edge = m_visible.edges[*index];
        QString text = m_session.document().nodes[edge.feeder].name;
        if (arrow.value)
            text += line(tr("value"), edge.source, arrow.value->view(arrow.shape));
        if (arrow.gradient)
            text += line(tr("gradient"), edge.source, arrow.gradient->view(arrow.shape));
        return text;
    }
    return {};
}

} // namespace chainrule
