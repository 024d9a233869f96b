// SPDX-License-Identifier: GPL-3.0-or-later
// The QCustomPlot of a CurvePlot with its graphs and the reading line. Included by curve_plot.cpp alone.
#pragma once

#include "ui/training/curve_plot.h"

#include <qcustomplot.h>

namespace chainrule {

class CurvePlot::Canvas final
{
public:
    Canvas(const std::vector<CurveStyle> &styles, QWidget *parent);

    void setTheme(const Theme &theme, const std::vector<CurveStyle> &styles, bool focused);
    void setLogarithmic(bool on);
    void fitTicks(QSize size); // as many as there is room for
    void read(double x, const QString &text);
    void hideReading();
    void setHint(const QString &hint);
    // The point of the first curve that is nearest to x, NaN when there is none.
    double nearest(double x) const;
    const QCPGraphData *pointAt(int curve, double x) const; // null when there is none

    QCustomPlot *plot;
    std::vector<QCPGraph *> graphs;

private:
    void setUpAxes();
    void setUpReading();
    void drawReading();

    QCPLayer *m_readingLayer = nullptr;
    QCPItemStraightLine *m_line = nullptr;
    QCPItemText *m_label = nullptr;
    QCPItemText *m_hint = nullptr;
    std::vector<QCPItemTracer *> m_marks;
};

} // namespace chainrule
