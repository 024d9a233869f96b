// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/diagram_layout.h"

#include "ui/diagram/layout/clear_picture.h"
#include "ui/diagram/layout/figure_size.h"
#include "ui/diagram/layout/frame_placer.h"
#include "ui/diagram/layout/label_placer.h"
#include "ui/diagram/layout/lane_sizes.h"
#include "ui/diagram/layout/pill_placer.h"
#include "ui/diagram/layout/spacing.h"
#include "ui/session/graph_session.h"

#include <QtCore/QLineF>
#include <QtCore/QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace chainrule {

namespace {

constexpr double bow = 44; // between the twins of an edge

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
        m_labels = placeLabels(m_layout);
        placeFrames(m_layout, m_measures);
        m_layout.bounds = bounds();
        return m_layout;
    }

    // Every arrow goes around what is in its way, and has room for all that is written at it.
    DiagramLayout inLanes(const Lanes &lanes)
    {
        m_layout.hasLanes = true;
        for (int i = 0; i < m_graph.nodes.size(); ++i) {
            m_layout.nodes.append(placeAt(m_graph.nodes[i], lanes.centres[i]));
            m_layout.nodes[i].branch = m_measures.hasBranch(m_graph.nodes[i]) ? branchesOf(i).front() : QRectF();
        }
        qsizetype loose = m_graph.nodes.size();
        for (int i = 0; i < m_graph.edges.size(); ++i) {
            const VisibleEdge &edge = m_graph.edges[i];
            const QList<QPointF> &bends = lanes.arrows[i].bends;
            const QPointF end = edge.to < 0 ? lanes.centres[loose++] : leaves(edge.to, bends.last());
            EdgeCurve curve = withoutNeedlessBends({ leaves(edge.from, bends.first()), {}, end, bends });
            m_layout.edges.append({ curve, curve.nearest(lanes.arrows[i].middle), m_measures.written(edge) });
            for (const QRectF &figure : figureRooms(m_layout.edges[i]))
                m_labels.append(figure);
            m_layout.edges[i].pill = pillRoom(m_layout.edges[i]);
            m_labels.append(m_layout.edges[i].pill);
        }
        placeFrames(m_layout, m_measures);
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
        placeFrames(m_layout, m_measures);
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
        for (const int edge : edges) {
            m_layout.edges[edge].curve = curveOf(m_graph.edges[edge]);
            m_layout.edges[edge].pill = {};
        }
        placeFrames(m_layout, m_measures);
        return m_layout;
    }

private:
    void placeShapes()
    {
        for (const VisibleNode &node : m_graph.nodes)
            m_layout.nodes.append(placeAt(node, m_spacing.map(node.position)));
        for (const VisibleEdge &edge : m_graph.edges)
            m_layout.edges.append({ curveOf(edge), 0.5, m_measures.written(edge) });
        for (int i = 0; i < m_graph.nodes.size(); ++i)
            m_layout.nodes[i].branch = branchOf(i);
    }

    // Rooms below and above a node.
    std::array<QRectF, 2> branchesOf(int i) const
    {
        const VisibleNode &node = m_graph.nodes[i];
        const QRectF &outline = m_layout.nodes[i].outline;
        const double left =
            node.isLeaf() ? outline.right() - Circle::leafGap - Branch::room : outline.center().x() - Branch::room / 2;
        const double away = node.isLeaf() ? 0 : Circle::below;
        const QSizeF size(Branch::room, 2 * Branch::lineHeight);
        const QRectF below(QPointF(left, outline.bottom() + away), size);
        const QRectF above(QPointF(left, outline.top() - away - size.height()), size);
        return { below, above };
    }

    // Below; above where fewer of its own arrows run.
    QRectF branchOf(int i) const
    {
        if (!m_measures.hasBranch(m_graph.nodes[i]))
            return {};
        const auto &[below, above] = branchesOf(i);
        const auto crossed = [&](const QRectF &room) {
            const auto runsThere = [&](int arrow) { return runsThrough(m_layout.edges[arrow].curve, room); };
            return std::ranges::count_if(m_graph.in(i), runsThere) + std::ranges::count_if(m_graph.out(i), runsThere);
        };
        return crossed(above) < crossed(below) ? above : below;
    }

    NodePlace placeAt(const VisibleNode &node, const QPointF &centre) const
    {
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
        return all;
    }

    const Measures &m_measures;
    const VisibleGraph &m_graph;
    Spacing m_spacing;
    DiagramLayout m_layout;
    QList<QRectF> m_labels;
};

