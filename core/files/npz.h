// SPDX-License-Identifier: GPL-3.0-or-later
// A net's parameters as an .npz file that numpy.load opens: W1 (784,50), b1 (50,), W2 (50,10), b2 (10,).
#pragma once

#include "training/net.h"

#include <QtCore/QStringList>

#include <array>

namespace chainrule {

// An array of a file, row by row.
template <class S> struct NamedArray
{
    QString name;
    std::vector<Index> shape;
    std::span<const S> values;
};

// Any arrays under any names. Throws what saveParameters() does.
template <class S> void saveArrays(const QString &path, std::span<const NamedArray<S>> arrays);

// As by saveFile(): whatever goes wrong, a file that was there stays as it was. Throws StorageError: Unwritable, or
// NotFinite, since such a file could not be loaded again.
template <class S> void saveParameters(const QString &path, const Parameters<S> &parameters);

// What was made of a file with weights, to be told where it goes without saying no longer.
struct WeightsReading
{
    std::array<QString, 4> names; // of the arrays that were taken for W1, b1, W2 and b2
    bool foreign = false; // they have other names
    bool turned = false; // rows were outputs, as PyTorch has them
    bool square = false; // W2 has as many rows as columns: nothing tells which are the hidden units
    QStringList ignored = {}; // further arrays

    friend bool operator==(const WeightsReading &, const WeightsReading &) = default;
};

struct LoadedWeights
{
    Parameters<double> parameters;
    WeightsReading reading;
};

// W1, b1, W2 and b2; where none of these is there, the two matrices and two vectors that fit together, the first ones by name
// being the first layer: PyTorch's fc1.weight (out, in), Keras' kernels, NumPy's arr_0. Throws what loadParameters() does, and
// NoWeights with a list of what is there.
LoadedWeights loadWeights(const QString &path);

// Accepts what NumPy writes: C and Fortran order, numbers that are exact in double, of either byte order,
// compressed or not; b1 and b2 as (n,), (1, n) or (n, 1). The sizes of the net are those of W1 and W2. Throws
// StorageError; where it is about an array, its detail begins with the name and its offset counts from the beginning of
// that array's .npy. An encrypted array is Unreadable.
Parameters<double> loadParameters(const QString &path);

extern template void saveArrays(const QString &, std::span<const NamedArray<float>>);
extern template void saveArrays(const QString &, std::span<const NamedArray<double>>);
extern template void saveParameters(const QString &, const Parameters<float> &);
extern template void saveParameters(const QString &, const Parameters<double> &);

} // namespace chainrule
