// SPDX-License-Identifier: GPL-3.0-or-later
// What a model says to pictures, computed in the precision in which it trains.
#pragma once

#include "ui/training/run/training_answers.h"

#include <stop_token>

namespace chainrule {

// Nothing when it was asked to stop, or when the pictures have another size than the net takes.
std::optional<Answers> answersOf(const ModelSnapshot &model, const LabelledImages &pictures, const std::stop_token &stop = {});

} // namespace chainrule
