// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/edge_item.h"

#include "ui/diagram/drawing/arrow_stroke.h"
#include "ui/diagram/drawing/figure.h"
#include "ui/session/graph_session.h"
#include "ui/text/figure_text.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace chainrule {

namespace {

constexpr double forwardWidth = 1.8;
constexpr double forwardStrong = 2.6;
constexpr double backwardWidth = 3.2;
constexpr double backwardStrong = 4.6;
constexpr double endGap = 8;
constexpr double longestNumber = 132; // px: "−1.234e−300" and a mark
constexpr double lineMargin = 14; // px to either side: line widths and heads

QRectF around(const QPointF &centre, const QSizeF &size)
{
    return { centre - QPointF(size.width(), size.height()) / 2, size };
}

bool isNear(const QRectF &figure, const QRectF &exposed)
{
    constexpr double beyond = 6; // px that letters and frames reach out of their box, at most
    return figure.adjusted(-beyond, -beyond, beyond, beyond).intersects(exposed);
}

} // namespace

EdgeItem::EdgeItem(const DiagramStyle &style, const DiagramState &state, const GraphSession &session)
    : m_style(style)
    , m_state(state)
    , m_session(session)
{
}

void EdgeItem::show(const VisibleEdge &edge, const EdgePlace &place, const QString &endName)
{
    m_edge = edge;
    m_endName = endName;
    setPlace(place);
}

void EdgeItem::setPlace(const EdgePlace &place)
{
    m_place = place;
    if (const QRectF bounds = computeBounds(); bounds != m_bounds) {
        prepareGeometryChange();
        m_bounds = bounds;
        forgetLook(); // where it was painted it is painted over, also when it comes back
    }
}

bool EdgeItem::hasValue() const
{
    return m_edge.source != noNode && m_session.run().hasValue(m_edge.source);
}

bool EdgeItem::hasGradient() const
{
    const Run<double> &run = m_session.run();
    if (m_edge.whole)
        return m_edge.source != noNode && run.hasGradient(m_edge.source);
    return m_edge.consumer != noNode && run.hasEdgeGradient(m_edge.consumer, m_edge.input);
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
    static const Shape scalar;
    return m_edge.source == noNode ? scalar : m_session.graph().shape(m_edge.source);
}

bool EdgeItem::valueIsLabel() const
{
    return m_edge.source != noNode && m_session.graph().isConstant(m_edge.source) && tensorShape().isScalar();
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
    const QSizeF size = figureSize(*m_style.letters, tensorShape(), value());
    return around(m_place.valueCentre(size), size);
}

QRectF EdgeItem::gradientRect() const
{
    if (!hasGradient())
        return {};
    const QSizeF size = figureSize(*m_style.letters, tensorShape(), gradient());
    return around(m_place.gradientCentre(size), size);
}

bool EdgeItem::isFigureAt(const QPointF &scenePoint) const
{
    return valueRect().adjusted(-6, -2, 6, 2).contains(scenePoint);
}

QString EdgeItem::toolTipText() const
{
    QString tip = m_session.document().nodes[m_edge.feeder].name;
    if (hasValue())
        tip += QLatin1Char('\n') + tr("value") + QLatin1Char(' ') + exactFigureText(tensorShape(), value());
    if (hasGradient())
        tip += QLatin1Char('\n') + tr("gradient") + QLatin1Char(' ') + exactFigureText(tensorShape(), gradient());
    return tip;
}

QRectF EdgeItem::endRect() const
{
    const QPointF end = m_place.curve.end;
    const double height = m_style.letters->height(Lettering::Hand::Name);
    return { end.x() + endGap, end.y() - height / 2, m_style.letters->width(Lettering::Hand::Name, m_endName), height };
}

QRectF EdgeItem::wayRect() const
{
    const QSizeF most = nominalFigureSize(tensorShape()).expandedTo(QSizeF(longestNumber, 0));
    return m_bounds.adjusted(-most.width(), -most.height(), most.width(), most.height());
}

