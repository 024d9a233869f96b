// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/gradients/histogram.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

Histogram Histogram::of(std::span<const double> numbers, int bars)
{
    Histogram histogram;
    histogram.counts.assign(std::size_t(bars), 0);
    for (const double x : numbers)
        if (std::isfinite(x))
            histogram.reach = std::max(histogram.reach, std::abs(x));
    for (const double x : numbers) {
        if (!std::isfinite(x)) {
            ++histogram.notFinite;
        } else if (x == 0) {
            ++histogram.zeros;
        } else {
            const double place = (x / histogram.reach + 1) / 2 * bars; // divided first: nothing overflows
            ++histogram.counts[std::min(std::size_t(place), std::size_t(bars) - 1)];
        }
    }
    return histogram;
}

} // namespace chainrule
