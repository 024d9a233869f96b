// SPDX-License-Identifier: GPL-3.0-or-later
// The loss of every iteration, thin, and its moving average, thick.
#pragma once

#include "engine/tensor.h"
#include "ui/training/chart_card.h"

#include <span>

namespace chainrule {

class LossChart final : public ChartCard
{
    Q_OBJECT

public:
    enum Curve { Each, Smoothed };

    explicit LossChart(QWidget *parent = nullptr);

    void add(Index firstIteration, std::span<const double> losses);
    void clear();
    void setIterations(Index iterations); // to which the axis goes at least

private:
    void addOne(Index iteration, double loss);
    void fit();

    Index m_iterations = 1;
    Index m_last = 0;
    // Exponential moving average; m_weight is the sum of its weights, below 1 as long as there are few losses.
    double m_sum = 0;
    double m_weight = 0;
    double m_least = 0, m_most = 0; // of the average
    bool m_logarithmic = false;
};

} // namespace chainrule
