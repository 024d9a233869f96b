// SPDX-License-Identifier: GPL-3.0-or-later
// The undoable change of a document into a variant of itself. Keeps only what differs.
#pragma once

#include "document/document_change.h"

#include <QtGui/QUndoCommand>

namespace chainrule {

class GraphSession;

class EditCommand final : public QUndoCommand
{
public:
    EditCommand(GraphSession &session, const GraphDocument &variant, const QString &text);

    void undo() override;
    void redo() override;

private:
    GraphSession &m_session; // owns the undo stack that owns this
    DocumentChange m_change;
};

} // namespace chainrule
