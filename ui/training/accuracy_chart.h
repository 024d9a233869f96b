// SPDX-License-Identifier: GPL-3.0-or-later
// The share of images that the net says right, training and test, once an epoch.
#pragma once

#include "ui/training/chart_card.h"
#include "ui/training/training_messages.h"

namespace chainrule {

class AccuracyChart final : public ChartCard
{
    Q_OBJECT

public:
    enum Curve { Training, Test };

    explicit AccuracyChart(QWidget *parent = nullptr);

    void add(const AccuracyPoint &point, Index iterationsPerEpoch);
    void clear();
    void setEpochs(double epochs); // to which the axis goes at least

private:
    void fit();

    double m_epochs = 1;
    int m_count = 0;
    double m_last = 0; // epoch
    double m_least = 1; // accuracy, from the first full epoch on
};

} // namespace chainrule
