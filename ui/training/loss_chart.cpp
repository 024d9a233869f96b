// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/loss_chart.h"

#include "ui/training/segments.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr double memory = 0.96; // averages about 25 iterations: calm, and yet close behind a steep fall
constexpr double headroom = 1.12; // above the average, where single losses scatter
constexpr double logarithmicRoom = 4; // below the average: the scatter of a small loss is wide there
constexpr double guessing = 2.303; // ln 10: the loss of a net of ten classes that knows nothing
constexpr double leastDrawn = 1e-9; // on a logarithmic axis
constexpr int decimals = 3;

// A loss that explodes must not push the legend out of the window.
QString shortNumber(double loss, const QLocale &locale)
{
    constexpr double large = 1000;
    return std::abs(loss) < large ? locale.toString(loss, 'f', decimals) : locale.toString(loss, 'g', decimals);
}

std::vector<CurveStyle> styles()
{
    return { { LossChart::tr("each iteration"), &Theme::faint, 1 },
             { LossChart::tr("smoothed"), &Theme::forward, 2.5, false, false, true } };
}

} // namespace

LossChart::LossChart(QWidget *parent)
    : ChartCard(tr("Loss"), tr("Iteration %1"), tr("iterations"), styles(), parent)
{
    auto *scale = new Segments({ tr("Linear"), tr("Log") });
    scale->setObjectName(QStringLiteral("lossScale"));
    scale->setAccessibleName(tr("Scale of the loss"));
    setSwitch(scale);
    connect(scale, &Segments::chose, this, [this](int index) {
        m_logarithmic = index == 1;
        plot().setLogarithmic(m_logarithmic);
        fit();
        plot().refresh();
    });
    clear();
}

void LossChart::clear()
{
    m_sum = m_weight = m_least = m_most = 0;
    m_last = 0;
    plot().clear();
    for (const Curve curve : { Each, Smoothed })
        legend(curve).setValue({});
    fit();
    plot().refresh();
}

void LossChart::setIterations(Index iterations)
{
    m_iterations = iterations;
    fit();
    plot().refresh();
}

void LossChart::add(Index firstIteration, std::span<const double> losses)
{
    if (losses.empty())
        return;
    for (const double loss : losses)
        addOne(firstIteration++, loss);
    m_last = firstIteration;
    legend(Each).setValue(shortNumber(losses.back(), locale()));
    if (m_weight > 0)
        legend(Smoothed).setValue(shortNumber(m_sum / m_weight, locale()));
    fit();
    plot().refresh();
}

void LossChart::addOne(Index iteration, double loss)
{
    if (!std::isfinite(loss))
        return;
    const bool first = m_weight == 0;
    m_sum = memory * m_sum + (1 - memory) * loss;
    m_weight = memory * m_weight + (1 - memory);
    const double average = m_sum / m_weight;
    m_least = first ? average : std::min(m_least, average);
    m_most = first ? average : std::max(m_most, average);
    plot().append(Each, double(iteration), loss);
    plot().append(Smoothed, double(iteration), average);
}

void LossChart::fit()
{
    const double most = (m_most > 0 ? m_most : guessing) * headroom;
    const double least = m_logarithmic ? std::max(leastDrawn, (m_least > 0 ? m_least : most) / logarithmicRoom) : 0;
    plot().setHome(double(std::max(m_iterations, m_last)), least, most);
}

} // namespace chainrule
