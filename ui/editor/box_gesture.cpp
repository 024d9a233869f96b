// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/box_gesture.h"

#include "ui/diagram/diagram_scene.h"
#include "ui/editor/graph_editor.h"
#include "ui/session/graph_session.h"

#include <QtGui/QPainter>

namespace chainrule {

BoxGesture::BoxGesture(GraphEditor &editor, const QPointF &from, bool adds)
    : m_editor(editor)
    , m_from(from)
    , m_before(adds ? editor.session().selection() : QSet<QString>())
    , m_current(editor.session().selected())
{
}

void BoxGesture::moveTo(const QPointF &point)
{
    m_box = QRectF(m_from, point).normalized();
    QSet<QString> inside = m_before;
    const DiagramScene &scene = m_editor.scene();
    for (int node = 0; node < scene.visible().nodes.size(); ++node)
        if (m_box.intersects(scene.layout().nodes[node].outline))
            inside.insert(scene.visible().nodes[node].id);
    m_editor.session().selectSeveral(inside, m_editor.session().selected());
    m_editor.scene().changeForeground();
}

void BoxGesture::drop(const QPointF &point)
{
    moveTo(point);
    m_box = {};
}

void BoxGesture::cancel()
{
    m_editor.session().selectSeveral(m_before, m_current);
}

void BoxGesture::paint(QPainter &painter, const DiagramStyle &style) const
{
    QColor inside = style.theme.accent;
    inside.setAlphaF(0.12F);
    QPen pen(style.theme.accent, 1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.setBrush(inside);
    painter.drawRect(m_box);
}

} // namespace chainrule
