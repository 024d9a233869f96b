// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_lines.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr double readable = 11; // px
constexpr double smallestScale = 6; // px, for what cannot be broken at all
constexpr double littleSmaller = 0.75; // set so much smaller a formula is rather kept together
constexpr double lineGap = 0.4; // of the letters' size

const QString relations = u"=→"_s;
const QString operators = u"=→+−·×⊙"_s;

bool isOneOf(const Formula &part, const QString &signs)
{
    return part.kind == Formula::Kind::Text && part.text.size() == 1 && signs.contains(part.text);
}

// Pieces that begin with one of the signs where it stands between two things, outside of brackets unless they break too:
// then also behind commas.
QList<Formula> pieces(const Formula &row, const QString &signs, bool breakBrackets)
{
    if (row.kind != Formula::Kind::Row)
        return { { Formula::Kind::Row, Formula::Style::Upright, {}, { row } } }; // a fraction alone is one piece
    QList<Formula> all = { Formula() };
    int depth = 0;
    for (std::size_t i = 0; i < row.parts.size(); ++i) {
        const Formula &part = row.parts[i];
        const Formula &base = part.kind == Formula::Kind::Script ? part.parts[0] : part; // of (x − y)²
        depth += isOneOf(base, u"(["_s) - isOneOf(base, u")]"_s);
        const bool between = i > 0 && !isOneOf(row.parts[i - 1], operators) && !isOneOf(row.parts[i - 1], u"(["_s);
        const bool afterComma = breakBrackets && i > 0 && isOneOf(row.parts[i - 1], u","_s);
        if (afterComma || ((depth == 0 || breakBrackets) && between && isOneOf(part, signs)))
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

// A line that goes on with + or − is no sign of what follows: it stands a little to the right, as if something came before.
Formula begun(const Formula &piece)
{
    if (!isOneOf(piece.parts.front(), operators) || isOneOf(piece.parts.front(), relations))
        return piece;
    Formula line = { Formula::Kind::Row, Formula::Style::Upright, {}, { Formula::word({}) } };
    return joined(line, piece);
}

QList<Formula> filled(const FormulaLayout &layout, const QList<Formula> &pieces, double size, double width)
{
    QList<Formula> lines = { pieces.first() };
    for (const Formula &piece : pieces.mid(1)) {
        const Formula longer = joined(lines.last(), piece);
        if (layout.measure(longer, size).width <= width)
            lines.last() = longer;
        else
            lines.append(begun(piece));
    }
    return lines;
}

FormulaLines placed(const FormulaLayout &layout, const QList<Formula> &lines, double size)
{
    FormulaLines result{ lines, {}, size, {} };
    double y = 0;
    double width = 0;
    for (Formula &line : result.lines) {
        line = line.withTallBrackets();
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
    const auto tried = [&](int level, double letters) {
        const QString &signs = level == 0 ? relations : operators;
        return placed(layout, filled(layout, pieces(formula, signs, level == 2), letters, width), letters);
    };
    const auto fits = [&](const FormulaLines &lines) { return lines.extent.width() <= width; };
    // A little smaller when that saves a line, rather than broken where it should be kept together.
    const double pleasant = std::max(readable, littleSmaller * size);
    for (const int level : { 0, 1, 2 }) {
        FormulaLines best;
        for (double letters = size; letters >= pleasant && best.lines.size() != 1; letters -= 1) {
            FormulaLines lines = tried(level, letters);
            if (fits(lines) && (best.lines.isEmpty() || lines.lines.size() < best.lines.size()))
                best = std::move(lines);
        }
        if (!best.lines.isEmpty())
            return best;
    }
    for (double letters = pleasant; letters >= readable; letters -= 1)
        if (FormulaLines lines = tried(2, letters); fits(lines))
            return lines;
    if (!shorter.parts.empty())
        return fit(layout, shorter, {}, size, width);
    FormulaLines lines = tried(2, readable);
    for (double letters = readable; letters >= smallestScale && !fits(lines); letters -= 1)
        lines = tried(2, letters);
    return lines;
}

} // namespace chainrule
