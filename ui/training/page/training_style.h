// SPDX-License-Identifier: GPL-3.0-or-later
// How the training desk's controls look, in the theme's colours.
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QString>

namespace chainrule {

QString trainingStyleSheet(const Theme &theme);

} // namespace chainrule
