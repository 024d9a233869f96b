// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/fold_command.h"

#include "ui/session/graph_session.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

FoldCommand::FoldCommand(GraphSession &session, const QString &group, bool folded)
    : m_session(session)
    , m_group(group)
    , m_folded(folded)
    , m_before(session.position())
{
    const QString name = session.document().group(group)->name;
    setText(folded ? QCoreApplication::translate("chainrule::FoldCommand", "Folding of %1").arg(name)
                   : QCoreApplication::translate("chainrule::FoldCommand", "Unfolding of %1").arg(name));
}

void FoldCommand::undo()
{
    m_session.applyFold(m_group, !m_folded);
    m_session.setPosition(m_before);
}

void FoldCommand::redo()
{
    m_before = m_session.position();
    m_session.applyFold(m_group, m_folded);
}

} // namespace chainrule
