// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

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

// L around one element of a leaf.
struct Slopes
{
    double central = 0;
    double lower = 0; // the smaller and the larger of the slopes to the left and to the right
    double upper = 0;
};

// The element is as it was afterwards. `here` is L at that point.
template <class S> Slopes slopesAt(Run<S> &run, NodeId leaf, Index element, double h, double here)
{
    const S x = run.value(leaf)[element];
    run.edit(leaf)[element] = S(double(x) + h);
    const double above = loss(run);
    run.edit(leaf)[element] = S(double(x) - h);
    const double below = loss(run);
    run.edit(leaf)[element] = x;
    const auto [lower, upper] = std::minmax({ (above - here) / h, (here - below) / h });
    return { (above - below) / (2 * h), lower, upper };
}

double largest(const std::vector<double> &values)
{
    return std::transform_reduce(
        values.begin(), values.end(), 0.0, [](double a, double b) { return std::max(a, b); },
        [](double x) { return std::abs(x); });
}

// What is allowed for rounding, and how far the slopes on both sides may differ because of it.
struct Allowance
{
    double floor = 0;
    double slopes = 0;
};

void compare(LeafCheck &check, const std::vector<Slopes> &slopes, const Allowance &allowance)
{
    const double allowed =
        std::max(checkTolerance * std::max(largest(check.analytic), largest(check.numerical)), allowance.floor);
    check.agrees = true;
    for (std::size_t i = 0; i < slopes.size(); ++i) {
        const double difference = std::abs(check.analytic[i] - check.numerical[i]);
        check.meanDifference += difference / double(slopes.size());
        // A NaN must not hide: std::max would drop it.
        check.maxDifference = difference > check.maxDifference || std::isnan(difference) ? difference : check.maxDifference;
        if (difference <= allowed)
            continue;
        const bool corner = slopes[i].upper - slopes[i].lower > allowance.slopes
            && check.analytic[i] >= slopes[i].lower - allowed && check.analytic[i] <= slopes[i].upper + allowed;
        check.kinks += corner;
        check.agrees = check.agrees && corner;
    }
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
    const double here = loss(run);
    run.backward();
    const double size = std::max(1.0, std::abs(here));
    const Allowance allowance{ checkFloor * size, 8 * double(std::numeric_limits<S>::epsilon()) * size / options.h };
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
        std::vector<Slopes> slopes;
        for (Index i = 0; i < std::ssize(entry.analytic); ++i, ++done) {
            if (options.stop.stop_requested())
                return std::nullopt;
            if (options.progress && done % reportEvery == 0)
                options.progress(done, total);
            slopes.push_back(slopesAt(run, entry.leaf, i, options.h, here));
            entry.numerical.push_back(slopes.back().central);
        }
        compare(entry, slopes, allowance);
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
