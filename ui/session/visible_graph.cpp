// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/visible_graph.h"

#include "document/compiled_graph.h"
#include "document/id_index.h"
#include "document/utf8.h"
#include "ui/session/graph_session.h"

#include <QtCore/QSet>
#include <QtGui/QPolygonF>

#include <algorithm>

namespace chainrule {

namespace {

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
        , m_document(session.document())
        , m_compiled(session.compiled())
        , m_folded(folded)
    {
    }

    VisibleGraph build()
    {
        findOrder();
        m_owners.fill(-1, m_document.nodes.size());
        for (const int index : std::as_const(m_order))
            m_owners[index] = ownerOf(index);
        for (VisibleNode &node : m_visible.nodes)
            if (node.lack)
                node.node = noNode; // what part of a group has computed is not its value
        for (const int index : m_compiled.order)
            m_visible.m_owners.append(m_owners[index]);
        findSoleUsers();
        for (const int index : std::as_const(m_order))
            addEdges(index);
        addLooseEnds();
        countTwins();
        addFrames();
        joinEdges();
        return std::move(m_visible);
    }

private:
    static constexpr int nobody = -1;
    static constexpr int several = -2;

    // What can be computed in the order in which it is, then the rest as the document has it.
    void findOrder()
    {
        const qsizetype count = m_document.nodes.size();
        m_order = m_compiled.order;
        m_visible.nodes.reserve(count);
        m_visible.m_indices.reserve(count);
        for (int i = 0; i < count; ++i)
            if (nodeOf(i) == noNode)
                m_order.append(i);
    }

    NodeId nodeOf(int index) const { return m_compiled.nodes[index]; }
    const QList<int> &feedersOf(int index) const { return m_compiled.wiring.ports(index); }

    // Looked up once for each operation, not for each node.
    const QString &symbolOf(const QString &id)
    {
        auto known = m_symbols.find(id);
        if (known == m_symbols.end()) {
            const Op *op = findOp(id.toStdString());
            known = m_symbols.emplace(id, op ? fromUtf8(op->symbol) : id).first;
        }
        return known->second;
    }

    int ownerOf(int index)
    {
        const DocumentNode &source = m_document.nodes[index];
        const DocumentGroup *group = m_folded ? m_session.foldedGroupOf(source.id) : nullptr;
        int owner = group ? m_visible.indexOf(group->id) : -1; // a node is met once, a group with each of its members
        if (owner < 0) {
            owner = int(m_visible.nodes.size());
            m_visible.m_indices.insert(group ? group->id : source.id, owner);
            m_visible.nodes.append(group ? groupNode(*group) : plainNode(index));
        }
        VisibleNode &node = m_visible.nodes[owner];
        const NodeId id = nodeOf(index);
        if (id == noNode) {
            node.lack = node.lack ? node.lack : m_compiled.lacks.value(source.id);
        } else {
            node.members.push_back(id);
            if (!source.isLeaf() || !group)
                node.node = id; // ids are topological: the last computing member is the group's result
        }
        return owner;
    }

    VisibleNode plainNode(int index)
    {
        const DocumentNode &source = m_document.nodes[index];
        const QString symbol = source.isLeaf() ? QString() : symbolOf(source.op);
        QList<int> open;
        for (int k = 0; k < feedersOf(index).size(); ++k)
            if (feedersOf(index)[k] < 0)
                open.append(k);
        return { source.id, symbol, source.name, noNode, {}, false, source.position, index, {}, open };
    }

    VisibleNode groupNode(const DocumentGroup &group) const
    {
        const Op *op = findOp(group.op.toStdString());
        return {
            group.id, op ? fromUtf8(op->symbol) : group.name, group.name, noNode, {}, true, centreOf(m_session, group), -1, {},
            {}
        };
    }

    // For every node the one visible node that uses it, if there is one only.
    void findSoleUsers()
    {
        m_soleUsers.fill(nobody, m_document.nodes.size());
        for (int user = 0; user < m_document.nodes.size(); ++user)
            for (const int source : feedersOf(user)) {
                if (source < 0)
                    continue;
                const int owner = m_owners[user];
                m_soleUsers[source] = m_soleUsers[source] == nobody || m_soleUsers[source] == owner ? owner : several;
            }
    }

    void addEdges(int user)
    {
        const QList<int> &feeders = feedersOf(user);
        const int to = m_owners[user];
        for (int k = 0; k < int(feeders.size()); ++k) {
            const int feeder = feeders[k];
            if (feeder < 0 || m_owners[feeder] == to)
                continue; // nothing is connected, or it is inside a folded group
            const NodeId source = nodeOf(feeder);
            const bool ends = source != noNode && source == m_compiled.result;
            const bool whole = m_visible.nodes[to].group && m_soleUsers[feeder] == to && !ends;
            if (whole && m_whole.contains({ feeder, to }))
                continue;
            if (whole)
                m_whole.insert({ feeder, to });
            m_visible.edges.append({ m_owners[feeder], to, source, nodeOf(user), k, whole, feeder, user });
        }
    }

    // What nothing uses is to be seen all the same: the result and, while a graph is being made, others.
    void addLooseEnds()
    {
        for (const int index : m_compiled.order) {
            const NodeId node = nodeOf(index);
            if (node == m_compiled.result || m_soleUsers[index] != nobody || m_visible.nodes[m_owners[index]].node != node)
                continue;
            m_visible.edges.append({ m_owners[index], -1, node, noNode, 0, true, index });
        }
        if (m_compiled.result == noNode)
            return;
        m_visible.resultEdge = int(m_visible.edges.size());
        const int index = m_compiled.order[m_compiled.result];
        m_visible.edges.append({ m_owners[index], -1, m_compiled.result, noNode, 0, true, index });
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
        for (const DocumentGroup &group : m_document.groups) {
            if (m_folded && m_session.isFolded(group.id))
                continue;
            VisibleFrame frame{ group.id, group.name, {} };
            QSet<int> met; // a folded group within is met with each of its members
            for (const QString &member : group.members)
                if (const int index = m_compiled.wiring.index(member); index >= 0 && !met.contains(m_owners[index])) {
                    met.insert(m_owners[index]);
                    frame.nodes.append(m_owners[index]);
                }
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
    const GraphDocument &m_document;
    const CompiledGraph &m_compiled;
    bool m_folded; // or as if nothing were
    VisibleGraph m_visible;
    std::unordered_map<QString, QString, IdHash> m_symbols; // of operations
    QList<int> m_order; // of the nodes as they are drawn, by index into the document's, as all that follows
    QList<int> m_owners; // index → index into the visible nodes
    QList<int> m_soleUsers; // index → index into the visible nodes, nobody or several
    QSet<std::pair<int, int>> m_whole;
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

int VisibleGraph::arrowOf(NodeId source, int input, int node) const
{
    const auto carries = [&](int index) {
        const VisibleEdge &edge = edges[index];
        return edge.source == source && (edge.whole || edge.input == input);
    };
    const auto arrow = std::ranges::find_if(m_in[node], carries);
    return arrow == m_in[node].end() ? -1 : *arrow;
}

} // namespace chainrule
