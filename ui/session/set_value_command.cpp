// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/set_value_command.h"

#include "document/graph_edit.h"
#include "ui/session/graph_session.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace chainrule {

namespace {

// A group that is taken for a function, and would be another one with other numbers in it.
bool isPartOfFunction(const GraphDocument &document, const QString &leaf)
{
    return std::ranges::any_of(document.groups,
                               [&](const DocumentGroup &group) { return !group.op.isEmpty() && group.members.contains(leaf); });
}

} // namespace

SetValueCommand::SetValueCommand(GraphSession &session, const QString &leaf, const std::vector<double> &values, int gesture)
    : m_session(session)
    , m_leaf(leaf)
    , m_before(session.document().node(leaf)->value.values)
    , m_after(values)
    , m_gesture(gesture)
{
    const GraphDocument &document = session.document();
    const DocumentNode &node = *document.node(leaf);
    if (isPartOfFunction(document, leaf))
        m_first.emplace(document, edit::setValue(document, leaf, { node.value.shape, values }));
    setText(QCoreApplication::translate("chainrule::SetValueCommand", "Change of %1").arg(node.name));
}

void SetValueCommand::undo()
{
    if (m_first)
        m_session.applyDocument(m_first->revert(m_session.document()), false);
    else
        m_session.applyValue(m_leaf, m_before);
}

void SetValueCommand::redo()
{
    if (m_first)
        m_session.applyDocument(m_first->apply(m_session.document()), false);
    if (m_session.document().node(m_leaf)->value.values != m_after)
        m_session.applyValue(m_leaf, m_after);
}

bool SetValueCommand::mergeWith(const QUndoCommand *other)
{
    const auto *next = static_cast<const SetValueCommand *>(other);
    if (m_gesture == 0 || next->m_gesture != m_gesture || next->m_leaf != m_leaf)
        return false;
    m_after = next->m_after;
    setObsolete(m_after == m_before && !m_first);
    return true;
}

} // namespace chainrule
