// SPDX-License-Identifier: GPL-3.0-or-later
// Training of the two-layer net by stochastic gradient descent, one iteration a call. No thread, no clock, no output.
#pragma once

#include "engine/classifier.h"

#include <optional>
#include <random>

namespace chainrule {

struct TrainingOptions
{
    Index hidden = 50;
    Index batch = 100; // drawn with replacement
    double learningRate = 0.1;
    double initDeviation = 0.01;
    std::uint64_t seed = 1;
};

struct Accuracy
{
    double training = 0; // correct / all, over every image
    double test = 0;
};

// What one iteration did.
struct TrainingReport
{
    Index iteration = 0; // counted from 0, as in the seeds
    double loss = 0; // on the same mini-batch, taken again after the update
};

template <class S> class Trainer final
{
public:
    // The dataset is not empty; batch and hidden are at least 1.
    Trainer(std::shared_ptr<const Dataset> data, const TrainingOptions &options);

    // Mini-batch, gradients, update, and the loss once more. Allocates nothing after the first call.
    TrainingReport step();
    // Over all images, with the parameters as they are now.
    Accuracy accuracy();

    Index iteration() const { return m_iteration; } // iterations done
    // Of the seeds: training images / batch, at least 1. Accuracy is taken whenever iteration() − 1 is a multiple of it.
    Index iterationsPerEpoch() const;
    double learningRate() const { return m_options.learningRate; }
    void setLearningRate(double rate) { m_options.learningRate = rate; }
    const TrainingOptions &options() const { return m_options; }
    Parameters<S> parameters() const;
    void setParameters(const Parameters<S> &parameters); // of the same sizes
    // Of the last mini-batch's loss, with the parameters as they are now; only when a step was made.
    Parameters<S> gradients();
    // The indices of the training images in the last mini-batch.
    std::span<const Index> lastBatch() const { return m_batch; }

private:
    void drawBatch();
    void update(NodeId parameter);
    template <class Look> Parameters<S> collect(Look look) const;

    std::shared_ptr<const Dataset> m_data;
    TrainingOptions m_options;
    NetSize m_size;
    TwoLayerNet m_net;
    Run<S> m_run;
    Classifier<S> m_classifier;
    Pictures<S> m_training;
    Pictures<S> m_test;
    std::mt19937_64 m_random;
    std::vector<Index> m_batch;
    Index m_iteration = 0;
};

extern template class Trainer<float>;
extern template class Trainer<double>;

} // namespace chainrule
