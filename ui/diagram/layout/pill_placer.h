// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the place for “1.1 × 2 = 2.2”: as near to its arrow as it can stand without touching anything.
#pragma once

#include "ui/diagram/layout/diagram_layout.h"

namespace chainrule {

class EdgeItem;
class NodeItem;
class PillItem;

class PillPlacer final
{
public:
    PillPlacer(const DiagramLayout &layout, const QList<NodeItem *> &nodes, const QList<EdgeItem *> &edges,
               const QList<PillItem *> &pills)
        : m_layout(layout)
        , m_nodes(nodes)
        , m_edges(edges)
        , m_pills(pills)
    {
    }

    // The centre of a pill of this size.
    QPointF place(const QSizeF &size, const EdgeItem &edge);

private:
    void lookAround(const QPointF &origin, const QSizeF &size);
    double clutter(const QRectF &box, double tooMuch) const; // or at least `tooMuch`

    const DiagramLayout &m_layout;
    const QList<NodeItem *> &m_nodes;
    const QList<EdgeItem *> &m_edges;
    const QList<PillItem *> &m_pills;
    QList<QRectF> m_obstacles; // within reach
    QList<QPointF> m_arrows; // points on them
};

} // namespace chainrule
