// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph.h"

#include <algorithm>

namespace chainrule {

NodeId Graph::add(Leaf leaf, Shape shape)
{
    m_nodes.push_back({ nullptr, edgeCount(), 0, leaf == Leaf::Input });
    m_shapes.push_back(shape);
    return size() - 1;
}

NodeId Graph::add(const Op &op, std::span<const NodeId> inputs, AttributeValues attributes)
{
    if (std::ssize(inputs) != op.arity)
        throw GraphError(GraphError::Kind::Arity, size());
    std::vector<Shape> shapes;
    shapes.reserve(inputs.size());
    for (const NodeId input : inputs) {
        if (!contains(input))
            throw GraphError(GraphError::Kind::UnknownNode, size());
        shapes.push_back(shape(input));
    }
    const auto values = completed(op, attributes);
    if (!values)
        throw GraphError(GraphError::Kind::Attribute, size());
    const std::optional<Shape> shape = op.shape(shapes, *values);
    if (!shape)
        throw GraphError(GraphError::Kind::Shape, size(), std::move(shapes));

    const bool takesGradient = std::ranges::any_of(inputs, [this](NodeId input) { return this->takesGradient(input); });
    m_nodes.push_back({ &op, edgeCount(), unsigned(m_attributes.size()), takesGradient });
    m_attributes.insert(m_attributes.end(), values->begin(), values->end());
    m_shapes.push_back(*shape);
    m_edges.insert(m_edges.end(), inputs.begin(), inputs.end());
    return size() - 1;
}

NodeId Graph::add(std::string_view op, std::initializer_list<NodeId> inputs)
{
    const Op *row = findOp(op);
    if (!row)
        throw GraphError(GraphError::Kind::UnknownOp, size());
    return add(*row, inputs);
}

} // namespace chainrule
