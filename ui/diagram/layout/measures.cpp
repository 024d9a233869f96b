// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/measures.h"

#include "ui/diagram/layout/figure_size.h"
#include "ui/session/graph_session.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr double symbolMargin = 14;
constexpr double leastResultArrow = 96;
constexpr double leastLooseEnd = 56;
constexpr double roomAroundFigure = 6;

} // namespace

double Measures::halfWidth(const VisibleNode &node) const
{
    if (node.isLeaf())
        return Circle::leafGap;
    const double symbol = m_letters.width(Lettering::symbolHand(node.symbol), node.symbol);
    return std::max(Circle::radius, symbol / 2 + symbolMargin);
}

const Written &Measures::written(const VisibleEdge &edge) const
{
    if (m_written.isEmpty())
        m_written = writtenAt(m_graph, m_session, m_letters);
    return m_written[&edge - m_graph.edges.constData()];
}

bool Measures::hasBranch(const VisibleNode &node) const
{
    return !node.group && node.node != noNode && m_session.uses(node.node) >= 2
        && m_session.graph().shape(node.node).isScalar();
}

QMarginsF Measures::reach(const VisibleNode &node) const
{
    const QSizeF sum = hasBranch(node) ? Branch::largest : QSizeF(0, 0);
    if (node.isLeaf()) {
        const QSizeF name = label(node);
        return { std::max(name.width(), sum.width()), name.height() / 2, Circle::leafGap, name.height() / 2 + sum.height() };
    }
    const double name = node.group && node.name != node.symbol ? nameWidth(node.name) : 0;
    const double side = std::max({ halfWidth(node) + Circle::ringReach, name / 2, sum.width() / 2 });
    const double written = sum.height() + (name > 0 ? Branch::lineHeight : 0);
    const double below = Circle::radius + (written > 0 ? Circle::below + written : Circle::ringReach);
    return { side, Circle::radius + Circle::ringReach, side, below };
}

QSizeF Measures::label(const VisibleNode &leaf) const
{
    return { nameWidth(leafLabel(m_session, leaf)), m_letters.height(Lettering::Hand::Name) };
}

double Measures::nameWidth(const QString &name) const
{
    return m_letters.width(Lettering::Hand::Name, name);
}

double Measures::looseEnd(const VisibleEdge &edge) const
{
    const bool result = &edge == m_graph.result();
    return std::max(result ? leastResultArrow : leastLooseEnd, figure(edge).width() + 2 * roomAroundFigure);
}

int Measures::smallestText() const
{
    const bool scalars = std::ranges::all_of(m_graph.edges, [this](const VisibleEdge &edge) {
        return edge.source == noNode || m_session.graph().shape(edge.source).isScalar();
    });
    return scalars ? Size::value : Size::body;
}

double Measures::neededWidth(const VisibleEdge &edge) const
{
    const VisibleNode &from = m_graph.nodes[edge.from];
    const VisibleNode &to = m_graph.nodes[edge.to];
    const QPointF span = to.position - from.position;
    if (span.x() <= 0 || std::abs(span.y()) > span.x())
        return 0;
    return halfWidth(from) + halfWidth(to) + figure(edge).width() / 2 + written(edge).markReach + roomAroundFigure;
}

QString leafLabel(const GraphSession &session, const VisibleNode &leaf)
{
    const DocumentNode &node = session.document().nodes[leaf.source];
    if (node.isConstant() && node.value.shape.isScalar())
        return displayNumber(node.value.values.front());
    return node.name;
}

} // namespace chainrule
