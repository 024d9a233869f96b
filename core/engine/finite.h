// SPDX-License-Identifier: GPL-3.0-or-later
// Whether numbers are finite: neither NaN nor an infinity.
#pragma once

#include <algorithm>
#include <cmath>
#include <ranges>

namespace chainrule {

// Stops at the first that is not. For a whole matrix product.h has one that runs in vectors.
template <std::ranges::input_range Numbers> bool allFinite(const Numbers &numbers)
{
    return std::ranges::all_of(numbers, [](auto x) { return std::isfinite(x); });
}

} // namespace chainrule
