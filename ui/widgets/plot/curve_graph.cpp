// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot/curve_graph.h"

#include "ui/widgets/plot/clipped_line.h"

#include <qcustomplot.h>

#include <algorithm>

namespace chainrule {

namespace {

constexpr qsizetype mostDots = 60; // more of them would hide the line

class CurveGraph final : public QCPAbstractPlottable
{
public:
    CurveGraph(QCPAxis *keyAxis, QCPAxis *valueAxis, const CurveStyle &style, const Curve &curve);

    double selectTest(const QPointF &position, bool onlySelectable, QVariant *details = nullptr) const override;
    QCPRange getKeyRange(bool &found, QCP::SignDomain domain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool &found, QCP::SignDomain domain = QCP::sdBoth, const QCPRange &keys = {}) const override;

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *painter, const QRectF &rect) const override;

private:
    QPolygonF line() const; // pixels
    void drawOnScreen(QCPPainter *painter, const QPolygonF &points);
    void drawDots(QCPPainter *painter, const QPolygonF &points);

    CurveStyle m_style;
    const Curve &m_curve;
};

CurveGraph::CurveGraph(QCPAxis *keyAxis, QCPAxis *valueAxis, const CurveStyle &style, const Curve &curve)
    : QCPAbstractPlottable(keyAxis, valueAxis)
    , m_style(style)
    , m_curve(curve)
{
    setName(style.name);
    // A line of one pixel is drawn twenty times as quickly without, and is not blurred.
    setAntialiased(style.width > 1);
}

void CurveGraph::draw(QCPPainter *painter)
{
    const QPolygonF points = line();
    applyDefaultAntialiasingHint(painter);
    painter->setPen(pen());
    painter->setBrush(Qt::NoBrush);
    if (painter->modes().testFlag(QCPPainter::pmVectorized))
        for (const QPolygonF &piece : clippedLine(points, keyAxis()->axisRect()->rect()))
            painter->drawPolyline(piece);
    else
        drawOnScreen(painter, points);
    if (m_style.dots && points.size() <= mostDots)
        drawDots(painter, points);
}

// A soft, wide line is filled as one shape, which takes Qt time with the square of its crossings of a row of pixels: ten
// milliseconds for a window's width. Pieces take one. Each begins a segment early, so that no corner is missing.
void CurveGraph::drawOnScreen(QCPPainter *painter, const QPolygonF &points)
{
    constexpr qsizetype piece = 24; // points
    const qsizetype step = antialiased() ? piece : points.size();
    for (qsizetype first = 0; first + 1 < points.size(); first += step) {
        const qsizetype from = std::max<qsizetype>(first - 1, 0);
        painter->drawPolyline(points.data() + from, int(std::min(first + step + 1, points.size()) - from));
    }
}

void CurveGraph::drawDots(QCPPainter *painter, const QPolygonF &points)
{
    const QRectF area = keyAxis()->axisRect()->rect();
    applyScattersAntialiasingHint(painter);
    painter->setPen(Qt::NoPen);
    painter->setBrush(pen().color());
    for (const QPointF &point : points)
        if (area.contains(point))
            painter->drawEllipse(point, CurveStyle::dotRadius, CurveStyle::dotRadius);
}

QPolygonF CurveGraph::line() const
{
    const QCPRange range = keyAxis()->range();
    const QRect area = keyAxis()->axisRect()->rect();
    if (!area.isValid()) // before the first layout, or in a window too small for it
        return {};
    const int columns = area.width();
    const auto points = m_style.smooth ? m_curve.thinned(range.lower, range.upper, columns / 2)
                                       : m_curve.outline(range.lower, range.upper, columns);
    const bool logarithmic = valueAxis()->scaleType() == QCPAxis::stLogarithmic;
    const double far = area.height(); // what is beyond needs no exact place, and would only cost time
    QPolygonF line;
    line.reserve(qsizetype(points.size()));
    for (const QPointF &point : points) {
        if (logarithmic && point.y() <= 0)
            continue;
        const double y = valueAxis()->coordToPixel(point.y());
        line.append({ keyAxis()->coordToPixel(point.x()), std::clamp(y, area.top() - far, area.bottom() + far) });
    }
    return line;
}

void CurveGraph::drawLegendIcon(QCPPainter *painter, const QRectF &rect) const
{
    applyDefaultAntialiasingHint(painter);
    painter->setPen(pen());
    painter->drawLine(QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y()));
}

double CurveGraph::selectTest(const QPointF &, bool, QVariant *) const
{
    return -1; // cannot be selected
}

QCPRange CurveGraph::getKeyRange(bool &found, QCP::SignDomain) const
{
    found = !m_curve.empty();
    return found ? QCPRange(m_curve.points().front().x(), m_curve.points().back().x()) : QCPRange();
}

QCPRange CurveGraph::getValueRange(bool &found, QCP::SignDomain, const QCPRange &) const
{
    found = false; // the charts choose what is in view
    return {};
}

} // namespace

QCPAbstractPlottable *newCurveGraph(QCPAxis *keyAxis, QCPAxis *valueAxis, const CurveStyle &style, const Curve &curve)
{
    return new CurveGraph(keyAxis, valueAxis, style, curve);
}

QPen curvePen(const CurveStyle &style, const Theme &theme)
{
    return QPen(theme.*style.colour, style.width, style.line, Qt::FlatCap, Qt::BevelJoin);
}

} // namespace chainrule
