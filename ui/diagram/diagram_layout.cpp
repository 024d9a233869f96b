// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_layout.h"

#include "ui/diagram/figure.h"
#include "ui/diagram/graph_session.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QtCore/QLineF>
#include <QtCore/QMap>
#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr double radius = 27; // of a circle
constexpr double symbolMargin = 14;
constexpr double gap = 5; // between an outline and an arrow's tip
constexpr double leafGap = 10;
constexpr double leastResultArrow = 96;
constexpr double bow = 44; // between the twins of an edge
constexpr double frameMargin = 26;
constexpr double frameHead = 40;
constexpr double pillRoom = 24;
constexpr double roomAroundLabel = 10;
// How far the document's gaps may be stretched and squeezed where the figures leave the choice.
constexpr double narrowest = 0.5;
constexpr double widest = 1.35;
constexpr double flattest = 0.8;
constexpr double tallest = 1.15;
constexpr double leastColumn = 72; // a leaf inside of a group keeps clear of the leaves before it
constexpr double mostNeeded = 2.5;
constexpr double betweenFigures = 20;
constexpr double branchRoom = 120; // of the sum below a leaf that is used more than once
constexpr double preferredScale = 1; // at which text has its best size
constexpr double besides = 40; // of the picture's width and height: what is beyond circles and labels

// How far a box reaches along a direction.
double reach(const QSizeF &size, const QPointF &direction)
{
    return (std::abs(direction.x()) * size.width() + std::abs(direction.y()) * size.height()) / 2;
}

// A circle, or for a long symbol a bar with round ends: how far `point` is outside.
double distanceOutside(const QRectF &outline, const QPointF &point)
{
    const double half = std::max(0.0, outline.width() / 2 - radius);
    const QPointF from = point - outline.center();
    const double x = std::max(0.0, std::abs(from.x()) - half);
    return std::hypot(x, from.y()) - radius;
}

class Layouter
{
public:
    Layouter(const VisibleGraph &graph, const GraphSession &session, const QFont &font, const QSizeF &room)
        : m_graph(graph)
        , m_session(session)
        , m_font(font)
        , m_room(room / preferredScale)
    {
    }

    DiagramLayout layout()
    {
        chooseRows();
        chooseColumns();
        for (const VisibleNode &node : m_graph.nodes)
            m_layout.nodes.append(placeOf(node));
        for (const VisibleEdge &edge : m_graph.edges)
            m_layout.edges.append({ curveOf(edge), 0.5 });
        for (int i = 0; i < m_graph.edges.size(); ++i)
            placeLabel(i);
        for (const VisibleFrame &frame : m_graph.frames) {
            const QRectF rect = rectOf(frame);
            m_layout.frames.append(rect);
            m_layout.frameNames.append({ rect.topLeft() + QPointF(16, 8), QSizeF(nameWidth(frame.name), 20) });
        }
        m_layout.bounds = bounds();
        return m_layout;
    }

private:
    double halfWidth(const VisibleNode &node) const
    {
        const double symbol = QFontMetricsF(symbolFont(m_font, node.symbol)).horizontalAdvance(node.symbol);
        return node.isLeaf() ? leafGap : std::max(radius, symbol / 2 + symbolMargin);
    }

    QSizeF figureOf(const VisibleEdge &edge) const { return nominalFigureSize(m_session.graph().shape(edge.source)); }

    double resultArrow() const
    {
        return std::max(leastResultArrow, figureOf(m_graph.edges.back()).width() + 2 * roomAroundLabel);
    }

    double nameWidth(const QString &name) const { return QFontMetricsF(nameFont(m_font)).horizontalAdvance(name); }

    // How far apart the middles of an edge's ends must be for its figures to find room on it; 0 for a steep one, whose
    // figures stand beside it. Documents are drawn for scalars; matrices are wider and push columns apart.
    double neededWidth(const VisibleEdge &edge) const
    {
        const VisibleNode &from = m_graph.nodes[edge.from];
        const VisibleNode &to = m_graph.nodes[edge.to];
        const QPointF span = to.position - from.position;
        if (span.x() <= 0 || std::abs(span.y()) > span.x())
            return 0;
        return halfWidth(from) + halfWidth(to) + figureOf(edge).width() + roomAroundLabel;
    }

