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

QSizeF Measures::figure(const VisibleEdge &edge) const
{
    return nominalFigureSize(edge.source == noNode ? Shape() : m_session.graph().shape(edge.source));
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
    return halfWidth(from) + halfWidth(to) + figure(edge).width() + roomAroundFigure;
}

QString leafLabel(const GraphSession &session, const VisibleNode &leaf)
{
    const DocumentNode &node = session.document().nodes[leaf.source];
    if (node.isConstant() && node.value.shape.isScalar())
        return displayNumber(node.value.values.front());
    return node.name;
}

} // namespace chainrule
