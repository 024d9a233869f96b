// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run/last_good.h"

#include <cmath>

namespace chainrule {

namespace {

constexpr Index interval = 100; // iterations: a copy takes about as long as one of them
constexpr double farAbove = 2;

} // namespace

void LastGood::begin(const AnyTrainer &trainer, Index classes)
{
    m_highest = farAbove * std::log(double(classes)); // a net that guesses has a loss of ln(classes)
    copy(trainer);
}

void LastGood::see(const AnyTrainer &trainer, double loss)
{
    if (trainer.iteration() % interval == 0 && loss <= m_highest && trainer.finite() && !trainer.dead())
        copy(trainer);
}

void LastGood::copy(const AnyTrainer &trainer)
{
    trainer.copyState(m_state);
    m_iterations = trainer.iteration();
}

} // namespace chainrule
