// SPDX-License-Identifier: GPL-3.0-or-later
// A document in the language of graphviz's dot, and dot's answer as positions.
#pragma once

#include "document/graph_document.h"

namespace chainrule {

// From left to right; inputs from top to bottom as they are listed; groups as clusters. For `dot -Tjson0`.
QByteArray dotText(const GraphDocument &document);

// The document with positions from what dot wrote about it, on the 8 px grid, its corner at 0; `placed` is as it was. Nothing
// when that is not about this document.
std::optional<GraphDocument> positionsFromDot(const GraphDocument &document, const QByteArray &json);

} // namespace chainrule
