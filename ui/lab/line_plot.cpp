// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/line_plot.h"

#include "ui/text/numbers.h"

#include <QtGui/QPainter>

#include <cmath>

namespace chainrule {

namespace {

constexpr int wantedTicks = 4;
constexpr qreal dotRadius = 2;
constexpr qreal markRadius = 4.5;
constexpr double plotMargin = 0.06; // of the range, above and below the curves

// 1, 2 or 5 times a power of ten: the distance of about `wantedTicks` ticks.
double niceDistance(double range)
{
    const double rough = range / wantedTicks;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double digit = rough / power;
    return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
}

} // namespace

// One pass of the brush: places in the content's own units (or their logarithms) become pixels.
class LinePlot::Painting
{
public:
    Painting(LinePlot &plot, QPainter &painter)
        : m_plot(plot)
        , m_content(plot.m_content)
        , m_painter(painter)
        , m_theme(Theme::of(plot.palette()))
    {
        m_font = plot.font();
        m_font.setPixelSize(Size::caption);
        m_painter.setFont(m_font);
        findRange();
        const QFontMetricsF metrics(m_font);
        qreal left = 0;
        for (const double tick : ticks(m_range.top(), m_range.bottom()))
            left = std::max(left, metrics.horizontalAdvance(tickText(tick)));
        const qreal line = metrics.height();
        m_area = QRectF(plot.rect()).adjusted(left + Size::grid, line + 6, -Size::grid, -2 * line - 6);
    }

    void paint()
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        paintAxes();
        m_painter.save();
        m_painter.setClipRect(m_area.adjusted(-markRadius, -markRadius, markRadius, markRadius));
        for (const PlotCurve &curve : m_content.curves)
            paintCurve(curve);
        for (const PlotMark &mark : m_content.marks) {
            if (!isShown(mark.point))
                continue;
            m_painter.setPen(QPen(m_theme.panel, 1.5));
            m_painter.setBrush(m_theme.*mark.colour);
            m_painter.drawEllipse(onScreen(mark.point), markRadius, markRadius);
        }
        m_painter.restore();
    }

private:
    bool isShown(QPointF p) const
    {
        return std::isfinite(p.x()) && std::isfinite(p.y()) && (!m_content.logarithmic || (p.x() > 0 && p.y() > 0));
    }

    QPointF scaled(QPointF p) const { return m_content.logarithmic ? QPointF(std::log10(p.x()), std::log10(p.y())) : p; }

    QPointF onScreen(QPointF p) const
    {
        const QPointF at = scaled(p);
        return { m_area.left() + (at.x() - m_range.left()) / m_range.width() * m_area.width(),
                 m_area.bottom() - (at.y() - m_range.top()) / m_range.height() * m_area.height() };
    }

    void findRange()
    {
        std::optional<QPointF> least;
        QPointF most;
        for (const PlotCurve &curve : m_content.curves)
            for (const QPointF &raw : curve.points) {
                if (!isShown(raw))
                    continue;
                const QPointF p = scaled(raw);
                most = least ? QPointF(std::max(most.x(), p.x()), std::max(most.y(), p.y())) : p;
                least = least ? QPointF(std::min(least->x(), p.x()), std::min(least->y(), p.y())) : p;
            }
        QRectF range(least.value_or(QPointF(0, 0)), most);
        if (!(range.width() > 0))
            range.adjust(-1, 0, 1, 0);
        const double flat = std::max({ 1e-9, std::abs(range.top()) * 1e-9 });
        if (!(range.height() > flat))
            range.adjust(0, -1, 0, 1);
        if (m_content.logarithmic) { // whole decades: there is always one to read off
            range.setTop(std::floor(range.top()));
            range.setBottom(std::ceil(range.bottom()));
        }
        m_range = range.adjusted(0, -plotMargin * range.height(), 0, plotMargin * range.height());
    }

