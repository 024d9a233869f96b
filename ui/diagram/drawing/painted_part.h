// SPDX-License-Identifier: GPL-3.0-or-later
// The drawings that touch some pixels, to be painted there.
#pragma once

#include "ui/diagram/drawing/drawing.h"

#include <QtGui/QBrush>
#include <QtGui/QRegion>
#include <QtGui/QTransform>

#include <vector>

namespace chainrule {

// What a movement does to a drawing on its way.
struct Passage
{
    QPointF by;
    double opacity = 1;
};

class PaintedPart final
{
public:
    // `view` leads from the scene to pixels; it scales alike in both directions and does not rotate.
    PaintedPart(const QTransform &view, const QRegion &pixels);

    const QRectF &seen() const { return m_seen; } // of the scene
    // In the order in which they are painted; `bounds` without its passage. One that touches no pixel is left out. Whoever
    // gives it keeps it.
    void add(const Drawing &drawing, const QRectF &bounds, const Passage &passage = {});
    // Background, shapes, letters, with a painter in pixels, which becomes the view's.
    void paint(QPainter &painter, const QBrush &background, const DiagramStyle &style) const;

private:
    struct Placed
    {
        const Drawing *drawing;
        Passage passage;
        QRectF exposed; // what of it is painted, in its own coordinates
    };

    template <typename Does> void forEachDrawing(QPainter &painter, const Does &does) const;

    QTransform m_view;
    QTransform m_back;
    QRegion m_pixels;
    QRectF m_seen;
    std::vector<Placed> m_drawings;
};

} // namespace chainrule
