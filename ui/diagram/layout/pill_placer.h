// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the place for “1.1 × 2 = 2.2”: as near to its arrow as it can stand without touching anything.
#pragma once

#include "ui/diagram/layout/diagram_layout.h"

namespace chainrule {

class PillPlacer final
{
public:
    // A pill of this size beside this arrow.
    PillPlacer(const DiagramLayout &layout, const EdgePlace &arrow, const QSizeF &size);

    // All that it can come to stand on, or near to, lies in here.
    const QRectF &reach() const { return m_reach; }
    void avoid(const QRectF &box); // what is written there: figures, sums, other pills
    void avoid(const EdgeCurve &arrow);

    struct Place
    {
        QPointF centre;
        bool isFree = false; // it hides nothing there but lines
    };
    Place place() const;

private:
    double overlap(const QRectF &box, double tooMuch) const; // with what is written, circles and heads
    double clutter(const QRectF &box, double tooMuch) const; // or at least `tooMuch`

    const DiagramLayout &m_layout;
    QPointF m_origin;
    QSizeF m_size;
    QRectF m_reach;
    QList<QRectF> m_obstacles; // within reach
    QList<QPointF> m_arrows; // points on them
};

// Gives every arrow's pill its place, clear of all that can come to be written. Returns whether there was one for each.
bool placePills(DiagramLayout &layout, const VisibleGraph &graph);

} // namespace chainrule
