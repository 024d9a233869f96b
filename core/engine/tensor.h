// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers with a shape: views for the kernels, which own nothing, and Tensor, which does.
#pragma once

#include "engine/shape.h"

#include <vector>

namespace chainrule {

// A row-major matrix that belongs to somebody else.
template <class T> struct View
{
    T *data = nullptr;
    Index rows = 0;
    Index columns = 0;

    Index size() const { return rows * columns; }
    T &at(Index row, Index column) const { return data[row * columns + column]; }
    T &operator[](Index element) const { return data[element]; }
    std::span<T> span() const { return { data, std::size_t(size()) }; }
    operator View<const T>() const { return { data, rows, columns }; }
};

// A value as people give it and look at it: always in double.
struct Tensor
{
    Shape shape;
    std::vector<double> values = { 0.0 }; // shape.size() numbers, row by row

    static Tensor scalar(double value) { return { Shape(), { value } }; }

    friend bool operator==(const Tensor &, const Tensor &) = default;
};

} // namespace chainrule
