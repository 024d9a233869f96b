// SPDX-License-Identifier: GPL-3.0-or-later
// The share of images that the net says right, training and test, once an epoch; of earlier runs that of the test images.
#pragma once

#include "ui/training/curves/chart_card.h"
#include "ui/training/curves/earlier_curves.h"

namespace chainrule {

class AccuracyChart final : public ChartCard
{
    Q_OBJECT

public:
    enum Curve { Training, Test };

    explicit AccuracyChart(RunHistory &history, QWidget *parent = nullptr);

    void setData(const std::shared_ptr<const Dataset> &data); // of which epochs are made; null: there are none yet
    void setLimit(Index iterations, Index iterationsPerEpoch); // to which the axis goes at least

private:
    void begin();
    void grow(std::size_t from);
    void follow(); // the earlier runs
    void showPhases();
    void fit();

    const RunHistory &m_history;
    EarlierCurves m_earlier;
    double m_epochs = 1;
    std::shared_ptr<const Dataset> m_data; // null before there are any
};

} // namespace chainrule
