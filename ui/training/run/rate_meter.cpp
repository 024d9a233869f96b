// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run/rate_meter.h"

namespace chainrule {

namespace {

// Long enough to hold several epochs of MNIST with their accuracies, so that the figure stands still.
constexpr double window = 3.0; // s
constexpr double shortest = 0.2; // s, below which a rate would be guessing

} // namespace

void RateMeter::mark(Index iteration, double seconds)
{
    m_marks.push_back({ iteration, seconds });
    while (m_marks.front().seconds < seconds - window)
        m_marks.pop_front();
}

double RateMeter::perSecond() const
{
    if (m_marks.empty())
        return 0;
    const double seconds = m_marks.back().seconds - m_marks.front().seconds;
    return seconds < shortest ? 0 : double(m_marks.back().iteration - m_marks.front().iteration) / seconds;
}

} // namespace chainrule
