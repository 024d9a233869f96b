// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a picture of MNIST's kind out of any drawing: as large as theirs are, and with the ink in the middle.
#pragma once

#include "engine/tensor.h"

#include <array>
#include <cstdint>

namespace chainrule {

constexpr Index frameSide = 28; // pixels
constexpr Index inkSide = 20; // pixels, of the box that the ink is fitted into

// Row by row; 0 is background, 255 ink.
using FramedDigit = std::array<std::uint8_t, frameSide * frameSide>;

// `drawing`: grey values of any size, 0 is background. Its ink is fitted into 20 × 20 with its proportions kept, where each
// pixel is the mean of what it covers, and moved by whole pixels so that its centre of mass is the centre of the 28 × 28.
// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database". The box stays inside of the frame even where that leaves
// the centre of mass off: nothing is cut. All background for a drawing without ink.
FramedDigit frameAsMnist(View<const std::uint8_t> drawing);

} // namespace chainrule
