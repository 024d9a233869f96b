// SPDX-License-Identifier: GPL-3.0-or-later
// A formula in words, as one reads it aloud: "partial L by partial x equals 1.1 times 2 equals 2.2".
#pragma once

#include "ui/explain/formula.h"

namespace chainrule {

QString spoken(const Formula &formula);

} // namespace chainrule
