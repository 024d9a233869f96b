// SPDX-License-Identifier: GPL-3.0-or-later
// The error of the numerical gradient against its step h: truncation grows with h, rounding with 1/h, and between is a V.
#pragma once

#include "probe/slice.h"

#include <optional>
#include <stop_token>

namespace chainrule {

struct StepError
{
    double h = 0;
    double mean = 0; // of |analytic − numerical|
    double max = 0;
};

// 1e-12 … 1e-1, three per decade, ascending.
std::vector<double> errorSteps();

// One entry per step, for at most 64 elements of the node, evenly spread. `run` has gone through its full pass; the node has
// a gradient. Nothing when it was stopped.
std::optional<std::vector<StepError>> errorAgainstStep(const Run<double> &run, NodeId node, std::span<const double> steps,
                                                       const std::stop_token &stop = {});

} // namespace chainrule
