// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_lines.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr double readable = 11; // px
constexpr double smallest = 6; // px, for what cannot be broken at all
constexpr double littleSmaller = 0.83; // set so much smaller a formula is rather kept together
constexpr double lineGap = 0.4; // of the letters' size

const QString relations = QStringLiteral("=→");
const QString operators = QStringLiteral("=→+−·×⊙");

bool isOneOf(const Formula &part, const QString &signs)
{
    return part.kind == Formula::Kind::Text && part.text.size() == 1 && signs.contains(part.text);
}

// Pieces that begin with one of the signs, outside of brackets, where it stands between two things.
QList<Formula> pieces(const Formula &row, const QString &signs)
{
    QList<Formula> all = { Formula() };
    int depth = 0;
    for (std::size_t i = 0; i < row.parts.size(); ++i) {
        const Formula &part = row.parts[i];
        depth += isOneOf(part, QStringLiteral("([")) - isOneOf(part, QStringLiteral(")]"));
        const bool between = i > 0 && !isOneOf(row.parts[i - 1], operators);
        if (depth == 0 && between && isOneOf(part, signs))
            all.append(Formula());
        all.last().parts.push_back(part);
    }
    return all;
}

Formula joined(Formula left, const Formula &right)
{
    left.parts.insert(left.parts.end(), right.parts.begin(), right.parts.end());
    return left;
}

QList<Formula> filled(const FormulaLayout &layout, const QList<Formula> &pieces, double size, double width)
{
    QList<Formula> lines = { pieces.first() };
    for (const Formula &piece : pieces.mid(1)) {
        const Formula longer = joined(lines.last(), piece);
        if (layout.measure(longer, size).width <= width)
            lines.last() = longer;
        else
            lines.append(piece);
    }
    return lines;
}

FormulaLines placed(const FormulaLayout &layout, const QList<Formula> &lines, double size)
{
    FormulaLines result{ lines, {}, size, {} };
    double y = 0;
    double width = 0;
    for (const Formula &line : lines) {
        const auto extent = layout.measure(line, size);
        y += result.baselines.isEmpty() ? 0 : lineGap * size;
        result.baselines.append({ 0, y + extent.ascent });
        y += extent.height();
        width = std::max(width, extent.width);
    }
    result.extent = { width, y };
    return result;
}

} // namespace

FormulaLines FormulaLines::fit(const FormulaLayout &layout, const Formula &formula, const Formula &shorter, double size,
                               double width)
{
    const auto tried = [&](const Formula &which, const QString &signs, double letters) {
        return placed(layout, filled(layout, pieces(which, signs), letters, width), letters);
    };
    const auto fits = [&](const FormulaLines &lines) { return lines.extent.width() <= width; };
    FormulaLines lines;
    for (const QString &signs : { relations, operators }) {
        const double least = signs == relations ? std::max(readable, littleSmaller * size) : readable;
        for (double letters = size; letters >= least; letters -= 1)
            if (lines = tried(formula, signs, letters); fits(lines))
                return lines;
    }
    if (!shorter.parts.empty())
        return fit(layout, shorter, {}, size, width);
    for (double letters = readable; letters >= smallest && !fits(lines); letters -= 1)
        lines = tried(formula, operators, letters);
    return lines;
}

} // namespace chainrule
