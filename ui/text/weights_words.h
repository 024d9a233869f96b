// SPDX-License-Identifier: GPL-3.0-or-later
// How a file with weights was read, where that does not go without saying.
#pragma once

#include "files/npz.h"

namespace chainrule {

// Sentences: "fc1.weight, fc1.bias, fc2.weight, fc2.bias were taken for W1, b1, W2, b2." Empty when there is nothing to say.
QStringList words(const WeightsReading &reading);

} // namespace chainrule
