// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a document is one that can be opened and kept, finished or not.
#pragma once

#include "document/graph_document.h"

namespace chainrule {

// Ports may be open and shapes need not fit: that is work in progress. Refused are unknown operations, faults and nodes, ids
// and names that stand for two, wrong arities, cycles, groups that overlap, numbers that are not finite, and what is larger
// than document_limits.h allows. Throws DocumentError.
void requireSound(const GraphDocument &document);

} // namespace chainrule
