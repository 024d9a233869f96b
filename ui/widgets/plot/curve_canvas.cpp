// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot/curve_canvas.h"

#include "ui/widgets/plot/curve_graph.h"
#include "ui/widgets/plot/plot_axes.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString behindLayer = u"behind"_s;

} // namespace

CurvePlot::Canvas::Canvas(QWidget *parent)
    : plot(new QCustomPlot(parent))
{
    plot->setLocale(QLocale());
    plot->setInteractions(QCP::iRangeDrag);
    plot->setMouseTracking(true);
    plot->setFocusPolicy(Qt::NoFocus); // the CurvePlot has it
    plot->addLayer(behindLayer, plot->layer(u"main"_s), QCustomPlot::limBelow);
    setUpScales();
    setUpReading();
}

int CurvePlot::Canvas::add(const CurveStyle &style)
{
    Line &line = lines.emplace_back();
    line.id = m_nextId++;
    line.style = style;
    line.curve = std::make_unique<Curve>();
    line.mark = new QCPItemTracer(plot);
    line.mark->setStyle(QCPItemTracer::tsCircle);
    line.mark->setSize(Size::grid);
    line.mark->setLayer(m_readingLayer);
    line.mark->setVisible(false);
    makeGraph(line, *line.curve);
    return line.id;
}

void CurvePlot::Canvas::makeGraph(Line &line, const Curve &curve)
{
    line.graph = newCurveGraph(plot->xAxis, plot->yAxis, line.style, curve);
    line.graph->setPen(curvePen(line.style, m_theme));
    line.graph->setVisible(line.shown);
    if (line.style.behind)
        line.graph->setLayer(behindLayer);
    if (line.mark) {
        line.mark->setPen(QPen(m_theme.canvas, 2));
        line.mark->setBrush(m_theme.*line.style.colour);
    }
}

void CurvePlot::Canvas::remove(int id)
{
    Line &gone = line(id);
    plot->removeItem(gone.mark);
    plot->removePlottable(gone.graph);
    lines.erase(lines.begin() + (&gone - lines.data()));
}

void CurvePlot::Canvas::setStyle(int id, const CurveStyle &style)
{
    Line &changed = line(id);
    if (changed.style == style)
        return;
    changed.style = style;
    plot->removePlottable(changed.graph);
    makeGraph(changed, *changed.curve);
}

void CurvePlot::Canvas::setShown(int id, bool shown)
{
    Line &changed = line(id);
    changed.shown = shown;
    changed.graph->setVisible(shown);
}

CurvePlot::Canvas::Line &CurvePlot::Canvas::line(int id)
{
    return *std::ranges::find(lines, id, &Line::id);
}

const CurvePlot::Canvas::Line &CurvePlot::Canvas::line(int id) const
{
    return *std::ranges::find(lines, id, &Line::id);
}

void CurvePlot::Canvas::setUpScales()
{
    setUpAxes(*plot);
    plot->xAxis->setTicker(plainTicker(1));
    plot->yAxis->setTicker(plainTicker(0));
    constexpr int above = Size::grid + Size::grid / 2; // half a label, as at the right
    plot->axisRect()->setMinimumMargins(QMargins(5 * Size::grid, above, 3 * Size::grid, 3 * Size::grid));
}

// The reading line moves with the mouse: it has a buffer of its own, so that the curves are not drawn again.
void CurvePlot::Canvas::setUpReading()
{
    plot->addLayer(u"reading"_s, plot->layer(u"overlay"_s), QCustomPlot::limAbove);
    m_readingLayer = plot->layer(u"reading"_s);
    m_readingLayer->setMode(QCPLayer::lmBuffered);

    m_line = new QCPItemStraightLine(plot);
    m_line->setLayer(m_readingLayer);
    m_label = new QCPItemText(plot);
    m_label->setLayer(m_readingLayer);
    m_label->setTextAlignment(Qt::AlignLeft);
    m_label->setPadding(QMargins(Size::grid, Size::grid / 2, Size::grid, Size::grid / 2));
    m_label->setClipToAxisRect(false);
    m_label->position->setType(QCPItemPosition::ptAbsolute);
    m_label->setPositionAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_hint = new QCPItemText(plot);
    m_hint->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_hint->position->setCoords(1, 1);
    m_hint->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_hint->setPadding(QMargins(Size::grid, Size::grid / 2, Size::grid, Size::grid / 2));
    m_hint->setVisible(false);
    m_unit = new QCPItemText(plot);
    m_unit->setText({}); // QCustomPlot would say "text"
    m_unit->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_unit->position->setCoords(1, 1);
    m_unit->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_unit->setPadding(QMargins(0, 0, 0, Size::grid / 2));
    hideReading();
}

