// SPDX-License-Identifier: GPL-3.0-or-later
// The quiet frames around unfolded groups, and where their names find room.
#pragma once

#include "ui/diagram/layout/diagram_layout.h"

namespace chainrule {

// Around nodes that have their places; the names keep clear of figures that have theirs.
void placeFrames(DiagramLayout &layout, const Measures &measures);

} // namespace chainrule
