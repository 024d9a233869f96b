// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/check_words.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct CheckWords
{
    Q_DECLARE_TR_FUNCTIONS(Check)
};

} // namespace

void CheckCounts::add(const Verdict &verdict)
{
    ++all;
    wrong += verdict.answer == Answer::Disagrees;
    untold += verdict.answer == Answer::Untold;
    if (verdict.doubt != Doubt::None)
        doubts.insert(verdict.doubt);
}

Verdict CheckCounts::verdict() const
{
    return wrong > 0 ? disagreement : untold > 0 ? chainrule::untold(*doubts.rbegin()) : agreement;
}

QString mark(Answer answer)
{
    switch (answer) {
    case Answer::Agrees:
        return u"✓"_s;
    case Answer::Untold:
        return u"–"_s;
    case Answer::Disagrees:
        break;
    }
    return u"✗"_s;
}

QString answerText(Answer answer)
{
    switch (answer) {
    case Answer::Agrees:
        return CheckWords::tr("agrees");
    case Answer::Untold:
        return CheckWords::tr("cannot be told here");
    case Answer::Disagrees:
        break;
    }
    return CheckWords::tr("does not agree");
}

QString doubtText(Doubt doubt)
{
    switch (doubt) {
    case Doubt::None:
        return {};
    case Doubt::SmallStep:
        return CheckWords::tr(
            "The step h is too small for this precision: rounding hides what it changes. Raise h, or check in "
            "double.");
    case Doubt::Corner:
        return CheckWords::tr("Here is a corner or a tie: the slopes on both sides differ, and the derivative is a convention "
                              "(PyTorch shares a tie out). Move an input a little.");
    case Doubt::NoDerivative:
        return CheckWords::tr(
            "There is no derivative here: the result jumps, or is no number here or right beside. Choose other inputs.");
    case Doubt::Overflow:
        return CheckWords::tr("A value on the way is infinite here, and has no slope. Choose inputs for which every value is "
                              "finite.");
    }
    return {};
}

QString checkText(const CheckCounts &counts)
{
    if (counts.wrong > 0)
        return CheckWords::tr("%1 of %n gradients do not agree.", nullptr, int(counts.all)).arg(counts.wrong);
    if (counts.untold == 0)
        return CheckWords::tr("All gradients agree, %n of them.", nullptr, int(counts.all));
    QString text =
        CheckWords::tr("It cannot be told here whether the gradients agree, for %1 of %2.").arg(counts.untold).arg(counts.all);
    for (const Doubt doubt : counts.doubts)
        text += u' ' + doubtText(doubt);
    return text;
}

QString culpritText(const QString &name, bool sums)
{
    return sums ? CheckWords::tr("The mistake is made at %1: what it hands back is not what it was given times its own slope.")
                      .arg(name)
                : CheckWords::tr("The mistake is made at %1: its gradient is not the sum of what came back to it.").arg(name);
}

} // namespace chainrule
