// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/set_value_command.h"

#include "ui/diagram/graph_session.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

SetValueCommand::SetValueCommand(GraphSession &session, const QString &leaf, const std::vector<double> &values)
    : m_session(session)
    , m_leaf(leaf)
    , m_before(session.document().node(leaf)->value.values)
    , m_after(values)
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

} // namespace chainrule
