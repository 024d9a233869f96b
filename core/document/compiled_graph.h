// SPDX-License-Identifier: GPL-3.0-or-later
// A document as the graph that is run: all of it, or what of an unfinished one can be computed.
#pragma once

#include "document/graph_document.h"
#include "document/wiring.h"
#include "engine/trace.h"

#include <QtCore/QHash>

namespace chainrule {

// Why a node of an unfinished document is not part of its graph.
struct NodeLack
{
    enum class Kind {
        Input, // nothing is connected to `input`
        Arity, // more or fewer inputs than the operation takes
        UnknownOp, // no operation or fault of this id
        Attribute, // the operation has no such attribute, or it does not take this number
        Shape, // the inputs' `shapes` do not fit each other or the operation
        Size, // with it the graph would be larger than document_limits.h allows
        Cycle, // it needs itself
        Upstream, // its `input` comes from a node that lacks something itself
    };

    Kind kind = Kind::Input;
    int input = -1; // which of its inputs, where one is meant
    std::vector<Shape> shapes = {}; // of all inputs, where they do not fit
};

// A document's graph: node k of `nodes` is document.nodes[order[k]].
struct CompiledGraph
{
    std::shared_ptr<const Graph> graph;
    Wiring wiring; // of the document
    QList<int> order; // NodeId → index into document.nodes
    QList<NodeId> nodes; // and back; noNode for what lacks something
    IdIndex ids; // document id → NodeId
    NodeId result = -1; // -1 when nothing is computed
    std::vector<NodeId> assigned; // nodes with branchFault: the last share of their gradient is kept in place of the sum
    QHash<QString, NodeLack> lacks; // of an unfinished document, by node id; such nodes have no NodeId
};

// Nodes in a topological order that keeps the document's where it can, with their faults. Throws GraphError with a NodeId
// that is the index of the node at fault in document.nodes; a cycle is UnknownNode at one of its nodes, a lost result at none.
CompiledGraph compile(const GraphDocument &document);
// The part of an unfinished document that can be computed, and what the rest lacks. The result is the document's if it can
// be computed, else the last operation that nothing uses. Never throws for what a document says.
CompiledGraph compileWhatCan(const GraphDocument &document);

// Whether the result can receive this gradient. While a document is edited its result becomes another one.
bool isUpstreamOf(const Tensor &upstream, const CompiledGraph &compiled);

// A run with the document's values, and its upstream gradient where it is one.
template <class S = double>
Run<S> makeRun(const GraphDocument &document, const CompiledGraph &compiled, Keep keep = Keep::Sums);

// The steps of a run in which every folded group happens at once: group ids in `folded`. Groups may lie in each other; the
// outermost folded one counts. Throws GraphError (Order) when a folded group needs a node that itself needs the group.
std::vector<Moment> momentsOf(const GraphDocument &document, const CompiledGraph &compiled, const QStringList &folded);

extern template Run<float> makeRun(const GraphDocument &, const CompiledGraph &, Keep);
extern template Run<double> makeRun(const GraphDocument &, const CompiledGraph &, Keep);

} // namespace chainrule
