// SPDX-License-Identifier: GPL-3.0-or-later
// Finds for every arrow the place along it where its figures touch nothing else.
#pragma once

#include "ui/diagram/layout/diagram_layout.h"

namespace chainrule {

// Sets `labelAt` of every arrow of the layout, whose nodes and curves are there, and gives back the figures' boxes.
QList<QRectF> placeLabels(DiagramLayout &layout);

} // namespace chainrule
