// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/non_finite.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

template <class S> bool isFinite(View<const S> numbers)
{
    return std::ranges::all_of(numbers.span(), [](S x) { return std::isfinite(x); });
}

template <class S> bool inputsAreFinite(const Run<S> &run, NodeId node)
{
    return std::ranges::all_of(run.graph().inputs(node), [&](NodeId input) { return isFinite(run.value(input)); });
}

} // namespace

template <class S> NonFinite nonFiniteValue(const Run<S> &run, NodeId node)
{
    if (!run.hasValue(node) || isFinite(run.value(node)))
        return NonFinite::None;
    return inputsAreFinite(run, node) ? NonFinite::Made : NonFinite::Inherited;
}

NonFinite nonFiniteGradient(const Run<double> &run, NodeId node)
{
    const int count = int(run.graph().inputs(node).size());
    bool finite = true;
    for (int input = 0; input < count; ++input)
        finite = finite && (!run.hasEdgeGradient(node, input) || isFinite(run.edgeGradient(node, input)));
    if (finite)
        return NonFinite::None;
    const bool finiteBefore = isFinite(run.gradient(node)) && isFinite(run.value(node)) && inputsAreFinite(run, node);
    return finiteBefore ? NonFinite::Made : NonFinite::Inherited;
}

template NonFinite nonFiniteValue(const Run<float> &, NodeId);
template NonFinite nonFiniteValue(const Run<double> &, NodeId);

} // namespace chainrule
