// SPDX-License-Identifier: GPL-3.0-or-later
// `train` of a graph of one's own: what it learns, and from which rows.
#pragma once

#include "app/cli_data.h"
#include "app/cli_graph.h"
#include "training/learner.h"

namespace chainrule {

struct CompiledGraph;

struct LearnArguments
{
    GraphSource source;
    DataArguments data; // nowhere: the values that are given
    std::vector<std::string> bind; // LEAF=COLUMN,…
    std::vector<std::string> learn; // names of the leaves that learn; else the document's parameters
    Index iterations = 10000;
    Index epochs = 0; // in place of iterations, when it is not 0
    LearnerOptions learner;
    bool usualBatch = false; // no size was given: of many rows 100, else all of them
    bool precise = true; // double, else float
    std::string log;
    std::string save;
    bool json = false;
};

int learn(const LearnArguments &arguments);

// A document that can learn has parameters and one number as its result. Throws CliError (wrong usage).
void requireLearning(const GraphDocument &document, const CompiledGraph &compiled);

} // namespace chainrule
