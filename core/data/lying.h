// SPDX-License-Identifier: GPL-3.0-or-later
// Whether pictures of digits seem to lie on their side, as EMNIST's do.
#pragma once

#include "digits/dataset.h"

namespace chainrule {

// Compares the mean picture of each class, and the same with rows as columns, with those of the built-in digits. True where the
// turned ones are clearly more like them, and much like them; so of anything but ten digits of 28 × 28 pixels it is false.
bool seemToLie(const LabelledImages &images);

} // namespace chainrule
