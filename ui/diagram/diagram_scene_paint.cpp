// SPDX-License-Identifier: GPL-3.0-or-later
// What of a scene is painted, and where it looks different from what was painted last.
#include "ui/diagram/diagram_scene.h"

#include "ui/diagram/drawing/edge_item.h"
#include "ui/diagram/drawing/frame_item.h"
#include "ui/diagram/drawing/node_item.h"
#include "ui/diagram/drawing/pill_item.h"

#include <algorithm>
#include <iterator>

namespace chainrule {

void DiagramScene::paintForeground(QPainter &painter) const
{
    if (m_foreground)
        m_foreground(painter);
}

template <typename Does> void DiagramScene::forEachIn(const QRectF &part, const Does &does) const
{
    if (m_boxes.empty()) {
        const auto add = [this](DiagramItem *item) {
            m_boxes.push_back({ item->boundingRect().translated(item->pos()), item });
        };
        std::ranges::for_each(m_edges, add);
        std::ranges::for_each(m_nodes, add);
    }
    for (const Box &box : m_boxes)
        if (box.box.intersects(part))
            does(box.item);
}

PaintedPart DiagramScene::partAt(const QTransform &view, const QRegion &pixels) const
{
    PaintedPart part(view, pixels, backgroundBrush());
    const auto add = [&part](DiagramItem *item) { part.add(item); };
    std::ranges::for_each(m_frames, add);
    forEachIn(part.seen(), add);
    std::ranges::for_each(m_ghosts, add);
    std::ranges::for_each(m_pills, add);
    return part;
}

QList<QRectF> DiagramScene::differentIn(const QRectF &part, qsizetype most) const
{
    QList<QRectF> different;
    forEachIn(part, [&](const DiagramItem *item) {
        if (different.size() < most && item->looksDifferent())
            std::ranges::copy_if(item->boundingParts(), std::back_inserter(different),
                                 [&](const QRectF &box) { return box.intersects(part); });
    });
    return different;
}

qsizetype DiagramScene::countIn(const QRectF &part) const
{
    qsizetype count = 0;
    forEachIn(part, [&count](const DiagramItem *) { ++count; });
    return count;
}

} // namespace chainrule
