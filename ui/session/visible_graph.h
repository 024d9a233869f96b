// SPDX-License-Identifier: GPL-3.0-or-later
// Which circles and arrows are drawn for a session as it is folded now. Structure and places only, no numbers.
#pragma once

#include "document/compiled_graph.h"
#include "document/graph_document.h"

#include <QtCore/QRectF>

namespace chainrule {

class GraphSession;

struct VisibleNode
{
    QString id; // of the document's node or folded group
    QString symbol; // in its circle; empty for a leaf
    QString name;
    // Whose value and gradient it has: its own, or those of its group's result. noNode while something is lacking.
    NodeId node = noNode;
    std::vector<NodeId> members; // all nodes that it stands for, as far as they can be computed
    bool group = false;
    QPointF position;
    int source = -1; // index into the document's nodes; -1 for a group
    std::optional<NodeLack> lack; // why it, or one of the group, is not computed
    QList<int> openPorts; // inputs that nothing is connected to

    bool isLeaf() const { return symbol.isEmpty(); }
};

struct VisibleEdge
{
    int from = -1; // index into nodes
    int to = -1; // -1 for the result's own arrow, and for that of a node that nothing uses yet
    NodeId source = noNode; // whose value flows forward; noNode when there is none
    NodeId consumer = noNode; // through which input the gradient comes back; noNode for a loose end or where there is none
    int input = 0;
    // Stands for all uses of its source, so it carries the whole gradient: the result's arrow, the edge into a folded group.
    bool whole = false;
    // The wire in the document: indices into its nodes, -1 for the `user` of a loose end.
    int feeder = -1;
    int user = -1;
    int twin = 0; // how many edges between the same two nodes came before: they are drawn as bows
    int twins = 1;
};

struct VisibleFrame
{
    QString group; // id
    QString name;
    QList<int> nodes; // indices
};

struct VisibleGraph
{
    QList<VisibleNode> nodes;
    QList<VisibleEdge> edges;
    QList<VisibleFrame> frames; // of the unfolded groups
    int resultEdge = -1; // index of the result's own arrow; -1 while nothing is computed

    static VisibleGraph of(const GraphSession &session);
    // As if no group were folded.
    static VisibleGraph unfolded(const GraphSession &session);

    // The result's own arrow, or nullptr while nothing is computed.
    const VisibleEdge *result() const { return resultEdge < 0 ? nullptr : &edges[resultEdge]; }
    int indexOf(const QString &id) const { return m_indices.value(id, -1); }
    // The node or folded group that an engine's node is drawn as.
    int ownerOf(NodeId node) const { return m_owners[node]; }
    // Indices of the arrows that leave a node, and of those that enter it.
    const QList<int> &out(int node) const { return m_out[node]; }
    const QList<int> &in(int node) const { return m_in[node]; }
    // The arrow through which this node receives a source as this input; -1 when there is none.
    int arrowOf(NodeId source, int input, int node) const;
    // The node or folded group whose step led to the current position; -1 at the start and for the seed.
    int inAction(const GraphSession &session) const;

private:
    friend class VisibleGraphBuilder;

    IdIndex m_indices; // id → index into nodes
    QList<int> m_owners; // NodeId → index into nodes
    QList<QList<int>> m_out;
    QList<QList<int>> m_in;
};

} // namespace chainrule
