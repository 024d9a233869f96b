// SPDX-License-Identifier: GPL-3.0-or-later
// A Curve in a QCustomPlot. Its own QCPGraph reads every point in view for every drawing: 20 ms of a million of them.
#pragma once

#include "ui/widgets/plot/curve.h"
#include "ui/widgets/plot/curve_plot.h"

#include <qcustomplot.h>

namespace chainrule {

class CurveGraph final : public QCPAbstractPlottable
{
    Q_OBJECT

public:
    CurveGraph(QCPAxis *keyAxis, QCPAxis *valueAxis, const CurveStyle &style, const Curve &curve); // which outlives it

    void setTheme(const Theme &theme);

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

} // namespace chainrule
