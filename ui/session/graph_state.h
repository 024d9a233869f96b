// SPDX-License-Identifier: GPL-3.0-or-later
// All of an open graph that outlives its being shown: what the session shows, and what can be done back in it.
#pragma once

#include "document/graph_document.h"

#include <QtCore/QSet>
#include <QtGui/QUndoStack>

#include <memory>
#include <optional>

namespace chainrule {

// A session holds one of these and computes the rest; another can take its place, and it can come back. Whoever shares it
// looks at the same graph.
struct GraphState
{
    // As it is opened from a file: at its position, with nothing selected and nothing to undo.
    explicit GraphState(const GraphDocument &opened);

    GraphDocument document;
    QStringList toFold; // groups, as it was asked for
    QStringList folded; // those of them that can be
    int position = 0; // in the timeline
    bool answered = false; // with the answer to its question shown
    QString selected;
    QSet<QString> selection;
    bool predicts = false; // the next number is asked for before it is shown
    // Of the fault lab: the graph as it was before a mistake replaced one of its groups, and whether the mistake is to be
    // found.
    std::optional<GraphDocument> right;
    bool faultIsHidden = false;
    QUndoStack undoStack; // its commands act on the session: only while this is what it shows
};

// The document as it is to be kept: with what is folded, and where the timeline stands.
GraphDocument snapshot(const GraphState &state);

} // namespace chainrule
