// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/shares.h"

#include "document/attributes.h"
#include "engine/op.h"
#include "ui/session/graph_session.h"

#include <algorithm>
#include <numeric>

namespace chainrule {

namespace {

// A group's fused operation, run alone on what flows into the group: what a single node in its place would do.
std::optional<double> fusedLocal(const Run<double> &whole, const Op &op, const std::vector<NodeId> &sources, int input)
{
    if (!op.elementwise || int(sources.size()) != op.arity)
        return std::nullopt;
    auto graph = std::make_shared<Graph>();
    for (const NodeId source : sources)
        graph->add(Leaf::Input, whole.graph().shape(source));
    std::vector<NodeId> leaves(sources.size());
    std::iota(leaves.begin(), leaves.end(), 0);
    const NodeId node = graph->add(op, leaves);
    Run<double> run(graph, node);
    for (const NodeId leaf : leaves) {
        const auto value = whole.value(sources[std::size_t(leaf)]).span();
        run.set(leaf, value);
    }
    run.forward();
    return run.localDerivative(node, input).front();
}

Share shareOf(const Run<double> &run, const VisibleNode &node, const Op &op, const std::vector<NodeId> &sources, int input)
{
    const NodeId source = sources[std::size_t(input)];
    Share share{ source, input, std::nullopt, 0, 0 };
    share.upstream = run.gradient(node.node)[0];
    share.downstream = node.group ? run.gradient(source)[0] : run.edgeGradient(node.node, input)[0];
    if (run.graph().shape(source).size() > 1 || run.graph().shape(node.node).size() > 1 || !op.elementwise)
        return share;
    if (node.group)
        share.local = fusedLocal(run, op, sources, input);
    else
        share.local = run.localDerivative(node.node, input).front();
    return share;
}

} // namespace

const Op *operationOf(const GraphSession &session, const VisibleNode &node)
{
    if (node.node != noNode && !node.group)
        return session.graph().op(node.node); // a faulty one, where there is a fault
    const QString &op = node.group ? session.document().group(node.id)->op : session.document().nodes[node.source].op;
    return findOp(op.toStdString());
}

std::vector<std::optional<double>> attributesOf(const GraphSession &session, const VisibleNode &node)
{
    const Op *op = operationOf(session, node);
    if (!op)
        return {};
    const QMap<QString, double> given = node.group ? QMap<QString, double>() : session.document().nodes[node.source].attributes;
    return attributeValues(*op, given).value_or(*completed(*op, {}));
}

std::vector<NodeId> sourcesOf(const GraphSession &session, const VisibleNode &node)
{
    std::vector<NodeId> sources;
    for (const NodeId member : node.members)
        for (const NodeId source : session.graph().inputs(member))
            if (!node.group || (std::ranges::count(node.members, source) == 0 && std::ranges::count(sources, source) == 0))
                sources.push_back(source);
    return sources;
}

std::vector<Share> sharesOf(const GraphSession &session, const VisibleNode &node)
{
    return sharesOf(session, session.run(), node);
}

std::vector<Share> sharesOf(const GraphSession &session, const Run<double> &run, const VisibleNode &node)
{
    std::vector<Share> shares;
    const Op *op = operationOf(session, node);
    if (!op || node.node == noNode || !run.hasGradient(node.node))
        return shares;
    const std::vector<NodeId> sources = sourcesOf(session, node);
    for (int input = 0; input < int(sources.size()); ++input) {
        const NodeId source = sources[std::size_t(input)];
        const bool done = node.group ? run.hasGradient(source) : run.hasEdgeGradient(node.node, input);
        if (done)
            shares.push_back(shareOf(run, node, *op, sources, input));
    }
    return shares;
}

std::vector<double> branchTerms(const GraphSession &session, NodeId source)
{
    std::vector<double> terms;
    if (session.uses(source) < 2 || !session.graph().shape(source).isScalar())
        return terms;
    for (const GraphSession::Use &use : session.usesOf(source))
        if (session.run().hasEdgeGradient(use.user, use.input))
            terms.push_back(session.run().edgeGradient(use.user, use.input)[0]);
    return terms;
}

} // namespace chainrule