// Whether all that can come to be written has a place of its own.
bool hasRoomForAll(DiagramLayout &layout, const VisibleGraph &graph)
{
    if (!isClear(layout, graph) || !placePills(layout, graph))
        return false;
    for (const EdgePlace &place : std::as_const(layout.edges))
        layout.bounds |= place.pill;
    return true;
}

DiagramLayout straightLayout(const Measures &measures, const QSizeF &room, double leastText)
{
    return Layouter(measures, Spacing::of(measures, room, leastText)).layout();
}

// Looks for the least room in which straight arrows, as the book has them, leave a place for all that can come to be written.
class RoomSearch final
{
public:
    RoomSearch(const Measures &measures, const QSizeF &room, double leastText)
        : m_measures(measures)
        , m_room(room)
        , m_leastText(leastText)
    {
    }

    // The room itself, else the wider or taller one in which letters shrink least.
    std::optional<DiagramLayout> find() const
    {
        if (std::optional<DiagramLayout> here = roomy(0, 0))
            return here;
        if (!roomy(steps, steps))
            return std::nullopt;
        std::optional<DiagramLayout> best;
        for (int wider = 0; wider <= steps; ++wider)
            for (int taller = 0; taller <= steps; ++taller)
                if (const std::optional<DiagramLayout> found = roomy(wider, taller)) {
                    if (const DiagramLayout least = refined(*found, wider, taller); !best || scaleOf(least) > scaleOf(*best))
                        best = least;
                    break;
                }
        return best;
    }

private:
    static constexpr int steps = 8;
    static constexpr double step = 1.15;

    double scaleOf(const DiagramLayout &layout) const
    {
        return std::min(m_room.width() / layout.bounds.width(), m_room.height() / layout.bounds.height());
    }

    DiagramLayout refined(const DiagramLayout &found, int wider, int taller) const
    {
        for (const double less : { 0.75, 0.5, 0.25 })
            if (const auto smaller = roomy(std::max(0.0, wider - less), std::max(0.0, taller - less)))
                return *smaller;
        return found;
    }

    std::optional<DiagramLayout> roomy(double wider, double taller) const
    {
        const QSizeF larger(m_room.width() * std::pow(step, wider), m_room.height() * std::pow(step, taller));
        DiagramLayout layout = straightLayout(m_measures, larger, m_leastText);
        return hasRoomForAll(layout, m_measures.graph()) ? std::optional(layout) : std::nullopt;
    }

    const Measures &m_measures;
    QSizeF m_room;
    double m_leastText;
};

DiagramLayout roomyLayout(const Measures &measures, const QSizeF &room, double leastText)
{
    if (const std::optional<DiagramLayout> straight = RoomSearch(measures, room, leastText).find())
        return *straight;
    const DiagramLayout crowded = straightLayout(measures, room, leastText);
    const std::optional<Lanes> lanes = lanesFor(measures, crowded.spacing);
    return lanes ? Layouter(measures, crowded.spacing).inLanes(*lanes) : crowded;
}

// What a person has placed stands where it is. In a large graph nobody reads all of it at once, and pills look for places when
// they are seen.
bool isMeasured(const Measures &measures)
{
    return measures.graph().edges.size() <= mostMeasured && !measures.session().document().placed;
}

DiagramLayout plainLayout(const Measures &measures, const QSizeF &room, double leastText)
{
    DiagramLayout layout;
    if (isMeasured(measures)) {
        layout = roomyLayout(measures, room, leastText);
    } else {
        layout = straightLayout(measures, room, leastText);
        layout.bounds.adjust(0, -Pill::room, 0, Pill::room);
    }
    layout.smallestText = measures.smallestText();
    return layout;
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
    const DiagramLayout unfolded = plainLayout(wholeMeasures, room, leastText);
    const QRectF &bounds = unfolded.bounds;
    const double scale = std::min(room.width() / bounds.width(), room.height() / bounds.height());
    if (scale * unfolded.smallestText < leastText || unfolded.hasLanes)
        return plainLayout(measures, room, leastText);
    DiagramLayout pinned = Layouter(measures, unfolded.spacing).pinnedTo(whole, unfolded);
    if (isMeasured(measures) && !hasRoomForAll(pinned, graph))
        return plainLayout(measures, room, leastText);
    return pinned;
}

} // namespace chainrule
