// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/wiring.h"

#include "storage/graph_document.h"

#include <set>

namespace chainrule {

Wiring::Wiring(const GraphDocument &document)
    : m_inputs(document.nodes.size())
    , m_users(document.nodes.size())
{
    m_indices.reserve(document.nodes.size());
    for (int node = 0; node < document.nodes.size(); ++node)
        m_indices.insert(document.nodes[node].id, node);
    for (int node = 0; node < document.nodes.size(); ++node) {
        m_inputs[node].reserve(document.nodes[node].inputs.size());
        for (const QString &input : document.nodes[node].inputs) {
            const int from = index(input);
            if (from < 0)
                continue;
            m_inputs[node].append(from);
            m_users[from].append(node);
        }
    }
}

QList<int> Wiring::order() const
{
    std::vector<qsizetype> missing;
    std::set<int> ready;
    for (int node = 0; node < m_inputs.size(); ++node) {
        missing.push_back(m_inputs[node].size());
        if (m_inputs[node].isEmpty())
            ready.insert(node);
    }
    QList<int> order;
    while (!ready.empty()) {
        const int node = *ready.begin();
        ready.erase(ready.begin());
        order.append(node);
        for (const int user : m_users[node])
            if (--missing[std::size_t(user)] == 0)
                ready.insert(user);
    }
    return order;
}

std::vector<bool> Wiring::reached(const QList<int> &from, const QList<QList<int>> &next)
{
    std::vector<bool> seen(std::size_t(next.size()), false);
    QList<int> open = from;
    while (!open.isEmpty()) {
        const int node = open.takeLast();
        if (seen[std::size_t(node)])
            continue;
        seen[std::size_t(node)] = true;
        open.append(next[node]);
    }
    return seen;
}

} // namespace chainrule
