// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/wiring.h"

#include "document/graph_document.h"

#include <functional>
#include <queue>

namespace chainrule {

Wiring::Wiring(const GraphDocument &document)
    : m_ports(document.nodes.size())
    , m_inputs(document.nodes.size())
    , m_users(document.nodes.size())
{
    m_indices.reserve(document.nodes.size());
    for (int node = 0; node < document.nodes.size(); ++node)
        m_indices.insert(document.nodes[node].id, node);
    for (int node = 0; node < document.nodes.size(); ++node) {
        QList<int> &ports = m_ports[node];
        ports.reserve(document.nodes[node].inputs.size());
        for (const QString &input : document.nodes[node].inputs) {
            ports.append(index(input));
            if (ports.back() >= 0)
                m_users[ports.back()].append(node);
        }
        m_inputs[node] = ports;
        m_inputs[node].removeAll(-1);
    }
}

QList<int> Wiring::order() const
{
    std::vector<qsizetype> missing;
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;
    for (int node = 0; node < m_inputs.size(); ++node) {
        missing.push_back(m_inputs[node].size());
        if (m_inputs[node].isEmpty())
            ready.push(node);
    }
    QList<int> order;
    while (!ready.empty()) {
        const int node = ready.top();
        ready.pop();
        order.append(node);
        for (const int user : m_users[node])
            if (--missing[std::size_t(user)] == 0)
                ready.push(user);
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
