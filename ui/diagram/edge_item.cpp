// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/edge_item.h"

#include "ui/diagram/figure.h"
#include "ui/diagram/graph_session.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <cmath>

namespace chainrule {

namespace {

constexpr double forwardWidth = 1.8;
constexpr double forwardStrong = 2.6;
constexpr double backwardWidth = 3.2;
constexpr double backwardStrong = 4.6;
constexpr double endGap = 8;
constexpr double dashLength = 9; // px, whatever the width
constexpr double dashGap = 5;

// An arrow along the curve; the line stops where the head begins, so that no line end shows through the tip.
void paintArrow(QPainter &painter, EdgeCurve curve, const QColor &color, double width, bool dashed)
{
    const double head = 6 + 2.4 * width;
    const QPointF tip = curve.end;
    const QPointF back = curve.end - curve.control;
    const double length = std::max(1e-9, std::hypot(back.x(), back.y()));
    const QPointF along = back / length;
    const QPointF across(-along.y(), along.x());
    curve.end = tip - along * head * 0.85;
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    if (dashed)
        pen.setDashPattern({ dashLength / width, dashGap / width });
    painter.strokePath(curve.path(), pen);
    const QPointF base = tip - along * head;
    const QPointF points[] = { tip, base + across * head * 0.45, base - across * head * 0.45 };
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawConvexPolygon(points, 3);
}

QRectF around(const QPointF &centre, const QSizeF &size)
{
    return { centre - QPointF(size.width(), size.height()) / 2, size };
}

} // namespace

EdgeItem::EdgeItem(const DiagramStyle &style, const GraphSession &session, const VisibleEdge &edge, const EdgePlace &place,
                   const QString &endName)
    : m_style(style)
    , m_session(session)
    , m_edge(edge)
    , m_place(place)
    , m_endName(endName)
{
}

bool EdgeItem::hasValue() const
{
    return m_session.run().hasValue(m_edge.source);
}

bool EdgeItem::hasGradient() const
{
    const Run<double> &run = m_session.run();
    return m_edge.whole ? run.hasGradient(m_edge.source) : run.hasEdgeGradient(m_edge.consumer, m_edge.input);
}

View<const double> EdgeItem::value() const
{
    return m_session.run().value(m_edge.source);
}

View<const double> EdgeItem::gradient() const
{
    const Run<double> &run = m_session.run();
    return m_edge.whole ? run.gradient(m_edge.source) : run.edgeGradient(m_edge.consumer, m_edge.input);
}

const Shape &EdgeItem::tensorShape() const
{
    return m_session.graph().shape(m_edge.source);
}

bool EdgeItem::valueIsLabel() const
{
    return m_session.graph().isConstant(m_edge.source) && tensorShape().isScalar();
}

QString EdgeItem::valueText() const
{
    return hasValue() ? figureText(tensorShape(), value()) : QString();
}

QString EdgeItem::gradientText() const
{
    return hasGradient() ? figureText(tensorShape(), gradient()) : QString();
}

QRectF EdgeItem::valueRect() const
{
    if (!hasValue() || valueIsLabel())
        return {};
    const QSizeF size = figureSize(m_style.figureFont(true), tensorShape(), value());
    return around(m_place.valueCentre(size), size);
}

QRectF EdgeItem::gradientRect() const
{
    if (!hasGradient())
        return {};
    const QSizeF size = figureSize(m_style.figureFont(true), tensorShape(), gradient());
    return around(m_place.gradientCentre(size), size);
}

bool EdgeItem::isFigureAt(const QPointF &scenePoint) const
{
    return valueRect().adjusted(-6, -2, 6, 2).contains(scenePoint);
}

void EdgeItem::refresh(EdgeAccent accent)
{
    prepareGeometryChange();
    m_accent = accent;
    QString tip = m_session.documentNode(m_edge.source).name;
    if (hasValue())
        tip += QLatin1Char('\n') + tr("value") + QLatin1Char(' ') + exactFigureText(tensorShape(), value());
    if (hasGradient())
        tip += QLatin1Char('\n') + tr("gradient") + QLatin1Char(' ') + exactFigureText(tensorShape(), gradient());
    setToolTip(tip);
    update();
}

QRectF EdgeItem::endRect() const
{
    const QFontMetricsF metrics(nameFont(m_style.font));
    const QPointF end = m_place.curve.end;
    return { end.x() + endGap, end.y() - metrics.height() / 2, metrics.horizontalAdvance(m_endName), metrics.height() };
}

QRectF EdgeItem::boundingRect() const
{
    constexpr double margin = 14; // line widths and heads
    QRectF rect = m_place.curve.path().boundingRect().adjusted(-margin, -margin, margin, margin);
    return rect | valueRect().adjusted(-2, -2, 2, 2) | gradientRect().adjusted(-2, -2, 2, 2) | endRect();
}

QPainterPath EdgeItem::shape() const
{
    QPainterPathStroker stroker(QPen(Qt::black, 18));
    QPainterPath path = stroker.createStroke(m_place.curve.path());
    path.setFillRule(Qt::WindingFill);
    path.addRect(valueRect());
    path.addRect(gradientRect());
    return path;
}

void EdgeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (hasValue()) {
        paintForward(*painter);
    } else {
        painter->setBrush(Qt::NoBrush);
        painter->strokePath(m_place.curve.path(), QPen(m_style.theme.line, 1.5));
    }
    if (hasGradient())
        paintBackward(*painter);
    painter->setFont(nameFont(m_style.font));
    painter->setPen(hasValue() ? m_style.theme.text : m_style.theme.mutedText);
    painter->drawText(endRect(), Qt::AlignCenter | Qt::TextDontClip, m_endName);
}

void EdgeItem::paintForward(QPainter &painter) const
{
    const bool strong = m_accent == EdgeAccent::Value;
    paintArrow(painter, m_place.curve.shifted(Arrow::apart), m_style.theme.forward, strong ? forwardStrong : forwardWidth,
               false);
    if (valueIsLabel())
        return;
    painter.setFont(m_style.figureFont(strong));
    paintFigure(painter, valueRect(), m_style.theme.forward, tensorShape(), value());
}

void EdgeItem::paintBackward(QPainter &painter) const
{
    const bool strong = m_accent == EdgeAccent::Gradient;
    const EdgeCurve curve = m_place.curve.shifted(-Arrow::apart).reversed();
    paintArrow(painter, curve, m_style.theme.backward, strong ? backwardStrong : backwardWidth, true);
    painter.setFont(m_style.figureFont(strong));
    paintFigure(painter, gradientRect(), m_style.theme.backward, tensorShape(), gradient());
}

} // namespace chainrule
