// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/visible_match.h"

#include <algorithm>

namespace chainrule {

namespace {

// Looked for at that end where few arrows meet. Twins keep their order.
int edgeBefore(const VisibleGraph &before, int from, int to, const VisibleEdge &edge)
{
    if (from < 0 || (edge.to >= 0 && to < 0))
        return -1;
    const QList<int> &joined = to < 0 || before.out(from).size() < before.in(to).size() ? before.out(from) : before.in(to);
    const auto found = std::ranges::find_if(joined, [&](int candidate) {
        const VisibleEdge &other = before.edges[candidate];
        return other.from == from && other.to == to && other.twin == edge.twin;
    });
    return found == joined.end() ? -1 : *found;
}

} // namespace

VisibleMatch VisibleMatch::of(const VisibleGraph &before, const VisibleGraph &now)
{
    VisibleMatch match;
    match.nodes.reserve(now.nodes.size());
    for (const VisibleNode &node : now.nodes) {
        const int next = match.nodes.isEmpty() ? 0 : match.nodes.back() + 1; // mostly it is
        const bool isNext = next < before.nodes.size() && before.nodes[next].id == node.id;
        match.nodes.append(isNext ? next : before.indexOf(node.id));
    }
    match.edges.reserve(now.edges.size());
    for (const VisibleEdge &edge : now.edges)
        match.edges.append(edgeBefore(before, match.nodes[edge.from], edge.to < 0 ? -1 : match.nodes[edge.to], edge));
    return match;
}

} // namespace chainrule
