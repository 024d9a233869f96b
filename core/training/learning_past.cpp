// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/learning_past.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr std::size_t mostKept = 128;

} // namespace

template <class S> LearningPast<S>::LearningPast(Learner<S> learner, std::size_t memory)
    : m_learner(std::move(learner))
    , m_memory(memory)
    , m_rates{ { 0, m_learner.options().learningRate } }
{
    keepState();
}

template <class S> void LearningPast<S>::goTo(Index iteration)
{
    if (iteration < m_iteration) {
        const auto after = std::ranges::upper_bound(m_kept, iteration, {},
                                                    [](const Kept &kept) { return kept.iteration; }); // the first is at 0
        const Kept &kept = *std::prev(after);
        m_learner.setState(kept.state);
        m_iteration = kept.iteration;
    }
    while (m_iteration < iteration
           && (m_losses.empty() || m_iteration < std::ssize(m_losses) || std::isfinite(m_losses.back())))
        learn();
}

template <class S> void LearningPast<S>::learn()
{
    m_learner.setLearningRate(rateAt(m_iteration));
    const double loss = m_learner.step().before;
    if (m_iteration == std::ssize(m_losses))
        m_losses.push_back(loss);
    ++m_iteration;
    if (m_iteration % m_distance == 0 && m_iteration > m_kept.back().iteration)
        keepState();
}

template <class S> void LearningPast<S>::keepState()
{
    m_kept.push_back({ m_iteration, {} });
    m_learner.copyState(m_kept.back().state);
    const std::size_t most = std::clamp<std::size_t>(m_memory / bytesOf(m_kept.back().state), 2, mostKept);
    while (m_kept.size() > most)
        thinOut();
}

// Every second one goes.
template <class S> void LearningPast<S>::thinOut()
{
    m_distance *= 2;
    std::erase_if(m_kept, [this](const Kept &kept) { return kept.iteration % m_distance != 0; });
}

template <class S> double LearningPast<S>::rateAt(Index iteration) const
{
    const auto after = std::ranges::upper_bound(m_rates, iteration, {}, &RatePhase::from);
    return std::prev(after)->learningRate;
}

template <class S> std::size_t LearningPast<S>::bytesOf(const LearnerState<S> &state) const
{
    return sizeof(Kept) + (state.parameters.size() + state.optimiser.memory.size()) * sizeof(S);
}

template <class S> void LearningPast<S>::setLearningRate(double rate)
{
    if (rate == rateAt(m_iteration) && m_rates.back().from <= m_iteration)
        return;
    std::erase_if(m_rates, [this](const RatePhase &phase) { return phase.from >= m_iteration; });
    m_rates.push_back({ m_iteration, rate });
    m_losses.resize(std::min(m_losses.size(), std::size_t(m_iteration)));
    std::erase_if(m_kept, [this](const Kept &kept) { return kept.iteration > m_iteration; });
}

template <class S> void LearningPast<S>::setRates(std::vector<RatePhase> rates)
{
    goTo(0);
    m_rates = std::move(rates);
    m_losses.clear();
    m_kept.erase(m_kept.begin() + 1, m_kept.end());
    m_distance = 1;
}

template class LearningPast<float>;
template class LearningPast<double>;

} // namespace chainrule
