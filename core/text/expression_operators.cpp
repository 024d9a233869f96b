// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/expression_operators.h"

#include "engine/op.h"

#include <algorithm>
#include <numbers>
#include <utility>

namespace chainrule {

namespace {

constexpr ExpressionOperator binary[] = { { "+", "add", Precedence::Sum },
                                          { "-", "sub", Precedence::Sum },
                                          { "*", "mul", Precedence::Product },
                                          { "/", "div", Precedence::Product },
                                          { "@", "dot", Precedence::Product },
                                          { "**", "pow", Precedence::Power },
                                          // As diagrams and books have them.
                                          { "×", "mul", Precedence::Product },
                                          { "·", "mul", Precedence::Product },
                                          { "⋅", "mul", Precedence::Product },
                                          { "∙", "mul", Precedence::Product },
                                          { "⊙", "mul", Precedence::Product } };
constexpr ExpressionOperator sign = { "-", "neg", Precedence::Sign };
constexpr ExpressionOperator postfix = { ".T", "transpose", Precedence::Whole };
// As they are called in books and in other programs.
constexpr std::pair<std::string_view, std::string_view> otherNames[] = {
    { "ln", "log" },       { "σ", "sigmoid" }, { "logistic", "sigmoid" },
    { "Σ", "sum" },        { "∑", "sum" },     { "leakyrelu", "leaky_relu" },
    { "matmul", "dot" },   { "power", "pow" }, { "fabs", "abs" },
    { "average", "mean" },
};
constexpr ExpressionConstant constants[] = { { "π", std::numbers::pi }, { "pi", std::numbers::pi }, { "e", std::numbers::e } };
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

std::string operationCalled(std::string_view typed)
{
    if (findCalled(typed, 1))
        return std::string(typed);
    std::string lower(typed);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    const auto *const row = std::ranges::find(otherNames, std::string_view(lower), [](const auto &each) { return each.first; });
    return row == std::end(otherNames) ? lower : std::string(row->second);
}

const ExpressionConstant *findConstant(std::string_view name)
{
    const auto *const row = std::ranges::find(constants, name, &ExpressionConstant::name);
    return row == std::end(constants) ? nullptr : row;
}

std::span<const ExpressionShorthand> expressionShorthands()
{
    return shorthands;
}

} // namespace chainrule
