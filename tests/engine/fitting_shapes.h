// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes that an operation takes, for whoever tries all of them.
#pragma once

#include "engine/op.h"

#include <array>
#include <vector>

namespace chainrule {

using Shapes = std::vector<Shape>; // of an operation's inputs

// Elementwise ones broadcast alike. The larger ones come last.
inline std::vector<Shapes> fittingShapes(const Op &op)
{
    const Shape one;
    const Shape row(1, 4);
    const Shape m(3, 4);
    const Shape deep(std::array<Index, 3>{ 3, 2, 2 });
    if (op.elementwise && op.arity == 1)
        return { { one }, { m } };
    if (op.elementwise)
        return { { one, one }, { one, m }, { m, one }, { row, row }, { row, m }, { m, row }, { m, m } };
    if (op.id == "dot")
        return { { one, one }, { row, Shape(4, 50) }, { deep, Shape(4, 2) }, { m, Shape(4, 2) } };
    if (op.id == "bias")
        return { { one, one }, { row, row }, { m, row } };
    if (op.id == "affine")
        return { { row, Shape(4, 5), Shape(1, 5) }, { deep, Shape(4, 2), Shape(1, 2) }, { m, Shape(4, 2), Shape(1, 2) } };
    if (op.arity == 1)
        return { { one }, { row }, { m } };
    return { { row, row }, { m, m } };
}

} // namespace chainrule
