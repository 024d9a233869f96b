// SPDX-License-Identifier: GPL-3.0-or-later
// Layers with room for labels, after Sugiyama, Tagawa and Toda, whose dummy nodes are what is called a lane here.
//
// 1. Layers. A node stands one behind the furthest of what it needs, a leaf right before its first use.
// 2. Places. Nodes have places in the layers; an arrow has one in each gap between two layers that it crosses, and one in each
//    layer that it passes. What is written at it stands in the last gap, next to its use.
// 3. Heights. Who stands above whom is settled by the heights that were wanted, an arrow's being those of a straight line. Then
//    each column in turn, there and back, puts its places where their neighbours are, as nearly as what they are high allows:
//    that is a regression to a monotone sequence, and pooling adjacent violators finds the best one exactly.
// 4. Widths. A layer is as wide as its widest node, a gap as its widest figure. Between the two lies a strip, and only there do
//    arrows change their heights: so they cross nothing but each other, whatever the graph.
//
// Trade-offs: the order within a column is never changed, which keeps what is over what for crossings that a search would
// have saved. Places in strips cost width, so pictures in which straight arrows find room need no lanes.
// Cost: O(arrows · layers) places, each looked at some ten times.
#include "layout/lanes.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr double between = 14; // px, from place to place
constexpr double head = 28; // beside a layer: room for an arrow's head
constexpr double beside = 18; // what is written, from the end of its lane
constexpr double passing = 26; // above and below an arrow at which nothing is written: figures of others keep away from it
constexpr double portsApart = 24;
constexpr double portsReach = 20; // up and down from a node's middle
constexpr double narrowestStrip = 16;
constexpr double widestStrip = 90;
constexpr double slope = 0.4; // a strip's width for a px of height
constexpr int sweeps = 6;
constexpr double kink = 24; // px: what is bent by less is made straight where there is room

struct Place
{
    double y = 0;
    double above = 0;
    double below = 0;
    double width = 0; // of what is written there
    QList<int> before; // places in the column to the left that lead here
    QList<int> after;
};

using Column = QList<int>; // places from top to bottom: layers at even numbers, gaps at odd ones

class LaneMaker final
{
public:
    LaneMaker(const QList<LaneNode> &nodes, const QList<LaneArrow> &arrows)
        : m_nodes(nodes)
        , m_arrows(arrows)
    {
    }

    bool findLayers();
    Lanes make();

private:
    void addPlaces();
    int addPlace(int column, const Place &place);
    void addArrow(const LaneArrow &arrow);
    void settle(const Column &column, bool before, bool after);
    double wantedAt(const Place &place, bool before, bool after) const;
    void straighten(const Column &column);
    void findWidths();
    double stripBetween(int column) const;
    double port(int place, const QList<int> &joined, int other) const;
    Lane laneOf(int arrow) const;

    const QList<LaneNode> &m_nodes;
    const QList<LaneArrow> &m_arrows;
    QList<int> m_layers; // of the nodes
    QList<Place> m_places; // those of nodes first
    QList<Column> m_columns;
    QList<QList<int>> m_ways; // for each arrow its places, its nodes' among them
    QList<std::pair<double, double>> m_sides; // left and right of each column
    QList<double> m_middles; // of the layers' nodes, by column
};

bool LaneMaker::findLayers()
{
    QList<QList<int>> users(m_nodes.size());
    QList<int> waitsFor(m_nodes.size(), 0);
    for (const LaneArrow &arrow : m_arrows) {
        users[arrow.from].append(arrow.to);
        ++waitsFor[arrow.to];
    }
    QList<int> order;
    for (int node = 0; node < m_nodes.size(); ++node)
        if (waitsFor[node] == 0)
            order.append(node);
    const qsizetype leaves = order.size();
    m_layers.fill(0, m_nodes.size());
    for (qsizetype i = 0; i < order.size(); ++i)
        for (const int user : std::as_const(users[order[i]])) {
            m_layers[user] = std::max(m_layers[user], m_layers[order[i]] + 1);
            if (--waitsFor[user] == 0)
                order.append(user);
        }
    for (qsizetype i = 0; i < leaves; ++i)
        if (const QList<int> &uses = users[order[i]]; !uses.isEmpty())
            m_layers[order[i]] = m_layers[*std::ranges::min_element(uses, {}, [this](int user) { return m_layers[user]; })] - 1;
    return order.size() == m_nodes.size();
}

