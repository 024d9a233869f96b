// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe/what_if.h"

namespace chainrule {

WhatIf::WhatIf(const Run<double> &run, NodeId node, Index element)
    : m_slice(run, node)
    , m_element(element)
    , m_here(m_slice.loss())
    , m_gradient(run.hasGradient(node) ? run.gradient(node)[element] : 0.0)
{
}

std::vector<WhatIf::Point> WhatIf::curve(double from, double to, int points)
{
    std::vector<Point> curve;
    for (int i = 0; i < points; ++i) {
        const double nudge = from + (to - from) * i / (points - 1);
        curve.push_back({ nudge, actual(nudge) });
    }
    return curve;
}

} // namespace chainrule
