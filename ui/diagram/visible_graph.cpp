// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/visible_graph.h"

#include "ui/diagram/graph_session.h"

#include <QtCore/QSet>
#include <QtGui/QPolygonF>

#include <algorithm>

namespace chainrule {

namespace {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// The centre of a folded group: its own, else that of its computing members, so that it stands where they stood.
QPointF centreOf(const GraphSession &session, const DocumentGroup &group)
{
    if (group.position)
        return *group.position;
    QPolygonF points;
    for (const QString &member : group.members)
        if (const DocumentNode *node = session.document().node(member); node && !node->isLeaf())
            points.append(node->position);
    return points.boundingRect().center();
}

} // namespace

class VisibleGraphBuilder final
{
public:
    VisibleGraphBuilder(const GraphSession &session, bool folded)
        : m_session(session)
        , m_graph(session.graph())
        , m_folded(folded)
    {
    }

    VisibleGraph build()
    {
        for (NodeId node = 0; node < m_graph.size(); ++node)
            m_visible.m_owners.append(ownerOf(node));
        findSoleUsers();
        for (NodeId node = 0; node < m_graph.size(); ++node)
            addEdges(node);
        const NodeId result = m_session.compiled().result;
        m_visible.edges.append({ m_visible.m_owners[result], -1, result, -1, 0, true });
        countTwins();
        addFrames();
        joinEdges();
        return std::move(m_visible);
    }

private:
    static constexpr int nobody = -1;
    static constexpr int several = -2;

    int ownerOf(NodeId node)
    {
        const DocumentNode &source = m_session.documentNode(node);
        const DocumentGroup *group = m_folded ? m_session.foldedGroupOf(source.id) : nullptr;
        const QString &id = group ? group->id : source.id;
        const auto known = m_visible.m_indices.constFind(id);
        const int index = known == m_visible.m_indices.constEnd() ? int(m_visible.nodes.size()) : *known;
        if (index == m_visible.nodes.size()) {
            m_visible.m_indices.insert(id, index);
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

    // For every node the one visible node that uses it, if there is one only.
    void findSoleUsers()
    {
        m_soleUsers.fill(nobody, m_graph.size());
        for (NodeId node = 0; node < m_graph.size(); ++node)
            for (const NodeId source : m_graph.inputs(node)) {
                const int owner = m_visible.m_owners[node];
                m_soleUsers[source] = m_soleUsers[source] == nobody || m_soleUsers[source] == owner ? owner : several;
            }
        m_soleUsers[m_session.compiled().result] = several;
    }

    void addEdges(NodeId consumer)
    {
        const auto inputs = m_graph.inputs(consumer);
        const int to = m_visible.m_owners[consumer];
        for (int k = 0; k < int(inputs.size()); ++k) {
            const NodeId source = inputs[std::size_t(k)];
            const int from = m_visible.m_owners[source];
            if (from == to)
                continue; // inside a folded group
            const bool whole = m_visible.nodes[to].group && m_soleUsers[source] == to;
            if (whole && m_whole.contains({ source, to }))
                continue;
            if (whole)
                m_whole.insert({ source, to });
            m_visible.edges.append({ from, to, source, consumer, k, whole });
        }
    }

    void countTwins()
    {
        QHash<std::pair<int, int>, int> counts;
        for (VisibleEdge &edge : m_visible.edges)
            edge.twin = counts[{ edge.from, edge.to }]++;
        for (VisibleEdge &edge : m_visible.edges)
            edge.twins = counts.value({ edge.from, edge.to });
    }

    void addFrames()
    {
        for (const DocumentGroup &group : m_session.document().groups) {
            if (m_folded && m_session.isFolded(group.id))
                continue;
            VisibleFrame frame{ group.id, group.name, {} };
            for (const QString &member : group.members)
                if (const NodeId node = m_session.nodeId(member); node >= 0 && !frame.nodes.contains(m_visible.m_owners[node]))
                    frame.nodes.append(m_visible.m_owners[node]);
            // Within a folded group nothing of it is to be seen.
            if (frame.nodes.size() > 1)
                m_visible.frames.append(frame);
        }
        // The larger ones first: what lies in them is drawn over them.
        std::ranges::stable_sort(m_visible.frames, std::ranges::greater(),
                                 [](const VisibleFrame &frame) { return frame.nodes.size(); });
    }

    void joinEdges()
    {
        m_visible.m_out.resize(m_visible.nodes.size());
        m_visible.m_in.resize(m_visible.nodes.size());
        for (int i = 0; i < m_visible.edges.size(); ++i) {
            m_visible.m_out[m_visible.edges[i].from].append(i);
            if (m_visible.edges[i].to >= 0)
                m_visible.m_in[m_visible.edges[i].to].append(i);
        }
    }

    const GraphSession &m_session;
    const Graph &m_graph;
    bool m_folded; // or as if nothing were
    VisibleGraph m_visible;
    QList<int> m_soleUsers; // NodeId → index into nodes, nobody or several
    QSet<std::pair<NodeId, int>> m_whole;
};

VisibleGraph VisibleGraph::of(const GraphSession &session)
{
    return VisibleGraphBuilder(session, true).build();
}

VisibleGraph VisibleGraph::unfolded(const GraphSession &session)
{
    return VisibleGraphBuilder(session, false).build();
}

int VisibleGraph::inAction(const GraphSession &session) const
{
    const Moment *moment = session.moment();
    return !moment || moment->front().kind == Step::Kind::Seed ? -1 : m_owners[moment->front().node];
}

} // namespace chainrule
