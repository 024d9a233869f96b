// SPDX-License-Identifier: GPL-3.0-or-later
// Positions for a graph that has none: plain ranks from left to right, at once and for any size.
#pragma once

#include "document/graph_document.h"

namespace chainrule {

// As the book draws: an operation stands one column behind the furthest of what it needs, in line with it; a leaf stands in
// the column before its first use, leaves and branches from top to bottom in the order in which they are used. Positions are
// on the 8 px grid, beginning at 0; `placed` is as it was. In O(n log n).
GraphDocument arranged(const GraphDocument &document);

// How wide a node is drawn, in scene pixels: as good as can be said without its font. A leaf's position is its right end.
double widthOf(const DocumentNode &node);

// Room for what stands on the arrows: numbers, or matrices.
struct Room
{
    double betweenColumns = 0; // from figure to figure
    double rowHeight = 0; // from middle to middle; half of it is on the grid too
};
Room roomIn(const GraphDocument &document);

} // namespace chainrule
