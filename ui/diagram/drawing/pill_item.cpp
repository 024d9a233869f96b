// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/pill_item.h"

#include <QtGui/QPainter>

namespace chainrule {

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
    return { style.letters->width(Lettering::Hand::Product, text) + 4 * Size::grid, 26 };
}

void PillItem::paintLetters(QPainter &painter, const QRectF &) const
{
    const Theme &theme = m_style.theme;
    painter.setPen(QPen(theme.backward, 1));
    painter.setBrush(theme.backwardTint);
    painter.drawRoundedRect(m_rect, m_rect.height() / 2, m_rect.height() / 2);
    painter.setPen(theme.dark ? theme.backward : theme.backward.darker(135));
    m_style.letters->drawCentred(painter, Lettering::Hand::Product, m_text, m_rect);
}

} // namespace chainrule
