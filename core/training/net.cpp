// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/net.h"

#include <algorithm>
#include <random>

namespace chainrule {

TwoLayerNet makeTwoLayerNet(NetSize size, Index batch)
{
    auto graph = std::make_shared<Graph>();
    TwoLayerNet net;
    net.x = graph->add(Leaf::Constant, { batch, size.inputs });
    net.W1 = graph->add(Leaf::Input, { size.inputs, size.hidden });
    net.b1 = graph->add(Leaf::Input, { 1, size.hidden });
    const NodeId affine1 = graph->add("affine", { net.x, net.W1, net.b1 });
    const NodeId relu1 = graph->add("relu", { affine1 });
    net.W2 = graph->add(Leaf::Input, { size.hidden, size.classes });
    net.b2 = graph->add(Leaf::Input, { 1, size.classes });
    net.logits = graph->add("affine", { relu1, net.W2, net.b2 });
    net.t = graph->add(Leaf::Constant, { batch, 1 });
    net.loss = graph->add("softmax_with_loss", { net.logits, net.t });
    net.graph = std::move(graph);
    return net;
}

std::string_view TwoLayerNet::name(NodeId node) const
{
    // In the order in which makeTwoLayerNet adds them.
    static constexpr std::string_view names[] = { "x", "W1", "b1", "affine1", "relu1", "W2", "b2", "affine2", "t", "loss" };
    return node >= 0 && node < std::ssize(names) ? names[node] : std::string_view();
}

template <class S> Parameters<S> randomParameters(NetSize size, WeightDeviations deviations, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    const auto weights = [&](Index rows, Index columns, double deviation) {
        std::vector<S> w(std::size_t(rows * columns));
        for (S &x : w)
            x = S(deviation * normal(random));
        return w;
    };
    Parameters<S> p;
    p.size = size;
    p.W1 = weights(size.inputs, size.hidden, deviations.W1);
    p.b1.assign(std::size_t(size.hidden), S(0));
    p.W2 = weights(size.hidden, size.classes, deviations.W2);
    p.b2.assign(std::size_t(size.classes), S(0));
    return p;
}

template <class S> Parameters<S> randomParameters(NetSize size, double deviation, std::uint64_t seed)
{
    return randomParameters<S>(size, WeightDeviations{ deviation, deviation }, seed);
}

template <class S> void setParameters(Run<S> &run, const TwoLayerNet &net, const Parameters<S> &parameters)
{
    std::ranges::copy(parameters.W1, run.edit(net.W1).data);
    std::ranges::copy(parameters.b1, run.edit(net.b1).data);
    std::ranges::copy(parameters.W2, run.edit(net.W2).data);
    std::ranges::copy(parameters.b2, run.edit(net.b2).data);
}

template void setParameters(Run<float> &, const TwoLayerNet &, const Parameters<float> &);
template void setParameters(Run<double> &, const TwoLayerNet &, const Parameters<double> &);
template Parameters<float> randomParameters(NetSize, WeightDeviations, std::uint64_t);
template Parameters<double> randomParameters(NetSize, WeightDeviations, std::uint64_t);
template Parameters<float> randomParameters(NetSize, double, std::uint64_t);
template Parameters<double> randomParameters(NetSize, double, std::uint64_t);

} // namespace chainrule
