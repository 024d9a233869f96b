// SPDX-License-Identifier: GPL-3.0-or-later
// A formula as a tree of boxes, read from a short markup.
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>

#include <vector>

namespace chainrule {

// Markup: \frac{a}{b}, \sqrt{a}, x^{2}, x_{i}, \sum, \text{upright words}, \value{220} and \gradient{2.2} for the engine's
// numbers. Single letters are set in italics, words and digits upright, operators with air around them.
struct Formula
{
    enum class Kind { Row, Text, Fraction, Root, Script };
    enum class Style { Italic, Upright, Operator, Value, Gradient };

    Kind kind = Kind::Row;
    Style style = Style::Upright;
    QString text; // of Text
    // Row: in order. Fraction: above, below. Root: one. Script: base, superscript, subscript, the last two perhaps empty rows.
    std::vector<Formula> parts;

    static Formula parse(const QString &markup);
    // Every single letter that is a key replaced by its number.
    Formula withNumbers(const QHash<QString, QString> &numbers) const;
    // On one line, for screen readers and tests: "∂L/∂x = 1.1 × 2 = 2.2".
    QString plainText() const;
};

} // namespace chainrule
