// SPDX-License-Identifier: GPL-3.0-or-later
// The two charts of the training desk, beside each other where there is room, and what is saved of them.
#pragma once

#include "engine/tensor.h"

#include <QtWidgets/QWidget>

class QBoxLayout;

namespace chainrule {

class AccuracyChart;
class LossChart;
class RunHistory;

class CurvesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CurvesPanel(RunHistory &history, QWidget *parent = nullptr);

    void setLimit(Index iterations, Index iterationsPerEpoch); // to which the axes go at least

signals:
    void said(const QString &what, const QString &advice); // of an export: that it is done, or why it is not

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    LossChart *m_loss;
    AccuracyChart *m_accuracy;
    QBoxLayout *m_charts;
};

} // namespace chainrule
