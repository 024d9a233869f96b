// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over one axis, with a reading line, zoom and pan. The one door to QCustomPlot, whose header stays behind it.
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QPointF>
#include <QtWidgets/QWidget>

#include <memory>
#include <vector>

namespace chainrule {

struct CurveStyle
{
    QString name;
    QColor Theme::*colour = &Theme::forward;
    qreal width = 1; // px
    bool dashed = false;
    bool dots = false; // few points, each of which counts
    bool smooth = false; // very many points, of which neighbours hardly differ
};

// Shows its home range, which follows the growing curves, until the person zooms or pans; double-click or Home returns.
// The wheel, + and − zoom; dragging and Shift with the arrows move; hovering and the arrows read values off.
class CurvePlot final : public QWidget
{
    Q_OBJECT

public:
    // `xWord` is what is counted from left to right, with its number in it: "Iteration %1".
    CurvePlot(QString xWord, std::vector<CurveStyle> styles, QWidget *parent = nullptr);
    ~CurvePlot() override;

    // x is not below that of the point before. Points that are not finite are left out.
    void append(int curve, double x, double y);
    void clear();
    void setHome(double xTo, double yFrom, double yTo); // x from 0
    void setLogarithmic(bool on); // y
    void refresh(); // draws soon, once for any number of calls; called by no other function that changes the data

    bool following() const { return m_following; }
    std::vector<QPointF> points(int curve) const;
    QString readingAt(double x) const; // what the reading line says

    QSize sizeHint() const override { return { 480, 320 }; }
    QSize minimumSizeHint() const override { return { 200, 64 }; }

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    class Canvas;

    void goHome();
    void leaveHome();
    void showHome();
    double leftEnd() const;
    void zoom(double factor);
    void move(double share);
    void read(double x);
    void readNext(int direction);
    void hideReading();

    std::unique_ptr<Canvas> m_canvas;
    QString m_xWord;
    std::vector<CurveStyle> m_styles;
    double m_xTo = 1, m_yFrom = 0, m_yTo = 1; // home
    double m_readingAt = -1; // below 0 there is none
    bool m_following = true;
};

} // namespace chainrule
