// SPDX-License-Identifier: GPL-3.0-or-later
// Mistakes that learners make, to be tried and found: operations whose value is right and whose gradient is not.
#pragma once

#include "engine/op.h"

namespace chainrule {

// One mistake in one operation. A mistake that can be made in several operations has a row for each.
struct Fault
{
    std::string_view id; // "mul_not_swapped"; words are in resources/text
    Op op; // the faulty row: its id, symbol, shapes and forward are those of the right one
    int input = -1; // the only input that receives a wrong gradient, or -1 for any
    // Whether inputs of these shapes make a difference: with one row there is no sum over rows to be forgotten.
    bool (*matters)(std::span<const Shape> inputs) = nullptr;
};

// The one that is no operation's: a node that is used more than once keeps its last share in place of the sum.
// See Run::assignGradient.
constexpr std::string_view branchFault = "branch_assigned";

// Every mistake's id, in the order in which people meet them.
std::span<const std::string_view> allFaults();

// All rows of the table, and the row of a mistake in an operation, or nullptr where it cannot be made.
std::span<const Fault> faultTable();
const Fault *findFault(std::string_view fault, std::string_view op);

} // namespace chainrule
