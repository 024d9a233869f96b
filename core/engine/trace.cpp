// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace.h"

#include <algorithm>

namespace chainrule {

namespace {

std::vector<Moment> onePerStep(std::span<const Step> steps)
{
    std::vector<Moment> moments;
    moments.reserve(steps.size());
    for (const Step step : steps)
        moments.push_back({ step });
    return moments;
}

} // namespace

Trace::Trace(Run<double> &run)
    : Trace(run, onePerStep(run.steps()))
{
}

Trace::Trace(Run<double> &run, std::vector<Moment> moments)
    : m_run(&run)
    , m_moments(std::move(moments))
{
    const auto hasSeed = [](const Moment &moment) { return std::ranges::count(moment, Step::Kind::Seed, &Step::kind) > 0; };
    m_seedPosition = int(std::ranges::find_if(m_moments, hasSeed) - m_moments.begin()) + 1;
    m_run->restart();
}

bool Trace::next()
{
    if (m_position == count())
        return false;
    applyNext();
    return true;
}

bool Trace::previous()
{
    if (m_position == 0)
        return false;
    seek(m_position - 1);
    return true;
}

void Trace::seek(int position)
{
    const int target = std::clamp(position, 0, count());
    if (target < m_position) {
        m_run->restart();
        m_position = 0;
    }
    while (m_position < target)
        applyNext();
}

void Trace::refresh()
{
    const int position = m_position;
    m_run->restart();
    m_position = 0;
    seek(position);
}

void Trace::applyNext()
{
    for (const Step step : m_moments[std::size_t(m_position)])
        m_run->apply(step);
    ++m_position;
}

} // namespace chainrule
