// SPDX-License-Identifier: GPL-3.0-or-later
// The three files that every program begins with, whatever it was started by.
#pragma once

namespace chainrule {

// A standard stream that was closed (`chainrule >&-`) is opened onto nothing. Else the next file that is opened gets its
// number, and all that is meant for the stream. Before anything else is opened.
void openStandardStreams();

} // namespace chainrule
