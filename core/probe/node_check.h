// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient check of every node of a graph, which also tells at which node the first mistake is made.
#pragma once

#include "probe/gradient_check.h"

namespace chainrule {

struct NodeCheck
{
    // The node's gradient beside the numerical one: of the leaf that it is in the graph cut at it.
    LeafCheck gradient;
    // Whether its gradient is the sum of what came back through all its uses (and the seed, for the result).
    bool sums = true;
    // By input: whether what it hands back is what came back to it, times the slope of its own value.
    std::array<bool, maxArity> passesOn = { true, true, true };

    NodeId node() const { return gradient.leaf; }
    bool agrees() const { return gradient.agrees(); }
    // The culprit: what it was given is not what it made of it. Whoever stands behind it disagrees and is not faulty.
    bool faulty() const { return !sums || !passesOn[0] || !passesOn[1] || !passesOn[2]; }
};

struct GraphCheck
{
    double h = 0;
    std::vector<NodeCheck> nodes; // those that have a gradient, by ascending id

    // nullptr for a node that has none.
    const NodeCheck *node(NodeId id) const;
    // A mistake that is made anywhere is a disagreement, even where the gradients themselves are in doubt.
    Verdict verdict() const;
    bool agrees() const { return verdict() == agreement; }
    std::vector<NodeId> faulty() const;
};

// Checks L = Σ seed · result with respect to every node that has a gradient in a full pass. Faults are in backward only, so
// that forward serves as the judge. Nothing when it was stopped; progress counts elements. Throws GraphError (NoResult).
std::optional<GraphCheck> checkNodes(const Run<double> &run, const CheckOptions &options = {});

} // namespace chainrule
