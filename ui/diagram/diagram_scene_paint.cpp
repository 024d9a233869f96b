// SPDX-License-Identifier: GPL-3.0-or-later
// What of a scene is painted, and where it looks different from what was painted last.
#include "ui/diagram/diagram_scene.h"

#include "ui/diagram/edge_item.h"
#include "ui/diagram/frame_item.h"
#include "ui/diagram/node_item.h"
#include "ui/diagram/pill_item.h"

#include <algorithm>
#include <iterator>

namespace chainrule {

void DiagramScene::paintForeground(QPainter &painter) const
{
    if (m_foreground)
        m_foreground(painter);
}

PaintedPart DiagramScene::partAt(const QTransform &view, const QRegion &pixels) const
{
    PaintedPart part(view, pixels, backgroundBrush());
    const auto add = [&part](DiagramItem *item) { part.add(item); };
    std::ranges::for_each(m_frames, add);
    std::ranges::for_each(m_edges, add);
    std::ranges::for_each(m_nodes, add);
    std::ranges::for_each(m_ghosts, add);
    std::ranges::for_each(m_pills, add);
    return part;
}

QList<QRectF> DiagramScene::differentIn(const QRectF &part, qsizetype most) const
{
    QList<QRectF> different;
    const auto isOther = [&](const auto *item) {
        return different.size() < most && item->boundingRect().intersects(part) && item->looksDifferent();
    };
    for (const EdgeItem *edge : m_edges)
        if (isOther(edge))
            std::ranges::copy_if(edge->boundingParts(), std::back_inserter(different),
                                 [&](const QRectF &box) { return box.intersects(part); });
    for (const NodeItem *node : m_nodes)
        if (isOther(node))
            different.append(node->boundingRect());
    return different;
}

qsizetype DiagramScene::countIn(const QRectF &part) const
{
    const auto isIn = [&](const QGraphicsItem *item) { return item->boundingRect().intersects(part); };
    return std::ranges::count_if(m_nodes, isIn) + std::ranges::count_if(m_edges, isIn);
}

} // namespace chainrule
