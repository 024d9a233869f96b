// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled pictures as they stand in memory: 8 bits a pixel, so that MNIST takes 47 MB and not 188.
#pragma once

#include "engine/tensor.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chainrule {

struct LabelledImages
{
    Index count = 0;
    Index rows = 0; // pixels of one picture, usually 28
    Index columns = 0;
    std::vector<std::uint8_t> pixels; // count × rows × columns, 0 is background, 255 ink
    std::vector<std::uint8_t> labels; // count, each below the number of classes

    Index pixelsEach() const { return rows * columns; }
};

// Shared between threads as a const object; never changed once it is loaded.
struct Dataset
{
    LabelledImages training;
    LabelledImages test;
    Index classes = 10; // one more than the greatest label, and at least two
    std::vector<std::string> names = {}; // of the classes, in UTF-8, where they are more than their numbers
};

} // namespace chainrule
