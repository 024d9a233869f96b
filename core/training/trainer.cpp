// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/trainer.h"

#include "engine/finite.h"
#include "engine/non_finite.h"

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

} // namespace

template <class S> Trainer<S>::Trainer(std::shared_ptr<const Dataset> data, const TrainingOptions &options)
    : m_data(std::move(data))
    , m_options(options)
    , m_size(sizeFor(*m_data, options))
    , m_net(makeTwoLayerNet(m_size, options.batch))
    , m_run(m_net.graph, m_net.loss)
    , m_classifier(m_size)
    , m_training(m_data->training)
    , m_test(m_data->test)
    , m_optimiser(options.optimiser, parameterCount(m_size))
    // The weights have a stream of their own, so that another batch size starts from the same net.
    , m_random(options.seed ^ 0x9e3779b97f4a7c15U)
    , m_position{ .perEpoch = chainrule::iterationsPerEpoch(*m_data, options.batch) }
{
    m_batch.reserve(std::size_t(options.batch));
    const WeightDeviations deviations{ deviation(options, m_size.inputs), deviation(options, m_size.hidden) };
    setParameters(randomParameters<S>(m_size, deviations, options.seed));
}

template <class S> TrainingReport Trainer<S>::step()
{
    drawBatch();
    const auto loss = [this] { return double(m_run.value(m_net.loss)[0]); };
    m_run.forward();
    if (std::isfinite(loss())) { // else there is nothing to learn, and the weights stay what they are
        m_run.backward();
        update();
        m_run.forward();
    }
    TrainingReport report{ m_position.iteration, loss() };
    if (m_position.intoEpoch == 0)
        report.epoch = m_position.epoch;
    ++m_position.iteration;
    if (++m_position.intoEpoch == m_position.perEpoch) {
        ++m_position.epoch;
        m_position.intoEpoch = 0;
    }
    return report;
}

template <class S> void Trainer<S>::drawBatch()
{
    const LabelledImages &images = m_data->training;
    std::uniform_int_distribution<Index> anyImage(0, images.count - 1);
    const View<S> t = m_run.edit(m_net.t);
    m_batch.resize(std::size_t(m_options.batch));
    for (Index row = 0; row < m_options.batch; ++row) {
        const Index image = anyImage(m_random);
        m_batch[std::size_t(row)] = image;
        t[row] = S(images.labels[std::size_t(image)]);
    }
    m_training.show(m_batch, m_run, m_net.x);
}

template <class S> void Trainer<S>::update()
{
    m_optimiser.begin(m_options.learningRate);
    for (const NodeId parameter : parameterNodes()) {
        const View<const S> gradient = m_run.gradient(parameter);
        m_optimiser.update(m_run.edit(parameter).span(), gradient.span());
    }
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
        score(m_training, m_scored, m_trainingCorrect);
    else
        score(m_test, m_scored - training, m_testCorrect);
    if (m_scored < training + test)
        return std::nullopt;
    return Accuracy{ Score{ m_trainingCorrect, training, 0, {} }.accuracy(), Score{ m_testCorrect, test, 0, {} }.accuracy() };
}

template <class S> void Trainer<S>::setBatch(Index batch)
{
    if (batch == m_options.batch)
        return;
    TwoLayerNet net = makeTwoLayerNet(m_size, batch);
    Run<S> run(net.graph, net.loss);
    chainrule::setParameters(run, net, parameters());
    // All that a step will allocate is allocated here, where there is a way back.
    std::vector<Index> pictures(std::size_t(batch), 0);
    m_training.show(pictures, run, net.x);
    run.forward();
    run.backward();
    m_batch = std::move(pictures);
    m_batch.clear(); // none of this size has been drawn
    m_net = std::move(net);
    m_run = std::move(run);
    m_options.batch = batch;
    const Index before = m_position.perEpoch;
    m_position.perEpoch = chainrule::iterationsPerEpoch(*m_data, batch);
    m_position.intoEpoch = m_position.intoEpoch * m_position.perEpoch / before;
}

template <class S> Parameters<S> Trainer<S>::parameters() const
{
    return collect([this](NodeId node) { return m_run.value(node); });
}

template <class S> Parameters<S> Trainer<S>::gradients()
{
    m_run.forward();
    m_run.backward();
    return collect([this](NodeId node) { return m_run.gradient(node); });
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
    chainrule::setParameters(m_run, m_net, parameters);
}

template <class S> void Trainer<S>::setState(const TrainerState<S> &state)
{
    setParameters(state.parameters);
    m_optimiser.setState(state.optimiser);
    m_random = state.random;
    m_position = state.position;
    m_batch.clear(); // a state does not know the last one
}

template <class S> void Trainer<S>::copyState(TrainerState<S> &state) const
{
    const auto copy = [this](NodeId node, std::vector<S> &numbers) {
        const auto values = m_run.value(node).span();
        numbers.assign(values.begin(), values.end());
    };
    state.options = m_options;
    state.position = m_position;
    state.parameters.size = m_size;
    copy(m_net.W1, state.parameters.W1);
    copy(m_net.b1, state.parameters.b1);
    copy(m_net.W2, state.parameters.W2);
    copy(m_net.b2, state.parameters.b2);
    state.optimiser = m_optimiser.state();
    state.random = m_random;
}

template <class S> bool Trainer<S>::finite() const
{
    return std::ranges::all_of(parameterNodes(), [this](NodeId node) { return allFinite(m_run.value(node).span()); });
}

// The gradients are those that the update was made with: nothing has been computed backward since.
template <class S> std::optional<NonFiniteNumber> Trainer<S>::firstNonFinite() const
{
    using What = NonFiniteNumber::What;
    const auto parameters = parameterNodes();
    for (auto node = parameters.rbegin(); node != parameters.rend(); ++node) // as the backward pass comes to them
        if (!m_batch.empty() && !allFinite(m_run.gradient(*node).span()))
            return NonFiniteNumber{ What::Gradient, *node };
    for (const NodeId node : parameters)
        if (!allFinite(m_run.value(node).span()))
            return NonFiniteNumber{ What::Update, node };
    for (NodeId node = 0; node < m_net.graph->size(); ++node)
        if (nonFiniteValue(m_run, node) == NonFinite::Made)
            return NonFiniteNumber{ What::Value, node };
    return std::nullopt;
}

// What a hidden unit sends on is a factor of W2's gradient; b1's is what it lets back. Of a net that learns, one of the
// first numbers tells.
template <class S> bool Trainer<S>::dead() const
{
    const auto isZero = [this](NodeId node) {
        return std::ranges::all_of(m_run.gradient(node).span(), [](S x) { return x == 0; });
    };
    return !m_batch.empty() && isZero(m_net.W2) && isZero(m_net.b1);
}

template class Trainer<float>;
template class Trainer<double>;

} // namespace chainrule
