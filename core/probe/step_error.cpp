// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe/step_error.h"

#include "probe/gradient_check.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

std::vector<double> errorSteps()
{
    constexpr int perDecade = 3;
    constexpr int lowest = -12;
    constexpr int highest = -1;
    std::vector<double> steps;
    for (int i = lowest * perDecade; i <= highest * perDecade; ++i)
        steps.push_back(std::pow(10.0, double(i) / perDecade));
    return steps;
}

std::optional<std::vector<StepError>> errorAgainstStep(const Run<double> &run, NodeId node, std::span<const double> steps,
                                                       const std::stop_token &stop)
{
    constexpr Index mostElements = 64;
    Slice slice(run, node);
    const View<const double> gradient = run.gradient(node);
    const std::vector<Index> elements = spreadElements(gradient.size(), mostElements);
    std::vector<StepError> errors;
    for (const double h : steps) {
        StepError &error = errors.emplace_back(StepError{ h });
        for (const Index element : elements) {
            if (stop.stop_requested())
                return std::nullopt;
            const double numerical = (slice.lossAt(element, h) - slice.lossAt(element, -h)) / (2 * h);
            const double difference = std::abs(gradient[element] - numerical);
            error.mean += difference / double(elements.size());
            if (!std::isnan(error.max) && !(difference <= error.max)) // a NaN stays
                error.max = difference;
        }
    }
    return errors;
}

} // namespace chainrule