    // Where the document's columns go when the gaps between them are stretched, but for those that need more.
    QMap<double, double> columnsAt(double stretch) const
    {
        QMap<double, double> columns;
        // Those of what is folded away too: a folded group leaves the places around it as they were.
        for (const DocumentNode &node : m_session.document().nodes)
            columns.insert(node.position.x(), 0);
        for (const VisibleNode &node : m_graph.nodes)
            columns.insert(node.position.x(), 0);
        double before = columns.firstKey();
        double placed = 0;
        for (auto column = columns.begin(); column != columns.end(); ++column) {
            placed += column.key() > before ? std::max(leastColumn, (column.key() - before) * stretch) : 0;
            before = column.key();
            for (const VisibleEdge &edge : m_graph.edges)
                if (edge.to >= 0 && m_graph.nodes[edge.to].position.x() == column.key())
                    if (const double needed = neededWidth(edge); needed > 0)
                        placed = std::max(placed, columns.value(m_graph.nodes[edge.from].position.x()) + needed);
            column.value() = placed;
        }
        return columns;
    }

    // Two arrows into one circle come close at their middles: figures between them need rows this far apart.
    double neededTallness() const
    {
        double needed = flattest;
        for (const VisibleEdge &upper : m_graph.edges)
            for (const VisibleEdge &lower : m_graph.edges) {
                const double apart = m_graph.nodes[lower.from].position.y() - m_graph.nodes[upper.from].position.y();
                if (upper.to < 0 || upper.to != lower.to || apart <= 0 || neededWidth(upper) == 0 || neededWidth(lower) == 0)
                    continue;
                if (figureOf(upper).height() + figureOf(lower).height() <= 2 * nominalFigureSize(Shape()).height())
                    continue; // single numbers find room along their arrows
                const double figures = figureOf(upper).height() + figureOf(lower).height() + betweenFigures;
                needed = std::max(needed, 2 * figures / apart);
            }
        return std::min(needed, mostNeeded);
    }

    void chooseColumns()
    {
        double left = 0;
        for (const VisibleNode &node : m_graph.nodes)
            left = std::max(left, node.isLeaf() ? nameWidth(leafLabel(m_session, node)) : radius);
        const double right = radius + resultArrow() + nameWidth(m_graph.nodes[m_graph.edges.back().from].name);
        const double room = m_room.width() / m_shrunk - left - right - besides;
        double narrow = narrowest;
        double wide = widest;
        for (int i = 0; i < 16; ++i) {
            const double middle = (narrow + wide) / 2;
            (columnsAt(middle).last() > room ? wide : narrow) = middle;
        }
        m_columns = columnsAt(narrow);
    }

    void chooseRows()
    {
        QRectF positions;
        for (const VisibleNode &node : m_graph.nodes)
            positions |= QRectF(node.position, QSizeF(0.01, 0.01));
        const double above = 2 * nominalHeight() + 2 * pillRoom + besides;
        const double needed = neededTallness();
        const double fills = (m_room.height() - above) / std::max(1.0, positions.height());
        m_rowStretch = std::clamp(fills, needed, std::max(needed, tallest));
        m_shrunk = std::min(1.0, m_room.height() / (above + positions.height() * m_rowStretch));
    }

    double nominalHeight() const
    {
        double height = 0;
        for (const VisibleEdge &edge : m_graph.edges)
            height = std::max(height, figureOf(edge).height());
        return height;
    }

