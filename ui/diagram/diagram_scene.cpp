// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_scene.h"

#include "ui/diagram/edge_item.h"
#include "ui/diagram/frame_item.h"
#include "ui/diagram/graph_session.h"
#include "ui/diagram/node_item.h"
#include "ui/diagram/pill_item.h"
#include "ui/diagram/shares.h"
#include "ui/text/numbers.h"

#include <algorithm>

namespace chainrule {

DiagramScene::DiagramScene(const GraphSession &session, QObject *parent)
    : QGraphicsScene(parent)
    , m_session(session)
{
    setItemIndexMethod(NoIndex); // a few dozen items that change at every step
}

void DiagramScene::setStyle(const DiagramStyle &style)
{
    m_style = style;
    setBackgroundBrush(style.theme.canvas);
    if (m_session.isOpen())
        rebuild();
}

void DiagramScene::setRoom(const QSizeF &room)
{
    if (room == m_room)
        return;
    m_room = room;
    if (m_session.isOpen())
        rebuild();
}

void DiagramScene::rebuild()
{
    clear();
    m_nodes.clear();
    m_edges.clear();
    m_frames.clear();
    m_pills.clear();
    m_visible = VisibleGraph::of(m_session);
    m_layout = DiagramLayout::of(m_visible, m_session, m_style.font, m_room);
    for (int i = 0; i < m_visible.frames.size(); ++i) {
        const VisibleFrame &frame = m_visible.frames[i];
        m_frames.append(new FrameItem(m_style, frame.group, frame.name, m_layout.frames[i]));
        addItem(m_frames.back());
    }
    for (int i = 0; i < m_visible.edges.size(); ++i) {
        const VisibleEdge &edge = m_visible.edges[i];
        const QString end = edge.to < 0 ? m_session.documentNode(edge.source).name : QString();
        m_edges.append(new EdgeItem(m_style, m_session, edge, m_layout.edges[i], end));
        addItem(m_edges.back());
    }
    for (int i = 0; i < m_visible.nodes.size(); ++i) {
        m_nodes.append(new NodeItem(m_style, m_session, m_visible.nodes[i], m_layout.nodes[i]));
        addItem(m_nodes.back());
    }
    constexpr double roomToPan = 400;
    setSceneRect(m_layout.bounds.adjusted(-roomToPan, -roomToPan, roomToPan, roomToPan));
    refresh();
}

void DiagramScene::refresh()
{
    const int inAction = m_visible.inAction(m_session);
    for (int i = 0; i < m_nodes.size(); ++i)
        m_nodes[i]->refresh(i == inAction);
    refreshEdges(inAction);
    refreshPills(inAction);
}

void DiagramScene::refreshEdges(int inAction)
{
    const Moment *moment = m_session.moment();
    for (EdgeItem *item : std::as_const(m_edges)) {
        const VisibleEdge &edge = item->edge();
        EdgeAccent accent = EdgeAccent::None;
        if (moment && moment->front().kind == Step::Kind::Seed)
            accent = edge.to < 0 ? EdgeAccent::Gradient : EdgeAccent::None;
        else if (moment && moment->front().kind == Step::Kind::Forward)
            accent = edge.from == inAction ? EdgeAccent::Value : EdgeAccent::None;
        else if (moment)
            accent = edge.to == inAction ? EdgeAccent::Gradient : EdgeAccent::None;
        item->refresh(accent);
    }
}

void DiagramScene::refreshPills(int inAction)
{
    qDeleteAll(m_pills);
    m_pills.clear();
    const Moment *moment = m_session.moment();
    if (inAction < 0 || moment->front().kind != Step::Kind::Backward)
        return;
    const VisibleNode &node = m_visible.nodes[inAction];
    const auto shares = sharesOf(m_session, node);
    for (const Share &share : shares) {
        const auto carries = [&](const EdgeItem *item) {
            const VisibleEdge &edge = item->edge();
            return edge.to == inAction && edge.source == share.source && (edge.whole || edge.input == share.input);
        };
        const auto edge = std::ranges::find_if(m_edges, carries);
        if (share.local && edge != m_edges.end())
            addPill(QStringLiteral("%1 × %2 = %3")
                        .arg(displayNumber(share.upstream), displayFactor(*share.local), displayNumber(share.downstream)),
                    **edge);
    }
}

double DiagramScene::clutter(const QRectF &box) const
{
    double sum = 0;
    const auto add = [&](const QRectF &other) {
        const QRectF common = box & other;
        sum += common.width() * common.height();
    };
    for (const NodePlace &place : m_layout.nodes)
        add(place.outline.adjusted(-12, -12, 12, 12));
    for (const EdgeItem *edge : m_edges) {
        add(edge->valueRect().adjusted(-4, -2, 4, 2));
        add(edge->gradientRect().adjusted(-4, -2, 4, 2));
        for (double t = 0.02; t < 1; t += 0.02)
            if (box.adjusted(-10, -10, 10, 10).contains(edge->place().curve.at(t)))
                sum += 60;
    }
    for (const QRectF &name : m_layout.frameNames)
        add(name);
    for (const QRectF &frame : m_layout.frames)
        if (frame.intersects(box) && !frame.contains(box))
            sum += 300; // across a border: only if nothing else is free
    for (const PillItem *pill : m_pills)
        add(pill->boundingRect().adjusted(-4, -4, 4, 4));
    const QRectF inside = box & m_layout.bounds;
    return sum + (box.width() * box.height() - inside.width() * inside.height());
}

// As near to its arrow as it can stand without touching anything; the picture's edge counts as something.
void DiagramScene::addPill(const QString &text, const EdgeItem &edge)
{
    const QSizeF size = PillItem::sizeOf(m_style, text);
    const EdgePlace &place = edge.place();
    const QPointF origin = place.curve.at(place.labelAt);
    QPointF best;
    double least = -1;
    for (const double distance : { 44.0, 54.0, 64.0, 76.0, 90.0, 106.0, 124.0, 144.0 })
        for (const double side : { 1.0, -1.0 })
            for (const double along : { 0.0, -30.0, 30.0, -60.0, 60.0, -90.0, 90.0 }) {
                const QPointF centre = origin + QPointF(along, -side * distance);
                const QRectF box(centre - QPointF(size.width(), size.height()) / 2, size);
                const double cost = clutter(box) * 10 + distance + std::abs(along) * 0.4;
                if (least < 0 || cost < least) {
                    least = cost;
                    best = centre;
                }
            }
    m_pills.append(new PillItem(m_style, text, best));
    addItem(m_pills.back());
}

const NodeItem *DiagramScene::nodeItem(const QString &id) const
{
    const int index = m_visible.indexOf(id);
    return index < 0 ? nullptr : m_nodes[index];
}

const EdgeItem *DiagramScene::edgeItem(const QString &from, const QString &to) const
{
    const int source = m_visible.indexOf(from);
    const int target = to.isEmpty() ? -1 : m_visible.indexOf(to);
    if (source < 0 || (target < 0 && !to.isEmpty()))
        return nullptr;
    const auto joins = [&](const EdgeItem *item) { return item->edge().from == source && item->edge().to == target; };
    const auto found = std::ranges::find_if(m_edges, joins);
    return found == m_edges.end() ? nullptr : *found;
}

QStringList DiagramScene::pillTexts() const
{
    QStringList texts;
    for (const PillItem *pill : m_pills)
        texts.append(pill->text());
    return texts;
}

QString DiagramScene::nodeAt(const QPointF &point) const
{
    for (const NodeItem *item : m_nodes)
        if (item->shape().contains(point))
            return item->node().id;
    return {};
}

QString DiagramScene::leafAt(const QPointF &point) const
{
    for (const NodeItem *item : m_nodes)
        if (item->isEditable() && item->shape().contains(point))
            return item->node().id;
    for (const EdgeItem *item : m_edges)
        if (const VisibleNode &from = m_visible.nodes[item->edge().from]; from.isLeaf() && item->isFigureAt(point))
            return from.id;
    return {};
}

QString DiagramScene::groupAt(const QPointF &point) const
{
    for (const NodeItem *item : m_nodes)
        if (item->node().group && item->shape().contains(point))
            return item->node().id;
    for (const FrameItem *item : m_frames)
        if (item->boundingRect().contains(point))
            return item->group();
    return {};
}

QString DiagramScene::tensorOf(int visibleNode) const
{
    return m_session.documentNode(m_visible.nodes[visibleNode].node).id;
}

DiagramScene::TensorAt DiagramScene::tensorAt(const QPointF &point) const
{
    const auto matrix = [this](NodeId node) { return !m_session.graph().shape(node).isScalar(); };
    for (const EdgeItem *item : m_edges)
        if (const NodeId source = item->edge().source; matrix(source) && item->contains(point))
            return { m_session.documentNode(source).id, item->gradientRect().contains(point) };
    for (const NodeItem *item : m_nodes)
        if (!item->node().isLeaf() && !item->node().group && matrix(item->node().node) && item->shape().contains(point))
            return { m_session.documentNode(item->node().node).id, false };
    return {};
}

QRectF DiagramScene::valueRect(const QString &leaf) const
{
    const int index = m_visible.indexOf(leaf);
    for (const EdgeItem *item : m_edges)
        if (item->edge().from == index && !item->valueRect().isNull())
            return item->valueRect();
    return index < 0 ? QRectF() : m_layout.nodes[index].outline;
}

} // namespace chainrule
