// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/measures.h"

#include "ui/diagram/figure.h"
#include "ui/diagram/graph_session.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QtGui/QFontMetricsF>

#include <algorithm>

namespace chainrule {

namespace {

constexpr double symbolMargin = 14;
constexpr double leastResultArrow = 96;
constexpr double roomAroundFigure = 6;

} // namespace

double Measures::halfWidth(const VisibleNode &node) const
{
    if (node.isLeaf())
        return Circle::leafGap;
    const double symbol = QFontMetricsF(symbolFont(m_font, node.symbol)).horizontalAdvance(node.symbol);
    return std::max(Circle::radius, symbol / 2 + symbolMargin);
}

QSizeF Measures::figure(const VisibleEdge &edge) const
{
    return nominalFigureSize(m_session.graph().shape(edge.source));
}

QSizeF Measures::label(const VisibleNode &leaf) const
{
    return { nameWidth(leafLabel(m_session, leaf)), QFontMetricsF(nameFont(m_font)).height() };
}

double Measures::nameWidth(const QString &name) const
{
    return QFontMetricsF(nameFont(m_font)).horizontalAdvance(name);
}

double Measures::resultArrow() const
{
    return std::max(leastResultArrow, figure(m_graph.edges.back()).width() + 2 * roomAroundFigure);
}

int Measures::smallestText() const
{
    const bool scalars = std::ranges::all_of(
        m_graph.edges, [this](const VisibleEdge &edge) { return m_session.graph().shape(edge.source).isScalar(); });
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

QString leafLabel(const GraphSession &session, const VisibleNode &node)
{
    const DocumentNode &leaf = session.documentNode(node.node);
    if (leaf.isConstant() && leaf.value.shape.isScalar())
        return displayNumber(leaf.value.values.front());
    return node.name;
}

QFont symbolFont(const QFont &font, const QString &symbol)
{
    constexpr int large = 24;
    QFont f = font;
    f.setPixelSize(symbol.size() <= 2 ? large : Size::value + 1);
    f.setWeight(QFont::Medium);
    return f;
}

QFont nameFont(const QFont &font)
{
    QFont f = font;
    f.setPixelSize(Size::value);
    f.setWeight(QFont::Medium);
    return f;
}

} // namespace chainrule
