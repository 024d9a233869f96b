// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient check of the two-layer net as it is, on some pictures.
#pragma once

#include "digits/dataset.h"
#include "probe/gradient_check.h"
#include "training/net.h"

namespace chainrule {

// Leaves: W1, b1, W2, b2, in this order. All of the pictures are one mini-batch; there is at least one, of
// parameters.size.inputs pixels. Nothing when it was stopped. In float a check seldom agrees: see checkTolerance.
template <class S> std::optional<GradientCheck> checkNet(const Parameters<S> &parameters, const LabelledImages &pictures,
                                                         const CheckOptions &options = {});

extern template std::optional<GradientCheck> checkNet(const Parameters<float> &, const LabelledImages &, const CheckOptions &);
extern template std::optional<GradientCheck> checkNet(const Parameters<double> &, const LabelledImages &, const CheckOptions &);

} // namespace chainrule
