// SPDX-License-Identifier: GPL-3.0-or-later
// What the window and the thread that trains tell each other: orders one way, reports the other, all of them copies.
#pragma once

#include "engine/trainer.h"
#include "storage/storage_error.h"
#include "ui/data/data_source.h"
#include "ui/training/mailbox.h"

#include <optional>
#include <variant>

namespace chainrule {

enum class Precision { Float, Double };

// Everything that makes a model, and how long to train it.
struct TrainingSettings
{
    TrainingOptions options;
    Precision precision = Precision::Float;
    Index iterations = 10'000;
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
    Index limit = 0;
};

struct Pause
{
};

struct SetLearningRate
{
    double rate = 0;
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
    std::variant<UseData, Rebuild, RunSteps, Pause, SetLearningRate, Look> order;
};

struct AccuracyPoint
{
    Index iteration = 0; // counted from 0: the one after which it was taken
    Accuracy accuracy;
};

// What happened since the last report.
struct TrainingProgress
{
    quint64 serial = 0; // of the last command that the worker had taken
    quint64 revision = 0; // of the model
    bool running = false;
    bool diverged = false; // the last loss is not a finite number
    Index iteration = 0; // iterations done
    Index iterationsPerEpoch = 1;
    double perSecond = 0; // 0 as long as it is unknown
    double learningRate = 0;
    Index firstIteration = 0; // of losses[0]
    std::vector<double> losses;
    std::vector<AccuracyPoint> accuracies;
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

using TrainingMessage = std::variant<TrainingProgress, DataOpened, OpenFailed, ModelSeen>;

struct TrainingChannel
{
    Mailbox<TrainingCommand> commands; // window → worker
    Mailbox<TrainingMessage> messages; // worker → window
    std::atomic<bool> ended = false; // the worker does nothing any more
};

} // namespace chainrule
