// SPDX-License-Identifier: GPL-3.0-or-later
// A computational graph: structure and shapes, no numbers. Append-only, so ids are a topological order.
#pragma once

#include "engine/graph_error.h"
#include "engine/op.h"

#include <initializer_list>

namespace chainrule {

enum class Leaf {
    Input, // receives a gradient: prices, weights
    Constant, // does not: the 1 in 1 + exp(−x), a mini-batch of images
};

class Graph final
{
public:
    NodeId add(Leaf leaf, Shape shape = {});
    // `attributes` in the order of the operation's; what is missing at the end is left out. Throws GraphError (UnknownNode,
    // Arity, Attribute, Shape, Size) with the id that the node would have had; the graph is as before.
    NodeId add(const Op &op, std::span<const NodeId> inputs, AttributeValues attributes = {});
    NodeId add(const Op &op, std::initializer_list<NodeId> inputs) { return add(op, std::span(inputs.begin(), inputs.size())); }
    // As above, by the operation's id. Throws GraphError (UnknownOp).
    NodeId add(std::string_view op, std::initializer_list<NodeId> inputs);

    int size() const { return int(m_nodes.size()); }
    // The operation, or nullptr for a leaf.
    const Op *op(NodeId node) const { return m_nodes[std::size_t(node)].op; }
    std::span<const NodeId> inputs(NodeId node) const
    {
        const Node &n = m_nodes[std::size_t(node)];
        return { m_edges.data() + n.firstEdge, n.op ? std::size_t(n.op->arity) : 0 };
    }
    // One for each of the operation's, standards filled in.
    AttributeValues attributes(NodeId node) const
    {
        const Node &n = m_nodes[std::size_t(node)];
        return { m_attributes.data() + n.firstAttribute, n.op ? n.op->attributes.size() : 0 };
    }
    const Shape &shape(NodeId node) const { return m_shapes[std::size_t(node)]; }
    bool isLeaf(NodeId node) const { return op(node) == nullptr; }
    bool isConstant(NodeId node) const { return isLeaf(node) && !takesGradient(node); }
    // Whether a gradient flows into this node: it is an input, or one of its ancestors is.
    bool takesGradient(NodeId node) const { return m_nodes[std::size_t(node)].takesGradient; }
    // Edges are numbered over the whole graph: input k of a node is edge firstEdge(node) + k.
    int edgeCount() const { return int(m_edges.size()); }
    int firstEdge(NodeId node) const { return m_nodes[std::size_t(node)].firstEdge; }
    bool contains(NodeId node) const { return node >= 0 && node < size(); }

private:
    struct Node
    {
        const Op *op = nullptr;
        int firstEdge = 0;
        unsigned firstAttribute : 31 = 0; // 16 bytes in all: a pass over many scalars waits for memory
        bool takesGradient : 1 = false;
    };

    std::vector<Node> m_nodes;
    std::vector<Shape> m_shapes;
    std::vector<NodeId> m_edges;
    std::vector<std::optional<double>> m_attributes;
};

} // namespace chainrule
