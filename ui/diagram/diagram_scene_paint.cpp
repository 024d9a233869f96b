// SPDX-License-Identifier: GPL-3.0-or-later
// What of a scene is painted, and where it looks different from what was painted last.
#include "ui/diagram/diagram_scene.h"

#include "ui/diagram/edge_item.h"
#include "ui/diagram/frame_item.h"
#include "ui/diagram/node_item.h"
#include "ui/diagram/pill_item.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyleOptionGraphicsItem>

#include <algorithm>
#include <iterator>

namespace chainrule {

namespace {

// What is a few pixels large looks the same with hard edges, and is drawn in half the time.
void setHints(QPainter &painter)
{
    const double scale = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform());
    painter.setRenderHint(QPainter::Antialiasing, detailAt(scale) != Detail::Dots);
}

} // namespace

void DiagramScene::drawBackground(QPainter *painter, const QRectF &rect)
{
    QGraphicsScene::drawBackground(painter, rect);
    setHints(*painter);
}

void DiagramScene::paintForeground(QPainter &painter) const
{
    if (m_foreground)
        m_foreground(painter);
}

template <typename Does> void DiagramScene::forEachItem(const Does &does) const
{
    std::ranges::for_each(m_frames, does);
    std::ranges::for_each(m_edges, does);
    std::ranges::for_each(m_nodes, does);
    std::ranges::for_each(m_ghosts, does);
    std::ranges::for_each(m_pills, does);
}

void DiagramScene::paint(QPainter &painter, const QRegion &pixels) const
{
    const QTransform view = painter.worldTransform();
    painter.setWorldTransform({}); // whole pixels, so that nothing from before shines through
    painter.fillRect(pixels.boundingRect(), backgroundBrush());
    painter.setWorldTransform(view);
    setHints(painter);
    const QTransform back = view.inverted();
    QStyleOptionGraphicsItem option;
    forEachItem([&](QGraphicsItem *item) {
        const QPointF offset = item->pos();
        const QRect bounds = view.mapRect(item->boundingRect().translated(offset)).toAlignedRect();
        if (!item->isVisible() || !pixels.intersects(bounds))
            return;
        painter.setOpacity(item->opacity());
        painter.setWorldTransform(offset.isNull() ? view : QTransform::fromTranslate(offset.x(), offset.y()) * view);
        option.exposedRect = back.mapRect(QRectF((pixels & bounds).boundingRect())).translated(-offset);
        item->paint(&painter, &option, nullptr);
    });
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
