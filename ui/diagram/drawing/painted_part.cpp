// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/painted_part.h"

#include "ui/diagram/drawing/diagram_item.h"
#include "ui/diagram/drawing/diagram_style.h"

namespace chainrule {

PaintedPart::PaintedPart(const QTransform &view, const QRegion &pixels, const QBrush &background)
    : m_view(view)
    , m_back(view.inverted())
    , m_pixels(pixels)
    , m_seen(m_back.mapRect(QRectF(pixels.boundingRect().adjusted(-1, -1, 1, 1))))
    , m_background(background)
{
}

void PaintedPart::add(DiagramItem *item)
{
    const QPointF offset = item->pos();
    const QRectF bounds = item->boundingRect().translated(offset);
    if (!item->isVisible() || !bounds.intersects(m_seen))
        return;
    const QRect inPixels = m_view.mapRect(bounds).toAlignedRect();
    QRect common;
    for (const QRect &rect : m_pixels)
        common |= rect & inPixels;
    if (!common.isEmpty())
        m_items.push_back({ item, m_back.mapRect(QRectF(common)).translated(-offset) });
}

void PaintedPart::rememberLooks() const
{
    for (const Placed &placed : m_items)
        placed.item->rememberLook();
}

void PaintedPart::paint(QPainter &painter) const
{
    painter.fillRect(m_pixels.boundingRect(), m_background); // whole pixels, so that nothing from before shines through
    painter.setRenderHint(QPainter::TextAntialiasing);
    // What is a few pixels large looks the same with hard edges, and is drawn in half the time.
    painter.setRenderHint(QPainter::Antialiasing, detailAt(m_view.m11()) != Detail::Dots);
    painter.setWorldTransform(m_view);
    const Canvas canvas(painter, m_pixels);
    forEachItem(painter, [&](const Placed &placed) { placed.item->paintShapes(canvas); });
    forEachItem(painter, [&](const Placed &placed) { placed.item->paintLetters(painter, placed.exposed); });
}

// With what its movement does to the painter.
template <typename Does> void PaintedPart::forEachItem(QPainter &painter, const Does &does) const
{
    for (const Placed &placed : m_items) {
        const QPointF offset = placed.item->pos(); // while it wanders
        painter.setOpacity(placed.item->opacity());
        if (!offset.isNull())
            painter.setWorldTransform(QTransform::fromTranslate(offset.x(), offset.y()) * m_view);
        does(placed);
        if (!offset.isNull())
            painter.setWorldTransform(m_view);
    }
}

} // namespace chainrule
