// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot/plain_ticker.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

PlainTicker::PlainTicker(double smallestStep)
    : m_smallestStep(smallestStep)
{
}

double PlainTicker::getTickStep(const QCPRange &range)
{
    constexpr double rounding = 1e-9; // log10(0.001) is not quite −3
    double step = std::max(m_smallestStep, QCPAxisTicker::getTickStep(range));
    if (m_smallestStep > 0)
        step = std::floor(step / m_smallestStep) * m_smallestStep; // 2 rather than 2.5
    m_decimals = std::max(0, int(std::ceil(-std::log10(step) - rounding)));
    const double scaled = step * std::pow(10, m_decimals);
    if (std::abs(scaled - std::round(scaled)) > rounding)
        ++m_decimals; // a step of 0.25 or 2.5
    return step;
}

QString PlainTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    constexpr double nothing = 1e-12; // multiples of a step may miss 0 by a rounding, and give "-0"
    constexpr double astronomic = 1e9; // a loss on its way to infinity
    if (std::abs(tick) >= astronomic)
        return locale.toString(tick, 'g', 3);
    return locale.toString(std::abs(tick) < nothing ? 0.0 : tick, 'f', m_decimals);
}

} // namespace chainrule
