// SPDX-License-Identifier: GPL-3.0-or-later
// A layered layout, as Sugiyama's is, without its search for the fewest crossings: teaching graphs are read from left to
// right, and people look for a node where the one before it led them.
//
// 1. Columns. An operation stands one column after the last of its inputs (the longest path), so every arrow points to the
//    right. A leaf stands right before the first operation that uses it, and not at the far left: its arrow is short.
// 2. Rows. Depth first from the result, inputs before what uses them and in their order, each node takes the mean row of its
//    inputs in the furthest column, so that a chain stays level. It never goes above the first free row of its column; with a
//    node, the columns that its longest arrow crosses are taken too, so that nothing comes to stand on that arrow.
// 3. Columns get the width of their widest figure, and places are rounded to the editor's grid.
//
// Trade-offs: rows are given once and never moved again. That keeps the order of inputs (x over y stays over) and makes the
// layout the same each time, for crossings and height that a search would have saved. A cycle, which an unfinished document
// can have, is cut where the walk meets it again.
// Cost: nodes + arrows, but for long arrows, each of which takes every column it crosses: O(n · columns) at worst. The walk has
// a stack of its own and is not recursive.
#include "layout/arrange.h"

#include "document/graph_place.h"
#include "document/utf8.h"
#include "document/wiring.h"
#include "engine/op.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr double circleWidth = 64;
constexpr double letterWidth = 10;
constexpr double barEnds = 32; // of a symbol that is too long for a circle
constexpr Room roomForNumbers{ 112, 112 };
constexpr Room roomForMatrices{ 200, 160 };

// Column and row of every node, by index.
class Ranks final
{
public:
    explicit Ranks(const GraphDocument &document)
        : m_document(document)
        , m_wiring(document)
        , m_columns(document.nodes.size(), 0)
        , m_rows(document.nodes.size(), 0)
        , m_isPlaced(document.nodes.size(), false)
    {
        findColumns();
        m_free.fill(0, *std::max_element(m_columns.begin(), m_columns.end()) + 1);
        findRows();
    }

    const QList<int> &columns() const { return m_columns; }
    const QList<double> &rows() const { return m_rows; }

private:
    bool isLeaf(int node) const { return m_document.nodes[node].isLeaf(); }

    void findColumns()
    {
        const QList<int> order = m_wiring.order();
        for (const int node : order) {
            if (isLeaf(node))
                continue;
            m_columns[node] = 1;
            for (const int input : m_wiring.inputs(node))
                m_columns[node] = std::max(m_columns[node], m_columns[input] + 1);
        }
        for (int node = 0; node < m_columns.size(); ++node) {
            if (!isLeaf(node) || m_wiring.users(node).isEmpty())
                continue;
            int first = m_columns[m_wiring.users(node).front()];
            for (const int user : m_wiring.users(node))
                first = std::min(first, m_columns[user]);
            m_columns[node] = std::max(0, first - 1);
        }
    }

    // From what nothing uses, the result first, down to the leaves; what only needs itself comes last.
    void findRows()
    {
        if (const int result = m_wiring.index(m_document.result); result >= 0)
            placeWithInputs(result);
        for (int node = 0; node < m_rows.size(); ++node)
            if (m_wiring.users(node).isEmpty())
                placeWithInputs(node);
        for (int node = 0; node < m_rows.size(); ++node)
            placeWithInputs(node);
    }

    // Inputs before what uses them, each once; with a stack of its own, since graphs are as deep as they like.
    void placeWithInputs(int root)
    {
        QList<std::pair<int, int>> open{ { root, 0 } }; // a node and its next input
        while (!open.isEmpty()) {
            auto &[node, next] = open.last();
            if (m_isPlaced[node] || next == m_wiring.inputs(node).size()) {
                place(node);
                open.removeLast();
                continue;
            }
            const int input = m_wiring.inputs(node)[next++];
            if (!m_isPlaced[input] && !m_isOpen.contains(input)) {
                m_isOpen.insert(input);
                open.append({ input, 0 });
            }
        }
    }

    void place(int node)
    {
        if (m_isPlaced[node])
            return;
        m_isPlaced[node] = true;
        m_rows[node] = std::max(m_free[m_columns[node]], wantedRow(node));
        // Nothing stands in the way of its arrows either.
        int end = m_columns[node] + 1;
        for (const int user : m_wiring.users(node))
            end = std::max(end, m_columns[user]);
        for (int column = m_columns[node]; column < end; ++column)
            m_free[column] = std::max(m_free[column], m_rows[node] + 1);
    }

    // In line with the inputs that are furthest; constants only decide where there is nothing else.
    double wantedRow(int node) const
    {
        double sum = 0;
        int count = 0;
        int furthest = -1;
        for (const int input : m_wiring.inputs(node)) {
            const int weight = m_document.nodes[input].isConstant() ? -1 : m_columns[input];
            if (!m_isPlaced[input] || weight < furthest)
                continue;
            if (weight > furthest)
                sum = count = 0;
            furthest = weight;
            sum += m_rows[input];
            ++count;
        }
        return count > 0 ? sum / count : 0;
    }

    const GraphDocument &m_document;
    const Wiring m_wiring;
    QList<int> m_columns;
    QList<double> m_rows;
    QList<bool> m_isPlaced;
    QSet<int> m_isOpen;
    QList<double> m_free; // by column: the first row below all that stands there
};

// Where the columns begin, so that the widest figure of each has room: the x of its circles' centres and its leaves' ends.
QList<double> columnPlaces(const GraphDocument &document, const QList<int> &columns, double betweenColumns)
{
    const int last = *std::max_element(columns.begin(), columns.end());
    QList<double> left(last + 1, 0); // how far figures reach to the left of their column's x
    QList<double> right(last + 1, 0);
    for (int i = 0; i < columns.size(); ++i) {
        const DocumentNode &node = document.nodes[i];
        const double width = widthOf(node);
        left[columns[i]] = std::max(left[columns[i]], node.isLeaf() ? width : width / 2);
        right[columns[i]] = std::max(right[columns[i]], node.isLeaf() ? 0 : width / 2);
    }
    QList<double> places(last + 1, 0);
    for (int column = 1; column <= last; ++column)
        places[column] = places[column - 1] + right[column - 1] + betweenColumns + left[column];
    return places;
}

} // namespace

double widthOf(const DocumentNode &node)
{
    if (node.isLeaf())
        return double(node.name.size()) * letterWidth;
    const Op *op = findOp(node.op.toStdString());
    const qsizetype letters = op ? fromUtf8(op->symbol).size() : node.op.size();
    return std::max(circleWidth, double(letters) * letterWidth + barEnds);
}

Room roomIn(const GraphDocument &document)
{
    const bool hasMatrices = std::any_of(document.nodes.begin(), document.nodes.end(), [](const DocumentNode &node) {
        return node.isLeaf() && !node.value.shape.isScalar();
    });
    return hasMatrices ? roomForMatrices : roomForNumbers;
}

GraphDocument arranged(const GraphDocument &document)
{
    if (document.nodes.isEmpty())
        return document;
    GraphDocument after = document;
    const Ranks ranks(document);
    const Room room = roomIn(document);
    const QList<double> places = columnPlaces(document, ranks.columns(), room.betweenColumns);
    for (int i = 0; i < after.nodes.size(); ++i)
        after.nodes[i].position = edit::snapped({ places[ranks.columns()[i]], ranks.rows()[i] * room.rowHeight });
    for (DocumentGroup &group : after.groups)
        group.position.reset();
    return after;
}

} // namespace chainrule
