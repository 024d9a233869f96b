// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/first_size.h"

namespace chainrule {

namespace {

constexpr QSize ordinaryWindow(1280, 800);
constexpr QSize frame(16, 40); // of the widest that desktops draw; the true one is known when the window is on screen

} // namespace

QSize firstSize(const QSize &available)
{
    return ordinaryWindow.boundedTo(available - frame).expandedTo(smallestWindow);
}

} // namespace chainrule
