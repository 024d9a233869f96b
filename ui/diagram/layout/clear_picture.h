// SPDX-License-Identifier: GPL-3.0-or-later
// Whether all that can be written in a picture, at any step, keeps clear of everything else.
#pragma once

#include "ui/diagram/layout/diagram_layout.h"

namespace chainrule {

// Texts touch no text, no circle and no arrow's head, and every figure is nearer to its own arrow than to any other.
bool isClear(const DiagramLayout &layout, const VisibleGraph &graph);

} // namespace chainrule
