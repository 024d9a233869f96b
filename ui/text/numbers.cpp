// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/numbers.h"

#include "text/number_text.h"

#include <QtCore/QHash>
#include <QtCore/QLocale>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int shownWhole = 6; // a number with this many significant digits or fewer is not rounded
constexpr int rounded = 4; // significant digits of one that is
constexpr int noiseFree = 12; // digits at which sums and products of short decimals are short again
constexpr double smallestFixed = 1e-4;
constexpr double largestFixed = 1e7;

// The fewest digits, at most `most`, that give the same number as `most` digits do. Asked for every figure in view.
int digitsNeeded(double magnitude, int most)
{
    std::array<char, 32> text; // "1.50000000000e+00"
    auto *const begin = text.begin();
    const bool subnormal = magnitude < std::numeric_limits<double>::min(); // has fewer digits itself
    const char *written = subnormal
        ? std::to_chars(text.data(), text.data() + text.size(), magnitude, std::chars_format::scientific).ptr
        : std::to_chars(text.data(), text.data() + text.size(), magnitude, std::chars_format::scientific, most - 1).ptr;
    const auto isDigit = [](char c) { return c >= '1' && c <= '9'; };
    auto *end = std::find(begin, begin + (written - text.data()), 'e');
    while (end != begin + 1 && !isDigit(*(end - 1)))
        --end; // zeros at the end, and the point
    return std::max(1, int(end - begin) - 1);
}

QString magnitudeText(double magnitude)
{
    if (magnitude == 0)
        return u"0"_s;
    const int needed = digitsNeeded(magnitude, noiseFree);
    const int digits = needed <= shownWhole ? needed : rounded;
    if (magnitude < smallestFixed || magnitude >= largestFixed)
        return QString::number(magnitude, 'e', std::min(digits, rounded) - 1);
    const int integerDigits = int(std::floor(std::log10(magnitude))) + 1;
    QString text = QString::number(magnitude, 'f', std::max(0, digits - integerDigits));
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text;
}

QString shownText(double value)
{
    if (std::isnan(value))
        return u"NaN"_s;
    const QString magnitude = std::isinf(value) ? u"∞"_s : magnitudeText(std::abs(value));
    return value < 0 ? minusSign + magnitude : magnitude;
}

struct ShownNumber
{
    double value = 0;
    QString text;
};

} // namespace

// Every number in view is asked for in every frame, and few are new then.
QString displayNumber(double value)
{
    constexpr std::size_t kept = 4096; // more than a window has room for
    static thread_local std::vector<ShownNumber> shown(kept);
    const auto bits = [](double number) { return std::bit_cast<std::uint64_t>(number); };
    ShownNumber &number = shown[qHash(value) % kept];
    if (number.text.isEmpty() || bits(number.value) != bits(value))
        number = { value, shownText(value) };
    return number.text;
}

QString exactNumber(double value)
{
    if (!std::isfinite(value))
        return displayNumber(value);
    QString text = shortestText(value);
    if (text.startsWith(u'-'))
        text[0] = minusSign;
    return text;
}

QString displayFactor(double value)
{
    const QString text = displayNumber(value);
    return value < 0 ? u"(%1)"_s.arg(text) : text;
}

} // namespace chainrule
