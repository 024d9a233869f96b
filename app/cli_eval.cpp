// SPDX-License-Identifier: GPL-3.0-or-later
// `demos` lists the graphs; `eval` runs one forward and back.
#include "app/cli.h"
#include "app/cli_graph.h"
#include "app/cli_text.h"
#include "document/compiled_graph.h"
#include "files/demos.h"

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct EvalOptions
{
    GraphSource source;
    bool json = false;
};

// Standards filled in; null where what is left out has a meaning of its own.
Json jsonAttributes(const Graph &graph, NodeId node)
{
    Json attributes;
    const AttributeValues values = graph.attributes(node);
    for (std::size_t i = 0; i < values.size(); ++i)
        attributes[std::string(graph.op(node)->attributes[i].name)] = values[i] ? jsonNumber(*values[i]) : Json();
    return attributes;
}

int eval(const GraphDocument &document, bool json)
{
    const CompiledGraph compiled = compile(document);
    Run<double> run = makeRun(document, compiled);
    run.forward();
    run.backward();

    Json nodes = Json::array();
    QList<QStringList> rows{ { u"node"_s, u"op"_s, u"value"_s, u"gradient"_s } };
    for (NodeId id = 0; id < compiled.graph->size(); ++id) {
        const DocumentNode &node = document.nodes[compiled.order[id]];
        const bool hasGradient = run.hasGradient(id);
        nodes.push_back({ { "name", node.name.toStdString() },
                          { "op", node.op.toStdString() },
                          { "value", jsonTensor(run.value(id)) },
                          { "gradient", hasGradient ? jsonTensor(run.gradient(id)) : Json() } });
        if (!compiled.graph->attributes(id).empty())
            nodes.back()["attributes"] = jsonAttributes(*compiled.graph, id);
        rows.append({ node.name, node.op, exactText(run.value(id)), hasGradient ? exactText(run.gradient(id)) : u"–"_s });
    }
    if (json)
        writeJson({ { "graph", shownName(document).toStdString() }, { "nodes", nodes } });
    else
        writeOut(table(rows));
    return ExitCode::done;
}

} // namespace

void addDemosCommand(CLI::App &parser, Command &command)
{
    CLI::App *demos = parser.add_subcommand("demos", "List the ids of the demos");
    demos->callback([&command] {
        command = [] {
            writeOut(demoIds().join(u'\n'));
            return ExitCode::done;
        };
    });
}

void addEvalCommand(CLI::App &parser, Command &command)
{
    auto options = std::make_shared<EvalOptions>();
    CLI::App *evalCommand = parser.add_subcommand("eval", "Compute the values and gradients of a graph");
    addGraphOptions(*evalCommand, options->source);
    evalCommand->add_flag("--json", options->json, "Write JSON; a constant's gradient is null");
    evalCommand->callback([options, &command] {
        command = [options] {
            return withDocument(options->source, [&](const GraphDocument &document) { return eval(document, options->json); });
        };
    });
}

} // namespace chainrule
