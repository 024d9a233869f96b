// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trainer.h"

#include <algorithm>

namespace chainrule {

namespace {

NetSize sizeFor(const Dataset &data, const TrainingOptions &options)
{
    return { data.training.pixelsEach(), options.hidden, data.classes };
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
    // The weights have a stream of their own, so that another batch size starts from the same net.
    , m_random(options.seed ^ 0x9e3779b97f4a7c15U)
    , m_batch(std::size_t(options.batch))
{
    setParameters(randomParameters<S>(m_size, options.initDeviation, options.seed));
}

template <class S> TrainingReport Trainer<S>::step()
{
    drawBatch();
    m_run.forward();
    m_run.backward();
    for (const NodeId parameter : { m_net.W1, m_net.b1, m_net.W2, m_net.b2 })
        update(parameter);
    m_run.forward();
    return { m_iteration++, double(m_run.value(m_net.loss)[0]) };
}

template <class S> void Trainer<S>::drawBatch()
{
    const LabelledImages &images = m_data->training;
    std::uniform_int_distribution<Index> anyImage(0, images.count - 1);
    const View<S> t = m_run.edit(m_net.t);
    for (Index row = 0; row < m_options.batch; ++row) {
        const Index image = anyImage(m_random);
        m_batch[std::size_t(row)] = image;
        t[row] = S(images.labels[std::size_t(image)]);
    }
    m_training.show(m_batch, m_run, m_net.x);
}

// parameter −= learning rate · gradient
template <class S> void Trainer<S>::update(NodeId parameter)
{
    const View<const S> gradient = m_run.gradient(parameter);
    const View<S> values = m_run.edit(parameter);
    const S rate = S(m_options.learningRate);
    std::transform(values.data, values.data + values.size(), gradient.data, values.data,
                   [rate](S value, S slope) { return value - rate * slope; });
}

template <class S> Accuracy Trainer<S>::accuracy()
{
    m_classifier.setParameters(parameters());
    return { m_classifier.score(m_training).accuracy(), m_classifier.score(m_test).accuracy() };
}

template <class S> Index Trainer<S>::iterationsPerEpoch() const
{
    return std::max<Index>(1, m_data->training.count / m_options.batch);
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

template class Trainer<float>;
template class Trainer<double>;

} // namespace chainrule
