// SPDX-License-Identifier: GPL-3.0-or-later
// Which circles and arrows are drawn for a session as it is folded now. Structure and places only, no numbers.
#pragma once

#include "storage/graph_document.h"

#include <QtCore/QRectF>

namespace chainrule {

class GraphSession;

struct VisibleNode
{
    QString id; // of the document's node or folded group
    QString symbol; // in its circle; empty for a leaf
    QString name;
    NodeId node = -1; // whose value and gradient it has: its own, or those of its group's result
    std::vector<NodeId> members; // all nodes that it stands for
    bool group = false;
    QPointF position;

    bool isLeaf() const { return symbol.isEmpty(); }
};

struct VisibleEdge
{
    int from = -1; // index into nodes
    int to = -1; // -1 for the result's own arrow
    NodeId source = -1; // whose value flows forward
    NodeId consumer = -1; // through which input the gradient comes back; -1 for the result
    int input = 0;
    // Stands for all uses of its source, so it carries the whole gradient: the result's arrow, the edge into a folded group.
    bool whole = false;
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

    static VisibleGraph of(const GraphSession &session);
    // As if no group were folded.
    static VisibleGraph unfolded(const GraphSession &session);

    int indexOf(const QString &id) const { return m_indices.value(id, -1); }
    // The node or folded group that an engine's node is drawn as.
    int ownerOf(NodeId node) const { return m_owners[node]; }
    // Indices of the arrows that leave a node, and of those that enter it.
    const QList<int> &out(int node) const { return m_out[node]; }
    const QList<int> &in(int node) const { return m_in[node]; }
    // The node or folded group whose step led to the current position; -1 at the start and for the seed.
    int inAction(const GraphSession &session) const;

private:
    friend class VisibleGraphBuilder;

    QHash<QString, int> m_indices; // id → index into nodes
    QList<int> m_owners; // NodeId → index into nodes
    QList<QList<int>> m_out;
    QList<QList<int>> m_in;
};

} // namespace chainrule
