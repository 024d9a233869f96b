// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/navigation.h"

#include <cmath>
#include <limits>

namespace chainrule {

namespace {

constexpr double aside = 2; // a neighbour to the side counts as so much farther away

} // namespace

int neighbour(const VisibleGraph &graph, const DiagramLayout &layout, int from, Towards towards)
{
    if (graph.nodes.isEmpty())
        return -1;
    if (from < 0)
        return 0;
    if (towards == Towards::Left)
        return graph.in(from).isEmpty() ? from : graph.edges[graph.in(from).front()].from;
    if (towards == Towards::Right) {
        for (const int edge : graph.out(from))
            if (graph.edges[edge].to >= 0)
                return graph.edges[edge].to;
        return from;
    }
    const QPointF here = layout.nodes[from].centre;
    double least = std::numeric_limits<double>::infinity();
    int best = from;
    for (int i = 0; i < layout.nodes.size(); ++i) {
        const QPointF by = layout.nodes[i].centre - here;
        const double down = towards == Towards::Down ? by.y() : -by.y();
        const double distance = down + aside * std::abs(by.x());
        if (down > 0 && distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

} // namespace chainrule
