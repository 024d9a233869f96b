// SPDX-License-Identifier: GPL-3.0-or-later
// Where circles, arrows and figures stand. Data in, coordinates out; depends on structure only, never on numbers.
#pragma once

#include "ui/diagram/layout/edge_place.h"
#include "ui/diagram/layout/measures.h"
#include "ui/diagram/layout/spacing.h"

namespace chainrule {

class GraphSession;

struct NodePlace
{
    QPointF centre; // of a circle; where the arrows of a leaf begin
    QRectF outline; // circle, or the leaf's label
    QRectF branch; // room for the sum of its gradients, below or above; null where there is none

    friend bool operator==(const NodePlace &, const NodePlace &) = default;
};

// Where an input that nothing is connected to waits for an arrow: at the left of the circle, the first one uppermost.
QPointF openPort(const QRectF &outline, int port, int ports);

struct DiagramLayout
{
    QList<NodePlace> nodes; // as in the VisibleGraph
    QList<EdgePlace> edges;
    QList<QRectF> frames;
    QList<QRectF> frameNames; // where their names stand
    QRectF bounds; // of everything, with room for the pills
    int smallestText = 16; // px, at scale 1
    Spacing spacing; // from the document's positions to these
    bool hasLanes = false; // straight arrows would have left no room: each has a lane, and in it room for what is multiplied

    // `room`: the pixels to fill. Columns and rows move apart or together within reason, so that text need not shrink. Where
    // the unfolded graph finds room, with text of `leastText` pixels, folded groups leave everything else exactly where it is
    // then.
    static DiagramLayout of(const VisibleGraph &graph, const GraphSession &session, const Lettering &letters,
                            const QSizeF &room, double leastText);

    // These nodes stand elsewhere, with their arrows and the frames around them; everything else stays where it is. Returns
    // the arrows, as indices. Bounds are as before.
    QList<int> move(const QList<int> &moved, const QPointF &by, const Measures &measures);
};

} // namespace chainrule
