// SPDX-License-Identifier: GPL-3.0-or-later
// Where the nodes of a document stand, changed by hand. A document that was changed is `placed`: nothing moves by itself.
#pragma once

#include "document/graph_document.h"

namespace chainrule::edit {

// Where they are seen, before somebody begins to move them: centres by id of node, and of folded group.
GraphDocument placeAt(const GraphDocument &document, const QHash<QString, QPointF> &centres);

// Nodes, and groups with all that is in them, in scene pixels.
GraphDocument move(const GraphDocument &document, const QStringList &ids, const QPointF &delta);

enum class Alignment { Left, CentreX, Right, Top, CentreY, Bottom, DistributeX, DistributeY };
// By centres: all to the leftmost one, to the middle between the outermost, to the rightmost; or the outermost stay and the
// others stand between them at equal distances, in the order in which they stand.
GraphDocument align(const GraphDocument &document, const QStringList &ids, Alignment alignment);

// Where nodes are put, by hand or by the program.
constexpr double placeGrid = 8; // px
QPointF snapped(const QPointF &position); // the nearest point of the grid

} // namespace chainrule::edit
