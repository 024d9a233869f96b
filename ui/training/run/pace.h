// SPDX-License-Identifier: GPL-3.0-or-later
// Slow motion: when the next iteration is due. It has no clock: it is told the time.
#pragma once

#include <algorithm>

namespace chainrule {

class Pace final
{
public:
    void set(double perSecond, double now) // 0: no waiting; now in ms
    {
        m_interval = perSecond > 0 ? 1000 / perSecond : 0;
        m_due = std::min(m_due, now + m_interval);
    }

    double wait(double now) const { return std::max(0.0, m_due - now); } // ms

    // An iteration begins. What was missed, because something took its time, is not made up for.
    void spend(double now) { m_due = std::max(m_due, now - m_interval) + m_interval; }

private:
    double m_interval = 0;
    double m_due = 0;
};

} // namespace chainrule
