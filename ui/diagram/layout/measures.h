// SPDX-License-Identifier: GPL-3.0-or-later
// How large circles, names and figures are before they have a place.
#pragma once

#include "ui/diagram/layout/written.h"
#include "ui/session/visible_graph.h"

#include <QtCore/QMarginsF>

namespace chainrule {

class Measures final
{
public:
    Measures(const VisibleGraph &graph, const GraphSession &session, const Lettering &letters)
        : m_graph(graph)
        , m_session(session)
        , m_letters(letters)
    {
    }

    const VisibleGraph &graph() const { return m_graph; }
    const GraphSession &session() const { return m_session; }
    // From the middle to the side of a circle, or of the bar that a long symbol needs; the gap beside a leaf.
    double halfWidth(const VisibleNode &node) const;
    // What comes to be written at an arrow, at any step.
    const Written &written(const VisibleEdge &edge) const;
    QSizeF figure(const VisibleEdge &edge) const { return written(edge).figure; }
    // Whether the gradients of a single number that is used more than once are added up at this node.
    bool hasBranch(const VisibleNode &node) const;
    // How far it reaches from its centre, with all that can come to be written there.
    QMarginsF reach(const VisibleNode &node) const;
    QSizeF label(const VisibleNode &leaf) const;
    double nameWidth(const QString &name) const;
    double looseEnd(const VisibleEdge &edge) const; // the length of an arrow that leads to no node
    int smallestText() const; // px, at scale 1
    // How far apart the middles of an arrow's ends must be for its figures to find room on it; 0 for a steep one, whose
    // figures stand beside it. Documents are drawn for scalars; matrices are wider and push columns apart.
    double neededWidth(const VisibleEdge &edge) const;

private:
    const VisibleGraph &m_graph;
    const GraphSession &m_session;
    const Lettering &m_letters;
    mutable QList<Written> m_written; // by arrow, once it was asked for
};

namespace Circle {
constexpr double radius = 27;
constexpr double gap = 5; // between an outline and an arrow's tip
constexpr double leafGap = 10;
constexpr double below = 10; // to what is written below a circle, past its ring
constexpr double ringReach = 9; // beyond the outline, of what happens now
} // namespace Circle

// The sum of the gradients at a single number that is used more than once.
namespace Branch {
constexpr double room = 132; // px: a longer one goes on in another line
constexpr double lineHeight = 20;
constexpr QSizeF largest(room + 30, 4 * lineHeight); // three terms and their sum, one below the other
} // namespace Branch

// What is multiplied in a step, written beside its arrow.
namespace Pill {
constexpr double room = 24; // px, above and below the picture
constexpr double ends = 16; // px, from its text to its sides
constexpr double lineHeight = 20;
constexpr double height = lineHeight + 6; // of one line
constexpr double fromFigure = 6;
constexpr double broadest = 176; // what is longer goes on in another line
} // namespace Pill

// What stands at a leaf: its name, or a constant's number.
QString leafLabel(const GraphSession &session, const VisibleNode &leaf);

} // namespace chainrule
