// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagram shows besides the session's numbers. One owner, the scene.
#pragma once

#include "engine/run.h"
#include "ui/session/asked.h"
#include "ui/session/check_marks.h"
#include "ui/session/visible_graph.h"

#include <QtCore/QList>

#include <optional>

namespace chainrule {

struct DiagramState
{
    int inAction = -1; // index of the visible node whose step led to the current position
    std::optional<Step::Kind> kind; // of that step; none at the start
    double travelled = 1; // how far this step's figures have come along their arrows, 0 to 1
    CheckMarks marks;
    QList<Asked> asked;

    // Whether the step made this arrow's value, or its gradient.
    bool bringsValue(const VisibleEdge &edge) const { return kind == Step::Kind::Forward && edge.from == inAction; }
    bool bringsGradient(const VisibleEdge &edge) const
    {
        return kind == Step::Kind::Seed ? edge.to < 0 : kind == Step::Kind::Backward && edge.to == inAction;
    }
    bool asks(const Asked &figure) const { return asked.contains(figure); }
};

} // namespace chainrule
