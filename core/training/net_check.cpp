// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/net_check.h"

#include "training/pictures.h"

#include <algorithm>
#include <numeric>

namespace chainrule {

template <class S> std::optional<GradientCheck> checkNet(const Parameters<S> &parameters, const LabelledImages &pictures,
                                                         const CheckOptions &options)
{
    const TwoLayerNet net = makeTwoLayerNet(parameters.size, pictures.count);
    Run<S> run(net.graph, net.loss);
    setParameters(run, net, parameters);
    std::vector<Index> all(std::size_t(pictures.count));
    std::iota(all.begin(), all.end(), 0);
    Pictures<S>(pictures).show(all, run, net.x);
    std::ranges::copy(pictures.labels, run.edit(net.t).data);
    const NodeId leaves[] = { net.W1, net.b1, net.W2, net.b2 };
    return checkGradients(run, leaves, options);
}

template std::optional<GradientCheck> checkNet(const Parameters<float> &, const LabelledImages &, const CheckOptions &);
template std::optional<GradientCheck> checkNet(const Parameters<double> &, const LabelledImages &, const CheckOptions &);

} // namespace chainrule
