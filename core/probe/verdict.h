// SPDX-License-Identifier: GPL-3.0-or-later
// What a gradient check says of a gradient: it agrees, it disagrees, or it cannot be told here, and why not.
#pragma once

#include <compare>
#include <vector>

namespace chainrule {

enum class Answer { Agrees, Untold, Disagrees }; // a later one outweighs all earlier ones

// Why nothing can be told here.
enum class Doubt {
    None,
    SmallStep, // rounding in this precision hides what h changes
    Corner, // the slopes to the left and to the right differ, as at ReLU's 0 or where max meets a tie
    NoDerivative, // the result jumps here, or is no number on one side at least
    Overflow, // a value on the way is infinite
};

// The verdict on several is the largest one.
struct Verdict
{
    Answer answer = Answer::Agrees;
    Doubt doubt = Doubt::None; // of what cannot be told

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 that this compares with for a pointer
    friend auto operator<=>(const Verdict &, const Verdict &) = default;
};

constexpr Verdict agreement{};
constexpr Verdict disagreement{ Answer::Disagrees, Doubt::None };
constexpr Verdict untold(Doubt doubt)
{
    return { Answer::Untold, doubt };
}

// L on both sides of one number, at one step.
struct Slopes
{
    double left = 0;
    double right = 0;
    double central = 0;
    double rounding = 0; // what rounding may add to each
    bool moved = true; // the step is not lost in the number itself

    bool areFinite() const;
    double gap() const;
};

// What the slopes tell of a gradient by backpropagation, `analytic`; they were taken at smaller and smaller steps, one at
// least, until one agrees or they are enough.
struct Evidence
{
    double analytic = 0;
    double tolerance = 0; // a difference up to this is none
    bool infinite = false; // some value on the way to L is
    std::vector<Slopes> slopes = {};
};

// A gradient outside of the slopes on both sides, widened by rounding, disagrees; only one that lies between them, or that
// cannot be compared with anything, is in doubt.
Verdict judge(const Evidence &evidence);

} // namespace chainrule
