// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the strokes of a pen as MNIST's pictures are: 8-bit grey, soft rough edges, the centre of mass in the middle.
#pragma once

#include "digits/digit_hand.h"

#include <cstdint>
#include <span>

namespace chainrule {

// The ink is centred by whole pixels, and then a little off as people's is. `picture` is side × side; what was in it
// is overwritten.
void paintDigit(const std::vector<PenStroke> &strokes, int side, RandomStream &random, std::span<std::uint8_t> picture);

} // namespace chainrule
