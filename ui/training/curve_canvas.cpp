// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_canvas.h"

#include "ui/training/plain_ticker.h"
#include "ui/training/smooth_graph.h"

#include <algorithm>
#include <limits>

namespace chainrule {

namespace {

QFont captionFont(const QWidget &widget)
{
    QFont font = widget.font();
    font.setPixelSize(Size::caption);
    return font;
}

void setAxisTheme(QCPAxis *axis, const Theme &theme, const QFont &font)
{
    axis->setTickLabelColor(theme.mutedText);
    axis->setTickLabelFont(font);
    axis->setLabelColor(theme.mutedText);
    axis->setLabelFont(font);
    axis->grid()->setPen(QPen(theme.line, 1));
    axis->grid()->setZeroLinePen(QPen(theme.line, 1));
    axis->setBasePen(axis->orientation() == Qt::Horizontal ? QPen(theme.mutedText, 1) : QPen(Qt::NoPen));
}

} // namespace

CurvePlot::Canvas::Canvas(const std::vector<CurveStyle> &styles, QWidget *parent)
    : plot(new QCustomPlot(parent))
{
    plot->setLocale(QLocale());
    plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot->setMouseTracking(true);
    plot->setFocusPolicy(Qt::NoFocus); // the CurvePlot has it
    setUpAxes();
    for (const CurveStyle &style : styles) {
        // The plot owns a graph of its axes.
        graphs.push_back(style.smooth ? new SmoothGraph(plot->xAxis, plot->yAxis) : plot->addGraph());
        // Antialiasing a line of a hundred thousand points takes most of a frame, and blurs what is one pixel thin.
        graphs.back()->setAntialiased(style.width > 1);
    }
    setUpReading();
}

void CurvePlot::Canvas::setUpAxes()
{
    plot->xAxis->setTicker(QSharedPointer<PlainTicker>::create(1.0));
    plot->xAxis->grid()->setVisible(false);
    plot->yAxis->setTicker(QSharedPointer<PlainTicker>::create(0.0));
    for (QCPAxis *axis : { plot->xAxis, plot->yAxis }) {
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0);
        axis->setSubTicks(false);
        axis->setTickLabelPadding(Size::grid);
        axis->setPadding(0);
    }
    plot->axisRect()->setupFullAxesBox(false);
    for (QCPAxis *axis : { plot->xAxis2, plot->yAxis2 })
        axis->setVisible(false);
    constexpr int above = Size::grid + Size::grid / 2; // half a label, as at the right
    plot->axisRect()->setMinimumMargins(QMargins(5 * Size::grid, above, 3 * Size::grid, 3 * Size::grid));
    plot->plotLayout()->setMargins(QMargins());
}

// The reading line moves with the mouse: it has a buffer of its own, so that the curves are not drawn again.
void CurvePlot::Canvas::setUpReading()
{
    plot->addLayer(QStringLiteral("reading"), plot->layer(QStringLiteral("overlay")), QCustomPlot::limAbove);
    m_readingLayer = plot->layer(QStringLiteral("reading"));
    m_readingLayer->setMode(QCPLayer::lmBuffered);

    m_line = new QCPItemStraightLine(plot);
    m_line->setLayer(m_readingLayer);
    for (std::size_t i = 0; i < graphs.size(); ++i) {
        auto *mark = new QCPItemTracer(plot);
        mark->setStyle(QCPItemTracer::tsCircle);
        mark->setSize(Size::grid);
        mark->setLayer(m_readingLayer);
        m_marks.push_back(mark);
    }
    m_label = new QCPItemText(plot);
    m_label->setLayer(m_readingLayer);
    m_label->setTextAlignment(Qt::AlignLeft);
    m_label->setPadding(QMargins(Size::grid, Size::grid / 2, Size::grid, Size::grid / 2));
    m_label->position->setTypeX(QCPItemPosition::ptPlotCoords);
    m_label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_hint = new QCPItemText(plot);
    m_hint->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_hint->position->setCoords(1, 1);
    m_hint->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_hint->setPadding(QMargins(Size::grid, Size::grid / 2, Size::grid, Size::grid / 2));
    m_hint->setVisible(false);
    hideReading();
}

