// SPDX-License-Identifier: GPL-3.0-or-later
// Trains on a thread of its own, in slices between which it takes orders.
#pragma once

#include "ui/training/any_trainer.h"
#include "ui/training/rate_meter.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

namespace chainrule {

// Lives on its thread and shares nothing with the window but the channel. An order takes effect after the iteration,
// or the block of accuracy that is under way.
class TrainingWorker final : public QObject
{
    Q_OBJECT

public:
    explicit TrainingWorker(std::shared_ptr<TrainingChannel> channel);

    void takeCommands();
    void end(); // the last call on its thread

signals:
    void posted(); // there is a message in the channel

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void take(const UseData &order);
    void take(const Rebuild &order);
    void take(const RunSteps &order);
    void take(const Pause &order);
    void take(const SetLearningRate &order);
    void take(const Look &order);
    void build(LoadedData data);
    bool running() const;
    bool busy() const { return m_measuring || running(); }
    void runSlice();
    void advance();
    void step();
    void continueAccuracy();
    void report();
    void post(TrainingMessage message);

    std::shared_ptr<TrainingChannel> m_channel;
    LoadedData m_data;
    std::unique_ptr<AnyTrainer> m_trainer; // null without data
    Rebuild m_plan; // of the next model
    Index m_goal = 0; // iterations to be done in all
    bool m_measuring = false; // an accuracy is half taken
    TrainingProgress m_progress; // the next report, being filled
    RateMeter m_rate;
    QElapsedTimer m_clock;
    qint64 m_reportedAt = 0; // ms
    QBasicTimer m_turns; // comes round whenever the event loop is idle
};

} // namespace chainrule
