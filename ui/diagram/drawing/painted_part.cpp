// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/painted_part.h"

#include "ui/diagram/drawing/canvas.h"

namespace chainrule {

PaintedPart::PaintedPart(const QTransform &view, const QRegion &pixels)
    : m_view(view)
    , m_back(view.inverted())
    , m_pixels(pixels)
    , m_seen(m_back.mapRect(QRectF(pixels.boundingRect().adjusted(-1, -1, 1, 1))))
{
}

void PaintedPart::add(const Drawing &drawing, const QRectF &bounds, const Passage &passage)
{
    const QRectF box = bounds.translated(passage.by);
    if (!box.intersects(m_seen))
        return;
    const QRect inPixels = m_view.mapRect(box).toAlignedRect();
    QRect common;
    for (const QRect &rect : m_pixels)
        common |= rect & inPixels;
    if (!common.isEmpty())
        m_drawings.push_back({ &drawing, passage, m_back.mapRect(QRectF(common)).translated(-passage.by) });
}

void PaintedPart::paint(QPainter &painter, const QBrush &background, const DiagramStyle &style) const
{
    painter.fillRect(m_pixels.boundingRect(), background); // whole pixels, so that nothing from before shines through
    painter.setRenderHint(QPainter::TextAntialiasing);
    // What is a few pixels large looks the same with hard edges, and is drawn in half the time.
    painter.setRenderHint(QPainter::Antialiasing, detailAt(m_view.m11()) != Detail::Dots);
    painter.setWorldTransform(m_view);
    const Canvas canvas(painter, m_pixels);
    forEachDrawing(painter, [&](const Placed &placed) { paintShapes(canvas, *placed.drawing, style); });
    forEachDrawing(painter, [&](const Placed &placed) { paintLetters(painter, *placed.drawing, style, placed.exposed); });
}

template <typename Does> void PaintedPart::forEachDrawing(QPainter &painter, const Does &does) const
{
    for (const Placed &placed : m_drawings) {
        const QPointF &by = placed.passage.by;
        painter.setOpacity(placed.passage.opacity);
        if (!by.isNull())
            painter.setWorldTransform(QTransform::fromTranslate(by.x(), by.y()) * m_view);
        does(placed);
        if (!by.isNull())
            painter.setWorldTransform(m_view);
    }
}

} // namespace chainrule
