// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/number_words.h"

#include "text/number_text.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

namespace {

struct NumberWords
{
    Q_DECLARE_TR_FUNCTIONS(Numbers)
};

} // namespace

std::variant<double, QString> readNumber(const QString &text)
{
    const auto parsed = parseNumber(text);
    if (const double *number = std::get_if<double>(&parsed))
        return *number;
    switch (std::get<NumberFault>(parsed)) {
    case NumberFault::Empty:
        return NumberWords::tr("Type a number, for example 1.5.");
    case NumberFault::TooLarge:
        return NumberWords::tr("%1 is too large: numbers end at 1.8e308.").arg(text);
    case NumberFault::NotANumber:
        break;
    }
    return NumberWords::tr("“%1” is not a number.").arg(text);
}

} // namespace chainrule
