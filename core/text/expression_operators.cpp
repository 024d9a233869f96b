// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/expression_operators.h"

namespace chainrule {

namespace {

constexpr ExpressionOperator binary[] = { { "+", "add", Precedence::Sum },
                                          { "-", "sub", Precedence::Sum },
                                          { "*", "mul", Precedence::Product },
                                          { "/", "div", Precedence::Product },
                                          { "@", "dot", Precedence::Product },
                                          { "**", "pow", Precedence::Power },
                                          // As diagrams and books have them.
                                          { "−", "sub", Precedence::Sum },
                                          { "×", "mul", Precedence::Product },
                                          { "·", "mul", Precedence::Product },
                                          { "÷", "div", Precedence::Product } };
constexpr ExpressionOperator sign = { "-", "neg", Precedence::Sign };
constexpr ExpressionOperator postfix = { ".T", "transpose", Precedence::Whole };
constexpr ExpressionShorthand shorthands[] = { { "**", 1, 2, "square" }, { "/", 0, 1, "reciprocal" } };

} // namespace

std::span<const ExpressionOperator> binaryOperators()
{
    return binary;
}

const ExpressionOperator &signOperator()
{
    return sign;
}

const ExpressionOperator &postfixOperator()
{
    return postfix;
}

std::span<const ExpressionShorthand> expressionShorthands()
{
    return shorthands;
}

} // namespace chainrule
