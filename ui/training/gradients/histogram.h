// SPDX-License-Identifier: GPL-3.0-or-later
// How the numbers of a tensor are spread around 0.
#pragma once

#include "engine/tensor.h"

#include <span>
#include <vector>

namespace chainrule {

// Bars of one width from −reach to +reach, the largest magnitude. Exact zeros are counted apart: a pixel that is never lit
// has a gradient of 0, and such a bar would flatten all others.
struct Histogram
{
    double reach = 0; // 0: there is no finite number other than 0
    std::vector<Index> counts;
    Index zeros = 0;
    Index notFinite = 0;

    static Histogram of(std::span<const double> numbers, int bars);
};

} // namespace chainrule
