// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/diagram_layout.h"

#include "ui/diagram/layout/figure_size.h"
#include "ui/diagram/layout/label_placer.h"
#include "ui/diagram/layout/spacing.h"
#include "ui/session/graph_session.h"
#include "ui/session/shares.h"

#include <QtCore/QLineF>
#include <QtCore/QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace chainrule {

namespace {

constexpr double bow = 44; // between the twins of an edge
constexpr double frameMargin = 26;
constexpr double frameHead = 40;

// A circle, or for a long symbol a bar with round ends: how far it reaches from its middle in a direction, with the gap.
double reachOf(const QRectF &outline, const QPointF &direction)
{
    constexpr double round = Circle::radius + Circle::gap;
    const double half = std::max(0.0, outline.width() / 2 - Circle::radius); // of the straight part
    const double x = std::abs(direction.x());
    const double y = std::abs(direction.y());
    if (round * x <= half * y)
        return round / y; // through the straight part
    return half * x + std::sqrt(std::max(0.0, round * round - half * half * y * y));
}

// A straight arrow that gets into a room beside its own node crosses the room's upper or lower side.
bool runsThrough(const EdgeCurve &curve, const QRectF &room)
{
    if (!curve.isStraight()) {
        for (double t = 0; t <= 1; t += 0.05)
            if (room.contains(curve.at(t)))
                return true;
        return false;
    }
    const QPointF way = curve.end - curve.start;
    return std::ranges::any_of(std::array{ room.top(), room.bottom() }, [&](double y) {
        const double t = (y - curve.start.y()) / way.y();
        const double x = curve.start.x() + t * way.x();
        return t >= 0 && t <= 1 && x >= room.left() && x <= room.right();
    });
}

// Identifies an arrow in the folded and in the unfolded picture: what flows in it, and where it is used.
struct Pin
{
    NodeId source = -1;
    NodeId consumer = -1;
    int input = 0;

    friend bool operator==(const Pin &, const Pin &) = default;
    friend size_t qHash(const Pin &pin, size_t seed = 0) { return qHashMulti(seed, pin.source, pin.consumer, pin.input); }
};

class Layouter
{
public:
    Layouter(const Measures &measures, const Spacing &spacing, DiagramLayout layout = {})
        : m_measures(measures)
        , m_graph(measures.graph())
        , m_spacing(spacing)
        , m_layout(std::move(layout))
    {
        m_layout.spacing = spacing;
    }

    DiagramLayout layout()
    {
        placeShapes();
        m_labels = placeLabels(m_layout, m_measures);
        placeFrames();
        m_layout.bounds = bounds();
        return m_layout;
    }

    // Every figure stands where it stands in the unfolded picture.
    DiagramLayout pinnedTo(const VisibleGraph &whole, const DiagramLayout &unfolded)
    {
        QHash<Pin, int> pins;
        for (int i = 0; i < whole.edges.size(); ++i)
            pins.insert({ whole.edges[i].source, whole.edges[i].consumer, whole.edges[i].input }, i);
        placeShapes();
        for (int i = 0; i < m_graph.edges.size(); ++i) {
            const VisibleEdge &edge = m_graph.edges[i];
            const EdgePlace &before = unfolded.edges[pins.value({ edge.source, edge.consumer, edge.input })];
            m_layout.edges[i].labelAt = m_layout.edges[i].curve.nearest(before.curve.at(before.labelAt));
        }
        for (int i = 0; i < m_graph.nodes.size(); ++i)
            if (const int before = whole.indexOf(m_graph.nodes[i].id); before >= 0)
                m_layout.nodes[i].branch = unfolded.nodes[before].branch;
        placeFrames();
        m_layout.bounds = unfolded.bounds;
        m_layout.smallestText = unfolded.smallestText;
        return m_layout;
    }

    DiagramLayout moved(const QList<int> &nodes, const QPointF &by, const QList<int> &edges)
    {
        for (const int node : nodes) {
            m_layout.nodes[node].centre += by;
            m_layout.nodes[node].outline.translate(by);
            m_layout.nodes[node].branch.translate(by);
        }
        for (const int edge : edges)
            m_layout.edges[edge].curve = curveOf(m_graph.edges[edge]);
        placeFrames();
        return m_layout;
    }

private:
    void placeShapes()
    {
        for (const VisibleNode &node : m_graph.nodes)
            m_layout.nodes.append(placeOf(node));
        for (const VisibleEdge &edge : m_graph.edges)
            m_layout.edges.append({ curveOf(edge), 0.5 });
        for (int i = 0; i < m_graph.nodes.size(); ++i)
            m_layout.nodes[i].branch = branchOf(i);
    }