int LaneMaker::addPlace(int column, const Place &place)
{
    m_columns[column].append(int(m_places.size()));
    m_places.append(place);
    return int(m_places.size()) - 1;
}

void LaneMaker::addPlaces()
{
    m_columns.resize(2 * *std::ranges::max_element(m_layers) + 1);
    for (int node = 0; node < m_nodes.size(); ++node) {
        const QMarginsF &reach = m_nodes[node].reach;
        addPlace(2 * m_layers[node], { m_nodes[node].wanted.y(), reach.top(), reach.bottom(), 0, {}, {} });
    }
    for (const LaneArrow &arrow : m_arrows)
        addArrow(arrow);
    for (Column &column : m_columns)
        std::ranges::stable_sort(column, {}, [this](int place) { return m_places[place].y; });
}

void LaneMaker::addArrow(const LaneArrow &arrow)
{
    const int first = 2 * m_layers[arrow.from];
    const int last = 2 * m_layers[arrow.to];
    const double begin = m_nodes[arrow.from].wanted.y();
    const double end = m_nodes[arrow.to].wanted.y();
    QList<int> &way = m_ways.emplace_back(QList<int>{ arrow.from });
    for (int column = first + 1; column < last; ++column) {
        const double y = begin + (end - begin) * (column - first) / (last - first);
        const bool isWritten = column == last - 1;
        way.append(addPlace(column,
                            isWritten ? Place{ y, arrow.above, arrow.below, arrow.width, {}, {} }
                                      : Place{ y, passing, passing, 0, {}, {} }));
    }
    way.append(arrow.to);
    for (qsizetype i = 1; i < way.size(); ++i) {
        m_places[way[i - 1]].after.append(way[i]);
        m_places[way[i]].before.append(way[i - 1]);
    }
}

double LaneMaker::wantedAt(const Place &place, bool before, bool after) const
{
    double sum = 0;
    qsizetype count = 0;
    const auto add = [&](const QList<int> &joined) {
        for (const int other : joined)
            sum += m_places[other].y;
        count += joined.size();
    };
    if (before)
        add(place.before);
    if (after)
        add(place.after);
    return count > 0 ? sum / double(count) : place.y;
}

// The nearest to what is wanted, in squares, that leaves room between neighbours. Less the room that those above take, heights
// only have to be monotone: runs that are not become one, at the mean of what they want.
void LaneMaker::settle(const Column &column, bool before, bool after)
{
    struct Run
    {
        double sum;
        int count;
        double mean() const { return sum / count; }
    };
    QList<Run> runs;
    double taken = 0;
    for (qsizetype i = 0; i < column.size(); ++i) {
        const Place &place = m_places[column[i]];
        if (i > 0)
            taken += m_places[column[i - 1]].below + between + place.above;
        Run run{ wantedAt(place, before, after) - taken, 1 };
        while (!runs.isEmpty() && runs.last().mean() >= run.mean()) {
            run.sum += runs.last().sum;
            run.count += runs.takeLast().count;
        }
        runs.append(run);
    }
    taken = 0;
    qsizetype i = 0;
    for (const Run &run : std::as_const(runs))
        for (int k = 0; k < run.count; ++k, ++i) {
            Place &place = m_places[column[i]];
            if (i > 0)
                taken += m_places[column[i - 1]].below + between + place.above;
            place.y = run.mean() + taken;
        }
}

