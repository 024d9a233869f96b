// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/fresh_value.h"

#include <algorithm>
#include <array>

namespace chainrule {

namespace {

constexpr std::array numbers = { 1.5, 3.0, 0.4, 2.5, 0.7, 4.0, 1.2, 3.5, 0.9, 5.0, 0.6, 2.2 };

} // namespace

double startingNumber(std::size_t index, std::size_t shift)
{
    return index < numbers.size() ? numbers[(index + shift) % numbers.size()] : double(50 + index) / 10; // 6.2, 6.3 …
}

double freshValue(const GraphDocument &document)
{
    const auto taken = [&document](double number) {
        return std::ranges::any_of(document.nodes, [number](const DocumentNode &node) {
            return node.isLeaf() && node.value == Tensor::scalar(number);
        });
    };
    std::size_t index = 0;
    while (taken(startingNumber(index)))
        ++index;
    return startingNumber(index);
}

} // namespace chainrule