    std::vector<double> ticks(double from, double to) const
    {
        double distance = niceDistance(to - from);
        if (m_content.logarithmic)
            distance = std::max(1.0, std::ceil((to - from) / wantedTicks));
        std::vector<double> places;
        for (double tick = std::ceil(from / distance) * distance; tick <= to + distance * 1e-9; tick += distance)
            places.push_back(std::abs(tick) < distance * 1e-9 ? 0 : tick);
        return places;
    }

    QString tickText(double tick) const
    {
        return m_content.logarithmic ? QStringLiteral("1e%1").arg(int(std::lround(tick))) : displayNumber(tick);
    }

    void paintAxes()
    {
        const QFontMetricsF metrics(m_font);
        const qreal height = metrics.height();
        for (const double tick : ticks(m_range.top(), m_range.bottom())) {
            const qreal y = std::round(m_area.bottom() - (tick - m_range.top()) / m_range.height() * m_area.height()) + 0.5;
            m_painter.setPen(QPen(m_theme.line, 1));
            m_painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
            m_painter.setPen(m_theme.mutedText);
            m_painter.drawText(QRectF(0, y - height / 2, m_area.left() - Size::grid / 2, height),
                               Qt::AlignRight | Qt::AlignVCenter, tickText(tick));
        }
        for (const double tick : ticks(m_range.left(), m_range.right())) {
            const qreal x = m_area.left() + (tick - m_range.left()) / m_range.width() * m_area.width();
            m_painter.setPen(QPen(m_theme.line, 1));
            m_painter.drawLine(QPointF(x, m_area.bottom()), QPointF(x, m_area.bottom() + Size::grid / 2));
            m_painter.setPen(m_theme.mutedText);
            const qreal width = metrics.horizontalAdvance(tickText(tick));
            const qreal from = std::clamp(x - width / 2, 0.0, std::max(0.0, m_plot.width() - width));
            m_painter.drawText(QPointF(from, m_area.bottom() + Size::grid / 2 + metrics.ascent()), tickText(tick));
        }
        m_painter.drawText(QRectF(0, 0, m_plot.width(), height), Qt::AlignLeft | Qt::AlignTop, m_content.yName);
        m_painter.drawText(QRectF(0, m_plot.height() - height, m_area.right(), height), Qt::AlignRight | Qt::AlignBottom,
                           m_content.xName);
        for (const PlotGuide &guide : m_content.guides)
            paintGuide(guide, height);
    }

    void paintGuide(const PlotGuide &guide, qreal height)
    {
        const qreal x = onScreen({ guide.x, 1 }).x();
        m_painter.setPen(QPen(m_theme.mutedText, 1, Qt::DotLine));
        m_painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
        m_painter.setPen(m_theme.mutedText);
        m_painter.drawText(QRectF(x - 80, 0, 160, height), Qt::AlignHCenter | Qt::AlignTop, guide.name);
    }

    void paintCurve(const PlotCurve &curve)
    {
        QPolygonF line;
        const QColor colour = m_theme.*curve.colour;
        const auto flush = [&] {
            m_painter.setBrush(Qt::NoBrush);
            m_painter.setPen(
                QPen(colour, curve.width, curve.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
            m_painter.drawPolyline(line);
            m_painter.setBrush(colour);
            m_painter.setPen(Qt::NoPen);
            if (curve.dots)
                for (const QPointF &p : std::as_const(line))
                    m_painter.drawEllipse(p, dotRadius, dotRadius);
            line.clear();
        };
        for (const QPointF &p : curve.points) {
            if (isShown(p))
                line.append(onScreen(p));
            else
                flush(); // a hole in the curve
        }
        flush();
    }

    LinePlot &m_plot;
    const PlotContent &m_content;
    QPainter &m_painter;
    Theme m_theme;
    QFont m_font;
    QRectF m_range; // top is the least y
    QRectF m_area;
};

LinePlot::LinePlot(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LinePlot::setContent(const PlotContent &content)
{
    m_content = content;
    update();
}

void LinePlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Painting(*this, painter).paint();
}

} // namespace chainrule
