// SPDX-License-Identifier: GPL-3.0-or-later
// A typed expression as a tree that knows the place of its every part.
#pragma once

#include "engine/op.h"
#include "engine/tensor.h"
#include "text/expression_error.h"
#include "training/parameter_start.h"

#include <QtCore/QMap>

#include <vector>

namespace chainrule {

constexpr qsizetype longestExpression = 100000; // characters
constexpr int deepestExpression = 100; // parentheses, minus signs and exponents within each other

struct ExpressionNode
{
    enum class Kind { Literal, Name, Call };

    Kind kind = Kind::Literal;
    qsizetype offset = 0; // of an operator its sign, else where it begins
    QString name; // of a Name
    Tensor value; // of a Literal
    const Op *op = nullptr; // of a Call, be it typed as a call or as an operator
    std::vector<int> arguments; // as many as the operation takes; indices of nodes before this one
    QMap<QString, double> attributes = {}; // of a Call, those that were typed
};

// "name = …" or only "…".
struct ExpressionStatement
{
    QString name; // empty when none is given
    qsizetype offset = 0;
    int root = 0; // the last of the statement's nodes
};

// "learn w" or "data x = …": what an input is for.
struct ExpressionRole
{
    QString name;
    qsizetype offset = 0;
    bool learns = false; // else its rows are samples
    std::optional<Tensor> value = {}; // where it was typed
    std::optional<ParameterStart> start = {}; // where the value comes from a rule
};

struct ExpressionTree
{
    std::vector<ExpressionNode> nodes; // in the order in which they are computed
    std::vector<ExpressionRole> roles;
    std::vector<ExpressionStatement> statements; // at least one
};

// Throws ExpressionError. Names are in their compatibility form (NFKC), as in Python.
ExpressionTree parseExpression(const QString &text);

} // namespace chainrule
