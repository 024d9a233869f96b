// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix products that are quick when the left factor is mostly zeros, as pictures and what ReLU lets through are.
#pragma once

#include "engine/tensor.h"

namespace chainrule {

enum class Transpose { No, Yes };

// out = a · b, with either factor transposed first. Exact in the sense of IEEE: 0 × ∞ stays NaN.
// `out` does not overlap the factors. Sums run in a fixed order; no memory is allocated for a few hundred columns.
template <class S> void multiply(View<const S> a, Transpose transposeA, View<const S> b, Transpose transposeB, View<S> out);

extern template void multiply(View<const float>, Transpose, View<const float>, Transpose, View<float>);
extern template void multiply(View<const double>, Transpose, View<const double>, Transpose, View<double>);

} // namespace chainrule
