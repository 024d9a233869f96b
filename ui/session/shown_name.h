// SPDX-License-Identifier: GPL-3.0-or-later
// What a node is called by whoever speaks of the picture.
#pragma once

#include "engine/graph.h"

#include <QtCore/QString>

namespace chainrule {

class GraphSession;

// A number that stands in the picture is itself, and what is inside of a folded group has the group's name. The result keeps
// its own, which stands at its arrow.
QString shownName(const GraphSession &session, NodeId node);

} // namespace chainrule