    // Below; above where fewer of its own arrows run.
    QRectF branchOf(int i) const
    {
        const VisibleNode &node = m_graph.nodes[i];
        const GraphSession &session = m_measures.session();
        if (node.group || node.node == noNode || session.uses(node.node) < 2 || !session.graph().shape(node.node).isScalar())
            return {};
        const QRectF &outline = m_layout.nodes[i].outline;
        const double left =
            node.isLeaf() ? outline.right() - Circle::leafGap - Branch::room : outline.center().x() - Branch::room / 2;
        const double away = node.isLeaf() ? 0 : Circle::below;
        const QSizeF size(Branch::room, 2 * Branch::lineHeight);
        const QRectF below(QPointF(left, outline.bottom() + away), size);
        const QRectF above(QPointF(left, outline.top() - away - size.height()), size);
        const auto crossed = [&](const QRectF &room) {
            const auto runsThere = [&](int arrow) { return runsThrough(m_layout.edges[arrow].curve, room); };
            return std::ranges::count_if(m_graph.in(i), runsThere) + std::ranges::count_if(m_graph.out(i), runsThere);
        };
        return crossed(above) < crossed(below) ? above : below;
    }

    NodePlace placeOf(const VisibleNode &node) const
    {
        const QPointF centre = m_spacing.map(node.position);
        if (!node.isLeaf()) {
            const double half = m_measures.halfWidth(node);
            return { centre, QRectF(centre.x() - half, centre.y() - Circle::radius, 2 * half, 2 * Circle::radius), {} };
        }
        const QSizeF label = m_measures.label(node);
        return { centre, QRectF(centre - QPointF(label.width(), label.height() / 2), label), {} };
    }

    // Where the line from inside the outline towards `target` leaves it.
    QPointF leaves(int node, const QPointF &target) const
    {
        const NodePlace &place = m_layout.nodes[node];
        if (m_graph.nodes[node].isLeaf()) {
            const QLineF line(place.centre, target);
            return line.pointAt(Circle::leafGap / std::max(1.0, line.length()));
        }
        const QPointF middle = place.outline.center();
        const QPointF direction = directionOf(target - middle);
        return middle + direction * std::min(QLineF(middle, target).length(), reachOf(place.outline, direction));
    }

    EdgeCurve curveOf(const VisibleEdge &edge) const
    {
        const NodePlace &from = m_layout.nodes[edge.from];
        if (edge.to < 0) {
            const double begin = from.outline.right() + (m_graph.nodes[edge.from].isLeaf() ? Circle::leafGap : Circle::gap);
            const double y = from.centre.y();
            // Where its circle stands or, while that is in a folded group, would stand.
            const double circle = m_spacing.map(m_measures.session().documentNode(edge.source).position).x();
            const double own = m_graph.nodes[edge.from].isLeaf() ? begin : circle + Circle::radius + Circle::gap;
            const double end = std::max(begin, own) + m_measures.looseEnd(edge);
            return { { begin, y }, { (begin + end) / 2, y }, { end, y } };
        }
        const QPointF a = from.centre;
        const QPointF b = m_layout.nodes[edge.to].centre;
        const QPointF along = directionOf(b - a);
        const QPointF across(-along.y(), along.x());
        const double offset = (edge.twin - (edge.twins - 1) / 2.0) * 2 * bow;
        const QPointF control = (a + b) / 2 + across * offset;
        const QPointF start = leaves(edge.from, edge.twins > 1 ? control : b);
        const QPointF end = leaves(edge.to, edge.twins > 1 ? control : a);
        return { start, edge.twins > 1 ? control : (start + end) / 2, end };
    }