    NodePlace placeOf(const VisibleNode &node) const
    {
        const QPointF centre(m_columns.value(node.position.x()), node.position.y() * m_rowStretch);
        if (!node.isLeaf()) {
            const double half = halfWidth(node);
            return { centre, QRectF(centre.x() - half, centre.y() - radius, 2 * half, 2 * radius) };
        }
        const QSizeF label(nameWidth(leafLabel(m_session, node)), QFontMetricsF(nameFont(m_font)).height());
        return { centre, QRectF(centre - QPointF(label.width(), label.height() / 2), label) };
    }

    // Where the line from inside the outline towards `target` leaves it.
    QPointF leaves(int node, const QPointF &target) const
    {
        const NodePlace &place = m_layout.nodes[node];
        if (m_graph.nodes[node].isLeaf()) {
            const QLineF line(place.centre, target);
            return line.pointAt(leafGap / std::max(1.0, line.length()));
        }
        QLineF line(place.outline.center(), target);
        double inside = 0;
        double outside = 1;
        for (int i = 0; i < 24; ++i) {
            const double middle = (inside + outside) / 2;
            (distanceOutside(place.outline, line.pointAt(middle)) < gap ? inside : outside) = middle;
        }
        return line.pointAt(outside);
    }

    EdgeCurve curveOf(const VisibleEdge &edge) const
    {
        const NodePlace &from = m_layout.nodes[edge.from];
        if (edge.to < 0) {
            const double begin = from.outline.right() + gap;
            const double y = from.centre.y();
            const double result = m_columns.value(m_session.documentNode(edge.source).position.x());
            const double end = std::max(begin, result + radius + gap) + resultArrow();
            return { { begin, y }, { (begin + end) / 2, y }, { end, y } };
        }
        const QPointF a = from.centre;
        const QPointF b = m_layout.nodes[edge.to].centre;
        const QLineF line(a, b);
        const QPointF across(-line.dy() / line.length(), line.dx() / line.length());
        const double offset = (edge.twin - (edge.twins - 1) / 2.0) * 2 * bow;
        const QPointF control = (a + b) / 2 + across * offset;
        const QPointF start = leaves(edge.from, edge.twins > 1 ? control : b);
        const QPointF end = leaves(edge.to, edge.twins > 1 ? control : a);
        return { start, edge.twins > 1 ? control : (start + end) / 2, end };
    }

    // Overlap of a figure with circles, leaves, arrows and the figures placed before; 0 is what we want.
    double clutter(int edge, const QRectF &box) const
    {
        double sum = 0;
        const auto add = [&](const QRectF &other) {
            const QRectF common = box & other;
            sum += common.width() * common.height();
        };
        for (const NodePlace &place : m_layout.nodes)
            add(place.outline.adjusted(-4, -4, 4, 4));
        for (const QRectF &label : m_labels)
            add(label);
        for (int i = 0; i < m_layout.edges.size(); ++i) {
            if (i == edge)
                continue;
            for (double t = 0.05; t < 1; t += 0.05)
                if (box.adjusted(-8, -8, 8, 8).contains(m_layout.edges[i].curve.at(t)))
                    sum += 120;
        }
        return sum;
    }

    void placeLabel(int index)
    {
        EdgePlace &place = m_layout.edges[index];
        const QSizeF size = figureOf(m_graph.edges[index]);
        double best = -1;
        double bestAt = 0.5;
        for (const double at : { 0.5, 0.46, 0.54, 0.42, 0.58, 0.37, 0.63, 0.32, 0.68, 0.26, 0.74 }) {
            place.labelAt = at;
            const double sum = clutter(index, boxAround(place.valueCentre(size), size))
                + clutter(index, boxAround(place.gradientCentre(size), size));
            if (best < 0 || sum < best) {
                best = sum;
                bestAt = at;
            }
            if (sum == 0)
                break;
        }
        place.labelAt = bestAt;
        m_labels.append(boxAround(place.valueCentre(size), size));
        m_labels.append(boxAround(place.gradientCentre(size), size));
    }

    static QRectF boxAround(const QPointF &centre, const QSizeF &size)
    {
        return { centre - QPointF(size.width(), size.height()) / 2, size };
    }

