// SPDX-License-Identifier: GPL-3.0-or-later
// A formula as a tree of boxes, read from a short markup.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QHash>
#include <QtCore/QString>

#include <vector>

namespace chainrule {

// Markup: \frac{a}{b}, \sqrt{a}, x^{2}, x_{i}, \sum_{i=1}^{n}, \text{upright words}, \value{220} and \gradient{2.2} for the
// engine's numbers. Single letters are set in italics, words and digits upright, operators with air around them.
struct Formula
{
    enum class Kind { Row, Text, Fraction, Root, Script, Limits, Matrix, Fence };
    enum class Style { Italic, Upright, Operator, Value, Gradient };

    Kind kind = Kind::Row;
    Style style = Style::Upright;
    QString text; // of Text
    // Row: in order. Fraction: above, below. Root: one. Script: base, superscript, subscript, the last two perhaps empty rows.
    // Limits: the same, set above and below the base. Matrix: the entries, row by row.
    // Fence, a bracket as tall as what it encloses: that.
    std::vector<Formula> parts;
    int columns = 0; // of a Matrix

    static Formula parse(const QString &markup);
    static Formula word(const QString &text, Style style = Style::Upright);
    // Numbers between brackets, as people read them.
    static Formula matrix(View<const double> numbers, Style style = Style::Upright);
    // A symbol with something small beneath it: X over (100, 784).
    static Formula below(const Formula &symbol, const QString &text);

    // Every single letter that is a key replaced by its number.
    Formula withNumbers(const QHash<QString, QString> &numbers) const;
    // Every letter and every fraction whose plain text is a key replaced.
    Formula replaced(const QHash<QString, Formula> &figures) const;
    // Brackets around what is tall become as tall.
    Formula withTallBrackets() const;
    bool hasMatrix() const;
    bool isOperator() const { return kind == Kind::Text && style == Style::Operator; }
    // On one line, for screen readers and tests: "∂L/∂x = 1.1 × 2 = 2.2".
    QString plainText() const;

    friend bool operator==(const Formula &, const Formula &) = default;
};

} // namespace chainrule
