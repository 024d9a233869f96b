// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot/still_plot.h"

#include "ui/widgets/plot/plot_axes.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

#include <qcustomplot.h>

#include <cmath>
#include <limits>

namespace chainrule {

namespace {

constexpr int wantedTicks = 4;
constexpr double dotSize = 4; // px
constexpr double markSize = 9;
constexpr double aboveCurves = 0.06; // of the range, and as much below them
constexpr double besideCurves = 0.02; // for a whole dot at either end

bool canBeShown(const PlotContent &content, QPointF p)
{
    return std::isfinite(p.x()) && std::isfinite(p.y()) && (!content.logarithmic || (p.x() > 0 && p.y() > 0));
}

void setScale(QCPAxis &axis, bool logarithmic)
{
    axis.setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis.setTicker(logarithmic ? decadeTicker() : plainTicker(0));
    axis.ticker()->setTickCount(wantedTicks);
}

// Around what is shown, with some room; a line that is flat but for rounding stays flat.
void fitRange(QCPAxis &axis, double room)
{
    const bool logarithmic = axis.scaleType() == QCPAxis::stLogarithmic;
    axis.setRange(logarithmic ? 0.1 : -1, logarithmic ? 10 : 1); // as much as one point gets around it
    axis.rescale();
    const QCPRange range = axis.range();
    if (logarithmic && axis.orientation() == Qt::Vertical) // whole decades: there is always one to read off
        axis.setRange(std::pow(10, std::floor(std::log10(range.lower))), std::pow(10, std::ceil(std::log10(range.upper))));
    else if (!logarithmic && !(range.size() > std::max(1.0, std::abs(range.lower)) * 1e-9))
        axis.setRange(range.center() - 1, range.center() + 1);
    const QCPRange fitted = axis.range();
    axis.scaleRange(1 + 2 * room, logarithmic ? std::sqrt(fitted.lower * fitted.upper) : fitted.center());
}

void addCurve(QCustomPlot &plot, const PlotContent &content, const PlotCurve &curve, const QColor &colour)
{
    QCPGraph *graph = plot.addGraph();
    graph->setPen(QPen(colour, curve.width, curve.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    if (curve.dots)
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, dotSize));
    constexpr double hole = std::numeric_limits<double>::quiet_NaN();
    for (const QPointF &p : curve.points)
        graph->addData(p.x(), canBeShown(content, p) ? p.y() : hole);
}

void addMark(QCustomPlot &plot, QPointF point, const QColor &colour, const QColor &around)
{
    auto *mark = new QCPItemTracer(&plot);
    mark->setStyle(QCPItemTracer::tsCircle);
    mark->setSize(markSize);
    mark->setPen(QPen(around, 1.5));
    mark->setBrush(colour);
    mark->setClipToAxisRect(false); // whole at the edge too
    mark->position->setCoords(point);
}

QCPItemText *addWords(QCustomPlot &plot, const QString &text, Qt::Alignment corner, const Theme &theme)
{
    auto *words = new QCPItemText(&plot);
    words->setText(text);
    words->setFont(plotFont(plot));
    words->setColor(theme.mutedText);
    words->setClipToAxisRect(false);
    words->setPositionAlignment(corner);
    words->position->setType(QCPItemPosition::ptViewportRatio);
    return words;
}

void addGuide(QCustomPlot &plot, const PlotGuide &guide, const Theme &theme)
{
    auto *line = new QCPItemStraightLine(&plot);
    line->setPen(QPen(theme.mutedText, 1, Qt::DotLine));
    line->point1->setCoords(guide.x, plot.yAxis->range().lower);
    line->point2->setCoords(guide.x, plot.yAxis->range().upper);
    QCPItemText *name = addWords(plot, guide.name, Qt::AlignHCenter | Qt::AlignTop, theme);
    name->position->setTypeX(QCPItemPosition::ptPlotCoords);
    name->position->setCoords(guide.x, 0);
}

} // namespace

StillPlot::StillPlot(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
}

void StillPlot::setContent(const PlotContent &content)
{
    if (m_plot && m_content == content)
        return;
    m_content = content;
    if (!m_plot) {
        m_plot = new QCustomPlot(this);
        m_plot->setLocale(locale());
        m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
        m_plot->setFocusPolicy(Qt::NoFocus);
        setUpAxes(*m_plot);
        const int line = QFontMetrics(plotFont(*this)).height();
        m_plot->axisRect()->setMinimumMargins(QMargins(0, line + Size::grid, 2 * Size::grid, 2 * line + Size::grid));
        layout()->addWidget(m_plot);
    }
    draw();
}

void StillPlot::draw()
{
    const Theme theme = Theme::of(palette());
    m_plot->clearPlottables();
    m_plot->clearItems();
    m_plot->setBackground(theme.panel);
    for (QCPAxis *axis : { m_plot->xAxis, m_plot->yAxis }) {
        setScale(*axis, m_content.logarithmic);
        setAxisTheme(*axis, theme, plotFont(*m_plot));
    }
    for (const PlotCurve &curve : m_content.curves)
        addCurve(*m_plot, m_content, curve, theme.*curve.colour);
    fitRange(*m_plot->xAxis, besideCurves);
    fitRange(*m_plot->yAxis, aboveCurves);
    for (const PlotGuide &guide : m_content.guides)
        addGuide(*m_plot, guide, theme);
    for (const PlotMark &mark : m_content.marks)
        if (canBeShown(m_content, mark.point))
            addMark(*m_plot, mark.point, theme.*mark.colour, theme.panel);
    addWords(*m_plot, m_content.yName, Qt::AlignLeft | Qt::AlignTop, theme)->position->setCoords(0, 0);
    QCPItemText *xName = addWords(*m_plot, m_content.xName, Qt::AlignRight | Qt::AlignBottom, theme);
    xName->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    xName->position->setCoords(1, 1);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void StillPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (m_plot && (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange))
        draw();
}

} // namespace chainrule
