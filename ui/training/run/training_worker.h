// SPDX-License-Identifier: GPL-3.0-or-later
// Trains on a thread of its own, in slices between which it takes orders.
#pragma once

#include "ui/training/run/last_good.h"
#include "ui/training/run/pace.h"
#include "ui/training/run/rate_meter.h"
#include "ui/training/saved/run_keeper.h"

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
    void take(const SetBatch &order);
    void take(const SetPace &order);
    void take(const FindRun &order);
    void take(const KeepRun &order);
    void take(const RestoreRun &order);
    void take(const LoadWeights &order);
    void take(const BackToGood &order);
    void take(const Look &order);
    void build(LoadedData data);
    void beginModel();
    void restore(const AnyTrainerState &state, std::optional<Index> accuracyDue);
    void postRestored();
    void useWeights(const Parameters<double> &weights);
    bool running() const;
    bool busy() const { return m_measuring || running(); }
    double now() const { return double(m_clock.nsecsElapsed()) / 1e6; } // ms
    void runSlice();
    void waitForNextTurn();
    void advance();
    void step();
    void diverge(double loss);
    void watchForDeath(double loss);
    void beginAccuracy(Index epoch);
    void continueAccuracy();
    void keep();
    void report();
    void post(TrainingMessage message);

    std::shared_ptr<TrainingChannel> m_channel;
    LoadedData m_data;
    std::unique_ptr<AnyTrainer> m_trainer; // null without data
    Rebuild m_plan; // of the next model
    Index m_goal = 0; // iterations to be done in all, as far as m_length allows
    TrainingLength m_length;
    Pace m_pace;
    std::optional<Index> m_measuring; // an accuracy is half taken: of this epoch
    std::vector<double> m_losses; // of the model, from its first iteration on
    std::vector<AccuracyPoint> m_accuracies;
    LastGood m_good;
    Index m_deadImages = 0; // seen in a row without a gradient for the hidden layer
    std::unique_ptr<RunKeeper> m_keeper; // null when the run is not kept
    int m_keepInterval = 0; // ms
    QBasicTimer m_keepTimer;
    TrainingProgress m_progress; // the next report, being filled
    RateMeter m_rate;
    QElapsedTimer m_clock;
    double m_reportedAt = 0; // ms
    QBasicTimer m_turns; // comes round whenever the event loop is idle
};

} // namespace chainrule
