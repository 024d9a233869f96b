// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes are dragged: they and their arrows follow the mouse, and one change is made where they are dropped.
#pragma once

#include "ui/editor/gesture.h"
#include "ui/editor/socket.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

namespace chainrule {

class GraphEditor;

class MoveGesture final : public Gesture
{
public:
    // The selection follows.
    MoveGesture(GraphEditor &editor, const QPointF &from);

    void moveTo(const QPointF &point) override;
    void drop(const QPointF &point) override;
    void cancel() override;
    void paint(QPainter &painter, const DiagramStyle &style) const override;

private:
    void findWire(const QPointF &centre);

    GraphEditor &m_editor;
    QPointF m_from;
    QPointF m_moved; // by so much already
    QStringList m_ids;
    QList<int> m_nodes; // the same, as visible nodes
    int m_wire = -1; // index of the arrow that a single operation would be put onto
};

} // namespace chainrule
