// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's refusals in words.
#pragma once

#include "document/graph_document.h"
#include "engine/graph_error.h"

namespace chainrule {

// What was refused and at which of the document's nodes, by its name: a clause that follows "…: ".
QString words(const GraphError &error, const GraphDocument &document);

} // namespace chainrule
