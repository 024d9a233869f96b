// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/learning_document.h"

#include <algorithm>

namespace chainrule {

LearningGraph learningGraph(const GraphDocument &document, const CompiledGraph &compiled)
{
    LearningGraph net{ compiled.graph, compiled.result };
    for (NodeId node = 0; node < compiled.graph->size(); ++node) {
        const DocumentNode &source = document.nodes[compiled.order[node]];
        if (source.isParameter())
            net.parameters.push_back(node);
        else if (source.isData())
            net.data.push_back(node);
    }
    return net;
}

GraphDocument withParameters(GraphDocument document, const QStringList &names)
{
    for (DocumentNode &node : document.nodes) {
        if (names.contains(node.name) && node.isLeaf()) {
            node.op = parameterOp;
        } else if (node.isParameter()) {
            node.op = inputOp;
            node.start.reset();
        }
    }
    return document;
}

template <class S> Learner<S> makeLearner(const GraphDocument &document, const CompiledGraph &compiled,
                                          const LearnerOptions &options, Samples<S> *samples)
{
    try {
        return Learner<S>(learningGraph(document, compiled), makeRun<S>(document, compiled), options, samples);
    } catch (const GraphError &error) { // of a node of the graph
        const bool known = error.node() >= 0 && error.node() < compiled.order.size();
        throw GraphError(error.kind(), known ? compiled.order[error.node()] : noNode, error.shapes());
    }
}

template <class S> std::optional<TableSamples<S>> ownSamples(const GraphDocument &document, const CompiledGraph &compiled)
{
    std::vector<typename TableSamples<S>::Column> columns;
    Index rows = 0;
    for (const NodeId node : learningGraph(document, compiled).data) {
        const Tensor &value = document.nodes[compiled.order[node]].value;
        if (!columns.empty() && value.shape.rows() != rows)
            return std::nullopt;
        rows = value.shape.rows();
        columns.push_back({ node, value.shape.columns(), { value.values.begin(), value.values.end() } });
    }
    return columns.empty() ? std::nullopt : std::optional<TableSamples<S>>(std::move(columns));
}

template Learner<float> makeLearner(const GraphDocument &, const CompiledGraph &, const LearnerOptions &, Samples<float> *);
template Learner<double> makeLearner(const GraphDocument &, const CompiledGraph &, const LearnerOptions &, Samples<double> *);
template std::optional<TableSamples<float>> ownSamples(const GraphDocument &, const CompiledGraph &);
template std::optional<TableSamples<double>> ownSamples(const GraphDocument &, const CompiledGraph &);

} // namespace chainrule
