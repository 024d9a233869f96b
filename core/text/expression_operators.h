// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of the signs that stand between operands, for reading expressions and for writing them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace chainrule {

// How tightly an expression holds together, as in Python.
enum class Precedence { Sum, Product, Sign, Power, Whole };

struct ExpressionOperator
{
    std::string_view sign;
    std::string_view op; // the operation that it stands for
    Precedence precedence = Precedence::Sum; // all go from left to right but for the power
};

// Of two operands. Where several signs mean the same, the first is the one that is written.
std::span<const ExpressionOperator> binaryOperators();
// The sign before one operand.
const ExpressionOperator &signOperator();

// What stands behind its one operand: X.T
const ExpressionOperator &postfixOperator();

// The name in the table of what is called so: ln is log, ReLU is relu. Other names are given back in small letters.
std::string operationCalled(std::string_view typed);

// What a name stands for where nothing else is called so.
struct ExpressionConstant
{
    std::string_view name;
    double value = 0;
};
const ExpressionConstant *findConstant(std::string_view name); // or nullptr

// An operator with one certain number on one side is an operation of one input: x ** 2 is square, 1 / x is reciprocal.
struct ExpressionShorthand
{
    std::string_view sign;
    int literal = 0; // which operand the number is
    double value = 0;
    std::string_view op;
};
std::span<const ExpressionShorthand> expressionShorthands();

} // namespace chainrule
