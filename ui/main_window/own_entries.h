// SPDX-License-Identifier: GPL-3.0-or-later
// The graphs that are somebody's own, as the library lists them.
#pragma once

#include "ui/library/library_panel.h"

namespace chainrule {

class OpenGraphs;

QList<OwnEntry> ownEntries(const OpenGraphs &graphs);

} // namespace chainrule
