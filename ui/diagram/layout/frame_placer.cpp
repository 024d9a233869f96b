// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/frame_placer.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr double margin = 26;
constexpr double headHeight = 40;
constexpr double nameHeight = 20;
constexpr double fromSide = 16; // of a name
constexpr double fromTop = 8;
constexpr double head = 18; // px, about an arrow's tip

class FramePlacer final
{
public:
    FramePlacer(DiagramLayout &layout, const Measures &measures)
        : m_layout(layout)
        , m_measures(measures)
    {
    }

    // The inner frames first: an outer one goes around them.
    void place()
    {
        const QList<VisibleFrame> &frames = m_measures.graph().frames;
        m_layout.frames.resize(frames.size());
        m_layout.frameNames.fill({}, frames.size());
        for (qsizetype i = frames.size() - 1; i >= 0; --i) {
            m_layout.frames[i] = around(i);
            m_layout.frameNames[i] = nameAt(m_layout.frames[i], { m_measures.nameWidth(frames[i].name), nameHeight });
            m_layout.frames[i] |= m_layout.frameNames[i].adjusted(-fromSide, -fromTop, fromSide, fromTop);
        }
    }

private:
    QRectF around(qsizetype index) const
    {
        const QList<VisibleFrame> &frames = m_measures.graph().frames;
        QRectF rect;
        for (const int node : frames[index].nodes)
            rect |= m_layout.nodes[node].outline;
        for (qsizetype inner = index + 1; inner < frames.size(); ++inner)
            if (frames[index].nodes.contains(frames[inner].nodes.front()))
                rect |= m_layout.frames[inner].adjusted(margin / 2, 0, -margin / 2, -margin / 2);
        return rect.adjusted(-margin, -headHeight, margin, margin);
    }

    // Along the frame's upper side, else its lower one, else above it: the first place at which nothing stands.
    QRectF nameAt(const QRectF &frame, const QSizeF &size) const
    {
        constexpr double step = 12; // px
        const QRectF usual(frame.topLeft() + QPointF(fromSide, fromTop), size);
        QList<double> heights{ usual.top(), frame.bottom() - fromTop - size.height() };
        for (double y = usual.top() - step; y > usual.top() - frame.height(); y -= step)
            heights.append(y);
        for (const double y : std::as_const(heights))
            for (double x = usual.left(); x + size.width() + fromSide <= frame.right(); x += step)
                if (const QRectF name(QPointF(x, y), size); isFree(name))
                    return name;
        return usual;
    }

    bool isFree(const QRectF &name) const
    {
        const auto touches = [&](const QRectF &box) { return box.intersects(name); };
        const auto onArrow = [&](const EdgePlace &place) {
            const auto isNear = [&](const QPointF &tip) { return name.adjusted(-head, -head, head, head).contains(tip); };
            return std::ranges::any_of(figureRooms(place), touches) || isNear(place.curve.start) || isNear(place.curve.end);
        };
        const auto onNode = [&](const NodePlace &place) { return touches(place.outline) || touches(place.branch); };
        return std::ranges::none_of(m_layout.edges, onArrow) && std::ranges::none_of(m_layout.nodes, onNode)
            && std::ranges::none_of(m_layout.frameNames, touches);
    }

    DiagramLayout &m_layout;
    const Measures &m_measures;
};

} // namespace

void placeFrames(DiagramLayout &layout, const Measures &measures)
{
    FramePlacer(layout, measures).place();
}

} // namespace chainrule
