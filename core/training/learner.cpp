// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/learner.h"

#include "engine/finite.h"
#include "engine/non_finite.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace chainrule {

namespace {

// The net for the mini-batches of these options.
template <class S> LearningGraph sized(const LearningGraph &net, std::optional<Index> batch, const Samples<S> *samples)
{
    return samples ? withRows(net, batch.value_or(samples->count())) : learning(net);
}

// All that a run was given, but the leaves whose rows are samples.
template <class S> void copyGiven(const LearningGraph &net, const Run<S> &from, Run<S> &to)
{
    const auto seed = from.seed().span();
    if (std::ssize(seed) == to.seed().size())
        to.setSeed(std::vector<double>(seed.begin(), seed.end()));
    for (const NodeId node : from.assignedGradients())
        to.assignGradient(node);
    for (NodeId node = 0; node < net.graph->size(); ++node)
        if (net.graph->isLeaf(node) && net.graph->shape(node) == from.graph().shape(node))
            std::ranges::copy(from.value(node).span(), to.edit(node).data);
}

} // namespace

template <class S>
Learner<S>::Learner(const LearningGraph &net, const Run<S> &run, const LearnerOptions &options, Samples<S> *samples)
    : m_net(sized(net, options.batch, samples))
    , m_options(options)
    , m_samples(samples)
    , m_run(m_net.graph, m_net.result)
    , m_optimiser(options.optimiser, parameterCount(m_net))
    // The parameters have a stream of their own, so that another batch size starts from the same ones.
    , m_random(options.seed ^ 0x9e3779b97f4a7c15U)
{
    copyGiven(m_net, run, m_run);
    if (m_samples)
        m_batch.reserve(std::size_t(options.batch.value_or(m_samples->count())));
}

template <class S> LearnerReport Learner<S>::step()
{
    showBatch();
    const auto loss = [this] { return double(m_run.value(m_net.result)[0]); };
    m_run.forward();
    LearnerReport report{ loss(), loss() };
    if (std::isfinite(report.before)) { // else there is nothing to learn, and the parameters stay what they are
        m_run.backward();
        m_hasGradients = true;
        update();
        m_run.forward();
        report.after = loss();
    }
    return report;
}

// Where all samples are taken they stand in their leaves already, and the last forward pass is this iteration's first.
template <class S> void Learner<S>::showBatch()
{
    if (!m_samples || (!m_options.batch && !m_batch.empty()))
        return;
    draw();
    m_samples->show(m_batch, m_run);
}

template <class S> void Learner<S>::draw()
{
    if (!m_options.batch) {
        m_batch.resize(std::size_t(m_samples->count()));
        std::iota(m_batch.begin(), m_batch.end(), Index(0));
        return;
    }
    std::uniform_int_distribution<Index> any(0, m_samples->count() - 1);
    m_batch.resize(std::size_t(*m_options.batch));
    std::ranges::generate(m_batch, [&] { return any(m_random); });
}

template <class S> void Learner<S>::update()
{
    m_optimiser.begin(m_options.learningRate, m_options.weightDecay);
    for (const NodeId parameter : m_net.parameters) {
        const View<const S> gradient = m_run.gradient(parameter);
        m_optimiser.update(m_run.edit(parameter).span(), gradient.span());
    }
}

template <class S> void Learner<S>::computeGradients()
{
    m_run.forward();
    m_run.backward();
    m_hasGradients = true;
}

template <class S> void Learner<S>::setBatch(std::optional<Index> batch)
{
    if (batch == m_options.batch)
        return;
    LearningGraph net = sized(m_net, batch, m_samples);
    Run<S> run(net.graph, net.result);
    copyGiven(net, m_run, run);
    // All that a step will allocate is allocated here, where there is a way back.
    std::vector<Index> shown(std::size_t(batch.value_or(m_samples->count())), 0);
    m_samples->show(shown, run);
    run.forward();
    run.backward();
    m_batch = std::move(shown);
    m_batch.clear(); // none of this size has been drawn
    m_hasGradients = false;
    m_net = std::move(net);
    m_run = std::move(run);
    m_options.batch = batch;
}

template <class S> void Learner<S>::copyState(LearnerState<S> &state) const
{
    state.parameters.resize(std::size_t(parameterCount(m_net)));
    auto to = state.parameters.begin();
    for (const NodeId parameter : m_net.parameters)
        to = std::ranges::copy(m_run.value(parameter).span(), to).out;
    state.optimiser = m_optimiser.state();
    state.random = m_random;
}

template <class S> void Learner<S>::setState(const LearnerState<S> &state)
{
    const S *from = state.parameters.data();
    for (const NodeId parameter : m_net.parameters) {
        const View<S> values = m_run.edit(parameter);
        std::copy_n(from, values.size(), values.data);
        from += values.size();
    }
    m_optimiser.setState(state.optimiser);
    m_random = state.random;
    m_batch.clear(); // a state does not know the last one
    m_hasGradients = false;
}

template <class S> bool Learner<S>::finite() const
{
    return std::ranges::all_of(m_net.parameters, [this](NodeId node) { return allFinite(m_run.value(node).span()); });
}

// The gradients are those that the update was made with: nothing has been computed backward since.
template <class S> std::optional<NonFiniteNumber> Learner<S>::firstNonFinite() const
{
    using What = NonFiniteNumber::What;
    for (auto node = m_net.parameters.rbegin(); node != m_net.parameters.rend(); ++node) // as the backward pass comes to them
        if (m_hasGradients && !allFinite(m_run.gradient(*node).span()))
            return NonFiniteNumber{ What::Gradient, *node };
    for (const NodeId node : m_net.parameters)
        if (!allFinite(m_run.value(node).span()))
            return NonFiniteNumber{ What::Update, node };
    for (NodeId node = 0; node < m_net.graph->size(); ++node)
        if (nonFiniteValue(m_run, node) == NonFinite::Made)
            return NonFiniteNumber{ What::Value, node };
    return std::nullopt;
}

template class Learner<float>;
template class Learner<double>;

} // namespace chainrule
