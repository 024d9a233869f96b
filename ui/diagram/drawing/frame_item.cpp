// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/frame_item.h"

#include <QtGui/QPainter>

namespace chainrule {

namespace {

constexpr double frameCorner = 16;

} // namespace

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

void FrameItem::paintShapes(const Canvas &canvas) const
{
    QPainter &painter = canvas.painter();
    painter.setPen(QPen(m_style.theme.line, 1.5));
    painter.setBrush(m_style.theme.panel);
    painter.drawRoundedRect(m_rect, frameCorner, frameCorner);
}

void FrameItem::paintLetters(QPainter &painter, const QRectF &) const
{
    QFont font = m_style.font;
    font.setPixelSize(Size::value);
    painter.setFont(font);
    painter.setPen(m_style.theme.mutedText);
    painter.drawText(m_rect.adjusted(frameCorner, Size::grid, -frameCorner, 0), Qt::AlignLeft | Qt::AlignTop, m_name);
}

} // namespace chainrule
