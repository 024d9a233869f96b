// SPDX-License-Identifier: GPL-3.0-or-later
// Signals that would end the program, for commands that end in order.
#pragma once

namespace chainrule {

// From now on Ctrl-C and a polite kill only set a flag; a second one kills.
void endOnInterrupt();
bool interrupted();
// A reader that has gone, or a limit on the size of files, is from now on only an error of the one who writes.
void goOnUnheard();

} // namespace chainrule
