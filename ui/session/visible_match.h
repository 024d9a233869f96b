// SPDX-License-Identifier: GPL-3.0-or-later
// Which circles and arrows of a picture were in the one before: an edit leaves most of them as they are.
#pragma once

#include "ui/session/visible_graph.h"

namespace chainrule {

// For every node and edge of the one graph its index in the other, -1 for what was not there. None is there twice.
struct VisibleMatch
{
    QList<int> nodes;
    QList<int> edges;

    static VisibleMatch of(const VisibleGraph &before, const VisibleGraph &now);
};

} // namespace chainrule
