// SPDX-License-Identifier: GPL-3.0-or-later
// One array in NumPy's .npy format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#pragma once

#include "engine/tensor.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <span>
#include <vector>

namespace chainrule {

// More than any net here needs; whatever claims more is refused before it is held.
inline constexpr qint64 maxArrayBytes = 256 * 1024 * 1024;

// A number, vector or matrix; the values are row by row, in whichever order the file has them.
struct NpyArray
{
    std::vector<Index> shape;
    std::vector<double> values;
    QByteArray type = {}; // of the file's numbers: "<f4"
};

// An array as it stands in a .npy.
struct NpyView
{
    std::vector<Index> shape;
    QByteArray type; // "<f4", "|u1"
    bool fortranOrder = false;
    QByteArrayView data; // of just the size that shape and type ask for

    Index count() const;
};

// Versions 1 to 3; floats of 2, 4 or 8 bytes, integers of 1 to 8, truth values, in either byte order; any number of dimensions.
// Throws what decodeNpy does.
NpyView viewNpy(QByteArrayView bytes, const QString &path, const QString &name);

// As viewNpy, widened where every number stays exact; at most two dimensions. `path` and `name` say where the bytes are from:
// they go into the StorageError (WrongMagic, Damaged, Truncated, TooLong, TooLarge, BadType, BadShape), whose offset counts
// from the first of the bytes.
NpyArray decodeNpy(QByteArrayView bytes, const QString &path, const QString &name);

// Version 1, row by row, little endian. The shape's product must be the number of values.
template <class S> QByteArray encodeNpy(std::span<const Index> shape, std::span<const S> values);

// As Python writes it: "(784, 50)", "(50,)", "()".
QString npyShapeText(std::span<const Index> shape);

extern template QByteArray encodeNpy(std::span<const Index>, std::span<const float>);
extern template QByteArray encodeNpy(std::span<const Index>, std::span<const double>);

} // namespace chainrule
