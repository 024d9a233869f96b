// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_scene.h"

#include "engine/trace.h"
#include "ui/diagram/layout/pill_placer.h"
#include "ui/session/graph_session.h"
#include "ui/session/shares.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

DiagramScene::DiagramScene(const GraphSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

void DiagramScene::setStyle(const DiagramStyle &style)
{
    m_style = style;
    m_background = style.theme.canvas;
    Q_EMIT pictureChanged();
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
    m_passages = {};
    layOut();
    QList<QRectF> left = renewFrames();
    left += renewDrawings(VisibleMatch::of(before, m_visible));
    Q_EMIT partsChanged(left);
    refresh();
}

QRectF DiagramScene::boundsOf(int drawing) const
{
    const int node = drawing - int(m_visible.edges.size());
    return node < 0 ? bounds(drawings().plainArrow(drawing), *m_style.letters)
                    : bounds(drawings().plainNode(m_visible.nodes[node], m_layout.nodes[node]), *m_style.letters);
}

QList<QRectF> DiagramScene::renewDrawings(const VisibleMatch &match)
{
    const std::vector<QRectF> boundsBefore = std::exchange(m_bounds, {});
    std::vector<std::unique_ptr<Drawing>> painted = std::exchange(m_painted, {});
    const int arrowsBefore = std::exchange(m_arrowCount, int(m_visible.edges.size()));
    std::vector<bool> goesOn(boundsBefore.size());
    QList<QRectF> left;
    const auto renew = [&](const QList<int> &indices, int firstBefore) {
        int uppermost = -1; // of those that have gone on
        for (const int index : indices) {
            m_bounds.push_back(boundsOf(int(m_bounds.size())));
            m_painted.emplace_back();
            if (index < 0)
                continue;
            const auto before = std::size_t(firstBefore + index);
            goesOn[before] = true;
            if (boundsBefore[before] != m_bounds.back())
                left.append(boundsBefore[before]);
            else if (index > uppermost) // else it was drawn beneath, and is drawn over it now
                m_painted.back() = std::move(painted[before]);
            uppermost = std::max(uppermost, index);
        }
    };
    renew(match.edges, 0);
    renew(match.nodes, arrowsBefore);
    for (std::size_t i = 0; i < goesOn.size(); ++i)
        if (!goesOn[i])
            left.append(boundsBefore[i]);
    return left;
}

// They are few.
QList<QRectF> DiagramScene::renewFrames()
{
    std::vector<Drawing> frames;
    frames.reserve(std::size_t(m_visible.frames.size()));
    for (int i = 0; i < m_visible.frames.size(); ++i)
        frames.emplace_back(drawings().frame(i));
    std::swap(m_frames, frames);
    QList<QRectF> changed;
    for (const auto &[some, others] : { std::pair(&m_frames, &frames), std::pair(&frames, &m_frames) })
        for (const Drawing &frame : *some)
            if (std::ranges::find(*others, frame) == others->end())
                changed.append(bounds(frame, *m_style.letters));
    return changed;
}

void DiagramScene::layOut()
{
    m_visible = VisibleGraph::of(m_session);
    m_layout = DiagramLayout::of(m_visible, m_session, *m_style.letters, m_room, m_leastText);
}

QSizeF DiagramScene::contentIn(const QSizeF &room, double leastText) const
{
    return DiagramLayout::of(m_visible, m_session, *m_style.letters, room, leastText).bounds.size();
}

void DiagramScene::moveNodes(const QList<int> &nodes, const QPointF &by)
{
    const QList<int> edges = m_layout.move(nodes, by, Measures(m_visible, m_session, *m_style.letters));
    QList<QRectF> parts = renewFrames() << pillsRect();
    const auto move = [&](int drawing) {
        QRectF &bounds = m_bounds[std::size_t(drawing)];
        parts.append(bounds);
        bounds = boundsOf(drawing);
        parts.append(bounds);
        m_painted[std::size_t(drawing)].reset();
    };
    std::ranges::for_each(edges, move);
    for (const int node : nodes)
        move(m_arrowCount + node);
    refreshPills();
    parts.append(pillsRect());
    Q_EMIT partsChanged(parts);
}

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
    Q_EMIT partsChanged({ pillsRect() });
    Q_EMIT refreshed();
}

void DiagramScene::setPassages(Passages passages)
{
    m_passages = std::move(passages);
    Q_EMIT pictureChanged();
}

QRectF DiagramScene::pillsRect() const
{
    QRectF rect;
    for (const Drawing &pill : m_pills)
        rect |= bounds(pill, *m_style.letters);
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

QRectF DiagramScene::figuresRect() const
{
    QRectF figures = pillsRect();
    if (m_state.inAction < 0)
        return figures;
    const bool backward = m_state.kind == Step::Kind::Backward;
    for (const int index : backward ? m_visible.in(m_state.inAction) : m_visible.out(m_state.inAction)) {
        const ArrowDrawing arrow = drawings().arrow(index);
        figures |= backward ? gradientRect(arrow, *m_style.letters) : chainrule::valueRect(arrow, *m_style.letters);
    }
    return figures;
}

void DiagramScene::refreshPills()
{
    m_pills.clear();
    if (m_state.inAction < 0 || m_state.kind != Step::Kind::Backward)
        return;
    const auto shares = sharesOf(m_session, m_visible.nodes[m_state.inAction]);
    for (const Share &share : shares)
        if (const int arrow = m_visible.arrowOf(share.source, share.input, m_state.inAction); share.local && arrow >= 0)
            addPill(productText(share), arrow);
}

void DiagramScene::addPill(const QString &text, int arrow)
{
    const Lettering &letters = *m_style.letters;
    const QSizeF size = pillSize(letters, text, Pill::broadest);
    if (const QRectF &room = m_layout.edges[arrow].pill; !room.isNull()) {
        m_pills.emplace_back(PillDrawing{ text, QRectF(room.center() - QPointF(size.width(), size.height()) / 2, size) });
        return;
    }
    PillPlacer placer(m_layout, m_layout.edges[arrow], size);
    const auto avoid = [&placer](const QRectF &box, double around) {
        if (!box.isNull())
            placer.avoid(box.adjusted(-4, -around, 4, around));
    };
    forEachIn(placer.reach(), [&](int near) {
        if (near >= m_arrowCount)
            return avoid(branchRect(drawings().node(near - m_arrowCount), letters), 2);
        const EdgePlace &other = m_layout.edges[near];
        for (const QRectF &figure : figureRooms(other))
            avoid(figure, 2); // also those that come later: what is multiplied stands where it stood before
        placer.avoid(other.curve);
    });
    for (const Drawing &pill : m_pills)
        avoid(bounds(pill, letters), 4);
    const QPointF corner = placer.place().centre - QPointF(size.width(), size.height()) / 2;
    m_pills.emplace_back(PillDrawing{ text, QRectF(corner, size) });
}

QStringList DiagramScene::pillTexts() const
{
    QStringList texts;
    for (const Drawing &pill : m_pills)
        texts.append(std::get<PillDrawing>(pill).text);
    return texts;
}

} // namespace chainrule
