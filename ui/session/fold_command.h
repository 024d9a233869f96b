// SPDX-License-Identifier: GPL-3.0-or-later
// The undoable folding and unfolding of a group.
#pragma once

#include <QtCore/QString>
#include <QtGui/QUndoCommand>

namespace chainrule {

class GraphSession;

class FoldCommand final : public QUndoCommand
{
public:
    FoldCommand(GraphSession &session, const QString &group, bool folded);

    void undo() override;
    void redo() override;

private:
    GraphSession &m_session; // owns the undo stack that owns this
    QString m_group;
    bool m_folded;
    int m_before; // in the timeline: folding in the middle of a group goes on to its end
};

} // namespace chainrule
