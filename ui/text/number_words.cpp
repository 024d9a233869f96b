// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/number_words.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct NumberWords
{
    Q_DECLARE_TR_FUNCTIONS(Numbers)
};

QString readings(const QString &text)
{
    const QStringList readings = numberReadings(text);
    return readings.size() == 2
        ? NumberWords::tr("“%1” can be read as %2 or as %3. Type the one that is meant.").arg(text, readings[0], readings[1])
        : NumberWords::tr("“%1” keeps its thousands apart. Type %2.").arg(text, readings.join(u", "_s));
}

} // namespace

QString words(NumberFault fault, const QString &text)
{
    switch (fault) {
    case NumberFault::Empty:
        return NumberWords::tr("Type a number, for example 1.5.");
    case NumberFault::TooLarge:
        return NumberWords::tr("%1 is too large: numbers end at 1.8e308.").arg(text);
    case NumberFault::Unclear:
        return readings(text);
    case NumberFault::NotWhole:
        return NumberWords::tr("“%1” is not a whole number.").arg(text);
    case NumberFault::Negative:
        return NumberWords::tr("“%1” is below 0: a whole number from 0 on is needed.").arg(text);
    case NumberFault::NotANumber:
        break;
    }
    return NumberWords::tr("“%1” is not a number.").arg(text);
}

std::variant<double, QString> readNumber(const QString &text)
{
    const auto parsed = parseNumber(text);
    if (const double *number = std::get_if<double>(&parsed))
        return *number;
    return words(std::get<NumberFault>(parsed), text);
}

} // namespace chainrule
