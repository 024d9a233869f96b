// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/number_text.h"

#include <QtCore/QLocale>

#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

QString shortestText(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

std::optional<double> nearestDouble(QByteArrayView digits)
{
    const char *const end = digits.data() + digits.size();
    double value = 0;
    const auto [rest, error] = std::from_chars(digits.data(), end, value);
    if (error == std::errc::invalid_argument || rest != end)
        return std::nullopt;
    // Qt tells what is too small from what is too large, which from_chars() does not.
    return error == std::errc() ? value : QLocale::c().toDouble(QLatin1String(digits));
}

std::variant<double, NumberFault> parseNumber(const QString &text)
{
    QString plain = text.simplified();
    if (plain.isEmpty())
        return NumberFault::Empty;
    plain.replace(minusSign, u'-');
    if (plain.count(u',') == 1 && !plain.contains(u'.'))
        plain.replace(u',', u'.');
    bool ok = false;
    const double value = QLocale::c().toDouble(plain, &ok);
    if (ok && std::isfinite(value))
        return value;
    if (const std::optional<double> tiny = nearestDouble(plain.toLatin1().mid(plain.startsWith(u'+'))); tiny == 0)
        return *tiny;
    const bool named = std::isinf(value) && !plain.contains("inf"_L1, Qt::CaseInsensitive);
    return named ? NumberFault::TooLarge : NumberFault::NotANumber;
}

} // namespace chainrule
