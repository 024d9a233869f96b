// SPDX-License-Identifier: GPL-3.0-or-later
// What blew up, in words.
#pragma once

#include "ui/training/run/training_answers.h"

namespace chainrule {

// "Paused at iteration 12: W1's update gave numbers that are not finite, with a learning rate of 100."
QString words(const Divergence &divergence);
// How that comes, and what helps; of a rate that is proposed, whether trials found it.
QString advice(const Divergence &divergence, const std::optional<ProposedRate> &rate);

} // namespace chainrule
