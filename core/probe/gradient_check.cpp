// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace chainrule {

namespace {

constexpr double narrower = 1e-2; // times h, for a second look at an element that does not agree …
constexpr int maxNarrowed = 16; // … as long as fewer than this many second looks were in vain

// What rounding makes of a slope over a distance of h.
template <class S> double rounding(double size, double h)
{
    return 8 * double(std::numeric_limits<S>::epsilon()) * size / h;
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
    run.set(leaf, element, S(double(x) + h));
    const double above = lossOf(run);
    run.set(leaf, element, S(double(x) - h));
    const double below = lossOf(run);
    run.set(leaf, element, x);
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
    double difference = 0;
    double slopes = 0;
};

enum class Verdict { Agrees, Corner, Differs };

Verdict judge(double analytic, const Slopes &slopes, const Allowance &allowed)
{
    if (std::abs(analytic - slopes.central) <= allowed.difference)
        return Verdict::Agrees;
    const bool corner = slopes.upper - slopes.lower > allowed.slopes && analytic >= slopes.lower - allowed.difference
        && analytic <= slopes.upper + allowed.difference;
    return corner ? Verdict::Corner : Verdict::Differs;
}

void note(LeafCheck &check, double analytic, const Slopes &slopes, Verdict verdict)
{
    const double difference = std::abs(analytic - slopes.central);
    check.numerical.push_back(slopes.central);
    check.meanDifference += difference / double(check.analytic.size());
    // A NaN must not hide: std::max would drop it.
    check.maxDifference = difference > check.maxDifference || std::isnan(difference) ? difference : check.maxDifference;
    check.kinks += verdict == Verdict::Corner;
    check.agrees = check.agrees && verdict != Verdict::Differs;
}

void requireLeaf(const Graph &graph, NodeId leaf)
{
    if (!graph.contains(leaf) || !graph.isLeaf(leaf))
        throw GraphError(GraphError::Kind::NotALeaf, leaf);
}

} // namespace

bool GradientCheck::agrees() const
{
    return std::ranges::all_of(leaves, &LeafCheck::agrees);
}

template <class S> double lossOf(Run<S> &run)
{
    if (run.result() == noNode)
        throw GraphError(GraphError::Kind::NoResult);
    run.forward();
    double sum = 0;
    for (Index i = 0; i < run.seed().size(); ++i)
        sum += double(run.seed()[i]) * double(run.value(run.result())[i]);
    return sum;
}

std::vector<Index> spreadElements(Index size, Index most)
{
    std::vector<Index> elements(std::size_t(std::min(size, most)));
    for (std::size_t i = 0; i < elements.size(); ++i)
        elements[i] = Index(double(i) * double(size) / double(elements.size()));
    return elements;
}

template <class S> std::optional<LeafCheck> checkElements(Run<S> &run, NodeId leaf, std::span<const Index> elements,
                                                          std::vector<double> analytic, const CheckOptions &options)
{
    constexpr Index reportEvery = 256;
    requireLeaf(run.graph(), leaf);
    const double here = lossOf(run);
    std::vector<Slopes> slopes;
    double steepest = largest(analytic);
    for (Index i = 0; i < std::ssize(elements); ++i) {
        if (options.stop.stop_requested())
            return std::nullopt;
        if (options.progress && i % reportEvery == 0)
            options.progress(i, std::ssize(elements));
        slopes.push_back(slopesAt(run, leaf, elements[std::size_t(i)], options.h, here));
        steepest = std::max(steepest, std::abs(slopes.back().central));
    }

    // Near a pole h is too wide: 1/x at 0.001, log x at 0.00001. What is right agrees at a smaller one; what is wrong never.
    int tries = maxNarrowed;
    const double size = std::max(1.0, std::abs(here));
    LeafCheck check{ leaf, std::move(analytic), {}, 0, 0, 0, true };
    for (std::size_t i = 0; i < slopes.size(); ++i) {
        Allowance allowed{ std::max(checkTolerance * steepest, checkFloor * size), rounding<S>(size, options.h) };
        Verdict verdict = judge(check.analytic[i], slopes[i], allowed);
        if (verdict == Verdict::Differs && tries > 0 && std::isfinite(check.analytic[i])) {
            --tries;
            const double h = options.h * narrower;
            const Slopes narrow = slopesAt(run, leaf, elements[i], h, here);
            allowed.slopes = rounding<S>(size, h);
            if (judge(check.analytic[i], narrow, allowed) == Verdict::Agrees) {
                ++tries;
                slopes[i] = narrow;
                verdict = Verdict::Agrees;
            }
        }
        note(check, check.analytic[i], slopes[i], verdict);
    }
    return check;
}

template <class S>
std::optional<GradientCheck> checkGradients(Run<S> &run, std::span<const NodeId> leaves, const CheckOptions &options)
{
    GradientCheck check{ options.h, {} };
    lossOf(run);
    run.backward();
    Index total = 0;
    std::vector<std::vector<double>> gradients;
    for (const NodeId leaf : leaves) {
        requireLeaf(run.graph(), leaf);
        const Index elements = run.value(leaf).size();
        std::vector<double> &analytic = gradients.emplace_back(std::size_t(elements), 0.0); // for a leaf that leads nowhere
        if (run.hasGradient(leaf))
            std::ranges::copy(run.gradient(leaf).span(), analytic.begin());
        total += elements;
    }

    Index done = 0;
    CheckOptions each = options;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        if (options.progress)
            each.progress = [&](Index ofThis, Index) { options.progress(done + ofThis, total); };
        const std::vector<Index> elements = spreadElements(std::ssize(gradients[i]), std::ssize(gradients[i]));
        std::optional<LeafCheck> leaf = checkElements(run, leaves[i], elements, std::move(gradients[i]), each);
        if (!leaf)
            return std::nullopt;
        check.leaves.push_back(std::move(*leaf));
        done += std::ssize(elements);
    }
    run.forward();
    run.backward();
    if (options.progress)
        options.progress(total, total);
    return check;
}

template double lossOf(Run<float> &);
template double lossOf(Run<double> &);
template std::optional<LeafCheck> checkElements(Run<double> &, NodeId, std::span<const Index>, std::vector<double>,
                                                const CheckOptions &);
template std::optional<GradientCheck> checkGradients(Run<float> &, std::span<const NodeId>, const CheckOptions &);
template std::optional<GradientCheck> checkGradients(Run<double> &, std::span<const NodeId>, const CheckOptions &);

} // namespace chainrule
