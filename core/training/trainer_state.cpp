// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/trainer_state.h"

#include "engine/finite.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

// Images a batch, neurons, pixels: far beyond what anybody trains, and such that no product of two overflows.
constexpr Index most = 1'000'000;

bool sensible(Index count)
{
    return count >= 1 && count <= most;
}

template <class S> bool holds(const std::vector<S> &numbers, Index count)
{
    return std::ssize(numbers) == count;
}

bool possible(const TrainingPosition &at)
{
    return at.iteration >= 0 && at.epoch >= 0 && at.epoch <= at.iteration && at.perEpoch >= 1 && at.intoEpoch >= 0
        && at.intoEpoch < at.perEpoch;
}

bool possible(const TrainingOptions &options)
{
    return sensible(options.hidden) && sensible(options.batch) && std::isfinite(options.learningRate)
        && std::isfinite(options.initDeviation) && std::size_t(options.optimiser) < optimisers().size()
        && options.initial <= InitialWeights::He;
}

} // namespace

Index iterationsPerEpoch(const Dataset &data, Index batch)
{
    return std::max<Index>(1, data.training.count / batch);
}

Index parameterCount(NetSize size)
{
    return (size.inputs + 1) * size.hidden + (size.hidden + 1) * size.classes;
}

template <class S> bool isWhole(const TrainerState<S> &state)
{
    const Parameters<S> &p = state.parameters;
    const NetSize &size = p.size;
    return possible(state.options) && possible(state.position) && sensible(size.inputs) && sensible(size.classes)
        && size.hidden == state.options.hidden && holds(p.W1, size.inputs * size.hidden) && holds(p.b1, size.hidden)
        && holds(p.W2, size.hidden * size.classes) && holds(p.b2, size.classes) && state.optimiser.updates >= 0
        && holds(state.optimiser.memory, info(state.options.optimiser).memories * parameterCount(size));
}

template <class S> bool isFinite(const TrainerState<S> &state)
{
    const Parameters<S> &p = state.parameters;
    return allFinite(p.W1) && allFinite(p.b1) && allFinite(p.W2) && allFinite(p.b2) && allFinite(state.optimiser.memory);
}

template <class S> bool fits(const TrainerState<S> &state, const Dataset &data)
{
    return isWhole(state) && state.parameters.size.inputs == data.training.pixelsEach()
        && state.parameters.size.classes == data.classes
        && state.position.perEpoch == iterationsPerEpoch(data, state.options.batch);
}

template bool isWhole(const TrainerState<float> &);
template bool isWhole(const TrainerState<double> &);
template bool isFinite(const TrainerState<float> &);
template bool isFinite(const TrainerState<double> &);
template bool fits(const TrainerState<float> &, const Dataset &);
template bool fits(const TrainerState<double> &, const Dataset &);

} // namespace chainrule