void CurvePlot::Canvas::setGuides(const std::vector<PlotGuide> &guides)
{
    if (m_guides == guides)
        return;
    for (const auto &[line, name] : m_guideItems) {
        plot->removeItem(line);
        plot->removeItem(name);
    }
    m_guideItems.clear();
    m_guides = guides;
    for (const PlotGuide &guide : guides) {
        auto *line = new QCPItemStraightLine(plot);
        line->point1->setTypeY(QCPItemPosition::ptAxisRectRatio); // whatever the scale is
        line->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
        line->point1->setCoords(guide.x, 0);
        line->point2->setCoords(guide.x, 1);
        auto *name = new QCPItemText(plot);
        name->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        name->position->setCoords(guide.x, 1);
        name->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
        name->setPadding(QMargins(Size::grid / 2, 0, 0, Size::grid / 2));
        name->setText(guide.name);
        dress(*line, *name);
        m_guideItems.emplace_back(line, name);
    }
}

void CurvePlot::Canvas::dress(QCPItemStraightLine &line, QCPItemText &name) const
{
    line.setPen(QPen(m_theme.mutedText, 1, Qt::DashLine));
    name.setFont(plotFont(*plot));
    name.setColor(m_theme.mutedText);
}

void CurvePlot::Canvas::setTheme(const Theme &theme, bool focused)
{
    m_theme = theme;
    const QFont font = plotFont(*plot);
    plot->setBackground(theme.canvas);
    setAxisTheme(*plot->xAxis, theme, font);
    setAxisTheme(*plot->yAxis, theme, font);
    if (focused)
        plot->xAxis->setBasePen(QPen(theme.accent, 2));
    for (const Line &line : lines) {
        line.graph->setPen(curvePen(line.style, theme));
        line.mark->setPen(QPen(theme.canvas, 2));
        line.mark->setBrush(theme.*line.style.colour);
    }
    for (const auto &[line, name] : m_guideItems)
        dress(*line, *name);
    m_line->setPen(QPen(theme.mutedText, 1, Qt::DotLine));
    m_label->setFont(font);
    m_label->setColor(theme.text);
    m_label->setBrush(theme.panel);
    m_label->setPen(QPen(theme.line));
    m_unit->setFont(font);
    m_unit->setColor(theme.mutedText);
    m_hint->setFont(font);
    m_hint->setColor(theme.mutedText);
    m_hint->setBrush(theme.canvas);
    m_hint->setPen(Qt::NoPen);
}

void CurvePlot::Canvas::setLogarithmic(bool on)
{
    plot->yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot->yAxis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog) : plainTicker(0));
    plot->yAxis->setNumberFormat(u"g"_s);
    plot->yAxis->setNumberPrecision(3);
}

void CurvePlot::Canvas::fitTicks(QSize size)
{
    constexpr int width = 80, height = 36; // px, that a label needs around it
    constexpr int least = 2, most = 6;
    plot->xAxis->ticker()->setTickCount(std::clamp(size.width() / width, least, most));
    plot->yAxis->ticker()->setTickCount(std::clamp(size.height() / height, least, most));
}

QSize CurvePlot::Canvas::sizeOf(const QString &text) const
{
    const QMargins padding = m_label->padding();
    const QSize words = QFontMetrics(m_label->font()).boundingRect(QRect(), Qt::TextDontClip, text).size();
    return words + QSize(padding.left() + padding.right() + 2, padding.top() + padding.bottom() + 2); // and a line around
}

