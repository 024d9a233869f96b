// SPDX-License-Identifier: GPL-3.0-or-later
// The last state of a run that it is worth going back to when its numbers run away.
#pragma once

#include "ui/training/run/any_trainer.h"

namespace chainrule {

class LastGood final
{
public:
    void begin(const AnyTrainer &trainer, Index classes);
    // After an iteration with this loss. Copies the state now and then, and never one that is not good: not finite, dead, or
    // so far on its way out that its loss is far above that of a net which guesses.
    void see(const AnyTrainer &trainer, double loss);
    const AnyTrainerState &state() const { return m_state; }
    Index iterations() const { return m_iterations; } // done at it

private:
    void copy(const AnyTrainer &trainer);

    AnyTrainerState m_state;
    Index m_iterations = 0;
    double m_highest = 0; // loss that is still good
};

} // namespace chainrule
