// SPDX-License-Identifier: GPL-3.0-or-later
// The demos as tests run them: the two-layer net with a part of its pixels and hidden neurons, so that a check is quick.
#pragma once

#include "storage/graph_document.h"

namespace chainrule {

// A block of a matrix, from its first row and this column.
inline Tensor block(const Tensor &whole, Index rows, Index columns, Index firstColumn = 0)
{
    Tensor part{ Shape(rows, columns), {} };
    for (Index r = 0; r < rows; ++r)
        for (Index c = 0; c < columns; ++c)
            part.values.push_back(whole.values[std::size_t(r * whole.shape.columns() + firstColumn + c)]);
    return part;
}

inline GraphDocument smallDemo(const QString &id)
{
    constexpr Index batch = 10;
    constexpr Index pixels = 28; // one line through the middle of each picture
    constexpr Index middle = 14 * 28;
    constexpr Index hidden = 6;
    GraphDocument document = *demo(id);
    if (id != QLatin1String("two_layer"))
        return document;
    for (DocumentNode &node : document.nodes) {
        if (node.id == QLatin1String("X"))
            node.value = block(node.value, batch, pixels, middle);
        else if (node.id == QLatin1String("W1"))
            node.value = block(node.value, pixels, hidden);
        else if (node.id == QLatin1String("b1"))
            node.value = block(node.value, 1, hidden);
        else if (node.id == QLatin1String("W2"))
            node.value = block(node.value, hidden, 10);
    }
    return document;
}

} // namespace chainrule
