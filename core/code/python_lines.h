// SPDX-License-Identifier: GPL-3.0-or-later
// What a program for NumPy and one for PyTorch have in common: how lines are written, what is imported, where leaves stand.
#pragma once

#include "code/python_code.h"
#include "document/compiled_graph.h"

#include <functional>

namespace chainrule {

class PythonLines
{
protected:
    PythonLines(const GraphDocument &document, const CompiledGraph &compiled, const std::optional<PythonLearning> &learning);

    const DocumentNode &source(NodeId node) const { return m_document.nodes[m_compiled.order[node]]; }
    const QString &value(NodeId node) const { return m_program.values[node]; }
    const QString &gradient(NodeId node) const { return m_program.gradients[node]; }

    // The first line, which says what the bytes are, so that no other can (PEP 263); then a comment for each of `words`.
    void head(const QStringList &words);
    QStringList pythonAttributes(NodeId node) const; // "axis=0": of what is not left out

    void line(const QString &text = {}, std::optional<Step> step = {});
    void block(const QString &text); // a function or class, with two empty lines before it
    void heading(const QString &text);
    void imports(const QString &library);
    // The gradient that is given at the result; nullptr where none is that it can receive.
    const Tensor *upstream() const;
    bool hasBytes() const; // arrays that are too large for numbers
    // name = decoded(shape, """bytes""")end
    void bytes(const QString &name, const Tensor &tensor, const QString &end, std::optional<Step> step);
    // Inputs first, then parameters, data and constants, each kind under its heading.
    void leaves(const std::function<void(NodeId)> &write);

    bool learns(NodeId node) const { return m_learning && source(node).isParameter(); }
    // for iteration in range(…): all lines until endLoop() belong to it.
    void beginLoop();
    void endLoop() { m_indent.clear(); }
    void showLoss(const QString &number); // the expression for it
    void showParameters();

    const GraphDocument &m_document;
    const CompiledGraph &m_compiled;
    const Graph &m_graph;
    const std::optional<PythonLearning> m_learning;
    PythonProgram m_program;

private:
    QString m_indent;
};

} // namespace chainrule
