// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe/node_check.h"

#include "engine/finite.h"
#include "probe/slice.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace chainrule {

namespace {

// What an operation does to a large input is judged by so many of its elements; its gradient as a whole by all of them.
constexpr Index sampleSize = 256;

// What came back to every node through its uses, whatever the node then made of it. Empty where nothing did.
std::vector<std::vector<double>> givenGradients(const Run<double> &run)
{
    const Graph &graph = run.graph();
    std::vector<std::vector<double>> given(std::size_t(graph.size()));
    const auto seed = run.seed().span();
    given[std::size_t(run.result())].assign(seed.begin(), seed.end());
    for (NodeId node = run.result(); node >= 0; --node) {
        for (int k = 0; k < int(graph.inputs(node).size()); ++k) {
            if (!run.hasEdgeGradient(node, k))
                continue;
            const View<const double> share = run.edgeGradient(node, k);
            auto &sum = given[std::size_t(graph.inputs(node)[std::size_t(k)])];
            sum.resize(std::size_t(share.size()), 0.0);
            std::transform(sum.begin(), sum.end(), share.data, sum.begin(), std::plus<>());
        }
    }
    return given;
}

// Equal but for the order of summation. NaN proves nothing.
bool sameSum(View<const double> own, const std::vector<double> &given)
{
    constexpr double tolerance = 1e-9;
    for (std::size_t i = 0; i < given.size(); ++i)
        if (std::abs(own[Index(i)] - given[i]) > tolerance * std::max(1.0, std::abs(given[i])))
            return false;
    return true;
}

// An operation alone, with the inputs of a node, held where they are: L = Σ given · value, whose gradient its shares have to
// be.
Run<double> alone(const Op &op, const Run<double> &run, NodeId node, const std::vector<double> &given)
{
    auto graph = std::make_shared<Graph>();
    std::vector<NodeId> leaves;
    for (const NodeId input : run.graph().inputs(node))
        leaves.push_back(graph->add(Leaf::Input, run.graph().shape(input)));
    Run<double> own(graph, graph->add(op, leaves, run.graph().attributes(node)));
    for (const NodeId leaf : leaves)
        own.set(leaf, run.value(run.graph().inputs(node)[std::size_t(leaf)]).span());
    own.setSeed(given);
    return own;
}

// At a corner many slopes would do, and which one is taken is a convention: that of the operation's row in the table.
bool keepsTheConvention(const Run<double> &run, NodeId node, int input, const std::vector<double> &given)
{
    const Op *row = findOp(run.graph().op(node)->id);
    if (!row)
        return true;
    Run<double> right = alone(*row, run, node, given);
    right.forward();
    right.backward();
    const std::span<const double> share = run.edgeGradient(node, input).span();
    return sameSum(right.gradient(input), { share.begin(), share.end() });
}

// Nothing when it was stopped. Next to a pole or an overflow there is no slope to judge by.
std::optional<bool> passesOn(const Run<double> &run, Run<double> &own, NodeId node, int input, const CheckOptions &options)
{
    const View<const double> share = run.edgeGradient(node, input);
    const std::vector<Index> elements = spreadElements(share.size(), sampleSize);
    std::vector<double> analytic;
    analytic.reserve(elements.size());
    for (const Index element : elements)
        analytic.push_back(share[element]);
    CheckOptions quiet = options;
    quiet.progress = {};
    const auto check = checkElements(own, NodeId(input), elements, std::move(analytic), quiet);
    if (!check)
        return std::nullopt;
    if (check->verdict == untold(Doubt::Corner))
        return keepsTheConvention(run, node, input, { own.seed().span().begin(), own.seed().span().end() });
    return check->verdict.answer != Answer::Disagrees;
}

std::optional<NodeCheck> checkNode(const Run<double> &run, NodeId node, const std::vector<double> &given,
                                   const CheckOptions &options)
{
    Slice slice(run, node);
    const View<const double> gradient = run.gradient(node);
    const std::vector<Index> all = spreadElements(gradient.size(), gradient.size());
    auto leaf = checkElements(slice.run(), Slice::leaf, all, { gradient.span().begin(), gradient.span().end() }, options);
    if (!leaf)
        return std::nullopt;
    NodeCheck check{ std::move(*leaf), sameSum(gradient, given) };
    check.gradient.leaf = node;
    if (run.graph().isLeaf(node) || !allFinite(given))
        return check;
    Run<double> own = alone(*run.graph().op(node), run, node, given);
    for (int k = 0; k < int(run.graph().inputs(node).size()); ++k) {
        if (!run.hasEdgeGradient(node, k))
            continue;
        const std::optional<bool> right = passesOn(run, own, node, k, options);
        if (!right)
            return std::nullopt;
        check.passesOn[std::size_t(k)] = *right;
    }
    return check;
}

} // namespace

const NodeCheck *GraphCheck::node(NodeId id) const
{
    const auto found = std::ranges::lower_bound(nodes, id, {}, &NodeCheck::node);
    return found == nodes.end() || found->node() != id ? nullptr : &*found;
}

Verdict GraphCheck::verdict() const
{
    Verdict all;
    for (const NodeCheck &check : nodes)
        all = std::max({ all, check.gradient.verdict, check.faulty() ? disagreement : agreement });
    return all;
}

std::vector<NodeId> GraphCheck::faulty() const
{
    std::vector<NodeId> ids;
    for (const NodeCheck &check : nodes)
        if (check.faulty())
            ids.push_back(check.node());
    return ids;
}

std::optional<GraphCheck> checkNodes(const Run<double> &run, const CheckOptions &options)
{
    if (run.result() == noNode)
        throw GraphError(GraphError::Kind::NoResult);
    const Run<double> full = fullPass(run);
    const std::vector<std::vector<double>> given = givenGradients(full);
    Index total = 0;
    for (NodeId node = 0; node <= full.result(); ++node)
        total += full.hasGradient(node) ? full.gradient(node).size() : 0;

    GraphCheck check{ options.h, {} };
    Index done = 0;
    CheckOptions each = options;
    if (options.progress)
        each.progress = [&](Index ofThis, Index) { options.progress(done + ofThis, total); };
    for (NodeId node = 0; node <= full.result(); ++node) {
        if (!full.hasGradient(node))
            continue;
        std::optional<NodeCheck> one = checkNode(full, node, given[std::size_t(node)], each);
        if (!one)
            return std::nullopt;
        check.nodes.push_back(std::move(*one));
        done += full.gradient(node).size();
    }
    if (options.progress)
        options.progress(total, total);
    return check;
}

} // namespace chainrule
