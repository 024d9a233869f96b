// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine throws: which rule was broken, at which node, with which shapes. People's words are found at the border.
#pragma once

#include "engine/shape.h"

#include <exception>
#include <vector>

namespace chainrule {

// A node's place in its Graph. Ids are given out in topological order.
using NodeId = int;
constexpr NodeId noNode = -1;

class GraphError final : public std::exception
{
public:
    enum class Kind {
        UnknownOp, // no row of the operation table has this id
        UnknownNode, // an input that is not in the graph
        Arity, // more or fewer inputs than the operation takes
        Attribute, // the operation has no such attribute, or it does not take this number
        Shape, // the inputs' shapes do not fit each other or the operation
        Size, // a dimension below 1, or more numbers than an index can count
        NotALeaf, // a value given to a node that computes its own
        Order, // a step whose inputs have not been computed yet
        NoResult, // what only a result has is asked for, and no node is the result
    };

    explicit GraphError(Kind kind, NodeId node = -1, std::vector<chainrule::Shape> shapes = {});

    Kind kind() const { return m_kind; }
    // The node at fault: for a node that could not be appended, the id it would have had. -1 where no node is meant.
    NodeId node() const { return m_node; }
    const std::vector<chainrule::Shape> &shapes() const { return m_shapes; }
    const char *what() const noexcept override;

private:
    Kind m_kind;
    NodeId m_node;
    std::vector<chainrule::Shape> m_shapes;
};

} // namespace chainrule
