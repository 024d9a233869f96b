// SPDX-License-Identifier: GPL-3.0-or-later
// How large the window is that nobody has sized yet.
#pragma once

#include <QtCore/QSize>

namespace chainrule {

// With its frame and title bar it fits a screen of 1024 × 600 that has a panel.
constexpr QSize smallestWindow(960, 520);

// Without its frame, on a screen with so much free: all of it that an ordinary window needs.
QSize firstSize(const QSize &available);

} // namespace chainrule
