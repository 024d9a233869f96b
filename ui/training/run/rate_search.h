// SPDX-License-Identifier: GPL-3.0-or-later
// A learning rate that works, after one that did not: found by trying, on a copy of the net.
#pragma once

#include "ui/training/run/any_trainer.h"

namespace chainrule {

// Tries 1, 2 and 5 times the powers of ten below the rate that failed, from above, each on the same few mini-batches from the
// same state on. The first that brings the loss below what those mini-batches cost without learning works, and the one after
// it is proposed: what works for a while only just is likely to run away later.
class RateSearch final
{
public:
    // The copy was made with the options of the state, and is used up; `batch` is what the run is to go on with. Throws
    // std::bad_alloc.
    RateSearch(std::unique_ptr<AnyTrainer> copy, AnyTrainerState state, Index batch, double failed);

    // One iteration of a trial. The rate, as soon as it is known; when none works, the least that was tried.
    std::optional<ProposedRate> advance();

private:
    void begin(double rate);
    std::optional<ProposedRate> judge();

    std::unique_ptr<AnyTrainer> m_copy;
    AnyTrainerState m_state;
    double m_rate = 0; // of this trial; 0 for the first, which does not learn
    double m_failed;
    double m_without = 0; // mean loss of the trial that does not learn
    double m_sum = 0; // of the losses that count
    int m_iteration = 0; // of this trial
    int m_trials = 0;
};

// The greatest of 1, 2 and 5 times the powers of ten that is below this number, which is above 0.
double rateBelow(double rate);

} // namespace chainrule
