// SPDX-License-Identifier: GPL-3.0-or-later
// A hand that writes digits: no two of them alike, as the strokes of a pen in pixels.
#pragma once

#include "digits/random_stream.h"

#include <vector>

namespace chainrule {

// Where the pen was and how broad its trace is, in pixels of the picture.
struct PenPoint
{
    double x = 0;
    double y = 0;
    double radius = 1;
};

using PenStroke = std::vector<PenPoint>; // close enough to be joined by straight lines

// One digit, 0 to 9, fitted to the 20 × 20 pixels in the middle of a picture of `side` × `side`, keeping its proportions.
std::vector<PenStroke> writeDigit(int digit, int side, RandomStream &random);

} // namespace chainrule
