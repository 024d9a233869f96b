// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/trainer.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

NetSize sizeFor(const Dataset &data, const TrainingOptions &options)
{
    return { data.training.pixelsEach(), options.hidden, data.classes };
}

double deviation(const TrainingOptions &options, Index inputs)
{
    switch (options.initial) {
    case InitialWeights::Deviation:
        break;
    case InitialWeights::Xavier:
        return 1 / std::sqrt(double(inputs));
    case InitialWeights::He:
        return std::sqrt(2 / double(inputs));
    }
    return options.initDeviation;
}

LearnerOptions learnerOptions(const TrainingOptions &options)
{
    return {
        .batch = options.batch, .learningRate = options.learningRate, .optimiser = options.optimiser, .seed = options.seed
    };
}

// The leaves that a run begins with.
template <class S> Run<S> begun(NetSize size, const TrainingOptions &options)
{
    const TwoLayerNet net = makeTwoLayerNet(size, 1);
    Run<S> run(net.graph, net.loss);
    const WeightDeviations deviations{ deviation(options, size.inputs), deviation(options, size.hidden) };
    setParameters(run, net, randomParameters<S>(size, deviations, options.seed));
    return run;
}

} // namespace

template <class S> Trainer<S>::Trainer(std::shared_ptr<const Dataset> data, const TrainingOptions &options)
    : m_data(std::move(data))
    , m_options(options)
    , m_size(sizeFor(*m_data, options))
    , m_net(makeTwoLayerNet(m_size, options.batch))
    , m_training(std::make_unique<PictureSamples<S>>(m_data->training, m_net.x, m_net.t))
    , m_learner(m_net.learning(), begun<S>(m_size, options), learnerOptions(options), m_training.get())
    , m_classifier(m_size)
    , m_test(m_data->test)
    , m_position{ .perEpoch = chainrule::iterationsPerEpoch(*m_data, options.batch) }
{
}

template <class S> TrainingReport Trainer<S>::step()
{
    TrainingReport report{ m_position.iteration, m_learner.step().after };
    if (m_position.intoEpoch == 0)
        report.epoch = m_position.epoch;
    ++m_position.iteration;
    if (++m_position.intoEpoch == m_position.perEpoch) {
        ++m_position.epoch;
        m_position.intoEpoch = 0;
    }
    return report;
}

template <class S> TrainingOptions Trainer<S>::options() const
{
    TrainingOptions options = m_options;
    options.learningRate = m_learner.options().learningRate;
    options.batch = *m_learner.options().batch;
    return options;
}

template <class S> Accuracy Trainer<S>::accuracy()
{
    beginAccuracy();
    std::optional<Accuracy> accuracy;
    while (!accuracy)
        accuracy = continueAccuracy(std::max(m_data->training.count, m_data->test.count));
    return *accuracy;
}

template <class S> void Trainer<S>::beginAccuracy()
{
    m_classifier.setParameters(parameters());
    m_scored = m_trainingCorrect = m_testCorrect = 0;
}

template <class S> std::optional<Accuracy> Trainer<S>::continueAccuracy(Index images)
{
    const Index training = m_data->training.count;
    const Index test = m_data->test.count;
    const auto score = [&](Pictures<S> &pictures, Index first, Index &correct) {
        const Index count = std::min(images, pictures.images().count - first);
        correct += m_classifier.score(pictures, first, count).correct;
        m_scored += count;
    };
    if (m_scored < training)
        score(m_training->pictures(), m_scored, m_trainingCorrect);
    else
        score(m_test, m_scored - training, m_testCorrect);
    if (m_scored < training + test)
        return std::nullopt;
    return Accuracy{ Score{ m_trainingCorrect, training, 0, {} }.accuracy(), Score{ m_testCorrect, test, 0, {} }.accuracy() };
}

template <class S> void Trainer<S>::setBatch(Index batch)
{
    m_learner.setBatch(batch);
    m_net.graph = m_learner.net().graph;
    const Index before = m_position.perEpoch;
    m_position.perEpoch = chainrule::iterationsPerEpoch(*m_data, batch);
    m_position.intoEpoch = m_position.intoEpoch * m_position.perEpoch / before;
}

template <class S> Parameters<S> Trainer<S>::parameters() const
{
    return collect([this](NodeId node) { return m_learner.run().value(node); });
}

template <class S> Parameters<S> Trainer<S>::gradients()
{
    m_learner.computeGradients();
    return collect([this](NodeId node) { return m_learner.run().gradient(node); });
}

template <class S> template <class Look> Parameters<S> Trainer<S>::collect(Look look) const
{
    const auto copy = [&look](NodeId node) {
        const auto numbers = look(node).span();
        return std::vector<S>(numbers.begin(), numbers.end());
    };
    return { m_size, copy(m_net.W1), copy(m_net.b1), copy(m_net.W2), copy(m_net.b2) };
}

template <class S> void Trainer<S>::setParameters(const Parameters<S> &parameters)
{
    std::ranges::copy(parameters.W1, m_learner.editParameter(m_net.W1).data);
    std::ranges::copy(parameters.b1, m_learner.editParameter(m_net.b1).data);
    std::ranges::copy(parameters.W2, m_learner.editParameter(m_net.W2).data);
    std::ranges::copy(parameters.b2, m_learner.editParameter(m_net.b2).data);
}

template <class S> void Trainer<S>::setState(const TrainerState<S> &state)
{
    const Parameters<S> &p = state.parameters;
    LearnerState<S> learned{ {}, state.optimiser, state.random };
    for (const auto *part : { &p.W1, &p.b1, &p.W2, &p.b2 })
        learned.parameters.insert(learned.parameters.end(), part->begin(), part->end());
    m_learner.setState(learned);
    m_position = state.position;
}

template <class S> void Trainer<S>::copyState(TrainerState<S> &state) const
{
    const auto copy = [this](NodeId node, std::vector<S> &numbers) {
        const auto values = m_learner.run().value(node).span();
        numbers.assign(values.begin(), values.end());
    };
    state.options = options();
    state.position = m_position;
    state.parameters.size = m_size;
    copy(m_net.W1, state.parameters.W1);
    copy(m_net.b1, state.parameters.b1);
    copy(m_net.W2, state.parameters.W2);
    copy(m_net.b2, state.parameters.b2);
    state.optimiser = m_learner.optimiserState();
    state.random = m_learner.random();
}

// What a hidden unit sends on is a factor of W2's gradient; b1's is what it lets back. Of a net that learns, one of the
// first numbers tells.
template <class S> bool Trainer<S>::dead() const
{
    const auto isZero = [this](NodeId node) {
        return std::ranges::all_of(m_learner.run().gradient(node).span(), [](S x) { return x == 0; });
    };
    return m_learner.hasGradients() && isZero(m_net.W2) && isZero(m_net.b1);
}

template class Trainer<float>;
template class Trainer<double>;

} // namespace chainrule
