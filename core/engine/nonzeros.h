// SPDX-License-Identifier: GPL-3.0-or-later
// A matrix of mostly zeros as the list of its other elements: products skip what is not in it.
#pragma once

#include "engine/tensor.h"

#include <cstdint>

namespace chainrule {

// What is known of a matrix: one without NaN or infinities times zero is zero, so that zeros can be skipped.
enum class Numbers { Any, Finite };

template <class S> class NonZeros final
{
public:
    // In the order of their columns.
    template <class C, class V> struct Row
    {
        std::span<C> columns;
        std::span<V> values;
    };

    Index rows() const { return std::ssize(m_rowEnds); }
    Index count() const { return m_rowEnds.empty() ? 0 : m_rowEnds.back(); }
    Row<const std::uint32_t, const S> row(Index r) const
    {
        const Index begin = r == 0 ? 0 : m_rowEnds[std::size_t(r - 1)];
        const auto size = std::size_t(m_rowEnds[std::size_t(r)] - begin);
        return { { m_columns.data() + begin, size }, { m_values.data() + begin, size } };
    }

    // Forgets all rows and makes room: so many can be added without allocating.
    void reset(Index rows, Index count)
    {
        m_rowEnds.clear();
        m_rowEnds.reserve(std::size_t(rows));
        if (std::ssize(m_columns) < count)
            m_columns.resize(std::size_t(count));
        if (std::ssize(m_values) < count) // memory may have sufficed for one of them only
            m_values.resize(std::size_t(count));
    }
    // A further row of `size` elements, for which there is room, to be written.
    Row<std::uint32_t, S> addRow(Index size)
    {
        const Index begin = count();
        m_rowEnds.push_back(begin + size);
        return { { m_columns.data() + begin, std::size_t(size) }, { m_values.data() + begin, std::size_t(size) } };
    }

private:
    std::vector<std::uint32_t> m_columns; // row by row; behind the last row's end is room
    std::vector<S> m_values;
    std::vector<Index> m_rowEnds;
};

} // namespace chainrule
