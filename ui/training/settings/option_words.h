// SPDX-License-Identifier: GPL-3.0-or-later
// The options of a training run, as people call them.
#pragma once

#include "training/trainer_state.h"

#include <QtCore/QString>

namespace chainrule {

QString optimiserName(OptimiserKind kind);
// "0.01 · N(0, 1)", "Xavier, 1/√n", "He, √(2/n)".
QString initialName(InitialWeights initial, const QString &deviation);

} // namespace chainrule
