// SPDX-License-Identifier: GPL-3.0-or-later
// Where a wire that is being drawn could end, and where it could not, with the reason.
#pragma once

#include "ui/editor/socket.h"

#include <QtCore/QList>
#include <QtCore/QPointF>

namespace chainrule {

class DiagramScene;
struct GraphDocument;

struct WireTarget
{
    Socket socket;
    QPointF place; // in scene coordinates
    int node = -1; // index of the visible node that it belongs to
    bool open = false; // nothing is connected there yet
    bool circle = false; // it would be one: refused
    bool fits = true; // no circle, and the shapes go together as far as they are known
};

// For a wire from this socket: inputs for an output, outputs for an input. In the order in which the nodes are drawn.
QList<WireTarget> wireTargets(const DiagramScene &scene, const Socket &from);
// Why a wire would not fit, in words; empty when it does.
QString refusal(const DiagramScene &scene, const Socket &from, const Socket &to);

} // namespace chainrule
