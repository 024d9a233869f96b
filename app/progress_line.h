// SPDX-License-Identifier: GPL-3.0-or-later
// A progress bar with rate and time left on stderr, where that is a terminal.
#pragma once

#include "engine/shape.h"

namespace chainrule {

class ProgressLine final
{
public:
    explicit ProgressLine(Index total);

    void show(Index done, double seconds); // redraws a few times a second at most
    void clear(); // before other lines are written

private:
    Index m_total;
    bool m_terminal;
    bool m_shown = false;
    double m_shownAt = -1;
};

} // namespace chainrule
