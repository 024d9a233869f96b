// SPDX-License-Identifier: GPL-3.0-or-later
// The loss of every iteration, thin, and its moving average, thick; of earlier runs the average.
#pragma once

#include "ui/training/curves/chart_card.h"
#include "ui/training/curves/earlier_curves.h"
#include "ui/training/curves/moving_average.h"

class QSlider;

namespace chainrule {

class LossChart final : public ChartCard
{
    Q_OBJECT

public:
    enum Curve { Each, Smoothed };

    explicit LossChart(RunHistory &history, QWidget *parent = nullptr);

    void setIterations(Index iterations); // to which the axis goes at least

private:
    void addControls();
    void wire(RunHistory &history);
    void begin();
    void grow(std::size_t from);
    void follow(); // the earlier runs
    void setSmoothing(int step);
    chainrule::Curve smoothed(const RunRecord &run) const;
    void showValues();
    void showPhases();
    void fit();

    const RunHistory &m_history;
    EarlierCurves m_earlier;
    QSlider *m_smoothing;
    double m_memory; // of the average
    MovingAverage m_average;
    Index m_iterations = 1;
    bool m_logarithmic = false;
};

} // namespace chainrule
