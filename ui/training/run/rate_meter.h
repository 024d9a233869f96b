// SPDX-License-Identifier: GPL-3.0-or-later
// How many iterations a second, over the last seconds. It has no clock: it is told the time.
#pragma once

#include "engine/tensor.h"

#include <deque>

namespace chainrule {

class RateMeter final
{
public:
    void clear() { m_marks.clear(); }
    void mark(Index iteration, double seconds);
    double perSecond() const; // 0 as long as it is unknown

private:
    struct Mark
    {
        Index iteration;
        double seconds;
    };
    std::deque<Mark> m_marks; // of the last seconds, the oldest first
};

} // namespace chainrule
