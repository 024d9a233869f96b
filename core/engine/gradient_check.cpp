// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/gradient_check.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

// L = Σ seed · result, a single number whatever the result's shape.
template <class S> double loss(Run<S> &run)
{
    run.forward();
    double sum = 0;
    for (Index i = 0; i < run.seed().size(); ++i)
        sum += double(run.seed()[i]) * double(run.value(run.result())[i]);
    return sum;
}

// dL/dx by central difference; x is as it was afterwards.
template <class S> double centralDifference(Run<S> &run, NodeId leaf, Index element, double h)
{
    const S x = run.value(leaf)[element];
    run.edit(leaf)[element] = S(double(x) + h);
    const double above = loss(run);
    run.edit(leaf)[element] = S(double(x) - h);
    const double below = loss(run);
    run.edit(leaf)[element] = x;
    return (above - below) / (2 * h);
}

// How large a loss the rounding of which the floor must allow for.
void compare(LeafCheck &check, double size)
{
    const Index count = std::ssize(check.analytic);
    double analytic = 0;
    double numerical = 0;
    for (std::size_t i = 0; i < std::size_t(count); ++i) {
        const double difference = std::abs(check.analytic[i] - check.numerical[i]);
        // A NaN must not hide: std::max would drop it.
        check.maxDifference = difference > check.maxDifference || std::isnan(difference) ? difference : check.maxDifference;
        check.meanDifference += difference / double(count);
        analytic += std::abs(check.analytic[i]) / double(count);
        numerical += std::abs(check.numerical[i]) / double(count);
    }
    const double allowed = std::max(checkTolerance * std::max(analytic, numerical), checkFloor * std::max(1.0, size));
    check.agrees = check.meanDifference <= allowed; // false for NaN
}

} // namespace

bool GradientCheck::agrees() const
{
    return std::ranges::all_of(leaves, &LeafCheck::agrees);
}

template <class S>
std::optional<GradientCheck> checkGradients(Run<S> &run, std::span<const NodeId> leaves, const CheckOptions &options)
{
    constexpr Index reportEvery = 256;
    GradientCheck check{ options.h, {} };
    const double size = std::abs(loss(run));
    run.backward();
    Index total = 0;
    for (const NodeId leaf : leaves) {
        if (!run.graph().contains(leaf) || !run.graph().isLeaf(leaf))
            throw GraphError(GraphError::Kind::NotALeaf, leaf);
        const Index elements = run.value(leaf).size();
        LeafCheck &entry = check.leaves.emplace_back();
        entry.leaf = leaf;
        entry.analytic.assign(std::size_t(elements), 0.0); // an input that does not reach the result
        if (run.hasGradient(leaf))
            std::ranges::copy(run.gradient(leaf).span(), entry.analytic.begin());
        total += elements;
    }

    Index done = 0;
    for (LeafCheck &entry : check.leaves) {
        for (Index i = 0; i < std::ssize(entry.analytic); ++i, ++done) {
            if (options.stop.stop_requested())
                return std::nullopt;
            if (options.progress && done % reportEvery == 0)
                options.progress(done, total);
            entry.numerical.push_back(centralDifference(run, entry.leaf, i, options.h));
        }
        compare(entry, size);
    }
    run.forward();
    run.backward();
    if (options.progress)
        options.progress(total, total);
    return check;
}

template std::optional<GradientCheck> checkGradients(Run<float> &, std::span<const NodeId>, const CheckOptions &);
template std::optional<GradientCheck> checkGradients(Run<double> &, std::span<const NodeId>, const CheckOptions &);

} // namespace chainrule
