// SPDX-License-Identifier: GPL-3.0-or-later
// What comes next in a trace, asked as a question, and what a wrong answer tells about the person who gave it.
#pragma once

#include "engine/trace.h"

namespace chainrule {

struct Question
{
    enum class Kind {
        Value, // of the node
        Share, // what `receiver` receives through this use, which is all that it receives
        PartialShare, // the same, while `receiver` has other uses whose shares are to come
        Sum, // the whole gradient of `receiver`, whose last share this is
    };

    Kind kind = Kind::Value;
    NodeId node = -1; // that acts
    int input = -1; // through which the gradient comes back; -1 for a value
    NodeId receiver = -1; // whose number is asked for
    Index element = 0; // of it, row by row
    double answer = 0;

    // What mistakes are recognised by. Present for elementwise operations on scalars.
    std::optional<double> local; // ∂node/∂receiver
    std::optional<double> otherLocal; // that of the other input
    std::optional<double> upstream;
    double value = 0; // the receiver's own
    std::vector<double> shares; // of a sum, in the order in which they came
    Index batch = 1; // samples that the acting node is given
};

// The questions of the moment after the trace's position: one per number that it brings to light, none for the seed, which
// is given, and at the end. Worked out on a copy of the run: the given one does not move.
std::vector<Question> questionsAfter(const Run<double> &run, const Trace &trace);

// What somebody did who gives this wrong answer; the first that fits.
enum class Mistake {
    None, // the answer is right
    Sign,
    OtherInput, // multiplication not swapped
    UpstreamOnly, // passed on unchanged
    LocalOnly, // the local derivative without the upstream gradient
    OneShare, // one of a branch's shares in place of their sum
    ValueForGradient, // the forward value
    BatchFactor, // batch size too large or too small
    Unknown,
};

// Right is what agrees to the shown digits, `shown`, or within a thousandth.
Mistake mistakeIn(const Question &question, double typed, double shown);

} // namespace chainrule
