// SPDX-License-Identifier: GPL-3.0-or-later
// Trains on a thread of its own, in slices between which it takes orders.
#pragma once

#include "ui/training/run/last_good.h"
#include "ui/training/run/pace.h"
#include "ui/training/run/rate_meter.h"
#include "ui/training/run/rate_search.h"
#include "ui/training/run/training_orders.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>

namespace chainrule {

// Lives on its thread, shares nothing with the window but the channel, and answers by signals. An order takes effect after the
// iteration, or the block of accuracy that is under way.
class TrainingWorker final : public TrainingAnswers
{
    Q_OBJECT

public:
    explicit TrainingWorker(std::shared_ptr<TrainingChannel> channel);

    void takeOrders();
    void end(); // the last call on its thread
    // On its thread, or once that has ended. Nothing without a net, or of a run that has lost its numbers: what was kept before
    // is the last that had them.
    std::optional<RunCopied> copyOfRun() const;

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
    void take(const CopyRun &order);
    void take(const RestoreRun &order);
    void take(const LoadWeights &order);
    void take(const BackToGood &order);
    void take(const Look &order);
    ModelSnapshot look(bool gradients);
    void build(const LoadedData &data);
    void useTrainer(std::unique_ptr<AnyTrainer> trainer, const LoadedData &data);
    void beginModel();
    void leaveModel();
    void restore(const AnyTrainerState &state, std::optional<Index> accuracyDue);
    void sayRestored(std::shared_ptr<const SavedRun> run = nullptr);
    void useWeights(const LoadedWeights &loaded, const QString &path);
    TrainingSettings settings() const;
    bool running() const;
    bool busy() const { return pondering() || running(); }
    bool pondering() const { return m_measuring || m_search; } // over what belongs to an iteration that is done
    double now() const { return double(m_clock.nsecsElapsed()) / 1e6; } // ms
    void runSlice();
    void waitForNextTurn();
    void advance();
    void step();
    void diverge(double loss);
    void watchForDeath(double loss);
    void beginSearch();
    void searchRate();
    void notePhase();
    bool accuracyIsDue() const;
    void beginAccuracy();
    void continueAccuracy();
    void report();

    std::shared_ptr<TrainingChannel> m_channel;
    LoadedData m_data;
    std::unique_ptr<AnyTrainer> m_trainer; // null without data
    Rebuild m_plan; // of the next model
    Index m_goal = 0; // iterations to be done in all, as far as m_length allows
    TrainingLength m_length;
    Pace m_pace;
    std::optional<AccuracyPoint> m_measuring; // an accuracy is half taken: here
    std::optional<Index> m_measured; // the last iteration after which the accuracy was taken
    LastGood m_good;
    std::unique_ptr<RateSearch> m_search; // while a rate is looked for with which the good weights learn
    Index m_deadImages = 0; // seen in a row without a gradient for the hidden layer
    TrainingProgress m_progress; // the next report, being filled
    RateMeter m_rate;
    QElapsedTimer m_clock;
    double m_reportedAt = 0; // ms
    QBasicTimer m_turns; // comes round whenever the event loop is idle
};

} // namespace chainrule
