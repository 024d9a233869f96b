// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the drawings of a session, one at a time: whoever shows a part makes only what is in it.
#pragma once

#include "ui/diagram/drawing/diagram_state.h"
#include "ui/diagram/drawing/drawing.h"

namespace chainrule {

class GraphSession;

// Looks at what it is given, and keeps nothing. The only place where a picture's numbers are looked up.
class DrawingMaker final
{
public:
    DrawingMaker(const GraphSession &session, const VisibleGraph &graph, const DiagramLayout &layout, const DiagramState &state)
        : m_session(session)
        , m_graph(graph)
        , m_layout(layout)
        , m_state(state)
    {
    }

    // Indices are the VisibleGraph's.
    ArrowDrawing arrow(int index) const;
    NodeDrawing node(int index) const;
    FrameDrawing frame(int index) const
    {
        return { m_graph.frames[index].name, m_layout.frames[index], m_layout.frameNames[index] };
    }
    // A circle of a picture that is no more.
    NodeDrawing ghost(const VisibleNode &node, const NodePlace &place) const;
    // As much of it as is drawn then.
    Drawing arrow(int index, Detail detail) const;
    Drawing node(int index, Detail detail) const;
    // What depends on structure only, never on numbers: enough to tell its bounds.
    ArrowDrawing plainArrow(int index) const;
    NodeDrawing plainNode(const VisibleNode &node, const NodePlace &place) const;

private:
    bool hasValue(const VisibleEdge &edge) const;
    bool hasGradient(const VisibleEdge &edge) const;
    ArrowDrawing::Question questionAt(const VisibleEdge &edge) const;
    ArrowDrawing::Mark markAt(const VisibleEdge &edge) const;
    NodeDrawing::Action actionOf(int node) const;
    NodeDrawing::Badge badgeOf(const VisibleNode &node) const;
    std::optional<BranchSum> branchOf(const VisibleNode &node) const;
    void addNumbers(NodeDrawing &drawing, const VisibleNode &node) const;

    const GraphSession &m_session;
    const VisibleGraph &m_graph;
    const DiagramLayout &m_layout;
    const DiagramState &m_state;
};

} // namespace chainrule
