// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix products, which are quicker when the left factor is known to be mostly zeros, as pictures are.
#pragma once

#include "engine/nonzeros.h"

namespace chainrule {

enum class Transpose { No, Yes };

// out = a · b, with either factor transposed first. Exact in the sense of IEEE: 0 × ∞ is NaN. `out` does not overlap the
// factors. Sums run in a fixed order; for a mini-batch's few hundred columns no memory is allocated.
template <class S> void multiply(View<const S> a, Transpose transposeA, View<const S> b, Transpose transposeB, View<S> out);

// Whether there is neither NaN nor infinity in it.
template <class S> bool allFinite(View<const S> matrix);

// The same for a listed matrix, whose missing rows are zeros. Its zeros are skipped where that makes no difference: where b
// is finite, which takes a look at all of it unless it is known.
template <class S>
void multiply(const NonZeros<S> &a, Transpose transposeA, View<const S> b, View<S> out, Numbers ofB = Numbers::Any);

extern template void multiply(View<const float>, Transpose, View<const float>, Transpose, View<float>);
extern template void multiply(View<const double>, Transpose, View<const double>, Transpose, View<double>);
extern template void multiply(const NonZeros<float> &, Transpose, View<const float>, View<float>, Numbers);
extern template void multiply(const NonZeros<double> &, Transpose, View<const double>, View<double>, Numbers);
extern template bool allFinite(View<const float>);
extern template bool allFinite(View<const double>);

} // namespace chainrule
