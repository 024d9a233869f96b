// SPDX-License-Identifier: GPL-3.0-or-later
// A net's parameters as an .npz file that numpy.load opens: W1 (784,50), b1 (50,), W2 (50,10), b2 (10,).
#pragma once

#include "training/net.h"

#include <QtCore/QString>

namespace chainrule {

// As by saveFile(): whatever goes wrong, a file that was there stays as it was. Throws StorageError: Unwritable, or
// NotFinite, since such a file could not be loaded again.
template <class S> void saveParameters(const QString &path, const Parameters<S> &parameters);

// Accepts what NumPy writes: C and Fortran order, f4 and f8 of either byte order, compressed or not; float32 is
// widened, which is exact; b1 and b2 as (n,) or (1, n). The sizes of the net are those of W1 and W2. Throws
// StorageError; where it is about an array, its detail begins with the name and its offset counts from the beginning of
// that array's .npy. An encrypted array is Unreadable.
Parameters<double> loadParameters(const QString &path);

extern template void saveParameters(const QString &, const Parameters<float> &);
extern template void saveParameters(const QString &, const Parameters<double> &);

} // namespace chainrule
