// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot/plot_axes.h"

#include "text/number_text.h"
#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

class PlainTicker final : public QCPAxisTicker
{
public:
    explicit PlainTicker(double smallestStep)
        : m_smallestStep(smallestStep)
    {
    }

protected:
    double getTickStep(const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar format, int precision) override;

private:
    double m_smallestStep;
    int m_decimals = 0;
};

double PlainTicker::getTickStep(const QCPRange &range)
{
    constexpr double rounding = 1e-9; // log10(0.001) is not quite −3
    double step = std::max(m_smallestStep, QCPAxisTicker::getTickStep(range));
    if (m_smallestStep > 0)
        step = std::floor(step / m_smallestStep) * m_smallestStep; // 2 rather than 2.5
    m_decimals = std::max(0, int(std::ceil(-std::log10(step) - rounding)));
    const double scaled = step * std::pow(10, m_decimals);
    if (std::abs(scaled - std::round(scaled)) > rounding)
        ++m_decimals; // a step of 0.25 or 2.5
    return step;
}

QString PlainTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    constexpr double nothing = 1e-12; // multiples of a step may miss 0 by a rounding, and give "-0"
    constexpr double astronomic = 1e9; // a loss on its way to infinity
    const double size = std::abs(tick) < nothing ? 0 : std::abs(tick);
    const QString text = size >= astronomic ? locale.toString(size, 'g', 3) : locale.toString(size, 'f', m_decimals);
    return tick < 0 && size > 0 ? minusSign + text : text;
}

// QCPAxisTickerLog goes over to plain steps where the axis has less than two decades.
class DecadeTicker final : public QCPAxisTicker
{
protected:
    QVector<double> createTickVector(double, const QCPRange &range) override
    {
        const double from = std::log10(range.lower), to = std::log10(range.upper);
        const double step = std::max(1.0, std::ceil((to - from) / tickCount()));
        QVector<double> ticks;
        for (double power = std::ceil(from / step) * step; power <= to; power += step)
            ticks.append(std::pow(10, power));
        return ticks;
    }

    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        return u"1e%1"_s.arg(int(std::lround(std::log10(tick))));
    }
};

} // namespace

QFont plotFont(const QWidget &widget)
{
    return roleFont(TextRole::Note, widget.font());
}

void setUpAxes(QCustomPlot &plot)
{
    plot.xAxis->grid()->setVisible(false);
    for (QCPAxis *axis : { plot.xAxis, plot.yAxis }) {
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0);
        axis->setSubTicks(false);
        axis->setTickLabelPadding(Size::grid);
        axis->setPadding(0);
    }
    plot.axisRect()->setupFullAxesBox(false);
    for (QCPAxis *axis : { plot.xAxis2, plot.yAxis2 })
        axis->setVisible(false);
    plot.plotLayout()->setMargins(QMargins());
}

void setAxisTheme(QCPAxis &axis, const Theme &theme, const QFont &font)
{
    axis.setTickLabelColor(theme.mutedText);
    axis.setTickLabelFont(font);
    axis.setLabelColor(theme.mutedText);
    axis.setLabelFont(font);
    // Ticks have no length: a pixel at most, of the line that they stand on. In SVG no pen would be a black dot, in PDF a
    // transparent one an empty path.
    const bool across = axis.orientation() == Qt::Horizontal;
    axis.setTickPen(QPen(across ? theme.mutedText : theme.line, 1, Qt::SolidLine, Qt::FlatCap));
    axis.grid()->setPen(QPen(theme.line, 1));
    axis.grid()->setZeroLinePen(QPen(theme.line, 1));
    axis.setBasePen(across ? QPen(theme.mutedText, 1) : QPen(Qt::NoPen));
}

QSharedPointer<QCPAxisTicker> plainTicker(double smallestStep)
{
    return QSharedPointer<PlainTicker>::create(smallestStep);
}

QSharedPointer<QCPAxisTicker> decadeTicker()
{
    return QSharedPointer<DecadeTicker>::create();
}

} // namespace chainrule
