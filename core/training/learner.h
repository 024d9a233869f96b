// SPDX-License-Identifier: GPL-3.0-or-later
// Learning in four steps, one iteration a call: mini-batch, gradients, update, repeat. Of any graph with a scalar result; no
// thread, no clock, no output.
#pragma once

#include "training/learning_graph.h"
#include "training/optimiser.h"
#include "training/samples.h"

#include <optional>
#include <random>

namespace chainrule {

struct LearnerOptions
{
    std::optional<Index> batch = {}; // samples an iteration, drawn with replacement; else all of them, in their order
    double learningRate = 0.1;
    OptimiserKind optimiser = OptimiserKind::Sgd;
    double weightDecay = 0; // λ of the λ · w that is added to each gradient: of the loss + λ/2 · Σ w²
    std::uint64_t seed = 1; // of the mini-batches

    friend bool operator==(const LearnerOptions &, const LearnerOptions &) = default;
};

// What one iteration did to the loss of its mini-batch.
struct LearnerReport
{
    double before = 0; // the update
    double after = 0; // it; the same as before when there was none, since a loss that is not finite teaches nothing
};

// All that makes a learner go on as if it had never been interrupted, to the bit.
template <class S> struct LearnerState
{
    std::vector<S> parameters; // one after the other, row by row
    OptimiserState<S> optimiser;
    std::mt19937_64 random; // which draws the mini-batches

    friend bool operator==(const LearnerState &, const LearnerState &) = default;
};

// Where numbers ceased to be finite.
struct NonFiniteNumber
{
    enum class What {
        Value, // what a node computed, of finite inputs
        Gradient, // of a parameter, before its update
        Update, // of a parameter, by a finite gradient
    };

    What what = What::Value;
    NodeId node = noNode;
};

template <class S> class Learner final
{
public:
    // Leaves and seed begin as they are in `run`, which is of the net's graph or of one with the same nodes. `samples`, which
    // live on, fill the data leaves; without them these keep what they have, and every mini-batch is all of it.
    Learner(const LearningGraph &net, const Run<S> &run, const LearnerOptions &options, Samples<S> *samples = nullptr);

    // Mini-batch, gradients, update, and the loss once more. Allocates nothing after the first call.
    LearnerReport step();

    const LearningGraph &net() const { return m_net; }
    const LearnerOptions &options() const { return m_options; }
    void setLearningRate(double rate) { m_options.learningRate = rate; }
    // For the iterations to come; parameters, optimiser and random numbers go on as they are. Changes nothing when it throws
    // std::bad_alloc or GraphError. Only with samples.
    void setBatch(std::optional<Index> batch);
    // The samples of the last mini-batch that was drawn: none before the first step, after setState() and setBatch().
    std::span<const Index> lastBatch() const { return m_batch; }

    // The numbers of the last iteration: values after its update, and the gradients that it was made with where there are some.
    const Run<S> &run() const { return m_run; }
    bool hasGradients() const { return m_hasGradients; }
    View<S> editParameter(NodeId parameter) { return m_run.edit(parameter); }
    // Makes the gradients anew, of the last mini-batch with the parameters as they are now.
    void computeGradients();

    const OptimiserState<S> &optimiserState() const { return m_optimiser.state(); }
    const std::mt19937_64 &random() const { return m_random; }
    // Copies without allocating when `state` has been one of this learner before.
    void copyState(LearnerState<S> &state) const;
    void setState(const LearnerState<S> &state); // of the same parameters and optimiser

    bool finite() const; // all parameters
    // The first number of the last iteration that is not finite, in the order in which they are computed.
    std::optional<NonFiniteNumber> firstNonFinite() const;

private:
    void showBatch();
    void draw();
    void update();

    LearningGraph m_net;
    LearnerOptions m_options;
    Samples<S> *m_samples;
    Run<S> m_run;
    Optimiser<S> m_optimiser;
    std::mt19937_64 m_random;
    std::vector<Index> m_batch;
    bool m_hasGradients = false; // of the last mini-batch; Run forgets them when a parameter is updated, but keeps the numbers
};

extern template class Learner<float>;
extern template class Learner<double>;

} // namespace chainrule
