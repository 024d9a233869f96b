// SPDX-License-Identifier: GPL-3.0-or-later
// What edits of nodes, wires and groups share: they work on the copy that becomes the new document.
#pragma once

#include "document/graph_edit.h"

namespace chainrule::edit {

// Index into document.nodes, or -1.
int indexOf(const GraphDocument &document, const QString &node);

// Inputs of a node with this operation; nothing when there is none of this id.
std::optional<int> arityOf(const QString &op);

// Connects a port, or opens it with an empty source. A group around it stays what it amounts to only if it gets as many
// different inputs as before at the same places.
void setInput(GraphDocument &document, int consumer, int port, const QString &source);

// What is around these nodes now computes something of its own.
void forgetFusedOps(GraphDocument &document, const QString &member);

// Another result has another shape: the gradient that was given to the old one does not belong to it.
void moveResult(GraphDocument &document, const QString &node);

} // namespace chainrule::edit
