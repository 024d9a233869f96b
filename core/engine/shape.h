// SPDX-License-Identifier: GPL-3.0-or-later
// The shape of a tensor: one to four dimensions, which the kernels see as a row-major matrix.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>

namespace chainrule {

using Index = std::ptrdiff_t;

// A row is a sample: the first dimension counts the rows, the product of the others the columns.
// A scalar is 1×1, a vector of n numbers 1×n.
class Shape final
{
public:
    static constexpr int maxRank = 4;

    Shape() = default; // a scalar
    Shape(Index rows, Index columns);
    // Two to four dimensions, each at least 1. Throws GraphError (Size) otherwise, or when the product overflows.
    explicit Shape(std::span<const Index> dimensions);

    std::span<const Index> dimensions() const { return { m_dimensions.data(), std::size_t(m_rank) }; }
    Index rows() const { return m_dimensions[0]; }
    Index columns() const { return m_columns; }
    Index size() const { return rows() * columns(); }
    bool isScalar() const { return size() == 1 && m_rank == 2; }
    // "(100, 784)"; a scalar is "()".
    std::string text() const;

    friend bool operator==(const Shape &, const Shape &) = default;

private:
    std::array<Index, maxRank> m_dimensions = { 1, 1, 1, 1 };
    Index m_columns = 1;
    int m_rank = 2;
};

} // namespace chainrule
