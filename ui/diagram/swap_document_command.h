// SPDX-License-Identifier: GPL-3.0-or-later
// The undoable change of a document into a variant of itself, such as one with a fault in it.
#pragma once

#include "storage/graph_document.h"

#include <QtGui/QUndoCommand>

namespace chainrule {

class GraphSession;

class SwapDocumentCommand final : public QUndoCommand
{
public:
    // `variant` compiles.
    SwapDocumentCommand(GraphSession &session, const GraphDocument &variant, const QString &text);

    void undo() override;
    void redo() override;

private:
    GraphSession &m_session; // owns the undo stack that owns this
    GraphDocument m_before;
    GraphDocument m_after;
};

} // namespace chainrule
