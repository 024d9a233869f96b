// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/split.h"

#include "data/training_and_test.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <span>

namespace chainrule {

namespace {

LabelledImages chosen(const LabelledImages &all, std::span<const Index> which)
{
    LabelledImages part{ Index(which.size()), all.rows, all.columns, {}, {} };
    part.pixels.reserve(which.size() * std::size_t(all.pixelsEach()));
    for (const Index image : which) {
        const auto first = all.pixels.begin() + image * all.pixelsEach();
        part.pixels.insert(part.pixels.end(), first, first + all.pixelsEach());
        part.labels.push_back(all.labels[std::size_t(image)]);
    }
    return part;
}

} // namespace

Dataset split(const LabelledImages &all, std::uint64_t seed)
{
    constexpr Index part = 7;
    std::vector<Index> order(static_cast<std::size_t>(all.count));
    std::iota(order.begin(), order.end(), Index(0));
    std::mt19937_64 random(seed);
    for (std::size_t i = order.size(); i > 1; --i) // std::shuffle is another one in each library
        std::swap(order[i - 1], order[std::size_t(random() % i)]);
    const auto tests = std::size_t(std::max<Index>(1, all.count / part));
    std::sort(order.begin(), order.begin() + std::ptrdiff_t(tests));
    std::sort(order.begin() + std::ptrdiff_t(tests), order.end());
    const std::span<const Index> drawn(order);
    Dataset data{ chosen(all, drawn.subspan(tests)), chosen(all, drawn.first(tests)) };
    data.classes = classesOf(data);
    return data;
}

void turn(LabelledImages &images)
{
    std::vector<std::uint8_t> picture(std::size_t(images.pixelsEach()));
    for (Index image = 0; image < images.count; ++image) {
        std::uint8_t *first = images.pixels.data() + image * images.pixelsEach();
        std::copy_n(first, picture.size(), picture.begin());
        for (Index row = 0; row < images.rows; ++row)
            for (Index column = 0; column < images.columns; ++column)
                first[column * images.rows + row] = picture[std::size_t(row * images.columns + column)];
    }
    std::swap(images.rows, images.columns);
}

void turn(Dataset &data)
{
    turn(data.training);
    turn(data.test);
}

} // namespace chainrule
