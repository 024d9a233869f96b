// SPDX-License-Identifier: GPL-3.0-or-later
#include "code/python_lines.h"

#include "code/python_array.h"
#include "document/compiled_graph.h"
#include "document/utf8.h"
#include "text/inert_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

PythonLines::PythonLines(const GraphDocument &document, const CompiledGraph &compiled,
                         const std::optional<PythonLearning> &learning)
    : m_document(document)
    , m_compiled(compiled)
    , m_graph(*compiled.graph)
    , m_learning(learning)
{
}

void PythonLines::head(const QStringList &words)
{
    line(u"# -*- coding: utf-8 -*-"_s);
    for (const QString &each : words)
        if (const QString comment = inertLine(each).simplified(); !comment.isEmpty())
            line(u"# "_s + comment);
}

void PythonLines::line(const QString &text, std::optional<Step> step)
{
    m_program.lines.append({ text.isEmpty() ? text : m_indent + text, step, {}, false });
}

void PythonLines::beginLoop()
{
    line();
    line(u"for iteration in range(%1):"_s.arg(m_learning->iterations));
    m_indent = u"    "_s;
}

void PythonLines::showLoss(const QString &number)
{
    heading(u"print(\"iteration\", iteration, \"loss\", %1)"_s.arg(number));
}

void PythonLines::showParameters()
{
    heading(u"# what was learned"_s);
    for (NodeId node = 0; node < m_graph.size(); ++node)
        if (m_graph.isLeaf(node) && learns(node))
            line(u"show(\"%1\", %1)"_s.arg(value(node)));
}

void PythonLines::block(const QString &text)
{
    line();
    line();
    for (const QString &each : text.split(u'\n'))
        line(each);
}

void PythonLines::heading(const QString &text)
{
    if (!m_program.lines.last().text.endsWith(u':')) // a block begins at once
        line();
    line(text);
}

void PythonLines::imports(const QString &library)
{
    if (hasBytes())
        line(u"import base64"_s);
    line(u"import "_s + library);
}

const Tensor *PythonLines::upstream() const
{
    return m_document.upstream && isUpstreamOf(*m_document.upstream, m_compiled) ? &*m_document.upstream : nullptr;
}

bool PythonLines::hasBytes() const
{
    const auto isLarge = [](const DocumentNode &node) { return node.isLeaf() && node.value.shape.size() > mostNumbersWritten; };
    return std::ranges::any_of(m_document.nodes, isLarge) || (upstream() && upstream()->shape.size() > mostNumbersWritten);
}

QStringList PythonLines::pythonAttributes(NodeId node) const
{
    QStringList given;
    const AttributeValues values = m_graph.attributes(node);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i]) {
            const std::string_view name = m_graph.op(node)->attributes[i].name;
            given.append(fromUtf8(name) + u'=' + shortestText(*values[i]));
        }
    return given;
}

void PythonLines::bytes(const QString &name, const Tensor &tensor, const QString &end, std::optional<Step> step)
{
    line(u"%1 = decoded(%2, \"\"\""_s.arg(name, pythonTuple(tensor.shape)), step);
    for (const QString &text : pythonBytes(tensor))
        m_program.lines.append({ text, step, {}, true });
    line(u"\"\"\")"_s + end, step);
}

void PythonLines::leaves(const std::function<void(NodeId)> &write)
{
    const std::pair<QLatin1String, QString> kinds[] = { { inputOp, u"# inputs"_s },
                                                        { parameterOp, u"# parameters, which learn"_s },
                                                        { dataOp, u"# data"_s },
                                                        { constantOp, u"# constants, which receive no gradient"_s } };
    for (const auto &[op, title] : kinds) {
        bool first = true;
        for (NodeId node = 0; node < m_graph.size(); ++node) {
            if (!m_graph.isLeaf(node) || source(node).op != op)
                continue;
            if (std::exchange(first, false))
                heading(title);
            write(node);
        }
    }
}

} // namespace chainrule
