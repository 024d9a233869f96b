// SPDX-License-Identifier: GPL-3.0-or-later
// A box is drawn on the empty canvas: what lies in it is selected.
#pragma once

#include "ui/editor/gesture.h"

#include <QtCore/QRectF>
#include <QtCore/QSet>

namespace chainrule {

class GraphEditor;

class BoxGesture final : public Gesture
{
public:
    // `adds`: to what is selected already.
    BoxGesture(GraphEditor &editor, const QPointF &from, bool adds);

    void moveTo(const QPointF &point) override;
    void drop(const QPointF &point) override;
    void cancel() override;
    void paint(QPainter &painter, const DiagramStyle &style) const override;

private:
    GraphEditor &m_editor;
    QPointF m_from;
    QRectF m_box;
    QSet<QString> m_before;
    QString m_current;
};

} // namespace chainrule
