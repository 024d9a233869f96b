// SPDX-License-Identifier: GPL-3.0-or-later
// `train` of a graph of one's own: what it learns, and from which rows.
#pragma once

#include "app/cli_graph.h"
#include "training/learner.h"

namespace chainrule {

struct LearnArguments
{
    GraphSource source;
    std::vector<std::string> learn; // names of the leaves that learn; else the document's parameters
    Index iterations = 10000;
    Index epochs = 0; // in place of iterations, when it is not 0
    LearnerOptions learner;
    bool precise = true; // double, else float
    std::string log;
    std::string save;
    bool json = false;
};

int learn(const LearnArguments &arguments);

} // namespace chainrule
