// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_scene.h"

#include "engine/trace.h"
#include "ui/diagram/drawing/edge_item.h"
#include "ui/diagram/drawing/frame_item.h"
#include "ui/diagram/drawing/node_item.h"
#include "ui/diagram/drawing/pill_item.h"
#include "ui/diagram/layout/pill_placer.h"
#include "ui/session/graph_session.h"
#include "ui/session/shares.h"
#include "ui/session/visible_match.h"
#include "ui/text/numbers.h"

#include <QtWidgets/QGraphicsSceneHelpEvent>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <utility>

namespace chainrule {

DiagramScene::DiagramScene(const GraphSession &session, QObject *parent)
    : QGraphicsScene(parent)
    , m_session(session)
{
    setItemIndexMethod(NoIndex); // it is drawn from the lists below, and made anew often
}

DiagramScene::~DiagramScene()
{
    qDeleteAll(m_nodes);
    qDeleteAll(m_edges);
    qDeleteAll(m_ghosts);
}

void DiagramScene::setStyle(const DiagramStyle &style)
{
    m_style = style;
    setBackgroundBrush(style.theme.canvas);
    changeAll();
    if (m_session.isOpen())
        rebuild();
}

void DiagramScene::setRoom(const QSizeF &room, double leastText)
{
    if (room == m_room && leastText == m_leastText)
        return;
    m_room = room;
    m_leastText = leastText;
    if (m_session.isOpen())
        rebuild();
}

void DiagramScene::rebuild()
{
    Q_EMIT aboutToRebuild();
    replace();
}

void DiagramScene::replace()
{
    const VisibleGraph before = std::exchange(m_visible, {});
    layOut();
    const VisibleMatch match = VisibleMatch::of(before, m_visible);
    QList<QRectF> left = renewFrames();
    left += renew(m_edges, match.edges, [this](EdgeItem &item, int i) {
        const VisibleEdge &edge = m_visible.edges[i];
        const QString end = i == m_visible.resultEdge ? m_session.documentNode(edge.source).name : QString();
        item.show(edge, m_layout.edges[i], end);
    });
    left += renew(m_nodes, match.nodes, [this](NodeItem &item, int i) { item.show(m_visible.nodes[i], i, m_layout.nodes[i]); });
    m_boxes.clear();
    Q_EMIT partsChanged(left);
    refresh();
}

template <class Item, class Show>
QList<QRectF> DiagramScene::renew(QList<Item *> &items, const QList<int> &before, const Show &show)
{
    QList<QRectF> left;
    QList<Item *> old = std::exchange(items, {});
    int uppermost = -1; // of those that have gone on
    for (int i = 0; i < before.size(); ++i) {
        const bool isNew = before[i] < 0;
        Item *item = isNew ? new Item(m_style, m_state, m_session) : std::exchange(old[before[i]], nullptr);
        const QRectF was = item->boundingRect();
        const auto place = item->place();
        show(*item, i);
        if (!isNew && (item->boundingRect() != was || item->place() != place))
            left.append(was);
        if (before[i] < uppermost)
            item->forgetLook(); // it was drawn beneath, and is drawn over it now
        uppermost = std::max(uppermost, before[i]);
        items.append(item);
    }
    for (Item *gone : std::as_const(old))
        if (gone)
            left.append(gone->boundingRect());
    qDeleteAll(old);
    return left;
}

// They are few, and lie beneath all else.
QList<QRectF> DiagramScene::renewFrames()
{
    QList<QRectF> changed;
    for (qsizetype i = 0; i < m_visible.frames.size(); ++i) {
        const auto &[group, name, nodes] = m_visible.frames[i];
        if (i == m_frames.size()) {
            m_frames.append(new FrameItem(m_style));
            addItem(m_frames.back());
        }
        const QRectF was = m_frames[i]->boundingRect();
        if (m_frames[i]->show(group, name, m_layout.frames[i]))
            changed << was << m_frames[i]->boundingRect();
    }
    while (m_frames.size() > m_visible.frames.size()) {
        changed.append(m_frames.back()->boundingRect());
        delete m_frames.takeLast();
    }
    return changed;
}

void DiagramScene::layOut()
{
    m_visible = VisibleGraph::of(m_session);
    m_layout = DiagramLayout::of(m_visible, m_session, *m_style.letters, m_room, m_leastText);
    // More than any window shows: a view would centre what is smaller than itself, and move when it grows.
    constexpr double roomToPan = 100'000;
    setSceneRect(m_layout.bounds.adjusted(-roomToPan, -roomToPan, roomToPan, roomToPan));
}

void DiagramScene::moveNodes(const QList<int> &nodes, const QPointF &by)
{
    const QList<int> edges = m_layout.move(nodes, by, Measures(m_visible, m_session, *m_style.letters));
    QList<QRectF> parts{ pillsRect() };
    const auto place = [&parts](auto *item, const auto &at) {
        parts.append(item->boundingRect());
        item->setPlace(at);
        parts.append(item->boundingRect());
    };
    for (const int node : nodes)
        place(m_nodes[node], m_layout.nodes[node]);
    for (const int edge : edges)
        place(m_edges[edge], m_layout.edges[edge]);
    for (int i = 0; i < m_frames.size(); ++i)
        if (m_frames[i]->place() != m_layout.frames[i])
            place(m_frames[i], m_layout.frames[i]);
    m_boxes.clear();
    refreshPills();
    parts.append(pillsRect());
    Q_EMIT partsChanged(parts);
}

void DiagramScene::changeAll()
{
    m_boxes.clear();
    Q_EMIT pictureChanged();
}

// The items look up everything when they are painted; only those are that would look different then.
void DiagramScene::refresh()
{
    const Moment *moment = m_session.moment();
    m_state.inAction = m_visible.inAction(m_session);
    m_state.kind = moment ? std::optional(moment->front().kind) : std::nullopt;
    const QRectF before = pillsRect();
    refreshPills();
    Q_EMIT partsChanged({ before, pillsRect() });
    Q_EMIT refreshed();
}

void DiagramScene::setMarks(const CheckMarks &marks)
{
    m_state.marks = marks;
    Q_EMIT refreshed();
}

void DiagramScene::setAsked(const QList<Asked> &asked)
{
    m_state.asked = asked;
    Q_EMIT refreshed();
}

void DiagramScene::setTravelled(double share)
{
    m_state.travelled = share;
    for (PillItem *pill : std::as_const(m_pills))
        pill->setVisible(share >= 1); // what was multiplied is written down when it has arrived
    if (!m_state.marks.agrees.isEmpty())
        Q_EMIT refreshed(); // they come back where figures have arrived
    QList<QRectF> parts{ pillsRect() };
    for (const EdgeItem *edge : std::as_const(m_edges))
        if (m_state.bringsValue(edge->edge()) || m_state.bringsGradient(edge->edge()))
            parts.append(edge->wayRect());
    Q_EMIT partsChanged(parts);
}

QRectF DiagramScene::pillsRect() const
{
    QRectF rect;
    for (const PillItem *pill : m_pills)
        rect |= pill->boundingRect();
    return rect;
}

QRectF DiagramScene::actionRect() const
{
    if (m_state.inAction >= 0)
        return m_layout.nodes[m_state.inAction].outline;
    if (m_state.kind)
        return m_layout.nodes[m_visible.result()->from].outline; // the seed
    return { m_layout.bounds.topLeft(), QSizeF(1, m_layout.bounds.height()) };
}

void DiagramScene::refreshPills()
{
    for (PillItem *pill : std::as_const(m_pills))
        pill->hide();
    m_pills.clear();
    if (m_state.inAction < 0 || m_state.kind != Step::Kind::Backward)
        return;
    const auto shares = sharesOf(m_session, m_visible.nodes[m_state.inAction]);
    for (const Share &share : shares) {
        const auto carries = [&](int index) {
            const VisibleEdge &edge = m_visible.edges[index];
            return edge.source == share.source && (edge.whole || edge.input == share.input);
        };
        const QList<int> &arrows = m_visible.in(m_state.inAction);
        const auto arrow = std::ranges::find_if(arrows, carries);
        if (share.local && arrow != arrows.end())
            addPill(QStringLiteral("%1 × %2 = %3")
                        .arg(displayNumber(share.upstream), displayFactor(*share.local), displayNumber(share.downstream)),
                    *m_edges[*arrow]);
    }
}

void DiagramScene::addPill(const QString &text, const EdgeItem &edge)
{
    const QPointF centre = PillPlacer(m_layout, m_nodes, m_edges, m_pills).place(PillItem::sizeOf(m_style, text), edge);
    if (m_pills.size() == m_allPills.size()) {
        m_allPills.append(new PillItem(m_style));
        addItem(m_allPills.back());
    }
    m_pills.append(m_allPills[m_pills.size()]);
    m_pills.back()->setPill(text, centre);
    m_pills.back()->setVisible(m_state.travelled >= 1);
}

void DiagramScene::helpEvent(QGraphicsSceneHelpEvent *event)
{
    // What is painted last is uppermost.
    const auto uppermost = [&](const auto &items) {
        for (auto item = items.rbegin(); item != items.rend(); ++item)
            if ((*item)->contains((*item)->mapFromScene(event->scenePos())))
                if (const QString text = (*item)->toolTipText(); !text.isEmpty())
                    return text;
        return QString();
    };
    const QString onNode = uppermost(m_nodes);
    const QString text = onNode.isEmpty() ? uppermost(m_edges) : onNode;
    QToolTip::showText(event->screenPos(), text, event->widget());
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

NodeItem *DiagramScene::addGhost(const VisibleNode &node, const NodePlace &place)
{
    constexpr int inNoPicture = -2;
    m_ghosts.append(new NodeItem(m_style, m_state, m_session));
    m_ghosts.back()->show(node, inNoPicture, place);
    return m_ghosts.back();
}

void DiagramScene::removeGhosts()
{
    qDeleteAll(m_ghosts);
    m_ghosts.clear();
}

QRectF DiagramScene::everything() const
{
    QRectF all = contentRect();
    const auto add = [&all](const QGraphicsItem *item) {
        if (item->isVisible())
            all |= item->sceneBoundingRect();
    };
    std::ranges::for_each(m_frames, add);
    std::ranges::for_each(m_edges, add);
    std::ranges::for_each(m_nodes, add);
    std::ranges::for_each(m_pills, add);
    return all;
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
    const NodeId node = m_visible.nodes[visibleNode].node;
    return node == noNode ? QString() : m_session.documentNode(node).id;
}

DiagramScene::TensorAt DiagramScene::tensorAt(const QPointF &point) const
{
    const auto matrix = [this](NodeId node) { return node != noNode && !m_session.graph().shape(node).isScalar(); };
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
