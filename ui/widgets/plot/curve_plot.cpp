// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot/curve_plot.h"

#include "ui/widgets/plot/curve_canvas.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QGridLayout>

#include <qcustomplot.h>

#include <cmath>
#include <limits>

namespace chainrule {

namespace {

constexpr double zoomStep = 0.8;
constexpr double degreesOfANotch = 15, eighths = 8; // of a wheel, whose turns come in eighths of a degree

} // namespace

CurvePlot::CurvePlot(QString xWord, QWidget *parent)
    : QWidget(parent)
    , m_canvas(std::make_unique<Canvas>(this))
    , m_xWord(std::move(xWord))
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_canvas->plot, 0, 0);
    setFocusPolicy(Qt::StrongFocus);
    m_canvas->setTheme(Theme::of(palette()), false);
    showHome();
    wire();
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::wire()
{
    QCustomPlot *plot = m_canvas->plot;
    connect(plot, &QCustomPlot::mouseMove, this, [this, plot](QMouseEvent *event) {
        if (event->buttons() & Qt::LeftButton)
            leaveHome();
        read(plot->xAxis->pixelToCoord(event->position().x()));
    });
    connect(plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent *event) {
        zoom(std::pow(zoomStep, event->angleDelta().y() / degreesOfANotch / eighths), event->position());
    });
    connect(plot, &QCustomPlot::mousePress, this, [this] { setFocus(Qt::MouseFocusReason); });
    connect(plot, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::goHome);
    const auto rangeChanged = qOverload<const QCPRange &>(&QCPAxis::rangeChanged);
    connect(plot->xAxis, rangeChanged, this, [this, plot](const QCPRange &range) {
        if (!m_following)
            plot->xAxis->setRange(range.bounded(leftEnd(), rightEnd()));
    });
    connect(plot, &QCustomPlot::beforeReplot, this, [this] {
        if (!m_following)
            keepInView();
    });
}

int CurvePlot::addCurve(const CurveStyle &style)
{
    return m_canvas->add(style);
}

void CurvePlot::removeCurve(int curve)
{
    m_canvas->remove(curve);
}

void CurvePlot::setStyle(int curve, const CurveStyle &style)
{
    m_canvas->setStyle(curve, style);
}

void CurvePlot::setShown(int curve, bool shown)
{
    m_canvas->setShown(curve, shown);
    hideReading();
}

bool CurvePlot::shown(int curve) const
{
    return m_canvas->line(curve).shown;
}

void CurvePlot::append(int curve, double x, double y)
{
    m_canvas->line(curve).curve->append(x, y);
}

void CurvePlot::setPoints(int curve, Curve points)
{
    *m_canvas->line(curve).curve = std::move(points);
    hideReading();
}

const Curve &CurvePlot::curve(int curve) const
{
    return *m_canvas->line(curve).curve;
}

std::vector<QPointF> CurvePlot::points(int curve) const
{
    const auto points = this->curve(curve).points();
    return { points.begin(), points.end() };
}

void CurvePlot::setGuides(const std::vector<PlotGuide> &guides)
{
    m_canvas->setGuides(guides);
}

const std::vector<PlotGuide> &CurvePlot::guides() const
{
    return m_canvas->guides();
}

void CurvePlot::setHome(double xTo, double yFrom, double yTo)
{
    m_xTo = xTo;
    m_yFrom = yFrom;
    m_yTo = yTo;
    if (m_following)
        showHome();
}

void CurvePlot::setLogarithmic(bool on)
{
    m_canvas->setLogarithmic(on);
    m_canvas->fitTicks(size());
    hideReading();
}

void CurvePlot::refresh()
{
    m_canvas->plot->replot(QCustomPlot::rpQueuedReplot);
}

QRectF CurvePlot::range() const
{
    const QCPRange x = m_canvas->plot->xAxis->range();
    const QCPRange y = m_canvas->plot->yAxis->range();
    return { x.lower, y.lower, x.size(), y.size() };
}

QString CurvePlot::readingAt(double x) const
{
    constexpr int digits = 4;
    constexpr double large = 1000, small = 0.001;
    QString reading = m_xWord.arg(x == std::floor(x) ? locale().toString(qlonglong(x)) : locale().toString(x, 'g', digits));
    for (const Canvas::Line &line : m_canvas->lines) {
        const QPointF *point = line.shown ? line.curve->at(x) : nullptr;
        if (!point)
            continue;
        const double size = std::abs(point->y());
        const bool plain = size == 0 || (size >= small && size < large);
        reading += u'\n'
            + tr("%1: %2", "name of a curve, its value")
                  .arg(line.style.name, locale().toString(point->y(), plain ? 'f' : 'g', digits));
    }
    return reading;
}

QString CurvePlot::reading() const
{
    return m_readingAt < 0 ? QString() : readingAt(m_readingAt);
}

void CurvePlot::setCorner(QWidget *widget, Qt::Alignment corner)
{
    auto *grid = static_cast<QGridLayout *>(layout());
    m_corner = widget;
    grid->addWidget(widget, 0, 0, corner);
    widget->raise();
}

QRect CurvePlot::cornerBox() const
{
    return m_corner && m_corner->isVisible() ? m_corner->geometry().translated(-m_canvas->plot->pos()) : QRect();
}

void CurvePlot::setAxisUnit(const QString &unit)
{
    m_canvas->setUnit(unit);
}

QRect CurvePlot::readingBox() const
{
    return m_readingAt < 0 ? QRect() : m_canvas->readingBox();
}

