// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe/slice.h"

#include "engine/sparse_leaf.h"
#include "probe/gradient_check.h"

#include <algorithm>

namespace chainrule {

namespace {

// Whether each node's value depends on `from`.
std::vector<bool> dependents(const Graph &graph, NodeId from)
{
    std::vector<bool> depends(std::size_t(graph.size()), false);
    depends[std::size_t(from)] = true;
    for (NodeId node = from + 1; node < graph.size(); ++node)
        for (const NodeId input : graph.inputs(node))
            if (depends[std::size_t(input)])
                depends[std::size_t(node)] = true;
    return depends;
}

// The cut graph, with the old id of each of its nodes.
struct Cut
{
    std::shared_ptr<Graph> graph = std::make_shared<Graph>();
    std::vector<NodeId> ids; // new to old
    NodeId result = 0;
};

Cut cutAt(const Run<double> &run, NodeId from)
{
    const Graph &whole = run.graph();
    if (!whole.contains(from))
        throw GraphError(GraphError::Kind::UnknownNode, from);
    const std::vector<bool> depends = dependents(whole, from);
    Cut cut;
    std::vector<NodeId> added(std::size_t(whole.size()), -1);
    const auto add = [&](NodeId old, NodeId id) {
        added[std::size_t(old)] = id;
        cut.ids.push_back(old);
    };
    const auto held = [&](NodeId old) {
        if (added[std::size_t(old)] < 0)
            add(old, cut.graph->add(Leaf::Constant, whole.shape(old)));
        return added[std::size_t(old)];
    };
    add(from, cut.graph->add(Leaf::Input, whole.shape(from)));
    for (NodeId node = from + 1; node <= run.result(); ++node) {
        if (!depends[std::size_t(node)])
            continue;
        std::vector<NodeId> inputs;
        for (const NodeId input : whole.inputs(node))
            inputs.push_back(held(input));
        add(node, cut.graph->add(*whole.op(node), inputs, whole.attributes(node)));
    }
    cut.result = held(run.result());
    return cut;
}

NonZeros<double> nonZerosOf(View<const double> values)
{
    NonZeros<double> list;
    list.reset(values.rows, values.size());
    for (Index r = 0; r < values.rows; ++r) {
        const auto isSet = [](double x) { return x != 0; };
        const std::span<const double> row{ &values.at(r, 0), std::size_t(values.columns) };
        const auto place = list.addRow(std::ranges::count_if(row, isSet));
        for (std::size_t c = 0, i = 0; c < row.size(); ++c) {
            if (!isSet(row[c]))
                continue;
            place.columns[i] = std::uint32_t(c);
            place.values[i++] = row[c];
        }
    }
    return list;
}

// A mini-batch of pictures is mostly zeros, and a check multiplies by it thousands of times.
void listPictures(Run<double> &run)
{
    constexpr Index worthwhile = 1024; // elements
    for (NodeId node = 0; node < run.graph().size(); ++node) {
        if (run.graph().isLeaf(node) || !run.graph().op(node)->takesLists)
            continue;
        const NodeId source = run.graph().inputs(node)[0];
        if (!run.graph().isConstant(source) || run.graph().shape(source).size() < worthwhile)
            continue;
        NonZeros<double> list = nonZerosOf(run.value(source));
        if (2 * list.count() < run.graph().shape(source).size()) {
            setSparse(run, source, std::move(list));
            return; // a run lists one leaf
        }
    }
}

Run<double> cutRun(const Run<double> &run, NodeId from)
{
    const Cut cut = cutAt(run, from);
    Run<double> part(cut.graph, cut.result);
    for (NodeId node = 0; node < cut.graph->size(); ++node)
        if (cut.graph->isLeaf(node))
            part.set(node, run.value(cut.ids[std::size_t(node)]).span());
    part.setSeed(run.seed().span());
    listPictures(part);
    return part;
}

} // namespace

Run<double> fullPass(const Run<double> &run)
{
    Run<double> full(run.sharedGraph(), run.result(), Keep::Edges);
    for (NodeId node = 0; node < run.graph().size(); ++node)
        if (run.graph().isLeaf(node))
            full.set(node, run.value(node).span());
    full.setSeed(run.seed().span());
    for (const NodeId node : run.assignedGradients())
        full.assignGradient(node);
    full.forward();
    full.backward();
    return full;
}

Slice::Slice(const Run<double> &run, NodeId node)
    : m_run(cutRun(run, node))
{
}

double Slice::loss()
{
    return lossOf(m_run);
}

double Slice::lossAt(Index element, double nudge)
{
    const double x = m_run.value(leaf)[element];
    m_run.set(leaf, element, x + nudge);
    const double loss = lossOf(m_run);
    m_run.set(leaf, element, x);
    return loss;
}

} // namespace chainrule
