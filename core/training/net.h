// SPDX-License-Identifier: GPL-3.0-or-later
// The two-layer net as a computational graph, and its parameters apart from any graph.
#pragma once

#include "engine/run.h"
#include "training/learning_graph.h"

#include <string_view>

namespace chainrule {

// Sizes of a net: 784-50-10 for MNIST.
struct NetSize
{
    Index inputs = 784;
    Index hidden = 50;
    Index classes = 10;

    friend bool operator==(const NetSize &, const NetSize &) = default;
};

// The parameters of a net, row by row.
template <class S> struct Parameters
{
    NetSize size;
    std::vector<S> W1; // (inputs, hidden)
    std::vector<S> b1; // (hidden)
    std::vector<S> W2; // (hidden, classes)
    std::vector<S> b2; // (classes)

    Index count() const { return std::ssize(W1) + std::ssize(b1) + std::ssize(W2) + std::ssize(b2); }

    friend bool operator==(const Parameters &, const Parameters &) = default;
};

// x → affine1 → relu1 → affine2 → loss, for mini-batches of one size: what is stepped through is what trains.
struct TwoLayerNet
{
    std::shared_ptr<const Graph> graph;
    NodeId x = -1; // (N, inputs), constant
    NodeId t = -1; // (N, 1) class indices, constant
    NodeId W1 = -1, b1 = -1, W2 = -1, b2 = -1;
    NodeId logits = -1; // (N, classes)
    NodeId loss = -1; // a scalar: softmax with cross entropy, the mean over the batch

    LearningGraph learning() const { return { graph, loss, { W1, b1, W2, b2 }, { x, t } }; }
    std::string_view name(NodeId node) const; // "W1", "affine1", "loss" …; empty where there is no such node
};

TwoLayerNet makeTwoLayerNet(NetSize size, Index batch);

// Copies the parameters into a run of the net; their sizes are the net's.
template <class S> void setParameters(Run<S> &run, const TwoLayerNet &net, const Parameters<S> &parameters);

struct WeightDeviations
{
    double W1 = 0.01;
    double W2 = 0.01;
};

// W ~ deviation · N(0, 1), b = 0. The same seed gives the same numbers on the same machine and build.
template <class S> Parameters<S> randomParameters(NetSize size, WeightDeviations deviations, std::uint64_t seed);
template <class S> Parameters<S> randomParameters(NetSize size, double deviation, std::uint64_t seed);

template <class To, class From> Parameters<To> converted(const Parameters<From> &p)
{
    return { p.size,
             { p.W1.begin(), p.W1.end() },
             { p.b1.begin(), p.b1.end() },
             { p.W2.begin(), p.W2.end() },
             { p.b2.begin(), p.b2.end() } };
}

} // namespace chainrule
