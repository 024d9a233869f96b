// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/frame_item.h"

#include <QtGui/QPainter>

namespace chainrule {

FrameItem::FrameItem(const DiagramStyle &style)
    : m_style(style)
{
    setZValue(-1);
}

bool FrameItem::show(const QString &group, const QString &name, const QRectF &rect)
{
    const bool same = name == m_name && rect == m_rect;
    m_group = group;
    m_name = name;
    if (!same)
        setPlace(rect);
    return !same;
}

void FrameItem::setPlace(const QRectF &rect)
{
    prepareGeometryChange();
    m_rect = rect;
}

void FrameItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    constexpr double corner = 16;
    painter->setPen(QPen(m_style.theme.line, 1.5));
    painter->setBrush(m_style.theme.panel);
    painter->drawRoundedRect(m_rect, corner, corner);
    QFont font = m_style.font;
    font.setPixelSize(Size::value);
    painter->setFont(font);
    painter->setPen(m_style.theme.mutedText);
    painter->drawText(m_rect.adjusted(corner, Size::grid, -corner, 0), Qt::AlignLeft | Qt::AlignTop, m_name);
}

} // namespace chainrule
