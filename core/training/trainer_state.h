// SPDX-License-Identifier: GPL-3.0-or-later
// All that makes a training run go on as if it had never been interrupted, to the bit.
#pragma once

#include "digits/dataset.h"
#include "training/net.h"
#include "training/optimiser.h"

#include <random>
#include <variant>

namespace chainrule {

// What the weights are drawn with: N(0, 1) times this.
enum class InitialWeights : std::uint8_t {
    Deviation, // a number that is given
    Xavier, // 1 / √n, where n neurons come before; the book, chapter 6
    He, // √(2 / n)
};

struct TrainingOptions
{
    Index hidden = 50;
    Index batch = 100; // drawn with replacement
    double learningRate = 0.1;
    double initDeviation = 0.01; // for InitialWeights::Deviation
    std::uint64_t seed = 1;
    OptimiserKind optimiser = OptimiserKind::Sgd;
    InitialWeights initial = InitialWeights::Deviation;

    friend bool operator==(const TrainingOptions &, const TrainingOptions &) = default;
};

// How far a run is. An epoch is as many mini-batches as there are images for, whatever was drawn into them.
struct TrainingPosition
{
    Index iteration = 0; // done in all
    Index epoch = 0; // whole epochs done
    Index intoEpoch = 0; // iterations of the present epoch that are done
    Index perEpoch = 1; // iterations: training images / batch as in the seeds, at least 1

    // The iterations done in all when this many epochs are.
    Index iterationsUntil(Index epochs) const { return iteration + (epochs - epoch) * perEpoch - intoEpoch; }

    friend bool operator==(const TrainingPosition &, const TrainingPosition &) = default;
};

// How long to train.
struct TrainingLength
{
    Index count = 10'000;
    bool epochs = false; // else iterations

    // In iterations, for a run that is there; not beyond what can be counted.
    Index iterations(const TrainingPosition &position) const { return epochs ? position.iterationsUntil(count) : count; }

    friend bool operator==(const TrainingLength &, const TrainingLength &) = default;
};

// What can change while a run goes on, as it was from an iteration on (counted from 0) until the next of these.
struct TrainingPhase
{
    Index from = 0;
    double learningRate = 0.1;
    Index batch = 100;

    friend bool operator==(const TrainingPhase &, const TrainingPhase &) = default;
};

template <class S> struct TrainerState
{
    TrainingOptions options; // with the batch and the learning rate of now
    TrainingPosition position;
    Parameters<S> parameters;
    OptimiserState<S> optimiser;
    std::mt19937_64 random; // which draws the mini-batches

    friend bool operator==(const TrainerState &, const TrainerState &) = default;
};

// Whether the sizes of everything in a state agree, and are such as a trainer takes.
template <class S> bool isWhole(const TrainerState<S> &state);
// Whether its parameters and what its optimiser remembers are finite numbers.
template <class S> bool isFinite(const TrainerState<S> &state);
// Whether a whole state is one of a run on data like these.
template <class S> bool fits(const TrainerState<S> &state, const Dataset &data);

using AnyTrainerState = std::variant<TrainerState<float>, TrainerState<double>>;

extern template bool isWhole(const TrainerState<float> &);
extern template bool isWhole(const TrainerState<double> &);
extern template bool isFinite(const TrainerState<float> &);
extern template bool isFinite(const TrainerState<double> &);
extern template bool fits(const TrainerState<float> &, const Dataset &);
extern template bool fits(const TrainerState<double> &, const Dataset &);

// Of the seeds: training images / batch, at least 1.
Index iterationsPerEpoch(const Dataset &data, Index batch);
Index parameterCount(NetSize size);

} // namespace chainrule
