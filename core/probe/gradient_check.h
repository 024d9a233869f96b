// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient check: backpropagation's gradients beside those by central difference, for any graph.
#pragma once

#include "engine/run.h"
#include "probe/verdict.h"

#include <functional>
#include <stop_token>

namespace chainrule {

// One leaf's comparison, element by element, row by row.
struct LeafCheck
{
    NodeId leaf = -1;
    std::vector<double> analytic; // dL/dleaf by backpropagation
    std::vector<double> numerical; // (L(x + h) − L(x − h)) / 2h
    double meanDifference = 0; // of |analytic − numerical|
    double maxDifference = 0;
    Index kinks = 0; // elements at a corner, where the numerical gradient is a mixture of two slopes
    Index untold = 0; // elements of which nothing can be told, those at a corner among them
    Verdict verdict = {}; // on all elements: one that disagrees outweighs the others

    bool agrees() const { return verdict == agreement; }
};

struct GradientCheck
{
    double h = 0;
    std::vector<LeafCheck> leaves;

    Verdict verdict() const;
    bool agrees() const { return verdict() == agreement; }
};

struct CheckOptions
{
    double h = 1e-4; // the seeds' step
    std::stop_token stop = {};
    std::function<void(Index done, Index total)> progress = {}; // elements; called from time to time
};

// An element agrees when the difference is at most this fraction of the leaf's largest gradient …
constexpr double checkTolerance = 1e-3;
// … or is below what rounding in double makes of a loss of size one. In float, with h = 1e-4, rounding hides most gradients:
// that is a lesson.
constexpr double checkFloor = 1e-7;

// Checks L = Σ seed · result with respect to `leaves`. The run is left as after a full pass, its leaves as they were.
// Returns nothing when it was stopped. Throws GraphError (NotALeaf, NoResult).
template <class S>
std::optional<GradientCheck> checkGradients(Run<S> &run, std::span<const NodeId> leaves, const CheckOptions &options = {});

// L = Σ seed · result, a single number whatever the result's shape: a forward pass. Throws GraphError (NoResult).
template <class S> double lossOf(Run<S> &run);

// The same for some elements of one leaf and a gradient from elsewhere, `analytic`, a number for each of them. Forward only;
// the leaf is as it was, with nothing computed. Throws GraphError (NotALeaf).
template <class S> std::optional<LeafCheck> checkElements(Run<S> &run, NodeId leaf, std::span<const Index> elements,
                                                          std::vector<double> analytic, const CheckOptions &options = {});

// At most so many elements of `size`, evenly spread. 0 is the first.
std::vector<Index> spreadElements(Index size, Index most);

extern template double lossOf(Run<float> &);
extern template double lossOf(Run<double> &);
extern template std::optional<LeafCheck> checkElements(Run<double> &, NodeId, std::span<const Index>, std::vector<double>,
                                                       const CheckOptions &);
extern template std::optional<GradientCheck> checkGradients(Run<float> &, std::span<const NodeId>, const CheckOptions &);
extern template std::optional<GradientCheck> checkGradients(Run<double> &, std::span<const NodeId>, const CheckOptions &);

} // namespace chainrule