    QRectF rectOf(const VisibleFrame &frame) const
    {
        QRectF rect;
        for (const int node : frame.nodes)
            rect |= m_layout.nodes[node].outline;
        return rect.adjusted(-frameMargin, -frameHead, frameMargin, frameMargin);
    }

    QRectF bounds() const
    {
        QRectF all;
        for (const NodePlace &place : m_layout.nodes)
            all |= place.outline;
        for (const QRectF &label : m_labels)
            all |= label;
        for (const QRectF &frame : m_layout.frames)
            all |= frame;
        for (int i = 0; i < m_layout.nodes.size(); ++i) {
            const auto leaves = [&](const VisibleEdge &edge) { return edge.from == i; };
            const QRectF outline = m_layout.nodes[i].outline;
            if (m_graph.nodes[i].isLeaf() && std::ranges::count_if(m_graph.edges, leaves) > 1)
                all |= outline.adjusted(outline.width() - branchRoom, 0, 0, 0);
        }
        const double name = nameWidth(m_graph.nodes[m_graph.edges.back().from].name);
        const QPointF end = m_layout.edges.back().curve.end;
        all |= QRectF(end, QSizeF(name + 2 * leafGap, 1));
        return all.adjusted(0, -pillRoom, 0, pillRoom);
    }

    const VisibleGraph &m_graph;
    const GraphSession &m_session;
    QFont m_font;
    QSizeF m_room;
    QMap<double, double> m_columns; // of the document → of the picture
    double m_rowStretch = 1;
    double m_shrunk = 1; // by the height; leaves more room for the columns
    DiagramLayout m_layout;
    QList<QRectF> m_labels;
};

} // namespace

QPointF EdgeCurve::at(double t) const
{
    return start * (1 - t) * (1 - t) + control * 2 * t * (1 - t) + end * t * t;
}

QPointF EdgeCurve::normal(double t) const
{
    const QPointF along = (control - start) * (1 - t) + (end - control) * t;
    const double length = std::max(1e-9, std::hypot(along.x(), along.y()));
    const QPointF n(along.y() / length, -along.x() / length);
    return n.y() > 0 || (n.y() == 0 && n.x() > 0) ? -n : n;
}

EdgeCurve EdgeCurve::shifted(double distance) const
{
    const QPointF by = normal(0.5) * distance;
    return { start + by, control + by, end + by };
}

QPainterPath EdgeCurve::path() const
{
    QPainterPath path(start);
    path.quadTo(control, end);
    return path;
}

QPointF EdgePlace::valueCentre(const QSizeF &size) const
{
    const QPointF normal = curve.normal(labelAt);
    return curve.at(labelAt) + normal * (Arrow::apart + Arrow::clearance + reach(size, normal));
}

QPointF EdgePlace::gradientCentre(const QSizeF &size) const
{
    const QPointF normal = curve.normal(labelAt);
    return curve.at(labelAt) - normal * (Arrow::apart + Arrow::clearance + 1 + reach(size, normal));
}

DiagramLayout DiagramLayout::of(const VisibleGraph &graph, const GraphSession &session, const QFont &font, const QSizeF &room)
{
    return Layouter(graph, session, font, room).layout();
}

QString leafLabel(const GraphSession &session, const VisibleNode &node)
{
    const DocumentNode &leaf = session.documentNode(node.node);
    if (leaf.isConstant() && leaf.value.shape.isScalar())
        return displayNumber(leaf.value.values.front());
    return node.name;
}

QFont symbolFont(const QFont &font, const QString &symbol)
{
    constexpr int large = 24;
    QFont f = font;
    f.setPixelSize(symbol.size() <= 2 ? large : Size::value + 1);
    f.setWeight(QFont::Medium);
    return f;
}

QFont nameFont(const QFont &font)
{
    QFont f = font;
    f.setPixelSize(Size::body + 1);
    f.setWeight(QFont::Medium);
    return f;
}

} // namespace chainrule
