// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/parameter_start.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace chainrule {

namespace {

constexpr std::array<std::string_view, 4> rules = { "zeros", "normal", "xavier", "he" };

double deviationOf(const ParameterStart &start, Index inputs)
{
    switch (start.rule) {
    case ParameterStart::Rule::Zeros:
        return 0;
    case ParameterStart::Rule::Normal:
        return start.deviation;
    case ParameterStart::Rule::Xavier:
        return 1 / std::sqrt(double(inputs));
    case ParameterStart::Rule::He:
        return std::sqrt(2 / double(inputs));
    }
    return 0;
}

} // namespace

std::span<const std::string_view> startRules()
{
    return rules;
}

std::string_view nameOf(ParameterStart::Rule rule)
{
    return rules[std::size_t(rule)];
}

std::optional<ParameterStart::Rule> startRule(std::string_view name)
{
    const auto *const found = std::ranges::find(rules, name);
    return found == rules.end() ? std::nullopt : std::optional(ParameterStart::Rule(found - rules.begin()));
}

std::vector<double> startNumbers(const ParameterStart &start, const Shape &shape)
{
    std::vector<double> numbers(std::size_t(shape.size()), 0.0);
    if (start.rule == ParameterStart::Rule::Zeros)
        return numbers;
    const double deviation = deviationOf(start, shape.rows());
    std::mt19937_64 random(start.seed);
    std::normal_distribution<double> normal;
    std::ranges::generate(numbers, [&] { return deviation * normal(random); });
    return numbers;
}

} // namespace chainrule
