// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe/verdict.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace chainrule {

namespace {

// Of the gap between the slopes on both sides, as h shrinks:
constexpr double shrinks = 0.2; // a bend's does, to less than this; a corner's stays …
constexpr double grows = 2; // … and a jump's becomes more than this

struct Range
{
    double lower = 0;
    double upper = 0;

    bool holds(double x, double slack) const { return x >= lower - slack && x <= upper + slack; }
};

// On one side at least there is no number. Where the other has slopes that settle, a gradient that is far from them is wrong.
Verdict judgeAtAnEdge(const Evidence &evidence)
{
    const Slopes &wide = evidence.slopes.front();
    const Slopes &narrow = evidence.slopes.back();
    const Doubt doubt =
        evidence.infinite || std::isinf(narrow.left) || std::isinf(narrow.right) ? Doubt::Overflow : Doubt::NoDerivative;
    for (const auto side : { &Slopes::left, &Slopes::right }) {
        if (!std::isfinite(wide.*side) || !std::isfinite(narrow.*side) || !std::isfinite(evidence.analytic))
            continue;
        const auto [lower, upper] = std::minmax(wide.*side, narrow.*side);
        const double slack = evidence.tolerance + narrow.rounding + (upper - lower);
        if (!Range{ lower, upper }.holds(evidence.analytic, slack))
            return disagreement;
    }
    return untold(doubt);
}

// At a step, counted from the widest: the slopes on both sides are alike, or become so as h shrinks.
bool isSmooth(const std::vector<Slopes> &slopes, std::size_t step, double tolerance)
{
    const Slopes &here = slopes[step];
    return here.gap() <= tolerance + here.rounding || (step > 0 && here.gap() < shrinks * slopes[step - 1].gap());
}

Verdict judgeAtACorner(const Evidence &evidence, const std::vector<Slopes> &slopes)
{
    const Slopes &last = slopes.back();
    const bool jumps = slopes.size() > 1 && last.gap() > grows * slopes[slopes.size() - 2].gap();
    const Doubt doubt = jumps ? Doubt::NoDerivative : Doubt::Corner;
    if (std::isnan(evidence.analytic)) // it is as little a number as there is a derivative
        return untold(doubt);
    const auto [lower, upper] = std::minmax(last.left, last.right);
    return Range{ lower, upper }.holds(evidence.analytic, evidence.tolerance + last.rounding) ? untold(doubt) : disagreement;
}

} // namespace

bool Slopes::areFinite() const
{
    return std::isfinite(left) && std::isfinite(right);
}

double Slopes::gap() const
{
    return std::abs(right - left);
}

Verdict judge(const Evidence &evidence)
{
    const double tolerance = evidence.tolerance;
    if (!evidence.slopes.front().moved)
        return untold(evidence.infinite ? Doubt::Overflow : Doubt::SmallStep);
    std::vector<Slopes> finite;
    std::ranges::copy_if(evidence.slopes, std::back_inserter(finite), &Slopes::areFinite);
    if (finite.empty())
        return judgeAtAnEdge(evidence);
    for (std::size_t step = 0; step < finite.size(); ++step)
        if (isSmooth(finite, step, tolerance) && std::abs(evidence.analytic - finite[step].central) <= tolerance)
            return agreement;
    if (evidence.infinite && !std::isfinite(evidence.analytic))
        return untold(Doubt::Overflow);
    if (!isSmooth(finite, finite.size() - 1, tolerance))
        return judgeAtACorner(evidence, finite);
    // Only the widest step may plead rounding: at the smaller ones it would excuse anything.
    const Slopes &wide = evidence.slopes.front();
    const bool hidden =
        wide.gap() <= tolerance + wide.rounding && std::abs(evidence.analytic - wide.central) <= tolerance + wide.rounding;
    return hidden ? untold(Doubt::SmallStep) : disagreement;
}

} // namespace chainrule
