// SPDX-License-Identifier: GPL-3.0-or-later
// The undoable change of a leaf's numbers.
#pragma once

#include "document/document_change.h"

#include <QtGui/QUndoCommand>

#include <vector>

namespace chainrule {

class GraphSession;

class SetValueCommand final : public QUndoCommand
{
public:
    SetValueCommand(GraphSession &session, const QString &leaf, const std::vector<double> &values, int gesture);

    void undo() override;
    void redo() override;
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand *other) override; // of the same gesture

private:
    GraphSession &m_session; // owns the undo stack that owns this
    QString m_leaf;
    std::vector<double> m_before;
    std::vector<double> m_after;
    std::optional<DocumentChange> m_first; // of a leaf in a group that is taken for a function, which it no longer is
    int m_gesture;
};

} // namespace chainrule
