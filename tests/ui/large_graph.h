// SPDX-License-Identifier: GPL-3.0-or-later
// A graph of any size as a person might draw it: rows of circles from left to right, and at the right a tree of sums.
#pragma once

#include "storage/graph_document.h"

namespace chainrule {

class LargeGraph final
{
public:
    LargeGraph(int computing, int rows)
        : m_rows(rows)
    {
        m_document.title = QStringLiteral("%1 nodes").arg(computing);
        for (int row = 0; row < rows; ++row)
            m_ends.append(add(QStringLiteral("input"), {}, { 0, row * down }));
        const int grid = computing - (rows - 1); // the tree takes the others
        for (int i = 0; i < grid; i += rows)
            addColumn(i / rows, std::min(rows, grid - i));
        addTree((grid + rows - 1) / rows + 1);
        m_document.result = m_ends.front();
    }

    const GraphDocument &document() const { return m_document; }

private:
    static constexpr double right = 170;
    static constexpr double down = 110;

    // Every third circle of a row is a tanh, which keeps the numbers from growing; the others take the row below too.
    void addColumn(int column, int count)
    {
        const QStringList before = m_ends;
        for (int row = 0; row < count; ++row) {
            const QString op =
                QStringList{ QStringLiteral("mul"), QStringLiteral("add"), QStringLiteral("tanh") }.at((column + row) % 3);
            QStringList inputs{ before[row] };
            if (op != QLatin1String("tanh"))
                inputs.append(before[(row + 1) % m_rows]);
            m_ends[row] = add(op, inputs, { (column + 1) * right, row * down });
        }
    }

    void addTree(int column)
    {
        QList<double> heights;
        for (int row = 0; row < m_rows; ++row)
            heights.append(row * down);
        for (; m_ends.size() > 1; ++column) {
            QStringList ends;
            QList<double> middles;
            for (int i = 0; i + 1 < m_ends.size(); i += 2) {
                middles.append((heights[i] + heights[i + 1]) / 2);
                ends.append(add(QStringLiteral("add"), { m_ends[i], m_ends[i + 1] }, { column * right, middles.back() }));
            }
            if (m_ends.size() % 2 == 1) {
                ends.append(m_ends.back());
                middles.append(heights.back());
            }
            m_ends = ends;
            heights = middles;
        }
    }

    QString add(const QString &op, const QStringList &inputs, const QPointF &position)
    {
        const qsizetype number = m_document.nodes.size();
        DocumentNode node;
        node.id = QStringLiteral("n%1").arg(number);
        node.op = op;
        node.inputs = inputs;
        node.position = position;
        node.name = inputs.isEmpty() ? QStringLiteral("x%1").arg(number) : node.id;
        if (inputs.isEmpty())
            node.value.values = { 0.5 + 0.01 * double(number) };
        m_document.nodes.append(node);
        return node.id;
    }

    int m_rows;
    GraphDocument m_document;
    QStringList m_ends; // the last node of every row
};

} // namespace chainrule
