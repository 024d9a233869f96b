// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/non_finite.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

bool isFinite(View<const double> numbers)
{
    return std::ranges::all_of(numbers.span(), [](double x) { return std::isfinite(x); });
}

bool inputsAreFinite(const Run<double> &run, NodeId node)
{
    return std::ranges::all_of(run.graph().inputs(node), [&](NodeId input) { return isFinite(run.value(input)); });
}

} // namespace

NonFinite nonFiniteValue(const Run<double> &run, NodeId node)
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

} // namespace chainrule
