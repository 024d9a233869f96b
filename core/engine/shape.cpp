// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/shape.h"

#include "engine/graph_error.h"

namespace chainrule {

Shape::Shape(Index rows, Index columns)
    : Shape(std::array{ rows, columns })
{
}

Shape::Shape(std::span<const Index> dimensions)
    : m_rank(int(dimensions.size()))
{
    if (m_rank < 2 || m_rank > maxRank)
        throw GraphError(GraphError::Kind::Size);
    Index size = 1;
    for (int i = 0; i < m_rank; ++i) {
        m_dimensions[std::size_t(i)] = dimensions[std::size_t(i)];
        if (dimensions[std::size_t(i)] < 1 || __builtin_mul_overflow(size, dimensions[std::size_t(i)], &size))
            throw GraphError(GraphError::Kind::Size);
    }
    m_columns = size / m_dimensions[0];
}

std::string Shape::text() const
{
    if (isScalar())
        return "()";
    std::string text = "(";
    for (const Index d : dimensions())
        text += (text.size() > 1 ? ", " : "") + std::to_string(d);
    return text + ")";
}

} // namespace chainrule
