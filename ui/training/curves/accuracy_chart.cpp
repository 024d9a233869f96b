// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves/accuracy_chart.h"

#include "ui/training/curves/phase_guides.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace chainrule {

namespace {

constexpr int chartDecimals = 4;
constexpr double headroom = 0.02; // of the height, so that a dot at 1 is whole

Curve testAccuracy(const RunRecord &run)
{
    Curve curve;
    for (const AccuracyPoint &point : run.accuracies)
        curve.append(point.epochs(), point.accuracy.test);
    return curve;
}

} // namespace

AccuracyChart::AccuracyChart(RunHistory &history, QWidget *parent)
    : ChartCard(tr("Accuracy"), tr("Epoch %1"), tr("epochs"), parent)
    , m_history(history)
    , m_earlier(history, plot(), testAccuracy)
{
    addCurve({ .name = tr("training"), .colour = &Theme::forward, .width = 2, .dots = true });
    addCurve({ .name = tr("test"), .colour = &Theme::test, .width = 2, .line = Qt::DashLine, .dots = true });
    connect(&history, &RunHistory::began, this, &AccuracyChart::begin);
    connect(&history, &RunHistory::grew, this, [this](std::size_t, std::size_t accuracies) { grow(accuracies); });
    connect(&history, &RunHistory::listChanged, this, &AccuracyChart::follow);
    begin();
    follow();
}

void AccuracyChart::begin()
{
    for (const Curve curve : { Training, Test }) {
        plot().setPoints(curve, {});
        legend(curve).setValue({});
    }
    setNote({});
    plot().goHome();
    grow(0);
}

void AccuracyChart::grow(std::size_t from)
{
    const RunRecord &run = m_history.current();
    showPhases();
    if (from > 0 && from == run.accuracies.size())
        return;
    for (std::size_t i = from; i < run.accuracies.size(); ++i) {
        const AccuracyPoint &point = run.accuracies[i];
        plot().append(Training, point.epochs(), point.accuracy.training);
        plot().append(Test, point.epochs(), point.accuracy.test);
        legend(Training).setValue(locale().toString(point.accuracy.training, 'f', chartDecimals));
        legend(Test).setValue(locale().toString(point.accuracy.test, 'f', chartDecimals));
        setNote(tr("at iteration %1").arg(locale().toString(qlonglong(iterationsAt(point, run)))));
    }
    fit();
}

void AccuracyChart::follow()
{
    setCurrentShown(m_history.current().shown);
    m_earlier.follow();
    fit();
}

void AccuracyChart::setData(const std::shared_ptr<const Dataset> &data)
{
    m_data = data;
    showPhases();
    plot().refresh();
}

void AccuracyChart::setLimit(Index iterations, Index iterationsPerEpoch)
{
    const double epochs = double(iterations) / double(iterationsPerEpoch);
    if (std::exchange(m_epochs, epochs) != epochs)
        fit();
}

void AccuracyChart::showPhases()
{
    if (!m_data)
        return;
    const std::vector<TrainingPhase> phases = m_history.current().trainedWith();
    plot().setGuides(phaseGuides(phases, [&](Index iteration) { return epochsBefore(iteration, phases, *m_data); }));
}

// From 0: the rise from what guessing gives is what is learnt. Whoever wants to see the last percents zooms in.
void AccuracyChart::fit()
{
    std::vector<const chainrule::Curve *> curves = m_earlier.shown();
    curves.push_back(&plot().curve(Training));
    curves.push_back(&plot().curve(Test));
    double last = std::max(m_epochs, 1.0);
    for (const chainrule::Curve *curve : curves)
        last = curve->empty() ? last : std::max(last, curve->points().back().x());
    plot().setHome(last, 0, 1 + headroom);
    plot().refresh();
}

} // namespace chainrule
