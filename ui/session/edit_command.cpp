// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/edit_command.h"

#include "ui/session/graph_session.h"

namespace chainrule {

EditCommand::EditCommand(GraphSession &session, const GraphDocument &variant, const QString &text)
    : QUndoCommand(text)
    , m_session(session)
    , m_change(session.document(), variant)
{
}

void EditCommand::undo()
{
    m_session.applyDocument(m_change.revert(m_session.document()), m_change.onlyMoves());
}

void EditCommand::redo()
{
    m_session.applyDocument(m_change.apply(m_session.document()), m_change.onlyMoves());
}

} // namespace chainrule
