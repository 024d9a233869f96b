// SPDX-License-Identifier: GPL-3.0-or-later
// How people write the ten digits: the strokes, before a hand has varied them.
#pragma once

#include <vector>

namespace chainrule {

struct StrokePoint
{
    double x = 0; // to the right
    double y = 0; // downwards; a digit is 1 high
    bool corner = false; // the pen turns here, and does not round it off
};

using Stroke = std::vector<StrokePoint>;

struct DigitSkeleton
{
    double weight = 1; // how often it is written so, beside the others of this digit
    std::vector<Stroke> strokes;
};

// The ways to write a digit, 0 to 9.
const std::vector<DigitSkeleton> &digitSkeletons(int digit);

} // namespace chainrule
