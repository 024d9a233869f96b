// SPDX-License-Identifier: GPL-3.0-or-later
// Who made the first NaN or infinity: log of 0, an overflow, ∞ − ∞.
#pragma once

#include "engine/run.h"

namespace chainrule {

enum class NonFinite {
    None,
    Made, // all that went in was finite, what came out is not
    Inherited, // it came in already
};

// Of the node's value, and of what the node hands back to its inputs. None when they have not been computed.
template <class S> NonFinite nonFiniteValue(const Run<S> &run, NodeId node);
// With Keep::Edges. A node whose own value or inputs are not finite inherits.
NonFinite nonFiniteGradient(const Run<double> &run, NodeId node);

extern template NonFinite nonFiniteValue(const Run<float> &, NodeId);
extern template NonFinite nonFiniteValue(const Run<double> &, NodeId);

} // namespace chainrule
