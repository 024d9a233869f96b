// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves/loss_chart.h"

#include "ui/training/curves/earlier_legend.h"
#include "ui/training/curves/phase_guides.h"
#include "ui/widgets/segments.h"

#include <QtCore/QLocale>
#include <QtWidgets/QSlider>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// The slider is logarithmic, from 1 iteration (no smoothing) to 1000: ten steps make it ten times as many.
constexpr int stepsPerTen = 10, mostSteps = 30;
constexpr int usualStep = 14; // about 25 iterations: calm, and yet close behind a steep fall
constexpr int sliderWidth = 9 * Size::grid;
constexpr double lossHeadroom = 1.12; // above the average, where single losses scatter
constexpr double logarithmicRoom = 4; // below the average: the scatter of a small loss is wide there
constexpr double guessing = 2.303; // ln 10: the loss of a net of ten classes that knows nothing
constexpr double leastDrawn = 1e-9; // on a logarithmic axis
constexpr double mostOfEarlier = 2; // times the current run's: one that exploded must not flatten all others
constexpr int lossDecimals = 3;

double iterationsAveraged(int step)
{
    return std::pow(10, double(step) / stepsPerTen);
}

// A loss that explodes must not push the legend out of the window.
QString shortNumber(double loss, const QLocale &locale)
{
    constexpr double large = 1000;
    return std::abs(loss) < large ? locale.toString(loss, 'f', lossDecimals) : locale.toString(loss, 'g', lossDecimals);
}

} // namespace

LossChart::LossChart(RunHistory &history, QWidget *parent)
    : ChartCard(tr("Loss"), tr("Iteration %1"), tr("iterations"), parent)
    , m_history(history)
    , m_earlier(history, plot(), [this](const RunRecord &run) { return smoothed(run); })
    , m_smoothing(new QSlider(Qt::Horizontal))
    , m_memory(MovingAverage::memoryOver(iterationsAveraged(usualStep)))
    , m_average(m_memory)
{
    addCurve({ .name = tr("each iteration"), .colour = &Theme::faint });
    addCurve({ .name = tr("smoothed"), .colour = &Theme::forward, .width = 2.5, .smooth = true });
    addControls();
    plot().setCorner(new EarlierLegend(history), Qt::AlignTop | Qt::AlignRight);
    wire(history);
    begin();
    follow();
}

void LossChart::addControls()
{
    m_smoothing->setObjectName(u"smoothing"_s);
    m_smoothing->setRange(0, mostSteps);
    m_smoothing->setValue(usualStep);
    m_smoothing->setPageStep(stepsPerTen / 2);
    m_smoothing->setFixedWidth(sliderWidth);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    setSmoothing(usualStep);
    connect(m_smoothing, &QSlider::valueChanged, this, &LossChart::setSmoothing);
    addControl(m_smoothing);

    auto *scale = new Segments({ tr("Linear"), tr("Log") });
    scale->setObjectName(u"lossScale"_s);
    scale->setAccessibleName(tr("Scale of the loss"));
    connect(scale, &Segments::chose, this, [this](int index) {
        m_logarithmic = index == 1;
        plot().setLogarithmic(m_logarithmic);
        fit();
    });
    addControl(scale);
}

void LossChart::wire(RunHistory &history)
{
    connect(&history, &RunHistory::began, this, &LossChart::begin);
    connect(&history, &RunHistory::grew, this, &LossChart::grow);
    connect(&history, &RunHistory::listChanged, this, &LossChart::follow);
}

void LossChart::begin()
{
    m_average = MovingAverage(m_memory);
    plot().setPoints(Each, {});
    plot().setPoints(Smoothed, {});
    plot().goHome();
    grow(0);
}

void LossChart::grow(std::size_t from)
{
    const std::vector<double> &losses = m_history.current().losses;
    for (std::size_t i = from; i < losses.size(); ++i) {
        if (!std::isfinite(losses[i]))
            continue;
        plot().append(Each, double(i), losses[i]);
        plot().append(Smoothed, double(i), m_average.add(losses[i]));
    }
    showValues();
    showPhases();
    fit();
}

void LossChart::follow()
{
    setCurrentShown(m_history.current().shown);
    m_earlier.follow();
    fit();
}

void LossChart::setIterations(Index iterations)
{
    if (m_iterations == iterations)
        return;
    m_iterations = iterations;
    fit();
}

void LossChart::setSmoothing(int step)
{
    const double iterations = iterationsAveraged(step);
    const QString words =
        step == 0 ? tr("Smoothing: none") : tr("Smoothing: over about %n iteration(s)", nullptr, int(std::lround(iterations)));
    m_smoothing->setToolTip(words);
    m_smoothing->setAccessibleDescription(words);
    const double memory = MovingAverage::memoryOver(iterations);
    if (memory == m_memory)
        return;
    m_memory = memory;
    m_average = MovingAverage(memory);
    for (const double loss : m_history.current().losses)
        if (std::isfinite(loss))
            m_average.add(loss);
    plot().setPoints(Smoothed, smoothed(m_history.current()));
    m_earlier.remake();
    showValues();
    fit();
}

Curve LossChart::smoothed(const RunRecord &run) const
{
    chainrule::Curve curve;
    curve.reserve(run.losses.size());
    MovingAverage average(m_memory);
    for (std::size_t i = 0; i < run.losses.size(); ++i)
        if (std::isfinite(run.losses[i]))
            curve.append(double(i), average.add(run.losses[i]));
    return curve;
}

void LossChart::showValues()
{
    const std::vector<double> &losses = m_history.current().losses;
    legend(Each).setValue(losses.empty() ? QString() : shortNumber(losses.back(), locale()));
    legend(Smoothed).setValue(m_average.empty() ? QString() : shortNumber(m_average.value(), locale()));
}

void LossChart::showPhases()
{
    plot().setGuides(phaseGuides(m_history.current().trainedWith(), [](Index iteration) { return double(iteration); }));
}

void LossChart::fit()
{
    const chainrule::Curve &current = plot().curve(Smoothed);
    double most = current.empty() ? 0 : current.greatest();
    double least = current.empty() ? 0 : current.least();
    auto last = double(m_history.current().losses.size());
    const double bound = mostOfEarlier * std::max(guessing, most);
    for (const chainrule::Curve *earlier : m_earlier.shown()) {
        most = std::max(most, std::min(bound, earlier->greatest()));
        least = least > 0 ? std::min(least, earlier->least()) : earlier->least();
        last = std::max(last, earlier->points().back().x());
    }
    const double to = (most > 0 ? most : guessing) * lossHeadroom;
    const double from = m_logarithmic ? std::max(leastDrawn, (least > 0 ? least : to) / logarithmicRoom) : 0;
    plot().setHome(std::max(double(m_iterations), last), from, to);
    plot().refresh();
}

} // namespace chainrule
