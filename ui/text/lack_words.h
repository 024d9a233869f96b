// SPDX-License-Identifier: GPL-3.0-or-later
// What a node of an unfinished graph lacks, in words short enough to stand at it.
#pragma once

#include "document/compiled_graph.h"
#include "document/graph_document.h"

namespace chainrule {

// "needs 1 more input", "(2, 3) and (2, 3) do not fit". `index` is that of the one that lacks it; of a group, whose
// member lacks it, −1.
QString words(const NodeLack &lack, const GraphDocument &document, int index);

// Nothing is wrong, something is only not there yet.
bool isUnfinished(const NodeLack &lack);

} // namespace chainrule
