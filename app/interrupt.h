// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C and a polite kill, for commands that end in order.
#pragma once

namespace chainrule {

// From now on they only set a flag; a second one kills.
void endOnInterrupt();
bool interrupted();

} // namespace chainrule
