// SPDX-License-Identifier: GPL-3.0-or-later
// A graph document as a Python program in layers, as in the book: its figures are the engine's.
#pragma once

#include "document/compiled_graph.h"
#include "document/graph_document.h"

namespace chainrule {

struct CodeLine
{
    // Part of what an operation's class defines.
    struct Definition
    {
        const Op *op = nullptr;
        Step::Kind method = Step::Kind::Forward; // or Backward
    };

    QString text;
    std::optional<Step> step; // what this line does, in the program's body
    std::optional<Definition> definition;
    bool data = false; // one of many lines of an array's bytes
};

struct PythonProgram
{
    QList<CodeLine> lines;
    // By NodeId: the variable that holds the value, and the one that holds the gradient, empty where there is none.
    QStringList values;
    QStringList gradients;

    QString text() const;
};

// How a program learns: by gradient descent on its parameters, all rows at once.
struct PythonLearning
{
    Index iterations = 0;
    double learningRate = 0.1;
};

// `compiled` is the document's. The program needs NumPy; it prints every value and every gradient, one "name = …" a line. One
// that learns prints each iteration's loss before its update, and what its parameters have become.
PythonProgram pythonProgram(const GraphDocument &document, const CompiledGraph &compiled,
                            const std::optional<PythonLearning> &learning = {});

// The class that does what an operation does, numpy.py in its folder; empty when there is none.
QString pythonClass(const Op &op);

// The shortest text from which Python reads the same double: "220.00000000000003", "2.0", "-np.inf".
QString pythonNumber(double value);

} // namespace chainrule
