// SPDX-License-Identifier: GPL-3.0-or-later
// A matrix of mostly zeros as the list of its other elements: products skip what is not in it.
#pragma once

#include "engine/tensor.h"

#include <cstdint>

namespace chainrule {

template <class S> class NonZeros final
{
public:
    struct Element
    {
        std::uint32_t column = 0;
        S value = 0;
    };

    Index rows() const { return Index(m_rowEnds.size()); }
    Index count() const { return Index(m_count); }
    // In the order of their columns.
    std::span<const Element> row(Index r) const
    {
        const std::size_t begin = r == 0 ? 0 : m_rowEnds[std::size_t(r - 1)];
        return std::span(m_elements).subspan(begin, m_rowEnds[std::size_t(r)] - begin);
    }

    // Forgets all rows and makes room: so many can be added without allocating.
    void reset(Index rows, Index count)
    {
        m_rowEnds.clear();
        m_rowEnds.reserve(std::size_t(rows));
        m_count = 0;
        if (m_elements.size() < std::size_t(count))
            m_elements.resize(std::size_t(count));
    }
    // A further row of `count` elements, to be written with rising columns; there is room for it.
    std::span<Element> addRow(Index count)
    {
        const auto row = std::span(m_elements).subspan(m_count, std::size_t(count));
        m_count += row.size();
        m_rowEnds.push_back(m_count);
        return row;
    }

private:
    std::vector<Element> m_elements; // row by row; behind the first m_count is room
    std::size_t m_count = 0;
    std::vector<std::size_t> m_rowEnds;
};

} // namespace chainrule
