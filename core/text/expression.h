// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs as they are typed: "1 / (1 + exp(-x))". And back.
#pragma once

#include "document/graph_document.h"
#include "text/expression_error.h"

namespace chainrule {

// Whether subexpressions that are typed alike become one node, which is used several times, or a node each time.
enum class Repeated { Kept, Shared };

// The graph of an expression as in Python: + - * / @ ** with Python's precedence, parentheses, and every operation of the
// table by its id: max(a, b), also by other usual names: ln, ReLU, σ, |x|, √x. x² is x ** 2, and x²y its product with y.
// Names are inputs of value 1, a name used twice is one input; but π, pi and e are the constants, unless they are given a
// value. Numbers and matrices [[1, 2], [3, 4]] are constants; after "name = " they are that input's value. "name = …" names
// what follows it; statements are separated by semicolons or lines, the last one is the result. x ** 2 is square and 1 / x
// is reciprocal. "learn w" says that an input is a parameter and "data x" that its rows are samples, several with commas, each
// with what it begins with: learn W = he(2, 3, seed=1), V = 0.01 * normal(3, 1), b = 0. Throws ExpressionError. Whether the
// shapes fit is told by compile().
GraphDocument documentOf(const QString &expression, Repeated repeated = Repeated::Kept);

// Whether the inputs' values, all of them, stand before the expression: "x = 3; x ** 2". Whoever types it in may give others to
// those that are not told (starting_values.h).
enum class InputValues { Omitted, Written };

// With no more parentheses than are needed. What is used several times is named. Of a document that compiles; with its
// inputs' values documentOf(…) makes the same graph, but that a constant is written wherever it stands. Names that an
// expression cannot have are changed.
QString expressionOf(const GraphDocument &document, InputValues values = InputValues::Omitted);

} // namespace chainrule
