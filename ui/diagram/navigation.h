// SPDX-License-Identifier: GPL-3.0-or-later
// Which node an arrow key leads to: along the edges left and right, to the neighbour above or below.
#pragma once

#include "ui/diagram/layout/diagram_layout.h"

namespace chainrule {

enum class Towards { Left, Right, Up, Down };

// The index of the next node, or `from` when there is none; from −1 the first.
int neighbour(const VisibleGraph &graph, const DiagramLayout &layout, int from, Towards towards);

} // namespace chainrule
