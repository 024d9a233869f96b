// SPDX-License-Identifier: GPL-3.0-or-later
// A piece of a graph on the clipboard, where other windows find it.
#pragma once

#include "storage/graph_document.h"

namespace chainrule {

// Throws StorageError for what cannot be written: numbers that are none.
void putOnClipboard(const GraphDocument &fragment);
// Nothing when there is no piece of a graph.
std::optional<GraphDocument> fragmentOnClipboard();

} // namespace chainrule
