// SPDX-License-Identifier: GPL-3.0-or-later
// What the window and the thread that trains tell each other: orders one way, reports the other, all of them copies.
#pragma once

#include "files/run_format.h"
#include "files/storage_error.h"
#include "ui/data/data_source.h"
#include "ui/keeping/mailbox.h"

#include <optional>
#include <variant>

namespace chainrule {

enum class Precision { Float, Double };

// Everything that makes a model, and how long to train it.
struct TrainingSettings
{
    TrainingOptions options;
    Precision precision = Precision::Float;
    TrainingLength length;
};

// A new model of the same kind, for these data.
struct UseData
{
    LoadedData data;
};

// A new model with the weights that its seed gives.
struct Rebuild
{
    TrainingOptions options;
    Precision precision = Precision::Float;
};

// So many iterations more, but never beyond `limit` in all.
struct RunSteps
{
    Index steps = 0;
    TrainingLength limit;
};

struct Pause
{
};

struct SetLearningRate
{
    double rate = 0;
};

// For the iterations to come.
struct SetBatch
{
    Index batch = 1;
};

// No more iterations a second than this; 0: as many as can be done.
struct SetPace
{
    double perSecond = 0;
};

// Answered by a RunFound: the run that this file holds.
struct FindRun
{
    QString path;
};

// The run is kept in this file from now on, every so many milliseconds while it moves, and at the end. Takes the place of the
// run that it holds.
struct KeepRun
{
    QString path;
    int interval = 30'000;
};

// A new model, at the point at which another run was interrupted. Answered by RunRestored or RestoreFailed.
struct RestoreRun
{
    std::shared_ptr<const SavedRun> run;
};

// A new model with the weights of an .npz file, at its beginning. Answered by RunRestored or WeightsRefused.
struct LoadWeights
{
    QString path;
};

// After a loss that is no finite number: a new model, of the last weights that were good, with another learning rate.
struct BackToGood
{
    double learningRate = 0;
};

// Answered by a ModelSeen at once, between two iterations.
struct Look
{
    bool gradients = false;
};

// The serial of the command that made a model is the model's revision.
struct TrainingCommand
{
    quint64 serial = 0;
    std::variant<UseData, Rebuild, RunSteps, Pause, SetLearningRate, SetBatch, SetPace, FindRun, KeepRun, RestoreRun,
                 LoadWeights, BackToGood, Look>
        order;
};

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

// What happened since the last report.
struct TrainingProgress
{
    quint64 serial = 0; // of the last command that the worker had taken
    quint64 revision = 0; // of the model
    bool running = false;
    std::optional<Divergence> divergence; // the last loss is not a finite number
    std::optional<Divergence> died; // since the last report: the run has paused, and can go on
    Index iteration = 0; // iterations done
    Index epoch = 0; // whole epochs done
    Index intoEpoch = 0; // iterations of the present epoch that are done
    Index iterationsPerEpoch = 1;
    double perSecond = 0; // 0 as long as it is unknown
    double learningRate = 0;
    Index firstIteration = 0; // of losses[0]
    std::vector<double> losses;
    std::vector<AccuracyPoint> accuracies;

    TrainingPosition position() const { return { iteration, epoch, intoEpoch, iterationsPerEpoch }; }
};

// A model that has a past.
struct RunRestored
{
    quint64 serial = 0; // its revision
    TrainingSettings settings;
    std::vector<double> losses; // of every iteration from the first one on
    std::vector<AccuracyPoint> accuracies;
};

// The model in use stays.
struct RestoreFailed
{
    quint64 serial = 0;
    bool otherData = false; // it was trained on other pictures; else the memory does not suffice
};

// The model in use stays.
struct WeightsRefused
{
    StorageError error;
};

// The memory does not suffice for mini-batches of that size.
struct BatchRefused
{
    Index wanted = 0;
    Index kept = 0; // that goes on
};

// Of an order to look for one. Empty when there was none.
struct RunFound
{
    std::shared_ptr<const SavedRun> run;
    std::optional<StorageError> error; // in place of the run
};

struct RunKept
{
    std::optional<StorageError> error; // it was not kept
};

struct DataOpened
{
    quint64 serial = 0; // the revision of the model that was made for these data
    QString name;
    QString folder; // empty for what is built in
    Index training = 0;
    Index test = 0;
    Index inputs = 0;
    Index classes = 0;
    std::shared_ptr<const Dataset> data; // to look at: it never changes
};

struct OpenFailed
{
    quint64 serial = 0;
    StorageError error;
};

// The model between two iterations, to be looked at from any thread: it never changes.
struct ModelSnapshot
{
    quint64 revision = 0; // of the model
    Index iteration = 0; // iterations done
    Precision precision = Precision::Float; // that it trains in
    Parameters<double> parameters; // widened, which is exact
    std::optional<Parameters<double>> gradients; // of the last mini-batch's loss; where they were asked for
    std::vector<Index> batch; // training images of the last mini-batch; empty before the first iteration
    std::shared_ptr<const Dataset> data;
    quint64 serial = 0; // of the last order that had been taken
};

struct ModelSeen
{
    std::shared_ptr<const ModelSnapshot> model;
};

using TrainingMessage = std::variant<TrainingProgress, DataOpened, OpenFailed, ModelSeen, RunRestored, RestoreFailed,
                                     WeightsRefused, BatchRefused, RunFound, RunKept>;

struct TrainingChannel
{
    Mailbox<TrainingCommand> commands; // window → worker
    Mailbox<TrainingMessage> messages; // worker → window
    std::atomic<bool> ended = false; // the worker does nothing any more
};

} // namespace chainrule
