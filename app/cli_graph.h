// SPDX-License-Identifier: GPL-3.0-or-later
// The graph that a subcommand works on: a demo, a file or a typed expression, with some inputs changed.
#pragma once

#include "document/graph_document.h"

#include <exception>
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option_group;
} // namespace CLI

namespace chainrule {

struct GraphSource
{
    std::string demo;
    std::string file;
    std::string expression;
    std::vector<std::string> assignments; // NAME=VALUE, VALUE a number or rows [[1, 2], [3, 4]]
};

// Adds --demo, --graph, --expr and --set. Exactly one of the returned group is required; others can be added to it.
CLI::Option_group *addGraphOptions(CLI::App &command, GraphSource &source);

// Throws CliError (wrong usage) that names the demo, the character or the assignment that is wrong, and StorageError.
GraphDocument documentFrom(const GraphSource &source);
// Throws CliError (wrong usage) for an unknown id.
GraphDocument documentOfDemo(const std::string &id);
// Its id, or its title where it has none.
QString shownName(const GraphDocument &document);

// What `compute` returns. A GraphError in it becomes a CliError: wrong usage when the source was typed, else a failure.
int withDocument(const GraphSource &source, const std::function<int(const GraphDocument &)> &compute);

} // namespace chainrule
