// SPDX-License-Identifier: GPL-3.0-or-later
// L = Σ seed · result as a function of one node's numbers: the graph cut at that node, which becomes an input.
#pragma once

#include "engine/run.h"

namespace chainrule {

// A copy of a run's leaves and seed that has gone through its full pass, with every edge's share. The given run stays as it is.
Run<double> fullPass(const Run<double> &run);

// Only what lies between the node and the result is computed again; all else is held at its present value.
class Slice final
{
public:
    // `run` has all its values. Throws GraphError (UnknownNode) when the node is not in its graph.
    Slice(const Run<double> &run, NodeId node);

    Run<double> &run() { return m_run; }
    // The node's number in the cut graph, where it is a leaf.
    static constexpr NodeId leaf = 0;
    Index size() const { return m_run.value(leaf).size(); }

    double loss();
    // L with this added to one element. The element is as it was afterwards.
    double lossAt(Index element, double nudge);

private:
    Run<double> m_run;
};

} // namespace chainrule
