// SPDX-License-Identifier: GPL-3.0-or-later
// A small, still plot: a few curves over two axes, linear or logarithmic, with points marked on them.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/plot/plot_guide.h"

#include <QtCore/QList>
#include <QtCore/QPointF>
#include <QtWidgets/QWidget>

class QCustomPlot;

namespace chainrule {

struct PlotCurve
{
    QList<QPointF> points; // from left to right; where y is not finite, or not above 0 on a logarithmic axis, is a hole
    QColor Theme::*colour = &Theme::forward;
    qreal width = 2; // px
    bool dashed = false;
    bool dots = false; // each point is drawn

    friend bool operator==(const PlotCurve &, const PlotCurve &) = default;
};

struct PlotMark
{
    QPointF point;
    QColor Theme::*colour = &Theme::forward;

    friend bool operator==(const PlotMark &, const PlotMark &) = default;
};

struct PlotContent
{
    QList<PlotCurve> curves;
    QList<PlotMark> marks;
    QList<PlotGuide> guides; // upright lines
    QString xName;
    QString yName;
    bool logarithmic = false; // both axes

    friend bool operator==(const PlotContent &, const PlotContent &) = default;
};

// Takes no part in what the mouse does: the wheel scrolls the panel around it.
class StillPlot final : public QWidget
{
    Q_OBJECT

public:
    explicit StillPlot(QWidget *parent = nullptr);

    void setContent(const PlotContent &content);
    const PlotContent &content() const { return m_content; }

    QSize sizeHint() const override { return { 280, 184 }; }
    QSize minimumSizeHint() const override { return { 160, 184 }; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();

    PlotContent m_content;
    QCustomPlot *m_plot = nullptr; // when there is something to show
};

} // namespace chainrule
