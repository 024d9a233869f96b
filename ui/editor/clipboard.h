// SPDX-License-Identifier: GPL-3.0-or-later
// A piece of a graph on the clipboard, where other windows find it. Numbers from other programs are one too.
#pragma once

#include "document/graph_document.h"

#include <variant>

namespace chainrule {

// Throws StorageError for what cannot be written: numbers that are not finite.
void putOnClipboard(const GraphDocument &fragment);
// Numbers, as tensor_text.h reads them, are one input that holds them. Else why there is nothing to paste, in people's words.
std::variant<GraphDocument, QString> fragmentOnClipboard();

} // namespace chainrule
