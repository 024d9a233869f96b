// SPDX-License-Identifier: GPL-3.0-or-later
// The QCustomPlot of a CurvePlot with its graphs and the reading line. Included by curve_plot.cpp and its picture alone.
#pragma once

#include "ui/widgets/plot/curve_plot.h"

class QCPAbstractPlottable;
class QCPItemStraightLine;
class QCPItemText;
class QCPItemTracer;
class QCPLayer;
class QCustomPlot;

namespace chainrule {

class CurvePlot::Canvas final
{
public:
    struct Line
    {
        int id = 0;
        CurveStyle style;
        std::unique_ptr<Curve> curve;
        QCPAbstractPlottable *graph = nullptr; // of the plot
        QCPItemTracer *mark = nullptr; // of the plot
        bool shown = true;
    };

    explicit Canvas(QWidget *parent);

    int add(const CurveStyle &style);
    void remove(int id);
    void setStyle(int id, const CurveStyle &style);
    void setShown(int id, bool shown);
    Line &line(int id);
    const Line &line(int id) const;

    void setGuides(const std::vector<PlotGuide> &guides);
    const std::vector<PlotGuide> &guides() const { return m_guides; }

    void setTheme(const Theme &theme, bool focused);
    void setLogarithmic(bool on);
    void fitTicks(QSize size); // as many as there is room for
    // In a box that is whole, and beside `taken`.
    void read(double x, const QString &text, const QRect &taken);
    QRect readingBox() const;
    void setUnit(const QString &unit);
    // From the first point of all curves shown to the last one, whatever their height; null when there is none.
    QRectF reach() const;
    // Of each curve that is shown between two x: its least and its greatest y there.
    std::vector<std::pair<double, double>> heights(double from, double to) const;
    void hideReading();
    void setHint(const QString &hint);
    // The x of the nearest point of all curves shown, NaN when there is none.
    double nearest(double x) const;
    // With the curves of another canvas, which outlives this one, and nothing that belongs to a screen.
    void copyForPaper(const Canvas &other, const QString &title, const QString &xUnit);

    QCustomPlot *plot;
    std::vector<Line> lines;

private:
    void setUpScales();
    void setUpReading();
    void drawReading();
    QSize sizeOf(const QString &text) const;
    QRect placeFor(const QSize &size, double x, const QRect &taken) const;
    void makeGraph(Line &line, const Curve &curve);
    void dress(QCPItemStraightLine &line, QCPItemText &name) const;

    QCPLayer *m_readingLayer = nullptr;
    QCPItemStraightLine *m_line = nullptr;
    QCPItemText *m_label = nullptr;
    QCPItemText *m_hint = nullptr;
    QCPItemText *m_unit = nullptr;
    QRect m_box; // of the reading
    Theme m_theme = Theme::light();
    std::vector<PlotGuide> m_guides;
    std::vector<std::pair<QCPItemStraightLine *, QCPItemText *>> m_guideItems; // of the plot
    int m_nextId = 0;
};

} // namespace chainrule
