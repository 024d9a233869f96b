// SPDX-License-Identifier: GPL-3.0-or-later
// What Explain says about a session's current step. Words and formulas; the panel shows them.
#pragma once

#include "ui/explain/formula.h"

#include <QtCore/QList>

namespace chainrule {

class GraphSession;
struct VisibleGraph;

struct ExplanationCard
{
    Formula rule; // ∂L/∂x = ∂L/∂z · ∂z/∂x; none in the forward pass
    Formula numbers; // = 1.1 × 2 = 2.2
    Formula shapes; // the same with shapes in place of matrices, for where those have no room; none for numbers
    Formula branch; // 2 + 5 = 7, where the receiver is used more than once
    QString about; // whose it is: "apple"
};

struct Explanation
{
    QString heading;
    Formula formula;
    QString text;
    QList<ExplanationCard> cards;
    QString why;
    QString trouble; // where a number is none: who made it, and why
    QString answer; // of the whole demo, after the end; before it is shown, how to see it
};

// Which keys to press is for the one who has them, not for a class that looks on.
enum class Hints { Shown, Hidden };

Explanation explain(const GraphSession &session, const VisibleGraph &visible, Hints hints = Hints::Shown);
// The line above the diagram: "Backward, step 8 of 9. The product passes …", or after the end the answer.
QString captionOf(const GraphSession &session, const VisibleGraph &visible, Hints hints = Hints::Shown);

} // namespace chainrule
