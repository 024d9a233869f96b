// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in digits: a data set like MNIST that is always there, because it is made and not read.
#pragma once

#include "digits/dataset.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace chainrule {

struct DigitsOptions
{
    std::uint64_t seed = 1;
    Index training = 60'000;
    Index test = 10'000;
};

// 28 × 28 pictures of ten classes that look handwritten. A picture depends on the seed and its number alone, not on how
// many there are or on how many threads draw them. The 784-50-10 net trained on nothing else (SGD 0.1, batch 100, 10,000
// iterations) also reads MNIST's test images, which it has never seen: see tst_mnist.
// Uses all processors. `progress` is called on this thread, from 0 to 1. Returns nullptr when it was stopped.
std::shared_ptr<const Dataset> makeDigits(const DigitsOptions &options = {}, const std::stop_token &stop = {},
                                          const std::function<void(double part)> &progress = {});

// One picture of each class from 0 to 9, as the seed gives them.
LabelledImages oneOfEachDigit(std::uint64_t seed);

} // namespace chainrule
