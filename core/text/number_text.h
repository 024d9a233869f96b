// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as text that reads back exactly, and as people type them.
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>
#include <variant>

namespace chainrule {

// The shortest text from which the same double is read: "220.00000000000003". For finite numbers.
QString shortestText(double value);

// As people see it; texts for machines have a hyphen.
constexpr QChar minusSign(0x2212);

// Why a typed text is no number.
enum class NumberFault { Empty, NotANumber, TooLarge };

// The double that is nearest to a number in digits, such as "12", ".5" or "-1e-3": 0 where that is too small for a double,
// as in Python, and infinite where it is too large. Nothing where it is no such number, or more than that.
std::optional<double> nearestDouble(QByteArrayView digits);

// Reads "1.5", "-2e3", "−0.25" and, where a comma is the only separator, "1,5". Never NaN and never infinite.
std::variant<double, NumberFault> parseNumber(const QString &text);

} // namespace chainrule
