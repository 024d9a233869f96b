// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves/accuracy_chart.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr int chartDecimals = 4;
constexpr double gridStep = 0.05;
constexpr double headroom = 0.02; // of the height, so that a dot at 1 is whole

Curve testAccuracy(const RunRecord &run)
{
    Curve curve;
    for (const AccuracyPoint &point : run.accuracies)
        curve.append(double(point.epoch), point.accuracy.test);
    return curve;
}

// From the first full epoch on; 1 where there is none.
double leastLearnt(const Curve &curve)
{
    double least = 1;
    for (const QPointF &point : curve.points())
        if (point.x() > 0)
            least = std::min(least, point.y());
    return least;
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
    plot().goHome();
    grow(0);
}

void AccuracyChart::grow(std::size_t from)
{
    const RunRecord &run = m_history.current();
    if (from > 0 && from == run.accuracies.size())
        return;
    for (std::size_t i = from; i < run.accuracies.size(); ++i) {
        const AccuracyPoint &point = run.accuracies[i];
        plot().append(Training, double(point.epoch), point.accuracy.training);
        plot().append(Test, double(point.epoch), point.accuracy.test);
        legend(Training).setValue(locale().toString(point.accuracy.training, 'f', chartDecimals));
        legend(Test).setValue(locale().toString(point.accuracy.test, 'f', chartDecimals));
    }
    fit();
}

void AccuracyChart::follow()
{
    setCurrentShown(m_history.current().shown);
    m_earlier.follow();
    fit();
}

void AccuracyChart::setEpochs(double epochs)
{
    if (m_epochs == epochs)
        return;
    m_epochs = epochs;
    fit();
}

// An untrained net guesses: if its first point stayed in view, all that is learnt would be pressed to the upper edge.
void AccuracyChart::fit()
{
    std::vector<const chainrule::Curve *> curves = m_earlier.shown();
    curves.push_back(&plot().curve(Training));
    curves.push_back(&plot().curve(Test));
    double least = 1;
    double last = std::max(m_epochs, 1.0);
    bool learnt = false;
    for (const chainrule::Curve *curve : curves) {
        least = std::min(least, leastLearnt(*curve));
        last = curve->empty() ? last : std::max(last, curve->points().back().x());
        learnt = learnt || curve->points().size() > 1;
    }
    const double from = learnt ? std::max(0.0, (std::ceil(least / gridStep) - 2) * gridStep) : 0;
    plot().setHome(last, from, 1 + headroom * (1 - from));
    plot().refresh();
}

} // namespace chainrule
