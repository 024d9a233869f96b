// SPDX-License-Identifier: GPL-3.0-or-later
// A small, still plot: a few curves over two axes, linear or logarithmic, with points marked on them.
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QPointF>
#include <QtWidgets/QWidget>

#include <optional>

namespace chainrule {

struct PlotCurve
{
    QList<QPointF> points; // those that are not finite, or not above 0 on a logarithmic axis, are left out
    QColor Theme::*colour = &Theme::forward;
    qreal width = 2; // px
    bool dashed = false;
    bool dots = false; // each point is drawn
};

struct PlotMark
{
    QPointF point;
    QColor Theme::*colour = &Theme::forward;
};

struct PlotGuide
{
    double x = 0;
    QString name; // above the line
};

struct PlotContent
{
    QList<PlotCurve> curves;
    QList<PlotMark> marks;
    QList<PlotGuide> guides; // upright lines
    QString xName;
    QString yName;
    bool logarithmic = false; // both axes
};

class LinePlot final : public QWidget
{
    Q_OBJECT

public:
    explicit LinePlot(QWidget *parent = nullptr);

    void setContent(const PlotContent &content);
    const PlotContent &content() const { return m_content; }

    QSize sizeHint() const override { return { 280, 176 }; }
    QSize minimumSizeHint() const override { return { 160, 176 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Painting;

    PlotContent m_content;
};

} // namespace chainrule
