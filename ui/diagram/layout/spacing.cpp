// SPDX-License-Identifier: GPL-3.0-or-later
// Stretches a document's positions until they fill the window. A column is an x at which nodes stand, a row a y; a figure is
// a number or matrix beside an arrow, and an arrow's need is the width at which its figures fit between its circles.
//
// Columns: for a stretch s each gap becomes s times as wide, but no narrower than a leaf needs, and no column comes nearer
// to one that sends it an arrow than that arrow needs. This is one sweep from left to right, a longest path over the needs.
// The width grows with s, so the largest s that fits is found by bisection in [narrowest, widest].
// Rows: one factor for all. It fills the height, within [flattest, tallest], but is at least what two arrows into one circle
// ask for, which come closest at their middles. What is then too tall is shrunk while text stays readable; the columns get
// the width that this sets free.
//
// Trade-offs: order and proportions are the document's own, so a person finds everything where it was put; so rows have only
// one factor, which one crowded circle raises for all of them. When even `narrowest` is too wide the picture overflows, and
// the view scrolls or shrinks. Twelve halvings leave 0.85 / 4096 of s: less than a pixel for a picture of some screens.
// Cost: O(12 · (columns + arrows) · log columns), and for the rows the square of a node's inputs, of which there are few.
#include "ui/diagram/layout/spacing.h"

#include "ui/diagram/layout/figure_size.h"
#include "ui/session/graph_session.h"

#include <QtCore/QRectF>

#include <algorithm>

namespace chainrule {

namespace {

// How far the document's gaps may be stretched and squeezed where the figures leave the choice.
constexpr double narrowest = 0.5;
constexpr double widest = 1.35;
constexpr double flattest = 0.8;
constexpr double flattestSmall = 0.6; // of a graph in which everything is known to find room
constexpr double tallest = 1.15;
constexpr double leastColumn = 72; // a leaf inside of a group keeps clear of the leaves before it
constexpr double mostNeeded = 2.5;
constexpr double betweenFigures = 20;
constexpr double besides = 40; // of the picture's width and height: what is beyond circles and labels

// What a column needs: arrows that end in it, with the column where they begin.
struct Need
{
    double from = 0;
    double width = 0;
};

class Spacer
{
public:
    explicit Spacer(const Measures &measures)
        : m_measures(measures)
        , m_graph(measures.graph())
    {
        for (const VisibleNode &node : m_graph.nodes)
            m_columns.append(node.position.x());
        std::ranges::sort(m_columns);
        m_columns.erase(std::unique(m_columns.begin(), m_columns.end()), m_columns.end());
        for (const VisibleEdge &edge : m_graph.edges)
            if (edge.to >= 0)
                if (const double width = measures.neededWidth(edge); width > 0)
                    m_needs[m_graph.nodes[edge.to].position.x()].append({ m_graph.nodes[edge.from].position.x(), width });
    }

    // Where the document's columns go when the gaps between them are stretched, but for those that need more.
    QMap<double, double> columnsAt(double stretch) const
    {
        QMap<double, double> columns;
        double before = m_columns.front();
        double placed = 0;
        for (const double column : m_columns) {
            placed += column > before ? std::max(leastColumn, (column - before) * stretch) : 0;
            before = column;
            const auto needs = m_needs.constFind(column);
            if (needs != m_needs.constEnd())
                for (const Need &need : *needs)
                    placed = std::max(placed, columns.value(need.from) + need.width);
            columns.insert(column, placed);
        }
        return columns;
    }

    QMap<double, double> columnsFor(double width) const
    {
        double left = 0;
        for (const VisibleNode &node : m_graph.nodes)
            left = std::max(left, node.isLeaf() ? m_measures.label(node).width() : Circle::radius);
        double right = Circle::radius;
        if (const VisibleEdge *result = m_graph.result())
            right += m_measures.looseEnd(*result) + m_measures.nameWidth(m_graph.nodes[result->from].name);
        const double room = width - left - right - besides;
        double narrow = narrowest;
        double wide = widest;
        for (int i = 0; i < 12; ++i) {
            const double middle = (narrow + wide) / 2;
            (columnsAt(middle).last() > room ? wide : narrow) = middle;
        }
        return columnsAt(narrow);
    }

    // Two arrows into one circle come close at their middles: figures between them need rows this far apart.
    double neededTallness() const
    {
        double needed = m_graph.edges.size() <= mostMeasured ? flattestSmall : flattest;
        for (int node = 0; node < m_graph.nodes.size(); ++node)
            for (const int upper : m_graph.in(node))
                for (const int lower : m_graph.in(node))
                    needed = std::max(needed, neededBetween(m_graph.edges[upper], m_graph.edges[lower]));
        return std::min(needed, mostNeeded);
    }

    double tallestFigure() const
    {
        double height = 0;
        for (const VisibleEdge &edge : m_graph.edges)
            height = std::max(height, m_measures.figure(edge).height());
        return height;
    }

private:
    double neededBetween(const VisibleEdge &upper, const VisibleEdge &lower) const
    {
        const double apart = m_graph.nodes[lower.from].position.y() - m_graph.nodes[upper.from].position.y();
        if (apart <= 0 || m_measures.neededWidth(upper) == 0 || m_measures.neededWidth(lower) == 0)
            return 0;
        const double figures = m_measures.figure(upper).height() + m_measures.figure(lower).height();
        if (figures <= 2 * nominalFigureSize(Shape()).height())
            return 0; // single numbers find room along their arrows
        return 2 * (figures + betweenFigures) / apart;
    }

    const Measures &m_measures;
    const VisibleGraph &m_graph;
    QList<double> m_columns; // in order
    QHash<double, QList<Need>> m_needs; // by column
};

} // namespace

Spacing Spacing::of(const Measures &measures, const QSizeF &room, double leastText)
{
    if (measures.session().document().placed || measures.graph().nodes.isEmpty())
        return {};
    const Spacer spacer(measures);
    double top = 0;
    double bottom = 0;
    for (const VisibleNode &node : measures.graph().nodes) {
        top = std::min(top, node.position.y());
        bottom = std::max(bottom, node.position.y());
    }
    const double above = 2 * spacer.tallestFigure() + 2 * Pill::room + besides;
    const double needed = spacer.neededTallness();
    const double fills = (room.height() - above) / std::max(1.0, bottom - top);
    Spacing spacing;
    spacing.m_rows = std::clamp(fills, needed, std::max(needed, tallest));
    // What is too tall is shrunk to the height, as far as text stays readable, which leaves more room for the columns.
    const double shrunk = std::clamp(room.height() / (above + (bottom - top) * spacing.m_rows),
                                     std::min(1.0, leastText / measures.smallestText()), 1.0);
    spacing.m_columns = spacer.columnsFor(room.width() / shrunk);
    return spacing;
}

// Between two columns as far along as in the document.
QPointF Spacing::map(const QPointF &position) const
{
    if (m_columns.isEmpty())
        return position;
    const auto after = m_columns.lowerBound(position.x());
    if (after == m_columns.constEnd())
        return { m_columns.last(), position.y() * m_rows };
    if (after.key() == position.x() || after == m_columns.constBegin())
        return { after.value(), position.y() * m_rows };
    const auto before = std::prev(after);
    const double share = (position.x() - before.key()) / (after.key() - before.key());
    return { before.value() + share * (after.value() - before.value()), position.y() * m_rows };
}

} // namespace chainrule