// At the side where there is more room; where something stands there already, at the other side or below it.
QRect CurvePlot::Canvas::placeFor(const QSize &size, double x, const QRect &taken) const
{
    const QRect area = plot->rect();
    const int top = plot->axisRect()->top();
    const auto at = int(plot->xAxis->coordToPixel(x));
    const QRect right(QPoint(at + Size::grid, top), size);
    const QRect left(QPoint(at - Size::grid - size.width(), top), size);
    const bool more = at < area.center().x();
    QList<QRect> places{ more ? right : left, more ? left : right };
    for (const QRect &place : QList(places))
        places.append(QRect(QPoint(place.x(), taken.bottom() + 2), size));
    places.append(QRect(QPoint(taken.left() - 2 - size.width(), top), size)); // across the line
    for (const QRect &place : places)
        if (area.contains(place) && !place.intersects(taken))
            return place;
    QRect place = more ? right : left; // over whatever is there, but whole
    place.moveLeft(std::clamp(place.left(), 0, std::max(0, area.width() - size.width())));
    place.moveTop(std::clamp(place.top(), 0, std::max(0, area.height() - size.height())));
    return place;
}

QRect CurvePlot::Canvas::readingBox() const
{
    return m_box;
}

void CurvePlot::Canvas::read(double x, const QString &text, const QRect &taken)
{
    m_line->point1->setCoords(x, plot->yAxis->range().lower);
    m_line->point2->setCoords(x, plot->yAxis->range().upper);
    QStringList said = text.split(u'\n');
    while (said.size() > 2 && sizeOf(said.join(u'\n')).height() > plot->height()) // the earliest runs give way
        said.removeLast();
    m_label->setText(said.join(u'\n'));
    m_box = placeFor(sizeOf(m_label->text()), x, taken);
    m_label->position->setPixelPosition(m_box.topLeft());
    for (const Line &line : lines) {
        const QPointF *point = line.shown ? line.curve->at(x) : nullptr;
        line.mark->setVisible(point);
        if (point)
            line.mark->position->setCoords(*point);
    }
    m_line->setVisible(true);
    m_label->setVisible(true);
    drawReading();
}

void CurvePlot::Canvas::hideReading()
{
    m_line->setVisible(false);
    m_label->setVisible(false);
    for (const Line &line : lines)
        line.mark->setVisible(false);
    drawReading();
}

// Before the first drawing of all there is no buffer, and the layer would draw everything.
void CurvePlot::Canvas::drawReading()
{
    if (plot->isVisible())
        m_readingLayer->replot();
}

void CurvePlot::Canvas::setUnit(const QString &unit)
{
    m_unit->setText(unit);
}

QRectF CurvePlot::Canvas::reach() const
{
    QRectF reach;
    for (const Line &line : lines)
        if (line.shown && !line.curve->empty()) {
            const double from = line.curve->points().front().x();
            const double to = line.curve->points().back().x();
            reach = reach.united(QRectF(from, 0, std::max(to - from, 1e-9), 1));
        }
    return reach;
}

std::vector<std::pair<double, double>> CurvePlot::Canvas::heights(double from, double to) const
{
    constexpr int enough = 64; // stretches: their least and greatest points are the curve's
    std::vector<std::pair<double, double>> heights;
    for (const Line &line : lines) {
        if (!line.shown)
            continue;
        std::pair<double, double> ends(std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity());
        const auto add = [&ends](double y) { ends = { std::min(ends.first, y), std::max(ends.second, y) }; };
        const std::vector<QPointF> points = line.curve->outline(from, to, enough);
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (points[i].x() >= from && points[i].x() <= to)
                add(points[i].y());
            for (const double edge : { from, to }) // where the line comes in and goes out
                if (i > 0 && points[i - 1].x() < edge && points[i].x() > edge)
                    add(std::lerp(points[i - 1].y(), points[i].y(),
                                  (edge - points[i - 1].x()) / (points[i].x() - points[i - 1].x())));
        }
        if (ends.first <= ends.second)
            heights.push_back(ends);
    }
    return heights;
}

void CurvePlot::Canvas::setHint(const QString &hint)
{
    m_unit->setVisible(hint.isEmpty()); // in the same corner
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

double CurvePlot::Canvas::nearest(double x) const
{
    double nearest = std::numeric_limits<double>::quiet_NaN();
    for (const Line &line : lines) {
        const QPointF *point = line.shown ? line.curve->nearest(x) : nullptr;
        if (point && !(std::abs(point->x() - x) >= std::abs(nearest - x)))
            nearest = point->x();
    }
    return nearest;
}

} // namespace chainrule
