// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run/rate_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace chainrule {

namespace {

constexpr int iterations = 40; // of a trial
constexpr int counted = iterations / 2; // at its end: the loss may rise at first
constexpr double hopeless = 4; // times the loss without learning
constexpr int mostTrials = 2000; // from the largest number to the smallest one

double scaled(int digit, int power)
{
    return power < 0 ? digit / std::pow(10.0, -power) : digit * std::pow(10.0, power); // the nearest number to what is written
}

// Without a learning rate the velocity of Momentum would carry the weights on all the same.
AnyTrainerState withoutMemory(AnyTrainerState state)
{
    std::visit([](auto &precise) { std::ranges::fill(precise.optimiser.memory, 0); }, state);
    return state;
}

} // namespace

double rateBelow(double rate)
{
    for (int power = int(std::floor(std::log10(rate))) + 1;; --power)
        for (const int digit : { 5, 2, 1 })
            if (const double below = scaled(digit, power); below < rate)
                return below;
}

RateSearch::RateSearch(std::unique_ptr<AnyTrainer> copy, AnyTrainerState state, Index batch, double failed)
    : m_copy(std::move(copy))
    , m_state(std::move(state))
    , m_failed(failed)
{
    m_copy->setState(m_state);
    m_copy->setBatch(batch);
    m_copy->copyState(m_state);
    begin(0);
}

void RateSearch::begin(double rate)
{
    m_copy->setState(rate > 0 ? m_state : withoutMemory(m_state));
    m_copy->setLearningRate(rate);
    m_rate = rate;
    m_sum = 0;
    m_iteration = 0;
    ++m_trials;
}

std::optional<ProposedRate> RateSearch::advance()
{
    const double loss = m_copy->step().loss;
    ++m_iteration;
    const bool learning = m_rate > 0;
    if (m_iteration > iterations - counted)
        m_sum += loss;
    const bool lost = learning && (!std::isfinite(loss) || loss > hopeless * m_without || m_copy->dead());
    if (!lost && m_iteration < iterations)
        return std::nullopt;
    if (lost)
        m_sum = std::numeric_limits<double>::infinity();
    return judge();
}

std::optional<ProposedRate> RateSearch::judge()
{
    const double mean = m_sum / counted;
    if (m_rate == 0) {
        m_without = mean;
        if (!std::isfinite(mean)) // it was lost from the start: no rate makes that better
            return ProposedRate{ rateBelow(m_failed) };
        begin(rateBelow(m_failed));
        return std::nullopt;
    }
    const double next = rateBelow(m_rate);
    if (mean < m_without)
        return ProposedRate{ next, true };
    if (m_trials >= mostTrials || next < std::numeric_limits<double>::min())
        return ProposedRate{ m_rate };
    begin(next);
    return std::nullopt;
}

} // namespace chainrule
