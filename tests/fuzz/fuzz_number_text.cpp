// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a number: one that is written and read as the same, or a fault; what is unclear has readings that are not.
#include "text/number_text.h"

#include <cmath>
#include <cstdlib>

using namespace chainrule;

namespace {

void require(bool good)
{
    if (!good)
        std::abort();
}

void readIn(const QString &text, const QLocale &language)
{
    const auto parsed = parseNumber(text, language);
    if (const double *value = std::get_if<double>(&parsed)) {
        require(std::isfinite(*value));
        const auto again = parseNumber(shortestText(*value), language);
        return require(std::holds_alternative<double>(again) && std::get<double>(again) == *value);
    }
    if (std::get<NumberFault>(parsed) != NumberFault::Unclear)
        return;
    const QStringList readings = numberReadings(text);
    require(!readings.isEmpty());
    for (const QString &reading : readings) {
        const auto clear = parseNumber(reading, QLocale::c());
        require(std::holds_alternative<double>(clear) || std::get<NumberFault>(clear) == NumberFault::TooLarge);
    }
}

void readWhole(const QString &text)
{
    const auto parsed = parseWholeNumber(text);
    const std::uint64_t *value = std::get_if<std::uint64_t>(&parsed);
    if (!value)
        return;
    const auto again = parseWholeNumber(QString::number(*value));
    require(std::holds_alternative<std::uint64_t>(again) && std::get<std::uint64_t>(again) == *value);
    const auto number = parseNumber(text, QLocale::c());
    require(std::holds_alternative<double>(number)
            && std::abs(std::get<double>(number) - double(*value)) <= 1e-15 * double(*value));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QLocale german(QLocale::German, QLocale::Germany);
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    readIn(text, QLocale::c());
    readIn(text, german);
    readWhole(text);
    return 0;
}
