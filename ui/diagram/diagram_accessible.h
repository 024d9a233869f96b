// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram for those who do not see it: its nodes as children of the view, with what they show at the current step.
#pragma once

#include <QtCore/QString>

namespace chainrule {

class DiagramView;
class GraphSession;
struct VisibleGraph;

// "apple_price, Multiply, fed by apple and apple_num, value 200, gradient 1.1": what has not been computed is not mentioned.
QString spokenNode(const GraphSession &session, const VisibleGraph &visible, int index);

// Screen readers find the nodes of every DiagramView from here on.
void installDiagramAccessibility();
// Reads aloud what has just happened: the node that was selected or computed becomes the one that a screen reader is at.
void announceNode(DiagramView &view, int visibleNode);

} // namespace chainrule
