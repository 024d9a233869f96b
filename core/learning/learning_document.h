// SPDX-License-Identifier: GPL-3.0-or-later
// A document that learns: the roles of its leaves as the learner takes them.
#pragma once

#include "document/compiled_graph.h"
#include "training/learner.h"

namespace chainrule {

// Its parameters and data leaves, those that its graph has, in the graph's order.
LearningGraph learningGraph(const GraphDocument &document, const CompiledGraph &compiled);

// With these leaves as its parameters, by name, and no others. Names that are no leaf's are left out.
GraphDocument withParameters(GraphDocument document, const QStringList &names);

// A learner that begins with the document's own values. Throws GraphError with an index into the document's nodes, as
// compile(): Size at the result when that is no single number, Shape where an operation does not take so many rows.
template <class S> Learner<S> makeLearner(const GraphDocument &document, const CompiledGraph &compiled,
                                          const LearnerOptions &options, Samples<S> *samples = nullptr);

// The rows that a document's own data leaves hold, as samples; nothing when it has none, or they are not as many in all.
template <class S> std::optional<TableSamples<S>> ownSamples(const GraphDocument &document, const CompiledGraph &compiled);

extern template Learner<float> makeLearner(const GraphDocument &, const CompiledGraph &, const LearnerOptions &,
                                           Samples<float> *);
extern template Learner<double> makeLearner(const GraphDocument &, const CompiledGraph &, const LearnerOptions &,
                                            Samples<double> *);
extern template std::optional<TableSamples<float>> ownSamples(const GraphDocument &, const CompiledGraph &);
extern template std::optional<TableSamples<double>> ownSamples(const GraphDocument &, const CompiledGraph &);

} // namespace chainrule
