// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as text that reads back exactly, and as people type them: the one reader, and the one writer for machines.
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QLocale>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <cstdint>
#include <optional>
#include <variant>

namespace chainrule {

// The shortest text from which the same double is read: "220.00000000000003". For finite numbers.
QString shortestText(double value);

// As people see it; texts for machines have a hyphen.
constexpr QChar minusSign(0x2212);

// Why a typed text is no number.
enum class NumberFault {
    Empty,
    NotANumber,
    TooLarge,
    Unclear, // 1,000 may be more than one or one; numberReadings() has what it may be
    NotWhole, // where a whole one is asked for
    Negative, // where one from 0 on is
};

// The double that is nearest to a number in digits, such as "12", ".5" or "-1e-3": 0 where that is too small for a double,
// as in Python, and infinite where it is too large. Nothing where it is no such number, or more than that.
std::optional<double> nearestDouble(QByteArrayView digits);

// Reads "1.5", "-2e3", "−0.25", "１.５" and "1.5×10⁻³". A point is always a decimal point; a comma is one where it cannot be
// anything else ("1,5"), or where the language has it. Thousands that are kept apart are never guessed: "1,000" is unclear,
// and so is "1.000,5"; but a thin space is nothing else, and reads. Never NaN and never infinite.
std::variant<double, NumberFault> parseNumber(const QString &text, const QLocale &language = QLocale());

// From 0 on, exact: "1000", "+5", "１０００", "1e3", "2.0". Both "1,000" and "1.000" are unclear.
std::variant<std::uint64_t, NumberFault> parseWholeNumber(const QString &text);

// The numbers that an unclear text may stand for, as one would type them: 1000 and 1; 1500e3 and 1.5e3.
QStringList numberReadings(const QString &text);

// Whether a number's thousands are, or may be, kept apart by commas ("1,000", "1,000e3", "1,234.5") or by points ("1.000,5").
bool mayHaveGroups(QStringView number);

} // namespace chainrule
