// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagram consists of. It is painted in two layers: the letters of all items stand above the shapes of all.
#pragma once

#include "ui/diagram/drawing/appearance.h"
#include "ui/diagram/drawing/canvas.h"

#include <QtWidgets/QGraphicsItem>

namespace chainrule {

class DiagramItem : public QGraphicsItem
{
public:
    virtual void paintShapes(const Canvas &canvas) const = 0;
    // Of what is far from `exposed`, in scene coordinates, nothing need be drawn.
    virtual void paintLetters(QPainter &painter, const QRectF &exposed) const = 0;

    // Its box, or smaller ones, where that one holds much else.
    virtual QList<QRectF> boundingParts() const { return { boundingRect() }; }

    // Whether it would be painted other than it was last.
    bool looksDifferent() const { return m_painted != look(); }
    void rememberLook() { m_painted = look(); } // for it is painted now
    void forgetLook() { m_painted = {}; } // it is to be painted again in any case

    void paint(QPainter *, const QStyleOptionGraphicsItem *, QWidget *) final { } // a PaintedPart paints, no view of Qt's

private:
    virtual Appearance look() const { return {}; } // of all that it is painted from, besides style

    Appearance m_painted; // as it looked then
};

} // namespace chainrule
