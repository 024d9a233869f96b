// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs for tests of programs in Python, and what those programs print beside what the engine computes.
#pragma once

#include "document/utf8.h"
#include "tests/fixtures/fitting_shapes.h"

#include "code/python_code.h"
#include "document/compiled_graph.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <cmath>
#include <random>

namespace chainrule {

using namespace Qt::StringLiterals;

using Figures = QHash<QString, std::vector<double>>;

// "name = [[1.0, 2.0]]" line by line, as numbers in a row.
inline Figures figuresOf(const QByteArray &printed)
{
    Figures figures;
    for (const QByteArray &line : printed.split('\n')) {
        const qsizetype equals = line.indexOf(" = ");
        if (equals < 0)
            continue;
        std::vector<double> &numbers = figures[QString::fromUtf8(line.left(equals))];
        for (const QByteArray &number : line.mid(equals + 3).replace('[', ' ').replace(']', ' ').split(','))
            numbers.push_back(number.trimmed().toDouble());
    }
    return figures;
}

inline bool close(double found, double wanted, double tolerance)
{
    if (std::isnan(wanted) || std::isinf(wanted) || tolerance == 0)
        return found == wanted || (std::isnan(found) && std::isnan(wanted));
    return std::abs(found - wanted) <= tolerance * std::max(1.0, std::abs(wanted));
}

inline QString difference(const QString &name, const std::vector<double> &found, std::span<const double> wanted,
                          double tolerance)
{
    if (found.size() != wanted.size())
        return u"%1 has %2 numbers, not %3"_s.arg(name).arg(found.size()).arg(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!close(found[i], wanted[i], tolerance))
            return u"%1[%2] is %3, not %4"_s.arg(name).arg(i).arg(found[i], 0, 'g', 17).arg(wanted[i], 0, 'g', 17);
    return {};
}

// A document that is put together node by node; a node's id is its name.
class Maker
{
public:
    explicit Maker(unsigned seed = 7)
        : m_random(seed)
    {
    }

    QString leaf(const QString &name, const Tensor &value, bool constant = false)
    {
        const QString op = constant ? constantOp : inputOp;
        document.nodes.append({ name, name, op, {}, value, {} });
        return document.result = name;
    }

    // Positive numbers, on which every operation is smooth.
    QString anyLeaf(const QString &name, const Shape &shape)
    {
        std::uniform_real_distribution<double> any(0.2, 1.8);
        Tensor value{ shape, {} };
        for (Index i = 0; i < shape.size(); ++i)
            value.values.push_back(any(m_random));
        return leaf(name, value);
    }

    QString apply(const QString &op, const QStringList &inputs, const QString &name, const Attributes &attributes = {})
    {
        document.nodes.append({ name, name, op, inputs, {}, {} });
        for (std::size_t i = 0; i < attributes.size(); ++i)
            if (const std::string_view typed = findOp(op.toStdString())->attributes[i].name; attributes[i])
                document.nodes.last().attributes.insert(fromUtf8(typed), *attributes[i]);
        return document.result = name;
    }

    GraphDocument document;

private:
    std::mt19937 m_random;
};

// Also with classes for labels, which are no numbers to be differentiated by.
inline std::vector<Shapes> shapesFor(const Op &op)
{
    std::vector<Shapes> shapes = fittingShapes(op);
    if (const Shapes classes{ Shape(3, 4), Shape(3, 1) }; op.arity == 2 && !op.elementwise && op.shape(classes, {}))
        shapes.push_back(classes);
    return shapes;
}

// All shapes with all attributes.
inline std::vector<std::pair<Shapes, Attributes>> trials(const Op &op)
{
    std::vector<std::pair<Shapes, Attributes>> all;
    for (const Shapes &shapes : shapesFor(op))
        for (const Attributes &attributes : attributeVariants(op))
            all.emplace_back(shapes, attributes);
    return all;
}

// What a program prints. When it fails, `problem` becomes its message.
inline QByteArray runPython(const QString &python, const QString &program, QString *problem)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"program.py"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(program.toUtf8());
    file.close();
    QProcess process;
    process.start(python, { u"-W"_s, u"ignore"_s, file.fileName() });
    if (!process.waitForFinished(240000) || process.exitCode() != 0)
        *problem = QString::fromUtf8(process.readAllStandardError()) + program;
    return process.readAllStandardOutput();
}

// What a document's program prints, compared with a run of the engine; an empty text when all is equal.
inline QString differenceToEngine(const QString &python, const GraphDocument &document, const PythonProgram &program,
                                  double tolerance)
{
    Run<double> engine = makeRun(document, compile(document));
    engine.forward();
    engine.backward();
    QString problem;
    const Figures figures = figuresOf(runPython(python, program.text(), &problem));
    for (NodeId node = 0; node < engine.graph().size() && problem.isEmpty(); ++node) {
        problem = difference(program.values[node], figures[program.values[node]], engine.value(node).span(), tolerance);
        if (problem.isEmpty() && engine.hasGradient(node) == program.gradients[node].isEmpty())
            problem = program.values[node] + u": has a gradient on one side only"_s;
        if (problem.isEmpty() && engine.hasGradient(node))
            problem =
                difference(program.gradients[node], figures[program.gradients[node]], engine.gradient(node).span(), tolerance);
    }
    return problem;
}

} // namespace chainrule
