// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/non_finite.h"

#include "engine/finite.h"

#include <algorithm>

namespace chainrule {

namespace {

template <class S> bool inputsAreFinite(const Run<S> &run, NodeId node)
{
    return std::ranges::all_of(run.graph().inputs(node), [&](NodeId input) { return allFinite(run.value(input).span()); });
}

} // namespace

template <class S> NonFinite nonFiniteValue(const Run<S> &run, NodeId node)
{
    if (!run.hasValue(node) || allFinite(run.value(node).span()))
        return NonFinite::None;
    return inputsAreFinite(run, node) ? NonFinite::Made : NonFinite::Inherited;
}

NonFinite nonFiniteGradient(const Run<double> &run, NodeId node)
{
    const int count = int(run.graph().inputs(node).size());
    bool finite = true;
    for (int input = 0; input < count; ++input)
        finite = finite && (!run.hasEdgeGradient(node, input) || allFinite(run.edgeGradient(node, input).span()));
    if (finite)
        return NonFinite::None;
    const bool finiteBefore =
        allFinite(run.gradient(node).span()) && allFinite(run.value(node).span()) && inputsAreFinite(run, node);
    return finiteBefore ? NonFinite::Made : NonFinite::Inherited;
}

template NonFinite nonFiniteValue(const Run<float> &, NodeId);
template NonFinite nonFiniteValue(const Run<double> &, NodeId);

} // namespace chainrule
