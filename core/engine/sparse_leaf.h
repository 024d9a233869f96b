// SPDX-License-Identifier: GPL-3.0-or-later
// What makes training on pictures quick: a leaf of mostly zeros is given as the list of its other elements.
#pragma once

#include "engine/run.h"

namespace chainrule {

// As Run::set, by those values that are not zero: products with this leaf on their left skip the zeros, everybody else finds
// all numbers where they always are. A run has one such leaf; one before it becomes a plain one. `values` has at most the
// leaf's rows, the others are zero, and stays within its columns, else GraphError (Size). Throws GraphError (NotALeaf).
// Returns what was set so before, whose memory can be used again.
// NOLINTNEXTLINE(readability-redundant-declaration): a friend of Run is not declared by that
template <class S> NonZeros<S> setSparse(Run<S> &run, NodeId leaf, NonZeros<S> values);

extern template NonZeros<float> setSparse(Run<float> &, NodeId, NonZeros<float>);
extern template NonZeros<double> setSparse(Run<double> &, NodeId, NonZeros<double>);

} // namespace chainrule
