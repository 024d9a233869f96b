// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace chainrule {

namespace {

constexpr double narrower = 1e-2; // times h, for another look at an element that does not agree …
constexpr int mostLooks = 3; // … each narrower than the last …
constexpr int maxNarrowed = 16; // … as long as fewer than this many elements have been found to disagree
constexpr double clear = 0.25; // of what is looked for, rounding may hide at a narrower step

// L at the point that is checked, and what is known of it.
struct Here
{
    double loss = 0;
    double size = 1; // of the numbers that L is made of: rounding is a fraction of it
    bool infinite = false; // one of them is not finite, and no NaN
};

// What rounding makes of a slope over a distance of h.
template <class S> double rounding(double size, double h)
{
    return 8 * double(std::numeric_limits<S>::epsilon()) * size / h;
}

template <class S> Here hereOf(Run<S> &run)
{
    Here here{ lossOf(run) };
    double sum = 0;
    for (Index i = 0; i < run.seed().size(); ++i)
        sum += std::abs(double(run.seed()[i]) * double(run.value(run.result())[i]));
    const auto note = [&here](double x) {
        here.infinite = here.infinite || std::isinf(x);
        here.size = std::isfinite(x) ? std::max(here.size, x) : here.size;
    };
    note(sum);
    for (NodeId node = 0; node <= run.result(); ++node)
        if (!run.graph().isLeaf(node) && run.hasValue(node))
            for (const S x : run.value(node).span())
                note(std::abs(double(x)));
    return here;
}

// The element is as it was afterwards.
template <class S> Slopes slopesAt(Run<S> &run, NodeId leaf, Index element, double h, const Here &here)
{
    const S x = run.value(leaf)[element];
    const S right = S(double(x) + h);
    const S left = S(double(x) - h);
    run.set(leaf, element, right);
    const double above = lossOf(run);
    run.set(leaf, element, left);
    const double below = lossOf(run);
    run.set(leaf, element, x);
    // Over the distances that there are: in float x + h may be elsewhere.
    const double toRight = double(right) - double(x);
    const double toLeft = double(x) - double(left);
    return { (here.loss - below) / toLeft, (above - here.loss) / toRight, (above - below) / (toLeft + toRight),
             rounding<S>(here.size, h), toLeft > 0 && toRight > 0 };
}

double largest(const std::vector<double> &values)
{
    double most = 0;
    for (const double x : values)
        if (std::isfinite(x))
            most = std::max(most, std::abs(x));
    return most;
}

// Near a pole h is too wide: 1/x at 0.001, log x at 0.00001. What is right agrees at a smaller one; what is wrong never. And a
// bend is told from a corner so. Returns whether there is anything more to be seen.
template <class S> bool lookCloser(Run<S> &run, NodeId leaf, Index element, double h, const Here &here, Evidence &evidence)
{
    const Slopes &wide = evidence.slopes.front();
    const double closer = h * std::pow(narrower, double(evidence.slopes.size()));
    const double sought = std::isfinite(wide.gap()) ? std::max(evidence.tolerance, wide.gap()) : evidence.tolerance;
    if (int(evidence.slopes.size()) == mostLooks || rounding<S>(here.size, closer) > clear * sought)
        return false;
    evidence.slopes.push_back(slopesAt(run, leaf, element, closer, here));
    return true;
}

void note(LeafCheck &check, const Evidence &evidence, Verdict verdict)
{
    // At the step at which it agrees, which is the last one.
    const Slopes &shown = verdict == agreement ? evidence.slopes.back() : evidence.slopes.front();
    const double difference = std::abs(evidence.analytic - shown.central);
    check.numerical.push_back(shown.central);
    check.meanDifference += difference / double(check.analytic.size());
    // A NaN must not hide: std::max would drop it.
    check.maxDifference = difference > check.maxDifference || std::isnan(difference) ? difference : check.maxDifference;
    check.kinks += verdict == untold(Doubt::Corner);
    check.untold += verdict.answer == Answer::Untold;
    check.verdict = std::max(check.verdict, verdict);
}

void requireLeaf(const Graph &graph, NodeId leaf)
{
    if (!graph.contains(leaf) || !graph.isLeaf(leaf))
        throw GraphError(GraphError::Kind::NotALeaf, leaf);
}

} // namespace

Verdict GradientCheck::verdict() const
{
    Verdict all;
    for (const LeafCheck &leaf : leaves)
        all = std::max(all, leaf.verdict);
    return all;
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
    const Here here = hereOf(run);
    std::vector<Slopes> slopes;
    double steepest = largest(analytic);
    for (Index i = 0; i < std::ssize(elements); ++i) {
        if (options.stop.stop_requested())
            return std::nullopt;
        if (options.progress && i % reportEvery == 0)
            options.progress(i, std::ssize(elements));
        slopes.push_back(slopesAt(run, leaf, elements[std::size_t(i)], options.h, here));
        if (std::isfinite(slopes.back().central))
            steepest = std::max(steepest, std::abs(slopes.back().central));
    }

    int tries = maxNarrowed;
    const double size = std::isfinite(here.loss) ? std::max(1.0, std::abs(here.loss)) : 1;
    const double tolerance = std::max(checkTolerance * steepest, checkFloor * size);
    LeafCheck check;
    check.leaf = leaf;
    check.analytic = std::move(analytic);
    for (std::size_t i = 0; i < slopes.size(); ++i) {
        const bool infinite = here.infinite || std::isinf(run.value(leaf)[elements[i]]);
        Evidence evidence{ check.analytic[i], tolerance, infinite, { slopes[i] } };
        Verdict verdict = judge(evidence);
        while (verdict != agreement && tries > 0 && std::isfinite(here.loss)
               && lookCloser(run, leaf, elements[i], options.h, here, evidence))
            verdict = judge(evidence);
        tries -= verdict == disagreement;
        note(check, evidence, verdict);
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