Appearance EdgeItem::look() const
{
    const bool bringsValue = m_state.bringsValue(m_edge);
    const bool bringsGradient = m_state.bringsGradient(m_edge);
    Appearance look;
    look.add(std::uint64_t(markNow()) << 7 | std::uint64_t(asksGradient()) << 6 | std::uint64_t(asksValue()) << 5
             | std::uint64_t(bringsGradient) << 4 | std::uint64_t(bringsValue) << 3 | std::uint64_t(hasGradient()) << 2
             | std::uint64_t(hasValue()) << 1 | 1);
    for (const QPointF &point : { m_place.curve.start, m_place.curve.control, m_place.curve.end })
        look.add(point);
    look.add({ &m_place.labelAt, 1 });
    look.add(m_endName);
    look.add(std::uint64_t(valueIsLabel()));
    for (const Index dimension : tensorShape().dimensions())
        look.add(std::uint64_t(dimension));
    if (hasValue())
        look.add(value().span());
    if (hasGradient())
        look.add(gradient().span());
    if (bringsValue || bringsGradient)
        look.add({ &m_state.travelled, 1 });
    return look;
}

bool EdgeItem::asksValue() const
{
    return !hasValue() && m_state.asks({ m_edge.source, -1 });
}

bool EdgeItem::asksGradient() const
{
    return !hasGradient() && m_edge.consumer >= 0 && m_state.asks({ m_edge.consumer, m_edge.input });
}

QRectF EdgeItem::figuresRect() const
{
    const QSizeF largest = nominalFigureSize(tensorShape()).expandedTo(QSizeF(longestNumber, 0));
    return around(m_place.valueCentre(largest), largest) | around(m_place.gradientCentre(largest), largest);
}

QRectF EdgeItem::computeBounds() const
{
    QRectF rect = m_place.curve.bounds().adjusted(-lineMargin, -lineMargin, lineMargin, lineMargin);
    rect |= figuresRect();
    return (m_endName.isEmpty() ? rect : rect | endRect()).adjusted(-2, -2, 2, 2);
}

