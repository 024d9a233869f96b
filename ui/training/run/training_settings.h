// SPDX-License-Identifier: GPL-3.0-or-later
// What a person chooses before a run, and may change while it goes on.
#pragma once

#include "training/trainer_state.h"

namespace chainrule {

enum class Precision { Float, Double };

// Everything that makes a model, and how long to train it.
struct TrainingSettings
{
    TrainingOptions options;
    Precision precision = Precision::Float;
    TrainingLength length;
};

} // namespace chainrule
