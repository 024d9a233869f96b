// SPDX-License-Identifier: GPL-3.0-or-later
// The signs on the timeline's buttons, drawn in any colour so that they fit both themes.
#pragma once

#include <QtGui/QColor>
#include <QtGui/QIcon>

namespace chainrule {

enum class Transport { First, Back, Play, Pause, Forward, Last };

QIcon transportIcon(Transport sign, const QColor &color, const QColor &disabled);

} // namespace chainrule
