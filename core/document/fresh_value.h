// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers for inputs that nobody has given one yet: distinct, and none by which one rule of backpropagation looks like another.
#pragma once

#include "document/graph_document.h"

namespace chainrule {

// The numbers in order: 1.5, 3, 0.4 … Never 0, 1 or 2, where x², 2x and x · x are too much alike; all different.
double startingNumber(std::size_t index, std::size_t shift = 0);

// The first of them that no leaf of the document has.
double freshValue(const GraphDocument &document);

} // namespace chainrule
