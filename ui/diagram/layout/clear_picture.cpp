// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/clear_picture.h"

#include <QtGui/QPolygonF>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr double air = 3; // px above and below letters
constexpr double headSize = 16; // px
constexpr double sample = 6; // px along an arrow

double distance(const QRectF &box, const QPointF &point)
{
    return std::hypot(point.x() - std::clamp(point.x(), box.left(), box.right()),
                      point.y() - std::clamp(point.y(), box.top(), box.bottom()));
}

// Around the triangle at its end.
QRectF headOf(const EdgeCurve &line)
{
    const QPointF along = line.arrival() * headSize;
    const QPointF across(-along.y() / 2, along.x() / 2);
    return QPolygonF({ line.end, line.end - along + across, line.end - along - across }).boundingRect();
}

// A circle, or a bar with round ends.
bool touches(const QRectF &box, const QRectF &circle)
{
    const double radius = circle.height() / 2;
    const double right = std::max(circle.left() + radius, circle.right() - radius);
    const double near = std::clamp(box.center().x(), circle.left() + radius, right);
    return distance(box,
                    { std::clamp(near, std::min(box.left(), right), std::max(box.right(), circle.left() + radius)),
                      circle.center().y() })
        < radius;
}

struct Figure
{
    QRectF box;
    int arrow = -1;
};

class Inspection final
{
public:
    Inspection(const DiagramLayout &layout, const VisibleGraph &graph)
        : m_graph(graph)
    {
        for (int i = 0; i < m_graph.edges.size(); ++i) {
            const EdgePlace &place = layout.edges[i];
            for (const QRectF &room : figureRooms(place))
                m_figures.append({ room.adjusted(0, air, 0, -air), i });
            m_lines.append(place.curve.shifted(Arrow::apart));
            m_lines.append(place.curve.shifted(-Arrow::apart).reversed());
        }
        for (int i = 0; i < m_graph.nodes.size(); ++i) {
            const NodePlace &place = layout.nodes[i];
            if (m_graph.nodes[i].isLeaf())
                m_others.append(place.outline.adjusted(0, air, 0, -air));
            else
                m_circles.append(place.outline);
            if (!place.branch.isNull())
                m_others.append(place.branch);
        }
        m_others += layout.frameNames;
        for (const EdgeCurve &line : std::as_const(m_lines))
            m_heads.append(headOf(line));
    }

    bool isClear() const
    {
        for (auto figure = m_figures.begin(); figure != m_figures.end(); ++figure) {
            const auto hides = [&](const QRectF &box) { return box.intersects(figure->box); };
            if (std::any_of(std::next(figure), m_figures.end(), [&](const Figure &other) { return hides(other.box); })
                || std::ranges::any_of(m_others, hides) || isOnCircle(figure->box) || isOnHead(figure->box)
                || !isNearest(*figure))
                return false;
        }
        return std::ranges::none_of(m_others, [this](const QRectF &text) { return isOnCircle(text) || isOnHead(text); });
    }

private:
    bool isOnCircle(const QRectF &text) const
    {
        return std::ranges::any_of(m_circles, [&](const QRectF &circle) { return touches(text, circle); });
    }

    bool isOnHead(const QRectF &text) const
    {
        return std::ranges::any_of(m_heads, [&](const QRectF &head) { return head.intersects(text); });
    }

    bool isNearest(const Figure &figure) const
    {
        const double own = Arrow::clearance + air + 1;
        const QRectF near = figure.box.adjusted(-own, -own, own, own);
        for (int i = 0; i < m_lines.size(); ++i) {
            const EdgeCurve &line = m_lines[i];
            if (i / 2 == figure.arrow || !line.bounds().adjusted(-1, -1, 1, 1).intersects(near))
                continue;
            const double length = std::max(sample, line.path().length());
            for (double at = 0; at <= length; at += sample)
                if (distance(figure.box, line.at(at / length)) <= own)
                    return false;
        }
        return true;
    }

    const VisibleGraph &m_graph;
    QList<Figure> m_figures;
    QList<QRectF> m_others; // texts that belong to no arrow
    QList<QRectF> m_circles;
    QList<EdgeCurve> m_lines; // two of each arrow, each towards its head
    QList<QRectF> m_heads;
};

} // namespace

bool isClear(const DiagramLayout &layout, const VisibleGraph &graph)
{
    return Inspection(layout, graph).isClear();
}

} // namespace chainrule
