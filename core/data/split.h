// SPDX-License-Identifier: GPL-3.0-or-later
// One set of labelled pictures, divided into one to learn from and one to test with.
#pragma once

#include "digits/dataset.h"

namespace chainrule {

// A seventh, as of MNIST's 70,000, and at least one picture, drawn with this seed: the same on every machine. At least two
// pictures.
Dataset split(const LabelledImages &all, std::uint64_t seed);

// Each picture's rows as columns.
void turn(LabelledImages &images);
void turn(Dataset &data);

} // namespace chainrule
