// SPDX-License-Identifier: GPL-3.0-or-later
// What if an input were a little larger: what the gradient predicts, and what really happens.
#pragma once

#include "probe/slice.h"

namespace chainrule {

// L = Σ seed · result along one element of one node, the present value being in the middle.
class WhatIf final
{
public:
    // `run` has gone through its full pass.
    WhatIf(const Run<double> &run, NodeId node, Index element);

    double here() const { return m_here; } // L as it is
    double gradient() const { return m_gradient; } // dL/delement by backpropagation; 0 where none flows
    double predicted(double nudge) const { return m_gradient * nudge; }
    double actual(double nudge) { return m_slice.lossAt(m_element, nudge) - m_here; }

    struct Point
    {
        double nudge = 0;
        double change = 0; // of L
    };
    // The curve from one nudge to another, both included; at least two points.
    std::vector<Point> curve(double from, double to, int points);

private:
    Slice m_slice;
    Index m_element;
    double m_here;
    double m_gradient;
};

} // namespace chainrule
