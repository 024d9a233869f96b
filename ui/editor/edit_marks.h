// SPDX-License-Identifier: GPL-3.0-or-later
// What an editor shows over the picture: sockets under the mouse, the wire that was clicked, the group that is selected.
#pragma once

#include "ui/editor/sockets.h"

class QPainter;

namespace chainrule {

void paintMarks(QPainter &painter, const DiagramScene &scene, const UnderMouse &under, const Socket &pickedWire);

} // namespace chainrule
