// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_graph.h"

#include "app/cli.h"
#include "app/cli_text.h"
#include "storage/expression.h"
#include "ui/text/expression_words.h"
#include "ui/text/graph_error_text.h"

#include <QtCore/QFile>

#include <cmath>

namespace chainrule {

namespace {

// One number of a --set value.
double finiteNumber(const Json &json, const QString &assignment)
{
    if (!json.is_number() || !std::isfinite(json.get<double>()))
        throw CliError(ExitCode::wrongUsage, QStringLiteral("--set %1: every value is a finite number").arg(assignment));
    return json.get<double>();
}

Tensor tensorFrom(const Json &json, const QString &assignment)
{
    if (!json.is_array())
        return Tensor::scalar(finiteNumber(json, assignment));
    const Json rows = !json.empty() && json[0].is_array() ? json : Json::array({ json });
    const std::size_t columns = rows[0].size();
    Tensor tensor{ Shape(), {} };
    for (const Json &row : rows) {
        if (!row.is_array() || row.size() != columns || columns == 0)
            throw CliError(ExitCode::wrongUsage,
                           QStringLiteral("--set %1: every row has the same number of values").arg(assignment));
        for (const Json &value : row)
            tensor.values.push_back(finiteNumber(value, assignment));
    }
    tensor.shape = Shape(Index(rows.size()), Index(columns));
    return tensor;
}

void setValue(GraphDocument &document, const std::string &assignment)
{
    const std::size_t equals = assignment.find('=');
    const QString shown = fromStd(assignment);
    if (equals == std::string::npos)
        throw CliError(ExitCode::wrongUsage, QStringLiteral("--set %1: expected NAME=VALUE").arg(shown));
    const QString name = fromStd(assignment.substr(0, equals));
    const auto node = std::ranges::find_if(document.nodes, [&](const DocumentNode &n) { return n.name == name && n.isLeaf(); });
    if (node == document.nodes.end())
        throw CliError(ExitCode::wrongUsage,
                       QStringLiteral("--set %1: \"%2\" is no input of %3").arg(shown, name, shownName(document)));
    const Json value = Json::parse(assignment.substr(equals + 1), nullptr, false);
    if (value.is_discarded())
        throw CliError(ExitCode::wrongUsage,
                       QStringLiteral("--set %1: a value is a finite number or rows like [[1, 2], [3, 4]]").arg(shown));
    node->value = tensorFrom(value, shown);
}

GraphDocument documentOfExpression(const std::string &expression)
{
    const QString text = fromStd(expression);
    try {
        return documentOf(text);
    } catch (const ExpressionError &e) {
        throw CliError(
            ExitCode::wrongUsage,
            QStringLiteral("--expr, character %1: %2\n%3").arg(QString::number(e.offset() + 1), words(e), pointingAt(e, text)));
    }
}

} // namespace

CLI::Option_group *addGraphOptions(CLI::App &command, GraphSource &source)
{
    CLI::Option_group *which = command.add_option_group("graph");
    which->add_option("--demo", source.demo, "Which graph; `chainrule demos` lists them")->type_name("ID");
    which->add_option("--graph", source.file, "A graph document")->type_name("FILE");
    which
        ->add_option("--expr", source.expression,
                     "An expression: \"1/(1+exp(-x))\"; names are inputs. With a minus in front: --expr=-x")
        ->type_name("TEXT");
    which->require_option(1);
    command.add_option("--set", source.assignments, "Change an input: a number, or rows [[1, 2], [3, 4]]")
        ->type_name("NAME=VALUE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    return which;
}

GraphDocument documentOfDemo(const std::string &id)
{
    std::optional<GraphDocument> document = demo(fromStd(id));
    if (!document)
        throw CliError(ExitCode::wrongUsage,
                       QStringLiteral("There is no demo \"%1\". `chainrule demos` lists them.").arg(fromStd(id)));
    return *document;
}

GraphDocument documentFrom(const GraphSource &source)
{
    GraphDocument document = !source.file.empty() ? loadDocument(QFile::decodeName(QByteArray::fromStdString(source.file)))
        : !source.demo.empty()                    ? documentOfDemo(source.demo)
                                                  : documentOfExpression(source.expression);
    for (const std::string &assignment : source.assignments)
        setValue(document, assignment);
    return document;
}

QString shownName(const GraphDocument &document)
{
    return document.id.isEmpty() ? document.title : document.id;
}

int withDocument(const GraphSource &source, const std::function<int(const GraphDocument &)> &compute)
{
    const GraphDocument document = documentFrom(source);
    try {
        return compute(document);
    } catch (const GraphError &e) {
        const bool typed = !source.expression.empty() || !source.assignments.empty();
        throw CliError(typed ? ExitCode::wrongUsage : ExitCode::failed,
                       shownName(document) + QStringLiteral(": ") + words(e, document));
    }
}

} // namespace chainrule