void CurvePlot::Canvas::setTheme(const Theme &theme, const std::vector<CurveStyle> &styles, bool focused)
{
    const QFont font = captionFont(*plot);
    plot->setBackground(theme.canvas);
    setAxisTheme(plot->xAxis, theme, font);
    setAxisTheme(plot->yAxis, theme, font);
    if (focused)
        plot->xAxis->setBasePen(QPen(theme.accent, 2));
    for (std::size_t i = 0; i < styles.size(); ++i) {
        const CurveStyle &style = styles[i];
        const QColor colour = theme.*style.colour;
        const Qt::PenStyle line = style.dashed ? Qt::DashLine : Qt::SolidLine;
        graphs[i]->setPen(QPen(colour, style.width, line, Qt::RoundCap, Qt::RoundJoin));
        if (style.dots)
            graphs[i]->setScatterStyle({ QCPScatterStyle::ssDisc, QPen(colour, 1), colour, Size::grid - 2 });
        m_marks[i]->setPen(QPen(theme.canvas, 2));
        m_marks[i]->setBrush(colour);
    }
    m_line->setPen(QPen(theme.mutedText, 1, Qt::DotLine));
    m_label->setFont(font);
    m_label->setColor(theme.text);
    m_label->setBrush(theme.panel);
    m_label->setPen(QPen(theme.line));
    m_hint->setFont(font);
    m_hint->setColor(theme.mutedText);
    m_hint->setBrush(theme.canvas);
    m_hint->setPen(Qt::NoPen);
}

void CurvePlot::Canvas::setLogarithmic(bool on)
{
    plot->yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (on)
        plot->yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
    else
        plot->yAxis->setTicker(QSharedPointer<PlainTicker>::create(0.0));
    plot->yAxis->setNumberFormat(QStringLiteral("g"));
    plot->yAxis->setNumberPrecision(3);
}

void CurvePlot::Canvas::fitTicks(QSize size)
{
    constexpr int width = 80, height = 36; // px, that a label needs around it
    constexpr int least = 2, most = 6;
    plot->xAxis->ticker()->setTickCount(std::clamp(size.width() / width, least, most));
    plot->yAxis->ticker()->setTickCount(std::clamp(size.height() / height, least, most));
}

void CurvePlot::Canvas::read(double x, const QString &text)
{
    m_line->point1->setCoords(x, plot->yAxis->range().lower);
    m_line->point2->setCoords(x, plot->yAxis->range().upper);
    // The label goes to the side where there is more room.
    const bool right = x < plot->xAxis->range().center();
    m_label->setText(text);
    m_label->setPositionAlignment(Qt::AlignTop | (right ? Qt::AlignLeft : Qt::AlignRight));
    const double beside = plot->xAxis->coordToPixel(x) + (right ? Size::grid : -Size::grid);
    m_label->position->setCoords(plot->xAxis->pixelToCoord(beside), 0);
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const QCPGraphData *point = pointAt(int(i), x);
        m_marks[i]->setVisible(point);
        if (point)
            m_marks[i]->position->setCoords(point->key, point->value);
    }
    m_line->setVisible(true);
    m_label->setVisible(true);
    drawReading();
}

void CurvePlot::Canvas::hideReading()
{
    m_line->setVisible(false);
    m_label->setVisible(false);
    for (QCPItemTracer *mark : m_marks)
        mark->setVisible(false);
    drawReading();
}

// Before the first drawing of all there is no buffer, and the layer would draw everything.
void CurvePlot::Canvas::drawReading()
{
    if (plot->isVisible())
        m_readingLayer->replot();
}

void CurvePlot::Canvas::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

double CurvePlot::Canvas::nearest(double x) const
{
    const QSharedPointer<QCPGraphDataContainer> data = graphs.front()->data();
    if (data->isEmpty())
        return std::numeric_limits<double>::quiet_NaN();
    const auto after = data->findEnd(x, false);
    if (after == data->constBegin())
        return after->key;
    const auto before = after - 1;
    return after != data->constEnd() && after->key - x < x - before->key ? after->key : before->key;
}

const QCPGraphData *CurvePlot::Canvas::pointAt(int curve, double x) const
{
    const QSharedPointer<QCPGraphDataContainer> data = graphs[std::size_t(curve)]->data();
    const auto found = data->findBegin(x, false);
    return found != data->constEnd() && found->key == x ? &*found : nullptr;
}

} // namespace chainrule
