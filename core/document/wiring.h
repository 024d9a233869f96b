// SPDX-License-Identifier: GPL-3.0-or-later
// Who feeds whom in a document, by index into its nodes: also in an unfinished one, and in one with cycles.
#pragma once

#include "document/id_index.h"

#include <QtCore/QList>

#include <vector>

namespace chainrule {

struct GraphDocument;

// Holds of the document as it was. Every id is looked up once, when it is made.
class Wiring final
{
public:
    Wiring() = default; // of no nodes
    explicit Wiring(const GraphDocument &document);

    // Of two nodes with one id, the last.
    int index(const QString &id) const { return m_indices.value(id, -1); }
    bool contains(const QString &id) const { return m_indices.contains(id); }
    // For each port of a node who feeds it, -1 where nothing known is connected.
    const QList<int> &ports(int node) const { return m_ports[node]; }
    // One for each wire, so that x · x uses x twice.
    const QList<int> &inputs(int node) const { return m_inputs[node]; }
    const QList<int> &users(int node) const { return m_users[node]; }

    // Inputs before what uses them, else in the document's order. Without what needs itself, and what needs that.
    QList<int> order() const;

    // For every node whether it is one of these, or needs one of them; or is needed by one of them.
    std::vector<bool> downstream(const QList<int> &from) const { return reached(from, m_users); }
    std::vector<bool> upstream(const QList<int> &from) const { return reached(from, m_inputs); }

private:
    static std::vector<bool> reached(const QList<int> &from, const QList<QList<int>> &next);

    IdIndex m_indices;
    QList<QList<int>> m_ports;
    QList<QList<int>> m_inputs; // the same without open ports
    QList<QList<int>> m_users;
};

} // namespace chainrule
