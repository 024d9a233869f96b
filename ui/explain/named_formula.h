// SPDX-License-Identifier: GPL-3.0-or-later
// A formula with the graph's own names for its letters: ∂L/∂x is ∂L/∂apple there.
#pragma once

#include "ui/explain/formula.h"
#include "ui/session/own_names.h"

namespace chainrule {

Formula namedFormula(const QString &markup, const OwnNames &names);

} // namespace chainrule
