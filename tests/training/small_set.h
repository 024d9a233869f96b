// SPDX-License-Identifier: GPL-3.0-or-later
// A small made-up set, and what training on it gives.
#pragma once

#include "tests/fixtures/bars.h"
#include "training/trainer.h"

#include <memory>
#include <vector>

namespace chainrule {

inline std::shared_ptr<const Dataset> smallSet()
{
    static const auto data = std::make_shared<const Dataset>(Dataset{ bars(600, 1), bars(200, 2), 10 });
    return data;
}

template <class S> std::vector<double> losses(Trainer<S> &trainer, int iterations)
{
    std::vector<double> list;
    for (int i = 0; i < iterations; ++i)
        list.push_back(trainer.step().loss);
    return list;
}

} // namespace chainrule
