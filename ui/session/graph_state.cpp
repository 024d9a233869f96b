// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/graph_state.h"

namespace chainrule {

GraphState::GraphState(const GraphDocument &opened)
    : document(opened)
    , position(opened.timeline)
    , predicts(!opened.hidden.isEmpty())
{
    for (const DocumentGroup &group : opened.groups)
        if (group.folded)
            toFold.append(group.id);
    folded = toFold;
}

GraphDocument snapshot(const GraphState &state)
{
    GraphDocument document = state.document;
    for (DocumentGroup &group : document.groups)
        group.folded = state.folded.contains(group.id);
    document.timeline = state.position;
    return document;
}

} // namespace chainrule
