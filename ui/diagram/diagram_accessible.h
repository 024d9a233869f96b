// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram for those who do not see it: its nodes as children of the view, with what they show at the current step.
#pragma once

#include <QtCore/QString>

namespace chainrule {

class DiagramView;
class GraphSession;
struct VisibleNode;

// "apple_price, Multiply, value 200, gradient 1.1": what has not been computed is not mentioned.
QString spokenNode(const GraphSession &session, const VisibleNode &node);

// Screen readers find the nodes of every DiagramView from here on.
void installDiagramAccessibility();
// The selection moved to another node.
void announceSelection(DiagramView &view);

} // namespace chainrule
