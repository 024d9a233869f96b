// SPDX-License-Identifier: GPL-3.0-or-later
// What the window tells the thread that trains: orders, in their order, through a mailbox.
#pragma once

#include "files/run_format.h"
#include "ui/data/data_source.h"
#include "ui/keeping/mailbox.h"
#include "ui/training/run/training_settings.h"

#include <variant>

namespace chainrule {

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

// Answered by found(): the run that this file holds.
struct FindRun
{
    QString path;
};

// Answered by copied(): all with which the run of now goes on, to be kept.
struct CopyRun
{
};

// A new model, at the point at which another run was interrupted. Answered by restored() or restoreFailed().
struct RestoreRun
{
    std::shared_ptr<const SavedRun> run;
};

// A new model with the weights of an .npz file, at its beginning. Answered by restored() or weightsRefused().
struct LoadWeights
{
    QString path;
};

// After a loss that is no finite number: a new model, of the last weights that were good, with another learning rate and all
// else as it is. Answered by restored() or memoryLacked().
struct BackToGood
{
    double learningRate = 0;
};

// Answered by seen() at once, between two iterations.
struct Look
{
    bool gradients = false;
};

using TrainingOrder = std::variant<UseData, Rebuild, RunSteps, Pause, SetLearningRate, SetBatch, SetPace, FindRun, CopyRun,
                                   RestoreRun, LoadWeights, BackToGood, Look>;

// The serial of the order that made a model is the model's revision.
struct NumberedOrder
{
    quint64 serial = 0;
    TrainingOrder order;
};

// All that the worker shares with the window.
struct TrainingChannel
{
    Mailbox<NumberedOrder> orders;
    std::atomic<bool> ended = false; // the worker does nothing any more
};

} // namespace chainrule
