// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_graph.h"

#include "app/cli.h"
#include "app/cli_text.h"
#include "files/demos.h"
#include "files/document_io.h"
#include "text/expression.h"
#include "text/starting_values.h"
#include "text/tensor_text.h"
#include "ui/text/expression_words.h"
#include "ui/text/graph_error_text.h"
#include "ui/text/tensor_words.h"

#include <QtCore/QFile>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

void setValue(GraphDocument &document, const std::string &assignment)
{
    const std::size_t equals = assignment.find('=');
    const QString shown = fromStd(assignment);
    if (equals == std::string::npos)
        throw CliError(ExitCode::wrongUsage, u"--set %1: expected NAME=VALUE"_s.arg(shown));
    const QString name = fromStd(assignment.substr(0, equals));
    const auto node = std::ranges::find_if(document.nodes, [&](const DocumentNode &n) { return n.name == name && n.isLeaf(); });
    if (node == document.nodes.end())
        throw CliError(ExitCode::wrongUsage, u"--set %1: \"%2\" is no input of %3"_s.arg(shown, name, shownName(document)));
    const QString text = fromStd(assignment.substr(equals + 1));
    const auto value = parseTensor(text);
    if (const auto *fault = std::get_if<TensorFault>(&value))
        throw CliError(ExitCode::wrongUsage, u"--set %1: %2"_s.arg(shown, words(*fault, text)));
    node->value = std::get<Tensor>(value);
    node->start.reset();
    node->from.clear();
}

GraphDocument withSetValues(GraphDocument document, const GraphSource &source)
{
    for (const std::string &assignment : source.assignments)
        setValue(document, assignment);
    return document;
}

// The name in NAME=VALUE.
QString nameIn(const std::string &assignment)
{
    return fromStd(assignment.substr(0, assignment.find('=')));
}

// With the values that were set; the other names get numbers of their own, as in the window.
GraphDocument documentOfExpression(const GraphSource &source)
{
    const QString text = fromStd(source.expression);
    try {
        const GraphDocument document = withSetValues(documentOf(text), source);
        QSet<QString> untold = untoldInputs(text);
        for (const std::string &assignment : source.assignments)
            untold.remove(nameIn(assignment));
        return withStartingValues(document, untold);
    } catch (const ExpressionError &e) {
        throw CliError(ExitCode::wrongUsage,
                       u"--expr, character %1: %2\n%3"_s.arg(QString::number(e.offset() + 1), words(e), pointingAt(e, text)));
    }
}

} // namespace

CLI::Option_group *addGraphOptions(CLI::App &command, GraphSource &source)
{
    CLI::Option_group *which = command.add_option_group("graph");
    which->add_option("--demo", source.demo, "Which graph; `chainrule demos` lists them")
        ->type_name("ID")
        ->check(namesSomething());
    which->add_option("--graph", source.file, "A graph document")->type_name("FILE")->check(namesSomething());
    which
        ->add_option("--expr", source.expression,
                     "An expression: \"1/(1+exp(-x))\"; names are inputs, with numbers of their own until --set")
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
        throw CliError(ExitCode::wrongUsage, u"There is no demo \"%1\". `chainrule demos` lists them."_s.arg(fromStd(id)));
    return *document;
}

GraphDocument documentFrom(const GraphSource &source)
{
    if (!source.file.empty())
        return withSetValues(loadDocument(QFile::decodeName(QByteArray::fromStdString(source.file))), source);
    return source.demo.empty() ? documentOfExpression(source) : withSetValues(documentOfDemo(source.demo), source);
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
        const QString name = shownName(document).isEmpty() ? fromStd(source.file) : shownName(document);
        throw CliError(typed ? ExitCode::wrongUsage : ExitCode::failed, name + u": "_s + words(e, document));
    }
}

} // namespace chainrule
