// SPDX-License-Identifier: GPL-3.0-or-later
// What the inputs of a node or a folded group receive: upstream × local = downstream, with the engine's numbers.
#pragma once

#include "engine/op.h"
#include "engine/run.h"
#include "ui/session/visible_graph.h"

namespace chainrule {

struct Share
{
    NodeId source = -1; // who receives it
    int input = 0; // of the operation
    // With an elementwise operation on scalars: upstream × local = downstream.
    std::optional<double> local;
    double upstream = 0;
    double downstream = 0;
};

// The operation that a visible node stands for: its own, or its group's fused one. nullptr for a leaf.
const Op *operationOf(const GraphSession &session, const VisibleNode &node);
// What this operation was given, standards filled in; a fused one has its standards.
std::vector<std::optional<double>> attributesOf(const GraphSession &session, const VisibleNode &node);
// What flows into it, in the order of the operation's inputs.
std::vector<NodeId> sourcesOf(const GraphSession &session, const VisibleNode &node);
// One per input that has received its share at the current position.
std::vector<Share> sharesOf(const GraphSession &session, const VisibleNode &node);
// The same in another run of its graph.
std::vector<Share> sharesOf(const GraphSession &session, const Run<double> &run, const VisibleNode &node);
// At a branch: what a scalar that is used more than once has received through each use so far. Else empty.
std::vector<double> branchTerms(const GraphSession &session, NodeId source);

} // namespace chainrule