// However one zooms and moves: some of the curves stays, a tenth away from the edge at least.
void CurvePlot::keepInView()
{
    const QRectF box = m_canvas->reach();
    if (box.isNull())
        return;
    constexpr double edge = 0.1;
    QCPAxis *x = m_canvas->plot->xAxis;
    const QCPRange across = x->range();
    if (across.lower > box.right() - edge * across.size() && across.lower > leftEnd())
        x->moveRange(std::max(leftEnd(), box.right() - edge * across.size()) - across.lower);
    QCPAxis *y = m_canvas->plot->yAxis;
    const bool logarithmic = y->scaleType() == QCPAxis::stLogarithmic;
    const auto place = [logarithmic](double value) { return logarithmic ? std::log(value) : value; };
    const double lower = place(y->range().lower), upper = place(y->range().upper);
    const double margin = edge * (upper - lower);
    double shift = std::numeric_limits<double>::infinity(); // the least that brings one of them in
    for (const auto &[least, most] : m_canvas->heights(x->range().lower, x->range().upper)) {
        if (logarithmic && most <= 0)
            continue;
        const double up = place(most) - margin - lower; // below 0 where it is below what is in view
        const double down = (logarithmic && least <= 0 ? place(most) : place(least)) + margin - upper;
        const double own = up < 0 ? up : down > 0 ? down : 0;
        if (std::abs(own) < std::abs(shift))
            shift = own;
    }
    if (shift == 0 || !std::isfinite(shift))
        return;
    if (logarithmic)
        y->setRange(std::exp(lower + shift), std::exp(upper + shift));
    else
        y->moveRange(shift);
}

void CurvePlot::goHome()
{
    m_following = true;
    m_canvas->setHint({});
    showHome();
    refresh();
}

void CurvePlot::leaveHome()
{
    if (!m_following)
        return;
    m_following = false;
    m_canvas->setHint(tr("Double-click: show all"));
    refresh();
}

void CurvePlot::showHome()
{
    m_canvas->plot->xAxis->setRange(leftEnd(), rightEnd());
    m_canvas->plot->yAxis->setRange(m_yFrom, m_yTo);
}

double CurvePlot::leftEnd() const
{
    return -roomForDots();
}

double CurvePlot::rightEnd() const
{
    return m_xTo + roomForDots();
}

// The first dot and the last one are to be seen whole.
double CurvePlot::roomForDots() const
{
    constexpr double room = 0.02;
    return !m_canvas->lines.empty() && m_canvas->lines.front().style.dots ? room * m_xTo : 0;
}

void CurvePlot::zoom(double factor)
{
    leaveHome();
    QCPAxis *axis = m_canvas->plot->xAxis;
    axis->scaleRange(factor, m_readingAt < 0 ? axis->range().center() : m_readingAt);
    keepInView();
    refresh();
}

// What is at this place stays there. Not QCustomPlot's own zoom, which draws for every turn of the wheel at once.
void CurvePlot::zoom(double factor, const QPointF &place)
{
    leaveHome();
    for (QCPAxis *axis : { m_canvas->plot->xAxis, m_canvas->plot->yAxis }) {
        const double pixel = axis->orientation() == Qt::Horizontal ? place.x() : place.y();
        axis->scaleRange(factor, axis->pixelToCoord(pixel));
    }
    keepInView();
    refresh();
}

void CurvePlot::move(double share)
{
    leaveHome();
    QCPAxis *axis = m_canvas->plot->xAxis;
    axis->moveRange(share * axis->range().size());
    keepInView();
    refresh();
}

void CurvePlot::read(double x)
{
    const double nearest = m_canvas->nearest(x);
    if (!std::isfinite(nearest) || !m_canvas->plot->xAxis->range().contains(nearest)) {
        hideReading();
        return;
    }
    m_readingAt = nearest;
    m_canvas->read(nearest, readingAt(nearest), cornerBox());
}

// To the next point that is at least a pixel away.
void CurvePlot::readNext(int direction)
{
    const QCPAxis *axis = m_canvas->plot->xAxis;
    const double from = m_readingAt < 0 ? axis->range().center() : m_readingAt;
    const double pixel = axis->pixelToCoord(axis->coordToPixel(from) + 1) - from;
    read(from + direction * std::max(1.0, pixel));
}

void CurvePlot::hideReading()
{
    if (m_readingAt < 0)
        return;
    m_readingAt = -1;
    m_canvas->hideReading();
}

void CurvePlot::keyPressEvent(QKeyEvent *event)
{
    constexpr double moveShare = 0.1;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const int direction = event->key() == Qt::Key_Left ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        shift ? move(direction * moveShare) : readNext(direction);
        break;
    case Qt::Key_Plus:
        zoom(zoomStep);
        break;
    case Qt::Key_Minus:
        zoom(1 / zoomStep);
        break;
    case Qt::Key_Home:
        goHome();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void CurvePlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    m_canvas->setTheme(Theme::of(palette()), false);
    m_canvas->plot->replot(); // at once: the old theme's lines on the new background would be seen for a frame
}

void CurvePlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_canvas->fitTicks(size());
}

void CurvePlot::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    hideReading();
}

void CurvePlot::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    const bool byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    m_canvas->setTheme(Theme::of(palette()), byKeyboard);
    refresh();
}

void CurvePlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_canvas->setTheme(Theme::of(palette()), false);
    hideReading();
    refresh();
}

} // namespace chainrule
