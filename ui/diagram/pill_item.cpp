// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/pill_item.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

namespace chainrule {

namespace {

QFont pillFont(const DiagramStyle &style)
{
    QFont font = style.font;
    font.setPixelSize(Size::value);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

PillItem::PillItem(const DiagramStyle &style)
    : m_style(style)
{
    setZValue(2);
}

void PillItem::setPill(const QString &text, const QPointF &centre)
{
    prepareGeometryChange();
    m_text = text;
    const QSizeF size = sizeOf(m_style, text);
    m_rect = QRectF(centre - QPointF(size.width(), size.height()) / 2, size);
}

QSizeF PillItem::sizeOf(const DiagramStyle &style, const QString &text)
{
    return { QFontMetricsF(pillFont(style)).horizontalAdvance(text) + 4 * Size::grid, 26 };
}

void PillItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const Theme &theme = m_style.theme;
    painter->setPen(QPen(theme.backward, 1));
    painter->setBrush(theme.backwardTint);
    painter->drawRoundedRect(m_rect, m_rect.height() / 2, m_rect.height() / 2);
    painter->setFont(pillFont(m_style));
    painter->setPen(theme.dark ? theme.backward : theme.backward.darker(135));
    painter->drawText(m_rect, Qt::AlignCenter | Qt::TextDontClip, m_text);
}

} // namespace chainrule
