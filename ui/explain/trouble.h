// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that are not finite, in words: which node made the first one, and why.
#pragma once

#include <QtCore/QString>

namespace chainrule {

class GraphSession;
struct VisibleNode;

// About what the node computed, or handed back; empty when all of it is finite.
QString troubleAt(const GraphSession &session, const VisibleNode &node, bool backward);

} // namespace chainrule
