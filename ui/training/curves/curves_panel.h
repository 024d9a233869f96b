// SPDX-License-Identifier: GPL-3.0-or-later
// The two charts of the training desk, beside each other where there is room, and what is saved of them.
#pragma once

#include "ui/keeping/file_writer.h"

#include "engine/tensor.h"

#include <QtWidgets/QWidget>

class QBoxLayout;

namespace chainrule {

class AccuracyChart;
class ChartCard;
class LossChart;
class RunHistory;

class CurvesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CurvesPanel(RunHistory &history, QWidget *parent = nullptr);

    void setData(const std::shared_ptr<const Dataset> &data); // of the current run; null: there are none yet
    void setLimit(Index iterations, Index iterationsPerEpoch); // to which the axes go at least
    // In the background: said() tells how it went. What the file's name ends with decides: a picture of what is in view as
    // .png, .svg or .pdf, or .csv, which has all numbers of the runs that are shown.
    void save(const ChartCard &chart, const QString &path);

Q_SIGNALS:
    void said(const QString &what, const QString &advice, bool done); // of an export: that it is done, or why it is not

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void askAndSave(const ChartCard &chart);

    RunHistory &m_history;
    FileWriter m_writer;
    QString m_folder; // where the last file was saved
    LossChart *m_loss;
    AccuracyChart *m_accuracy;
    QBoxLayout *m_charts;
};

} // namespace chainrule
