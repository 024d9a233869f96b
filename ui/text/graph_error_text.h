// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's refusals in words.
#pragma once

#include "engine/graph_error.h"

#include <QtCore/QString>

namespace chainrule {

QString graphErrorText(const GraphError &error);

} // namespace chainrule
