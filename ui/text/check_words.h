// SPDX-License-Identifier: GPL-3.0-or-later
// What a gradient check says, in the lab, on the training desk and on the command line: the same words everywhere.
#pragma once

#include "probe/verdict.h"

#include <QtCore/QString>

#include <set>

namespace chainrule {

// Of several gradients, or of a node's numbers.
struct CheckCounts
{
    int all = 0;
    int wrong = 0;
    int untold = 0;
    std::set<Doubt> doubts = {};

    void add(const Verdict &verdict);
    Verdict verdict() const;
};

QString mark(Answer answer); // ✓, ✗ or –
QString answerText(Answer answer); // "agrees"
// Why nothing can be told here, and what to do: two sentences. Empty for Doubt::None.
QString doubtText(Doubt doubt);
// Counts and reasons: one sentence, or more where there is doubt.
QString checkText(const CheckCounts &counts);
// The node at which the mistake is made; `sums`: its gradient is the sum of what came back to it.
QString culpritText(const QString &name, bool sums);

} // namespace chainrule
