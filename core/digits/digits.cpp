// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits/digits.h"

#include "digits/digit_painter.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace chainrule {

namespace {

constexpr int side = 28;
constexpr int classes = 10;
constexpr std::size_t pixelsEach = std::size_t(side) * side;
// Where each kind of picture has its random streams.
constexpr std::uint64_t trainingStreams = 0;
constexpr std::uint64_t testStreams = std::uint64_t(1) << 32U;
constexpr std::uint64_t sampleStreams = std::uint64_t(2) << 32U;

LabelledImages emptyImages(Index count)
{
    return { count, side, side, std::vector<std::uint8_t>(std::size_t(count) * pixelsEach),
             std::vector<std::uint8_t>(std::size_t(count)) };
}

void draw(LabelledImages &images, Index image, int digit, RandomStream &random)
{
    images.labels[std::size_t(image)] = std::uint8_t(digit);
    paintDigit(writeDigit(digit, side, random), side, random,
               std::span(images.pixels).subspan(std::size_t(image) * pixelsEach, pixelsEach));
}

void drawAny(LabelledImages &images, Index image, std::uint64_t seed, std::uint64_t streams)
{
    RandomStream random(seed, streams + std::uint64_t(image));
    const int digit = int(random.uniform(0, classes));
    draw(images, image, digit, random);
}

} // namespace

std::shared_ptr<const Dataset> makeDigits(const DigitsOptions &options, const std::stop_token &stop,
                                          const std::function<void(double)> &progress)
{
    constexpr Index block = 500; // some milliseconds: how soon it stops, and how often it tells
    auto data = std::make_shared<Dataset>();
    data->classes = classes;
    data->training = emptyImages(options.training);
    data->test = emptyImages(options.test);
    const Index all = options.training + options.test;
    std::atomic<Index> next = 0;
    const auto drawBlock = [&] {
        const Index begin = next.fetch_add(block);
        for (Index i = begin; i < std::min(begin + block, all); ++i)
            if (i < options.training)
                drawAny(data->training, i, options.seed, trainingStreams);
            else
                drawAny(data->test, i - options.training, options.seed, testStreams);
        return begin + block < all && !stop.stop_requested();
    };
    {
        std::vector<std::jthread> helpers(std::max(1U, std::thread::hardware_concurrency()) - 1);
        for (std::jthread &helper : helpers)
            helper = std::jthread([&drawBlock] {
                while (drawBlock()) { }
            });
        while (drawBlock())
            if (progress)
                progress(double(std::min(next.load(), all)) / double(all));
    } // until every helper has finished its last block
    if (stop.stop_requested())
        return nullptr;
    if (progress)
        progress(1);
    return data;
}

LabelledImages oneOfEachDigit(std::uint64_t seed)
{
    LabelledImages images = emptyImages(classes);
    for (int digit = 0; digit < classes; ++digit) {
        RandomStream random(seed, sampleStreams + std::uint64_t(digit));
        draw(images, digit, digit, random);
    }
    return images;
}

} // namespace chainrule
