// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/number_text.h"

#include <QtCore/QLocale>

#include <cmath>

namespace chainrule {

QString shortestText(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

std::variant<double, NumberFault> parseNumber(const QString &text)
{
    QString plain = text.simplified();
    if (plain.isEmpty())
        return NumberFault::Empty;
    plain.replace(minusSign, QLatin1Char('-'));
    if (plain.count(QLatin1Char(',')) == 1 && !plain.contains(QLatin1Char('.')))
        plain.replace(QLatin1Char(','), QLatin1Char('.'));
    bool ok = false;
    const double value = QLocale::c().toDouble(plain, &ok);
    if (ok && std::isfinite(value))
        return value;
    const bool named = std::isinf(value) && !plain.contains(QLatin1String("inf"), Qt::CaseInsensitive);
    return named ? NumberFault::TooLarge : NumberFault::NotANumber;
}

} // namespace chainrule
