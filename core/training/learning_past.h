// SPDX-License-Identifier: GPL-3.0-or-later
// A run of learning that is gone through both ways: any iteration again, to the bit.
#pragma once

#include "training/learner.h"

namespace chainrule {

// From this iteration on, counted from 0.
struct RatePhase
{
    Index from = 0;
    double learningRate = 0.1;

    friend bool operator==(const RatePhase &, const RatePhase &) = default;
};

// States are kept at even distances and thinned when they become many: the way back to iteration k learns again from the last
// state before it, which gives the same numbers as the first time, since mini-batches are drawn from a kept stream and sums
// run in the same order. With n iterations done that is at most n / 64 of them for a small net, and a net whose states are
// large keeps as few as fit into the memory that it may take.
template <class S> class LearningPast final
{
public:
    static constexpr std::size_t usualMemory = std::size_t(64) << 20; // bytes

    explicit LearningPast(Learner<S> learner, std::size_t memory = usualMemory);

    Index iteration() const { return m_iteration; } // done
    // Learns, or goes back; short of it where a loss was not finite before, for then nothing more can be learned. Allocates
    // where a state is kept.
    void goTo(Index iteration);
    // Of the iterations that have been done once, up to the farthest: before each one's update.
    std::span<const double> losses() const { return m_losses; }
    // Its parameters are those after iteration() of them. All else in its run is of the iteration that was learned last, which
    // is this one unless a kept state was gone back to.
    const Learner<S> &learner() const { return m_learner; }

    // For the iterations to come; what was beyond this one is forgotten.
    void setLearningRate(double rate);
    std::span<const RatePhase> rates() const { return m_rates; }
    // As it was recorded: goes to iteration 0 and learns by these from there. They begin at 0, and their order is that of time.
    void setRates(std::vector<RatePhase> rates);

private:
    struct Kept
    {
        Index iteration = 0;
        LearnerState<S> state;
    };

    void keepState();
    void thinOut();
    void learn();
    double rateAt(Index iteration) const;
    std::size_t bytesOf(const LearnerState<S> &state) const;

    Learner<S> m_learner;
    std::size_t m_memory;
    Index m_iteration = 0;
    std::vector<double> m_losses;
    std::vector<RatePhase> m_rates;
    std::vector<Kept> m_kept; // in the order of time, the first at 0
    Index m_distance = 1; // between two of them
};

extern template class LearningPast<float>;
extern template class LearningPast<double>;

} // namespace chainrule
