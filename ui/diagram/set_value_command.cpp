// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/set_value_command.h"

#include "ui/diagram/graph_session.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

SetValueCommand::SetValueCommand(GraphSession &session, const QString &leaf, const std::vector<double> &values, int gesture)
    : m_session(session)
    , m_leaf(leaf)
    , m_before(session.document().node(leaf)->value.values)
    , m_after(values)
    , m_gesture(gesture)
{
    const QString name = session.document().node(leaf)->name;
    setText(QCoreApplication::translate("chainrule::SetValueCommand", "Change of %1").arg(name));
}

void SetValueCommand::undo()
{
    m_session.applyValue(m_leaf, m_before);
}

void SetValueCommand::redo()
{
    m_session.applyValue(m_leaf, m_after);
}

bool SetValueCommand::mergeWith(const QUndoCommand *other)
{
    const auto *next = static_cast<const SetValueCommand *>(other);
    if (m_gesture == 0 || next->m_gesture != m_gesture || next->m_leaf != m_leaf)
        return false;
    m_after = next->m_after;
    setObsolete(m_after == m_before);
    return true;
}

} // namespace chainrule