// A lane that is nearly level with where it leads comes to be so, if its neighbours let it.
void LaneMaker::straighten(const Column &column)
{
    for (qsizetype i = 0; i < column.size(); ++i) {
        Place &place = m_places[column[i]];
        const double least =
            i == 0 ? -HUGE_VAL : m_places[column[i - 1]].y + m_places[column[i - 1]].below + between + place.above;
        const double most = i + 1 == column.size()
            ? HUGE_VAL
            : m_places[column[i + 1]].y - m_places[column[i + 1]].above - between - place.below;
        for (const QList<int> &joined : { place.before, place.after })
            if (joined.size() == 1)
                if (const double level = m_places[joined.first()].y;
                    std::abs(level - place.y) < kink && level >= least && level <= most)
                    place.y = level;
    }
}

double LaneMaker::stripBetween(int column) const
{
    double height = 0;
    for (const int place : m_columns[column])
        for (const int other : m_places[place].after)
            height = std::max(height, std::abs(m_places[other].y - m_places[place].y));
    return std::clamp(height * slope, narrowestStrip, widestStrip);
}

void LaneMaker::findWidths()
{
    double x = 0;
    for (int column = 0; column < m_columns.size(); ++column) {
        double left = head;
        double right = head;
        if (column % 2 == 0) {
            for (const int node : std::as_const(m_columns[column]))
                if (node < m_nodes.size()) {
                    left = std::max(left, m_nodes[node].reach.left() + head);
                    right = std::max(right, m_nodes[node].reach.right() + head);
                }
        } else {
            for (const int place : std::as_const(m_columns[column]))
                left = std::max(left, m_places[place].width / 2 + beside);
            right = left;
        }
        m_sides.append({ x, x + left + right });
        m_middles.append(x + left);
        x += left + right + (column + 1 < m_columns.size() ? stripBetween(column) : 0);
    }
}

// Where at a node's side an arrow arrives: those from above at the top.
double LaneMaker::port(int place, const QList<int> &joined, int other) const
{
    const double y = m_places[place].y;
    if (place >= m_nodes.size() || joined.size() < 2)
        return y;
    QList<int> sorted = joined;
    std::ranges::stable_sort(sorted, {}, [this](int each) { return m_places[each].y; });
    const double apart = std::min(portsApart, 2 * portsReach / double(sorted.size() - 1));
    return y + (double(sorted.indexOf(other)) - double(sorted.size() - 1) / 2) * apart;
}

Lane LaneMaker::laneOf(int arrow) const
{
    const QList<int> &way = m_ways[arrow];
    const int first = 2 * m_layers[m_arrows[arrow].from];
    Lane lane;
    for (qsizetype i = 0; i < way.size(); ++i) {
        const Place &place = m_places[way[i]];
        const auto &[left, right] = m_sides[first + i];
        if (i > 0)
            lane.bends.append({ left, port(way[i], place.before, way[i - 1]) });
        if (i + 1 < way.size())
            lane.bends.append({ right, port(way[i], place.after, way[i + 1]) });
    }
    const qsizetype written = way.size() - 2;
    lane.middle = { m_middles[first + written], m_places[way[written]].y };
    return lane;
}

Lanes LaneMaker::make()
{
    addPlaces();
    for (int i = 0; i < sweeps; ++i) {
        for (const Column &column : std::as_const(m_columns))
            settle(column, true, false);
        for (auto column = m_columns.crbegin(); column != m_columns.crend(); ++column)
            settle(*column, false, true);
    }
    for (const Column &column : std::as_const(m_columns))
        settle(column, true, true);
    for (const Column &column : std::as_const(m_columns))
        straighten(column);
    findWidths();
    Lanes lanes;
    for (int node = 0; node < m_nodes.size(); ++node)
        lanes.centres.append({ m_middles[2 * m_layers[node]], m_places[node].y });
    for (int arrow = 0; arrow < m_arrows.size(); ++arrow)
        lanes.arrows.append(laneOf(arrow));
    return lanes;
}

} // namespace

std::optional<Lanes> Lanes::of(const QList<LaneNode> &nodes, const QList<LaneArrow> &arrows)
{
    LaneMaker maker(nodes, arrows);
    if (nodes.isEmpty() || !maker.findLayers())
        return std::nullopt;
    return maker.make();
}

} // namespace chainrule
