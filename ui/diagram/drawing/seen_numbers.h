// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of a figure, to be compared as they are seen: −0 is not 0, and NaN is the same as itself.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QVarLengthArray>

#include <cstring>

namespace chainrule {

class SeenNumbers final
{
public:
    SeenNumbers() = default;
    explicit SeenNumbers(std::span<const double> numbers)
        : m_numbers(numbers.begin(), numbers.end())
    {
    }

    std::span<const double> span() const { return { m_numbers.data(), std::size_t(m_numbers.size()) }; }
    View<const double> view(const Shape &shape) const { return { m_numbers.data(), shape.rows(), shape.columns() }; }

    friend bool operator==(const SeenNumbers &a, const SeenNumbers &b)
    {
        return a.m_numbers.size() == b.m_numbers.size()
            && std::memcmp(a.m_numbers.data(), b.m_numbers.data(), a.span().size_bytes()) == 0;
    }

private:
    QVarLengthArray<double, 1> m_numbers; // most figures are one number
};

} // namespace chainrule
