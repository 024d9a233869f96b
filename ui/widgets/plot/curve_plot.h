// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over one axis, with a reading line, zoom and pan. The one door to QCustomPlot, whose header stays behind it.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/picture_format.h"
#include "ui/widgets/plot/curve.h"
#include "ui/widgets/plot/plot_guide.h"

#include <QtWidgets/QWidget>

#include <functional>
#include <memory>

namespace chainrule {

struct CurveStyle
{
    static constexpr qreal dotRadius = 3; // px

    QString name;
    QColor Theme::*colour = &Theme::forward;
    qreal width = 1; // px
    Qt::PenStyle line = Qt::SolidLine;
    bool dots = false; // few points, each of which counts
    bool smooth = false; // very many points, of which neighbours hardly differ
    bool behind = false; // beneath all curves that are not

    friend bool operator==(const CurveStyle &, const CurveStyle &) = default;
};

// Shows its home range, which follows the growing curves, until the person zooms or pans; double-click or Home returns.
// The wheel, + and − zoom; dragging and Shift with the arrows move; hovering and the arrows read values off.
class CurvePlot final : public QWidget
{
    Q_OBJECT

public:
    // `xWord` is what is counted from left to right, with its number in it: "Iteration %1".
    explicit CurvePlot(QString xWord, QWidget *parent = nullptr);
    ~CurvePlot() override;

    // The number by which the curve is called in all that follows: 0, 1, 2 … and never one a second time.
    int addCurve(const CurveStyle &style);
    void removeCurve(int curve);
    void setStyle(int curve, const CurveStyle &style);
    void setShown(int curve, bool shown); // at first it is
    bool shown(int curve) const;
    // x is not below that of the point before. Points that are not finite are left out.
    void append(int curve, double x, double y);
    void setPoints(int curve, Curve points); // instead of those that it has
    const Curve &curve(int curve) const;
    std::vector<QPointF> points(int curve) const;

    void setGuides(const std::vector<PlotGuide> &guides); // from left to right
    const std::vector<PlotGuide> &guides() const;

    void setAxisUnit(const QString &unit); // within the plot, at the end of the axis
    void setHome(double xTo, double yFrom, double yTo); // x from 0
    void setLogarithmic(bool on); // y
    void goHome(); // and follow
    void hideReading();
    void refresh(); // draws soon, once for any number of calls; called by no other function that changes the data

    bool following() const { return m_following; }
    QRectF range() const; // in view; top is the least y
    QString readingAt(double x) const; // what the reading line says
    QString reading() const; // what it says now; empty when there is none
    QRect readingBox() const; // where it says that; empty when it does not
    // What is in view, on white, with a title, the axis' unit and a legend: for a document. The file's contents come from
    // what is returned, which may be called on any thread: a PNG takes a while to be compressed.
    std::function<QByteArray()> picture(PictureFormat format, QSize size, const QString &title, const QString &xUnit) const;
    // Something small that stands above the plot, in one of its corners.
    void setCorner(QWidget *widget, Qt::Alignment corner);

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

    void wire();
    void leaveHome();
    void showHome();
    double leftEnd() const; // of home
    double rightEnd() const;
    double roomForDots() const;
    void zoom(double factor);
    void zoom(double factor, const QPointF &place);
    void move(double share);
    void keepInView();
    QRect cornerBox() const;
    void read(double x);
    void readNext(int direction);

    std::unique_ptr<Canvas> m_canvas;
    QWidget *m_corner = nullptr;
    QString m_xWord;
    double m_xTo = 1, m_yFrom = 0, m_yTo = 1; // home
    double m_readingAt = -1; // below 0 there is none
    bool m_following = true;
};

} // namespace chainrule
