// SPDX-License-Identifier: GPL-3.0-or-later
// What of a scene is painted, and where it is another one than was painted last.
#include "ui/diagram/diagram_scene.h"

#include <algorithm>
#include <iterator>

namespace chainrule {

void DiagramScene::paintForeground(QPainter &painter) const
{
    if (m_foreground)
        m_foreground(painter);
}

Drawing DiagramScene::drawing(int index, Detail detail) const
{
    return index < m_arrowCount ? drawings().arrow(index, detail) : drawings().node(index - m_arrowCount, detail);
}

Passage DiagramScene::passageOf(int drawing) const
{
    return drawing < m_arrowCount ? m_passages.arrows.value(drawing) : m_passages.nodes.value(drawing - m_arrowCount);
}

void DiagramScene::paint(QPainter &painter, const QTransform &view, const QRegion &pixels)
{
    const Detail detail = detailAt(view.m11());
    PaintedPart part(view, pixels);
    for (const Drawing &frame : m_frames)
        part.add(frame, bounds(frame, *m_style.letters));
    const auto add = [&](int index) {
        std::unique_ptr<Drawing> &painted = m_painted[std::size_t(index)];
        painted = std::make_unique<Drawing>(drawing(index, detail));
        part.add(*painted, m_bounds[std::size_t(index)], passageOf(index));
    };
    forEachIn(part.seen(), add);
    std::vector<Drawing> ghosts;
    for (const Passages::Ghost &ghost : m_passages.ghosts)
        ghosts.push_back(drawnAt(ghost.node, detail));
    for (std::size_t i = 0; i < ghosts.size(); ++i)
        part.add(ghosts[i], bounds(ghosts[i], *m_style.letters), m_passages.ghosts[i].passage);
    if (m_state.travelled >= 1)
        for (const Drawing &pill : m_pills)
            part.add(pill, bounds(pill, *m_style.letters));
    part.paint(painter, m_background, m_style);
}

std::vector<Drawing> DiagramScene::allDrawings(Detail detail) const
{
    std::vector<Drawing> all = m_frames;
    for (int index = 0; index < int(m_bounds.size()); ++index)
        all.push_back(drawing(index, detail));
    if (m_state.travelled >= 1) // what was multiplied is written down when it has arrived
        all.insert(all.end(), m_pills.begin(), m_pills.end());
    return all;
}

QList<QRectF> DiagramScene::differentIn(const QRectF &part, Detail detail, qsizetype most) const
{
    QList<QRectF> different;
    forEachIn(part, [&](int index) {
        if (different.size() >= most)
            return;
        const Drawing now = drawing(index, detail);
        const Drawing *painted = m_painted[std::size_t(index)].get();
        if (painted && now == *painted)
            return;
        QList<QRectF> parts = boundingParts(now, *m_style.letters);
        if (const QList<QRectF> before = painted ? boundingParts(*painted, *m_style.letters) : parts; before != parts)
            parts += before;
        std::ranges::copy_if(parts, std::back_inserter(different), [&](const QRectF &box) { return box.intersects(part); });
    });
    return different;
}

qsizetype DiagramScene::countIn(const QRectF &part) const
{
    qsizetype count = 0;
    forEachIn(part, [&count](int) { ++count; });
    return count;
}

QRectF DiagramScene::drawnRect() const
{
    QRectF all = m_layout.bounds | pillsRect();
    for (const QRectF &box : m_bounds)
        all |= box;
    for (const Drawing &frame : m_frames)
        all |= bounds(frame, *m_style.letters);
    return all;
}

} // namespace chainrule
