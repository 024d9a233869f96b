// SPDX-License-Identifier: GPL-3.0-or-later
// A piece of a graph on its way to another place: copied, pasted, duplicated.
#pragma once

#include "document/graph_edit.h"

namespace chainrule::edit {

// These nodes and all that is in these groups, with the wires between them and the groups that are whole: an unfinished
// document of its own. Empty when there are none.
GraphDocument copy(const GraphDocument &document, const QStringList &ids);

// With ids and names that the document does not have yet; wires that led out of the fragment are open. The new ids are those
// of the nodes.
Edited paste(const GraphDocument &document, const GraphDocument &fragment, const QPointF &offset);

} // namespace chainrule::edit
