// SPDX-License-Identifier: GPL-3.0-or-later
// A graph that learns: which of its leaves are parameters, and which are filled with the rows of a data set.
#pragma once

#include "engine/graph.h"

#include <memory>

namespace chainrule {

struct LearningGraph
{
    std::shared_ptr<const Graph> graph;
    NodeId result = noNode; // one number, which is to become small
    std::vector<NodeId> parameters = {}; // leaves, in the order in which they are updated
    std::vector<NodeId> data = {}; // leaves whose rows are samples: row r of each belongs to sample r
};

// The same graph for mini-batches of so many rows, and with gradients for its parameters alone; what nobody learns is not
// computed. Nodes keep their ids. Throws GraphError (Shape) where an operation does not take so many rows, and
// (Size, with the result) where the result is no single number.
LearningGraph withRows(const LearningGraph &net, Index rows);
// For the rows that its leaves have.
LearningGraph learning(const LearningGraph &net);

// How many numbers learn.
Index parameterCount(const LearningGraph &net);

} // namespace chainrule