    // The inner frames first: an outer one goes around them.
    void placeFrames()
    {
        const auto &frames = m_graph.frames;
        m_layout.frames.resize(frames.size());
        m_layout.frameNames.resize(frames.size());
        for (qsizetype i = frames.size() - 1; i >= 0; --i) {
            QRectF rect;
            for (const int node : frames[i].nodes)
                rect |= m_layout.nodes[node].outline;
            for (qsizetype inner = i + 1; inner < frames.size(); ++inner)
                if (frames[i].nodes.contains(frames[inner].nodes.front()))
                    rect |= m_layout.frames[inner].adjusted(frameMargin / 2, 0, -frameMargin / 2, -frameMargin / 2);
            rect.adjust(-frameMargin, -frameHead, frameMargin, frameMargin);
            m_layout.frames[i] = rect;
            m_layout.frameNames[i] = { rect.topLeft() + QPointF(16, 8), QSizeF(m_measures.nameWidth(frames[i].name), 20) };
        }
    }

    QRectF bounds() const
    {
        QRectF all;
        for (const NodePlace &place : m_layout.nodes)
            all |= place.outline | place.branch;
        for (const QRectF &label : m_labels)
            all |= label;
        for (const QRectF &frame : m_layout.frames)
            all |= frame;
        for (int i = 0; i < m_graph.edges.size(); ++i) {
            if (m_graph.edges[i].to >= 0)
                continue;
            const double name = i == m_graph.resultEdge ? m_measures.nameWidth(m_graph.nodes[m_graph.edges[i].from].name) : 0;
            all |= QRectF(m_layout.edges[i].curve.end, QSizeF(name + 2 * Circle::leafGap, 1));
        }
        const double beside = mayHavePills() ? Pill::room : 0;
        return all.adjusted(0, -beside, 0, beside);
    }

    // Products are written down of single numbers only.
    bool mayHavePills() const
    {
        const Graph &graph = m_measures.session().graph();
        const auto isScalar = [&](NodeId node) { return graph.shape(node).isScalar(); };
        return std::ranges::any_of(m_graph.nodes, [&](const VisibleNode &node) {
            return node.node != noNode && isScalar(node.node)
                && std::ranges::any_of(sourcesOf(m_measures.session(), node), isScalar);
        });
    }

    const Measures &m_measures;
    const VisibleGraph &m_graph;
    const Spacing &m_spacing;
    DiagramLayout m_layout;
    QList<QRectF> m_labels;
};

DiagramLayout layoutIn(const Measures &measures, const Spacing &spacing)
{
    DiagramLayout layout = Layouter(measures, spacing).layout();
    layout.smallestText = measures.smallestText();
    return layout;
}

DiagramLayout plainLayout(const Measures &measures, const QSizeF &room, double leastText)
{
    const Spacing spacing = Spacing::of(measures, room, leastText);
    return layoutIn(measures, spacing);
}

bool hasFoldedGroup(const VisibleGraph &graph)
{
    return std::ranges::any_of(graph.nodes, &VisibleNode::group);
}

} // namespace

QList<int> DiagramLayout::move(const QList<int> &moved, const QPointF &by, const Measures &measures)
{
    QSet<int> edges;
    for (const int node : moved)
        for (const QList<int> &joined : { measures.graph().in(node), measures.graph().out(node) })
            edges.unite(QSet<int>(joined.begin(), joined.end()));
    const Spacing before = spacing;
    *this = Layouter(measures, before, *this).moved(moved, by, edges.values());
    return edges.values();
}

QPointF openPort(const QRectF &outline, int port, int ports)
{
    constexpr double between = 0.7; // radians
    const double angle = (port - (ports - 1) / 2.0) * between;
    const double reach = Circle::radius + Circle::gap;
    const QPointF left(outline.left() + Circle::radius, outline.center().y());
    return left + QPointF(-std::cos(angle), std::sin(angle)) * reach;
}

DiagramLayout DiagramLayout::of(const VisibleGraph &graph, const GraphSession &session, const Lettering &letters,
                                const QSizeF &room, double leastText)
{
    const Measures measures(graph, session, letters);
    if (!hasFoldedGroup(graph))
        return plainLayout(measures, room, leastText);
    const VisibleGraph whole = VisibleGraph::unfolded(session);
    const Measures wholeMeasures(whole, session, letters);
    const Spacing spacing = Spacing::of(wholeMeasures, room, leastText);
    const DiagramLayout unfolded = layoutIn(wholeMeasures, spacing);
    const QRectF &bounds = unfolded.bounds;
    const double scale = std::min(room.width() / bounds.width(), room.height() / bounds.height());
    if (scale * unfolded.smallestText < leastText)
        return plainLayout(measures, room, leastText);
    return Layouter(measures, spacing).pinnedTo(whole, unfolded);
}

} // namespace chainrule
