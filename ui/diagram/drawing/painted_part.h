// SPDX-License-Identifier: GPL-3.0-or-later
// The items of the scene that touch some pixels, to be painted there.
#pragma once

#include <QtGui/QBrush>
#include <QtGui/QRegion>
#include <QtGui/QTransform>

#include <vector>

class QPainter;

namespace chainrule {

class DiagramItem;

class PaintedPart final
{
public:
    // `view` leads from the scene to pixels; it scales alike in both directions and does not rotate.
    PaintedPart(const QTransform &view, const QRegion &pixels, const QBrush &background);

    const QRectF &seen() const { return m_seen; } // of the scene
    // In the order in which they are painted. One that touches no pixel is left out.
    void add(DiagramItem *item);

    void rememberLooks() const; // of what is painted now
    // Background, shapes, letters, with a painter in pixels, which becomes the view's.
    void paint(QPainter &painter) const;

private:
    struct Placed
    {
        DiagramItem *item;
        QRectF exposed; // what of it is painted, in its own coordinates
    };

    template <typename Does> void forEachItem(QPainter &painter, const Does &does) const;

    QTransform m_view;
    QTransform m_back;
    QRegion m_pixels;
    QRectF m_seen;
    QBrush m_background;
    std::vector<Placed> m_items;
};

} // namespace chainrule
