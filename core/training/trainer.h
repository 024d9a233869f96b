// SPDX-License-Identifier: GPL-3.0-or-later
// Training of the two-layer net on mini-batches, one iteration a call. No thread, no clock, no output.
#pragma once

#include "training/classifier.h"
#include "training/learner.h"
#include "training/picture_samples.h"
#include "training/trainer_state.h"

#include <optional>

namespace chainrule {

struct Accuracy
{
    double training = 0; // correct / all, over every image
    double test = 0;
};

struct AccuracyPoint
{
    Index iteration = 0; // counted from 0: the one after which it was taken
    Accuracy accuracy;
    Index epoch = 0; // in which this iteration was, counted from 0
    double within = 0; // the part of that epoch that was done before it: 0 for its first iteration

    double epochs() const { return double(epoch) + within; }
};

// What one iteration did.
struct TrainingReport
{
    Index iteration = 0; // counted from 0, as in the seeds
    double loss = 0; // on the same mini-batch, taken again after the update
    std::optional<Index> epoch = {}; // that began with it, counted from 0: accuracy is taken then, as in the seeds
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
    // The same figure in pieces, since it takes as long as many iterations: of the parameters at beginAccuracy(), so many
    // images a call, given by the last one.
    void beginAccuracy();
    std::optional<Accuracy> continueAccuracy(Index images);

    const TrainingPosition &position() const { return m_position; }
    Index iteration() const { return m_position.iteration; } // iterations done
    Index iterationsPerEpoch() const { return m_position.perEpoch; }
    double learningRate() const { return m_learner.options().learningRate; }
    void setLearningRate(double rate) { m_learner.setLearningRate(rate); }
    // For the iterations to come, at least 1; the net, the optimiser and the random numbers go on as they are. What has been
    // done of an epoch counts as the same part of it. Changes nothing when it throws std::bad_alloc.
    void setBatch(Index batch);
    TrainingOptions options() const; // with the batch and the learning rate of now
    Parameters<S> parameters() const;
    void setParameters(const Parameters<S> &parameters); // of the same sizes
    // Of the last mini-batch's loss, with the parameters as they are now; only when there is a last one.
    Parameters<S> gradients();
    // Goes on from a state to the bit as that run would have. It fits() the data, and this trainer was made with its options.
    void setState(const TrainerState<S> &state);
    // Copies without allocating when `state` has been one of this run before.
    void copyState(TrainerState<S> &state) const;
    // Whether all parameters are finite numbers.
    bool finite() const { return m_learner.finite(); }
    // The first number of the last iteration that is not finite, by the node in net().
    std::optional<NonFiniteNumber> firstNonFinite() const { return m_learner.firstNonFinite(); }
    // Whether no gradient came through the hidden layer in the last iteration: every ReLU was 0 for the whole mini-batch.
    bool dead() const;
    const TwoLayerNet &net() const { return m_net; }
    // The indices of the training images in the last mini-batch that was drawn here: none before the first step, after a state
    // was set, or the size of the mini-batches.
    std::span<const Index> lastBatch() const { return m_learner.lastBatch(); }

private:
    template <class Look> Parameters<S> collect(Look look) const;

    std::shared_ptr<const Dataset> m_data;
    TrainingOptions m_options; // it began with
    NetSize m_size;
    TwoLayerNet m_net;
    std::unique_ptr<PictureSamples<S>> m_training;
    Learner<S> m_learner;
    Classifier<S> m_classifier;
    Pictures<S> m_test;
    Index m_scored = 0; // images of the accuracy that is half taken, training images first
    Index m_trainingCorrect = 0;
    Index m_testCorrect = 0;
    TrainingPosition m_position;
};

extern template class Trainer<float>;
extern template class Trainer<double>;

} // namespace chainrule
