// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/progress_line.h"

#include <cstdio>
#include <string>
#include <unistd.h>

namespace chainrule {

namespace {

constexpr int barWidth = 32;
constexpr double redrawEvery = 0.1; // seconds

} // namespace

ProgressLine::ProgressLine(Index total)
    : m_total(total)
    , m_terminal(isatty(STDERR_FILENO))
{
}

void ProgressLine::show(Index done, double seconds)
{
    if (!m_terminal || seconds - m_shownAt < redrawEvery)
        return;
    m_shownAt = seconds;
    m_shown = true;
    const double rate = seconds > 0 ? double(done) / seconds : 0;
    const int filled = int(double(barWidth) * double(done) / double(m_total));
    std::string bar;
    for (int i = 0; i < barWidth; ++i)
        bar += i < filled ? "█" : "░";
    std::fprintf(stderr, "\r%s %td/%td  %.0f it/s  %.0f s left\033[K", bar.c_str(), done, m_total, rate,
                 rate > 0 ? double(m_total - done) / rate : 0);
    std::fflush(stderr);
}

void ProgressLine::clear()
{
    if (!m_shown)
        return;
    std::fputs("\r\033[K", stderr);
    m_shown = false;
}

} // namespace chainrule
