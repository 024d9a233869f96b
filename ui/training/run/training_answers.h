// SPDX-License-Identifier: GPL-3.0-or-later
// What the thread that trains tells the window: values, as arguments of queued signals.
#pragma once

#include "files/npz.h"
#include "files/run_format.h"
#include "files/storage_error.h"
#include "ui/data/data_source.h"
#include "ui/keeping/sent.h"
#include "ui/training/run/training_settings.h"

#include <QtCore/QObject>

#include <optional>

namespace chainrule {

// Why a run cannot go on, or had better not.
struct Divergence
{
    bool dead = false; // no ReLU lets anything through: all numbers are finite, but nothing is learnt any more
    NonFiniteNumber::What what = NonFiniteNumber::What::Value;
    QString node = {}; // "W1", "affine1", "loss"
    Index iteration = 0; // counted from 0
    double loss = 0;
    double learningRate = 0;
    Index goodIterations = 0; // done at the last weights that were good
};

// A learning rate for the last good weights.
struct ProposedRate
{
    double rate = 0;
    bool tried = false; // and they learn with it; else no trial found one, and it is merely less than what failed
};

// What happened since the last report.
struct TrainingProgress
{
    quint64 serial = 0; // of the last order that the worker had taken
    quint64 revision = 0; // of the model
    bool running = false;
    std::optional<Divergence> divergence; // the last loss is not a finite number
    std::optional<Divergence> died; // since the last report: the run has paused, and can go on
    std::optional<ProposedRate> proposedRate; // since the last report, see RateSearch
    TrainingPosition position;
    double perSecond = 0; // 0 as long as it is unknown
    double learningRate = 0;
    std::vector<double> losses; // of the iterations since
    std::vector<AccuracyPoint> accuracies;
    std::vector<TrainingPhase> phases; // that have begun since
};

// A model that has a past.
struct RunRestored
{
    quint64 serial = 0; // its revision
    TrainingSettings settings;
    Index iterations = 0; // done
    std::shared_ptr<const SavedRun> run; // whose past it has; nullptr: of the run of now, as far as it went back
    QString weights = {}; // the file that they are from; empty for those of a run
    WeightsReading reading = {}; // of that file
    bool moreExact = false; // the precision had to become double for them
};

// The model in use stays.
struct RestoreFailed
{
    bool otherData = false; // it was trained on other pictures; else the memory does not suffice
};

// The memory does not suffice for mini-batches of that size.
struct BatchRefused
{
    Index wanted = 0;
    Index kept = 0; // that goes on
};

// The memory does not suffice for what was ordered; the model in use stays.
struct MemoryLacked
{
};

// Of an order to look for one. Empty when there was none.
struct RunFound
{
    std::shared_ptr<const SavedRun> run;
    std::optional<StorageError> error; // in place of the run
};

// Between two iterations. Its losses and accuracies are where all of them are.
struct RunCopied
{
    quint64 revision = 0; // of the model
    SavedRun run;
    std::shared_ptr<const Dataset> data; // of which the checksum is still to be taken
};

struct DataOpened
{
    quint64 serial = 0; // the revision of the model that was made for these data
    LoadedData data;
};

// The model between two iterations, to be looked at from any thread: it never changes.
struct ModelSnapshot
{
    quint64 revision = 0; // of the model
    Index iteration = 0; // iterations done
    Precision precision = Precision::Float; // that it trains in
    Parameters<double> parameters; // widened, which is exact
    std::optional<Parameters<double>> gradients; // of the last mini-batch's loss; where they were asked for
    std::vector<Index> batch; // training images of the last mini-batch; empty until one is drawn
    std::shared_ptr<const Dataset> data;
    quint64 serial = 0; // of the last order that had been taken
};

// The worker is one. Each signal carries a value that is never changed; it is connected by Qt::QueuedConnection to a slot that
// takes a reference to that value. TrainingSession passes on those that tell of a model, if they tell of that of now.
class TrainingAnswers : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void progressed(const Sent<TrainingProgress> &progress);
    void opened(const Sent<DataOpened> &data);
    void openFailed(const Sent<StorageError> &error);
    void seen(const Sent<ModelSnapshot> &model);
    void copied(const Sent<RunCopied> &run);
    void restored(const Sent<RunRestored> &run);
    void restoreFailed(const Sent<RestoreFailed> &failure);
    void weightsRefused(const Sent<StorageError> &error); // the model in use stays
    void batchRefused(const Sent<BatchRefused> &refused);
    void memoryLacked(const Sent<MemoryLacked> &lack);
    void found(const Sent<RunFound> &run);
    void replaced(const Sent<RunCopied> &run); // another model takes its place; its losses have been told
};

} // namespace chainrule