QList<QRectF> EdgeItem::boundingParts() const
{
    constexpr double partSize = 120; // px
    constexpr int mostParts = 10;
    const int parts = std::min(mostParts, int(std::min(m_bounds.width(), m_bounds.height()) / partSize));
    if (parts < 2 || !m_place.curve.isStraight() || !m_endName.isEmpty())
        return { m_bounds };
    QList<QRectF> all{ figuresRect().adjusted(-2, -2, 2, 2) };
    for (int i = 0; i < parts; ++i) {
        const QRectF part(m_place.curve.at(double(i) / parts), m_place.curve.at(double(i + 1) / parts));
        constexpr double margin = lineMargin + 2;
        all.append(part.normalized().adjusted(-margin, -margin, margin, margin));
    }
    return all;
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

EdgePlace EdgeItem::placeNow(bool brought, bool back) const
{
    if (!brought || m_state.travelled >= 1)
        return m_place;
    EdgePlace place = m_place;
    place.labelAt = back ? 1 - m_state.travelled * (1 - m_place.labelAt) : m_state.travelled * m_place.labelAt;
    return place;
}

void EdgeItem::paintShapes(const Canvas &canvas) const
{
    const Detail detail = detailOf(canvas.painter());
    if (detail != Detail::All)
        return paintHairlines(canvas, detail);
    const auto paint = [&](const EdgeCurve &curve, bool brought, double width, const QColor &color, bool dashed) {
        paintArrow(canvas, brought ? curve.upTo(m_state.travelled) : curve, color, width, dashed);
    };
    if (!hasValue())
        paintLine(canvas, m_place.curve, m_style.theme.line, 1.5);
    if (const bool brought = m_state.bringsValue(m_edge); hasValue())
        paint(m_place.curve.shifted(Arrow::apart), brought, brought ? forwardStrong : forwardWidth, m_style.theme.forward,
              false);
    if (const bool brought = m_state.bringsGradient(m_edge); hasGradient())
        paint(m_place.curve.shifted(-Arrow::apart).reversed(), brought, brought ? backwardStrong : backwardWidth,
              m_style.theme.backward, true);
}

// From far away: a line for the value and one for the gradient, one pixel wide, no heads and no figures.
void EdgeItem::paintHairlines(const Canvas &canvas, Detail detail) const
{
    const Theme &theme = m_style.theme;
    const bool apart = detail == Detail::Shapes && hasGradient();
    if (!hasValue())
        return paintHairline(canvas, m_place.curve, theme.line);
    paintHairline(canvas, apart ? m_place.curve.shifted(Arrow::apart) : m_place.curve, theme.forward);
    if (apart)
        paintHairline(canvas, m_place.curve.shifted(-Arrow::apart), theme.backward);
}

void EdgeItem::paintLetters(QPainter &painter, const QRectF &exposed) const
{
    if (detailOf(painter) != Detail::All)
        return;
    if (hasValue() && !valueIsLabel())
        paintValue(painter, exposed);
    if (hasGradient())
        paintGradient(painter, exposed);
    paintQuestion(painter);
    if (m_endName.isEmpty())
        return;
    painter.setPen(hasValue() ? m_style.theme.text : m_style.theme.mutedText);
    m_style.letters->drawCentred(painter, Lettering::Hand::Name, m_endName, endRect());
}

void EdgeItem::paintValue(QPainter &painter, const QRectF &exposed) const
{
    const bool brought = m_state.bringsValue(m_edge);
    const QSizeF size = figureSize(*m_style.letters, tensorShape(), value());
    const QRectF rect = around(placeNow(brought, false).valueCentre(size), size);
    if (isNear(rect, exposed))
        paintFigure(painter, *m_style.letters, brought, rect, m_style.theme.forward, tensorShape(), value());
}

void EdgeItem::paintGradient(QPainter &painter, const QRectF &exposed) const
{
    const bool brought = m_state.bringsGradient(m_edge);
    const QSizeF size = figureSize(*m_style.letters, tensorShape(), gradient());
    const QRectF rect = around(placeNow(brought, true).gradientCentre(size), size);
    if (isNear(rect, exposed))
        paintFigure(painter, *m_style.letters, brought, rect, m_style.theme.backward, tensorShape(), gradient());
    paintMark(painter);
}

// The figure that the class is to predict.
void EdgeItem::paintQuestion(QPainter &painter) const
{
    const bool value = asksValue();
    if (!value && !asksGradient())
        return;
    const QSizeF size(24, 24);
    const QRectF rect = around(value ? m_place.valueCentre(size) : m_place.gradientCentre(size), size);
    const QColor &color = value ? m_style.theme.forward : m_style.theme.backward;
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(m_style.theme.canvas);
    painter.drawEllipse(rect);
    m_style.letters->drawCentred(painter, Lettering::Hand::StrongFigure, QStringLiteral("?"), rect);
}

EdgeItem::Mark EdgeItem::markNow() const
{
    const auto mark = m_state.marks.agrees.constFind(m_edge.source);
    if (mark == m_state.marks.agrees.constEnd() || m_state.travelled < 1)
        return Mark::None;
    return *mark ? Mark::Agrees : Mark::Differs;
}

// A tick or a cross after the gradient of a leaf, or of the node whose value flows here.
void EdgeItem::paintMark(QPainter &painter) const
{
    const Mark mark = markNow();
    if (mark == Mark::None)
        return;
    const bool agrees = mark == Mark::Agrees;
    const QRectF figure = gradientRect();
    const QRectF rect(figure.right() + 4, figure.center().y() - 8, 16, 16);
    painter.setPen(agrees ? m_style.theme.good : m_style.theme.bad);
    m_style.letters->drawCentred(painter, Lettering::Hand::Figure, agrees ? QStringLiteral("✓") : QStringLiteral("✗"), rect);
}

} // namespace chainrule
