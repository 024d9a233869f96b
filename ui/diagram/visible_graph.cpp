// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/visible_graph.h"

#include "ui/diagram/graph_session.h"

#include <QtGui/QPolygonF>

#include <algorithm>

namespace chainrule {

namespace {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// The centre of a folded group: that of its computing members, so that it stands where they stood.
QPointF centreOf(const GraphSession &session, const DocumentGroup &group)
{
    QPolygonF points;
    for (const QString &member : group.members)
        if (const DocumentNode *node = session.document().node(member); node && !node->isLeaf())
            points.append(node->position);
    return points.boundingRect().center();
}

class Builder
{
public:
    explicit Builder(const GraphSession &session)
        : m_session(session)
        , m_graph(session.graph())
    {
    }

    VisibleGraph build()
    {
        for (NodeId node = 0; node < m_graph.size(); ++node)
            m_owners.append(ownerOf(node));
        for (NodeId node = 0; node < m_graph.size(); ++node)
            addEdges(node);
        const int result = m_owners[m_session.compiled().result];
        m_visible.edges.append({ result, -1, m_session.compiled().result, -1, 0, true });
        countTwins();
        addFrames();
        return m_visible;
    }

private:
    int ownerOf(NodeId node)
    {
        const DocumentNode &source = m_session.documentNode(node);
        const DocumentGroup *group = m_session.foldedGroupOf(source.id);
        const QString id = group ? group->id : source.id;
        int index = m_visible.indexOf(id);
        if (index < 0) {
            index = int(m_visible.nodes.size());
            m_visible.nodes.append(group ? groupNode(*group) : plainNode(node, source));
        }
        VisibleNode &owner = m_visible.nodes[index];
        owner.members.push_back(node);
        if (!m_graph.isLeaf(node))
            owner.node = node; // ids are topological: the last computing member is the group's result
        return index;
    }

    VisibleNode plainNode(NodeId node, const DocumentNode &source) const
    {
        const Op *op = m_graph.op(node);
        return { source.id, op ? fromUtf8(op->symbol) : QString(), source.name, node, {}, false, source.position };
    }

    VisibleNode groupNode(const DocumentGroup &group) const
    {
        const Op *op = findOp(group.op.toStdString());
        return { group.id, op ? fromUtf8(op->symbol) : group.name, group.name, -1, {}, true, centreOf(m_session, group) };
    }

    bool usedOnlyBy(NodeId source, int owner) const
    {
        for (NodeId node = 0; node < m_graph.size(); ++node)
            if (std::ranges::count(m_graph.inputs(node), source) > 0 && m_owners[node] != owner)
                return false;
        return source != m_session.compiled().result;
    }

    void addEdges(NodeId consumer)
    {
        const auto inputs = m_graph.inputs(consumer);
        const int to = m_owners[consumer];
        for (int k = 0; k < int(inputs.size()); ++k) {
            const NodeId source = inputs[std::size_t(k)];
            const int from = m_owners[source];
            if (from == to)
                continue; // inside a folded group
            const bool whole = m_visible.nodes[to].group && usedOnlyBy(source, to);
            const auto same = [&](const VisibleEdge &e) { return e.whole && e.source == source && e.to == to; };
            if (whole && std::ranges::any_of(m_visible.edges, same))
                continue;
            m_visible.edges.append({ from, to, source, consumer, k, whole });
        }
    }

    void countTwins()
    {
        for (auto edge = m_visible.edges.begin(); edge != m_visible.edges.end(); ++edge) {
            const auto same = [&](const VisibleEdge &e) { return e.from == edge->from && e.to == edge->to; };
            edge->twins = int(std::ranges::count_if(m_visible.edges, same));
            edge->twin = int(std::count_if(m_visible.edges.begin(), edge, same));
        }
    }

    void addFrames()
    {
        for (const DocumentGroup &group : m_session.document().groups) {
            if (m_session.isFolded(group.id))
                continue;
            VisibleFrame frame{ group.id, group.name, {} };
            for (const QString &member : group.members)
                if (const NodeId node = m_session.nodeId(member); node >= 0 && !frame.nodes.contains(m_owners[node]))
                    frame.nodes.append(m_owners[node]);
            // Within a folded group nothing of it is to be seen.
            if (frame.nodes.size() > 1)
                m_visible.frames.append(frame);
        }
    }

    const GraphSession &m_session;
    const Graph &m_graph;
    VisibleGraph m_visible;
    QList<int> m_owners; // NodeId → index into nodes
};

} // namespace

VisibleGraph VisibleGraph::of(const GraphSession &session)
{
    return Builder(session).build();
}

int VisibleGraph::indexOf(const QString &id) const
{
    const auto found = std::ranges::find(nodes, id, &VisibleNode::id);
    return found == nodes.end() ? -1 : int(found - nodes.begin());
}

int VisibleGraph::inAction(const GraphSession &session) const
{
    const Moment *moment = session.moment();
    if (!moment || moment->front().kind == Step::Kind::Seed)
        return -1;
    const auto acts = [&](const VisibleNode &node) { return std::ranges::count(node.members, moment->front().node) > 0; };
    const auto found = std::ranges::find_if(nodes, acts);
    return found == nodes.end() ? -1 : int(found - nodes.begin());
}

} // namespace chainrule
