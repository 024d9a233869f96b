// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/learning_graph.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace chainrule {

namespace {

Shape withRows(const Shape &shape, Index rows)
{
    std::vector<Index> dimensions(shape.dimensions().begin(), shape.dimensions().end());
    dimensions.front() = rows;
    return Shape(dimensions);
}

// Parameters are inputs and all other leaves constants; those of the data get so many rows, where a number is given.
LearningGraph made(const LearningGraph &net, std::optional<Index> rows)
{
    const Graph &from = *net.graph;
    auto graph = std::make_shared<Graph>();
    for (NodeId node = 0; node < from.size(); ++node) {
        if (!from.isLeaf(node)) {
            graph->add(*from.op(node), from.inputs(node), from.attributes(node));
            continue;
        }
        const bool learns = std::ranges::count(net.parameters, node) > 0;
        const bool sampled = rows && std::ranges::count(net.data, node) > 0;
        const Shape &shape = from.shape(node);
        graph->add(learns ? Leaf::Input : Leaf::Constant, sampled ? withRows(shape, *rows) : shape);
    }
    if (!graph->contains(net.result) || graph->shape(net.result).size() != 1)
        throw GraphError(GraphError::Kind::Size, net.result);
    return { std::move(graph), net.result, net.parameters, net.data };
}

} // namespace

LearningGraph withRows(const LearningGraph &net, Index rows)
{
    return made(net, rows);
}

LearningGraph learning(const LearningGraph &net)
{
    return made(net, std::nullopt);
}

Index parameterCount(const LearningGraph &net)
{
    return std::accumulate(net.parameters.begin(), net.parameters.end(), Index(0),
                           [&](Index sum, NodeId node) { return sum + net.graph->shape(node).size(); });
}

} // namespace chainrule
