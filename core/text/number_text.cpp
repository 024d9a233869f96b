// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/number_text.h"

#include "text/plain_signs.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// A number in ASCII without its power of ten, and that: thousands are only kept apart in the former.
struct Scaled
{
    explicit Scaled(QStringView number)
        : mantissa(number)
    {
        static const QRegularExpression form(u"[eE][-+]?\\d+$"_s);
        if (const QRegularExpressionMatch match = form.match(number); match.hasMatch()) {
            mantissa = number.first(match.capturedStart());
            power = number.sliced(match.capturedStart());
        }
    }

    QStringView mantissa, power; // "1,500", "e3"
};

const QRegularExpression &groupedByCommas()
{
    static const QRegularExpression form(uR"(^[-+\x{2212}]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$)"_s);
    return form;
}

const QRegularExpression &groupedByPoints()
{
    static const QRegularExpression form(uR"(^[-+\x{2212}]?[1-9]\d{0,2}((\.\d{3})+,\d+|(\.\d{3}){2,})$)"_s);
    return form;
}

// 10^-3 in place of 10⁻³, digits of every script as 0 to 9, no space within a number whose thousands it keeps apart.
QString inAscii(const QString &text)
{
    static const QRegularExpression thinSpace(uR"((?<=\d)[\x{2009}\x{202F}](?=\d{3}(?!\d)))"_s);
    QString plain;
    bool wasRaised = false;
    for (const QChar c : text) {
        const QChar raised = raisedSign(c);
        if (!raised.isNull() && !wasRaised)
            plain += u'^';
        wasRaised = !raised.isNull();
        plain += wasRaised ? raised : c.isDigit() ? QChar(u'0' + c.digitValue()) : plainSign(c);
    }
    return plain.remove(thinSpace).simplified();
}

// 1.5*10^-3, 1.5x10**-3 and 10^-3 as 1.5e-3 and 1e-3.
QString withExponent(const QString &plain)
{
    static const QRegularExpression power(
        uR"(^(?:([^*x]+?)\s*[*x\x{D7}\x{B7}\x{22C5}]\s*|([-+]?))10\s?(?:\^|\*\*)\s?([-+]?\d+)$)"_s);
    const QRegularExpressionMatch match = power.match(plain);
    if (!match.hasMatch())
        return plain;
    const QString before = match.captured(1).isEmpty() ? match.captured(2) + u'1' : match.captured(1);
    return before + u'e' + match.captured(3);
}

QString typedNumber(const QString &text)
{
    return withExponent(inAscii(text));
}

// With a sign or without; never by name.
std::optional<double> numberInAscii(const QString &text)
{
    const QByteArray latin = text.toLatin1();
    const qsizetype sign = latin.startsWith('+') || latin.startsWith('-') ? 1 : 0;
    if (latin.size() == sign || !(latin[sign] == '.' || (latin[sign] >= '0' && latin[sign] <= '9')))
        return std::nullopt;
    return nearestDouble(QByteArrayView(latin).sliced(latin.startsWith('+') ? 1 : 0));
}

// All digits of a number that is not below 0, "1500" of "+1.5e3"; nothing where some of them are behind the point. A double
// would round what has more than 16.
std::optional<QByteArray> wholeDigits(const QString &number)
{
    constexpr double most = 400; // as large as a double is
    const Scaled scaled(number);
    const QByteArray mantissa = scaled.mantissa.toLatin1().replace('+', "").replace('-', "").replace(',', '.');
    const qsizetype point = mantissa.contains('.') ? mantissa.indexOf('.') : mantissa.size();
    const double power = scaled.power.isEmpty() ? 0 : scaled.power.sliced(1).toDouble();
    const QByteArray digits = QByteArray(mantissa).replace(".", "");
    const auto whole = qsizetype(std::clamp(double(point) + power, 0.0, most));
    if (std::ranges::any_of(digits.mid(whole), [](char digit) { return digit != '0'; }))
        return std::nullopt;
    return digits.leftJustified(whole, '0', true).prepend('0');
}

} // namespace

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

std::variant<double, NumberFault> parseNumber(const QString &text, const QLocale &language)
{
    if (const std::optional<double> value = numberInAscii(text); value && std::isfinite(*value))
        return *value; // as nearly all are, of a million that are pasted
    QString plain = typedNumber(text);
    if (plain.isEmpty())
        return NumberFault::Empty;
    const bool oneComma = plain.count(u',') == 1 && !plain.contains(u'.') && !plain.endsWith(u',');
    const bool languageHasIt = oneComma && language.decimalPoint() == ","_L1;
    if (!languageHasIt && mayHaveGroups(plain))
        return NumberFault::Unclear;
    if (oneComma)
        plain.replace(u',', u'.');
    const std::optional<double> value = numberInAscii(plain);
    if (!value)
        return NumberFault::NotANumber;
    return std::isinf(*value) ? std::variant<double, NumberFault>(NumberFault::TooLarge) : *value;
}

std::variant<std::uint64_t, NumberFault> parseWholeNumber(const QString &text)
{
    const QString plain = typedNumber(text);
    if (plain.isEmpty())
        return NumberFault::Empty;
    static const QRegularExpression unclear(uR"(^[-+]?[1-9]\d{0,2}([.,]\d{3})+$)"_s);
    if (unclear.match(Scaled(plain).mantissa).hasMatch())
        return NumberFault::Unclear;
    const std::variant<double, NumberFault> number = parseNumber(plain);
    if (const NumberFault *fault = std::get_if<NumberFault>(&number))
        return *fault;
    if (std::get<double>(number) < 0)
        return NumberFault::Negative;
    const std::optional<QByteArray> digits = wholeDigits(plain);
    if (!digits)
        return NumberFault::NotWhole;
    std::uint64_t value = 0;
    const auto [rest, error] = std::from_chars(digits->begin(), digits->end(), value);
    return error == std::errc() ? std::variant<std::uint64_t, NumberFault>(value) : NumberFault::TooLarge;
}

QStringList numberReadings(const QString &text)
{
    const QString plain = typedNumber(text);
    const Scaled number(plain);
    const QString mantissa = number.mantissa.toString();
    const auto asNumber = [&number](const QString &digits) {
        return QString::number(digits.toDouble(), 'f', QLocale::FloatingPointShortest) + number.power.toString();
    };
    QStringList readings;
    if (groupedByCommas().match(mantissa).hasMatch())
        readings.append(asNumber(QString(mantissa).remove(u',')));
    else if (mantissa.contains(u'.'))
        readings.append(asNumber(QString(mantissa).remove(u'.').replace(u',', u'.')));
    if (mantissa.count(u',') + mantissa.count(u'.') == 1)
        readings.append(asNumber(QString(mantissa).replace(u',', u'.')));
    return readings;
}

bool mayHaveGroups(QStringView number)
{
    const QStringView mantissa = Scaled(number).mantissa;
    return groupedByCommas().match(mantissa).hasMatch() || groupedByPoints().match(mantissa).hasMatch();
}

} // namespace chainrule
