// SPDX-License-Identifier: GPL-3.0-or-later
// What a pressed mouse button began on the canvas: it moves, and it ends in a change or in nothing.
#pragma once

#include <QtCore/QPointF>
#include <QtCore/QString>

class QPainter;

namespace chainrule {

struct DiagramStyle;

class Gesture
{
public:
    Gesture() = default;
    Gesture(const Gesture &) = delete;
    Gesture &operator=(const Gesture &) = delete;
    virtual ~Gesture() = default;

    // Points are in scene coordinates.
    virtual void moveTo(const QPointF &point) = 0;
    virtual void drop(const QPointF &point) = 0;
    // The picture is as it was before.
    virtual void cancel() { }
    // What is drawn over the picture meanwhile.
    virtual void paint(QPainter &, const DiagramStyle &) const { }
    // Why it would not do anything here; to be shown at the mouse.
    virtual QString hint() const { return {}; }
};

} // namespace chainrule
