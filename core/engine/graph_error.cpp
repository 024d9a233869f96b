// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph_error.h"

#include <utility>

namespace chainrule {

GraphError::GraphError(Kind kind, NodeId node, std::vector<chainrule::Shape> shapes)
    : m_kind(kind)
    , m_node(node)
    , m_shapes(std::move(shapes))
{
}

const char *GraphError::what() const noexcept
{
    return "chainrule::GraphError";
}

} // namespace chainrule
