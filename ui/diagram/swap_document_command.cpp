// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/swap_document_command.h"

#include "ui/diagram/graph_session.h"

namespace chainrule {

SwapDocumentCommand::SwapDocumentCommand(GraphSession &session, const GraphDocument &variant, const QString &text)
    : QUndoCommand(text)
    , m_session(session)
    , m_before(session.document())
    , m_after(variant)
{
}

void SwapDocumentCommand::undo()
{
    m_session.applyDocument(m_before);
}

void SwapDocumentCommand::redo()
{
    m_session.applyDocument(m_after);
}

} // namespace chainrule
