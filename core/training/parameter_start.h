// SPDX-License-Identifier: GPL-3.0-or-later
// How a parameter begins before it has learned anything: a rule and a seed in place of its numbers.
#pragma once

#include "engine/shape.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace chainrule {

// A double, and so a JSON number, holds every whole number up to it.
constexpr std::uint64_t largestStartSeed = 1ULL << 53;

struct ParameterStart
{
    enum class Rule : std::uint8_t {
        Zeros,
        Normal, // deviation · N(0, 1)
        Xavier, // N(0, 1) / √n, where n numbers come in: the rows; the book, chapter 6
        He, // N(0, 1) · √(2 / n)
    };

    Rule rule = Rule::Zeros;
    double deviation = 1; // of Normal
    std::uint64_t seed = 1; // of all but Zeros; at most largestStartSeed

    friend bool operator==(const ParameterStart &, const ParameterStart &) = default;
};

// "zeros", "normal", "xavier", "he": for files and expressions, in the order of the enum.
std::span<const std::string_view> startRules();
std::string_view nameOf(ParameterStart::Rule rule);
std::optional<ParameterStart::Rule> startRule(std::string_view name);

// The numbers of a parameter, row by row. The same seed gives the same numbers on the same machine and build.
std::vector<double> startNumbers(const ParameterStart &start, const Shape &shape);

} // namespace chainrule
