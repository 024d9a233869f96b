// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_sink.h"

#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Proportions of the letters' size.
constexpr double operatorAir = 0.28;
constexpr double thinAir = 0.2;
constexpr double barOverhang = 0.14;
constexpr double barGap = 0.12;
constexpr double scriptSize = 0.7;
constexpr double raised = 0.42;
constexpr double lowered = 0.22;
constexpr double rootSign = 0.6;
constexpr double sumSize = 1.3; // of Σ
constexpr double limitGap = 0.1;
constexpr double entrySize = 0.9; // of a matrix's numbers
constexpr double rowGap = 0.3;
constexpr double columnGap = 0.65;
constexpr double bracketWidth = 0.2;
constexpr double bracketGap = 0.18; // between a bracket and the numbers, and above and below them
constexpr double tallScript = 0.25; // the foot of a superscript stands so far above the baseline
constexpr double fenceWidth = 0.32; // of tall brackets
constexpr double tallBase = 0.5; // a superscript stands so far below the top of what it belongs to
constexpr double smallest = 10; // px

double smaller(double size)
{
    return std::max(smallest, size * scriptSize);
}

double lineWidth(double size)
{
    return std::max(1.0, size / 15);
}

// Σ stands out, a symbol with its shape beneath does not.
double limitsBase(const Formula &limits, double size)
{
    return limits.parts[0].text == u"Σ"_s ? sumSize * size : size;
}

bool isTall(const Formula &part)
{
    const Formula &base = part.kind == Formula::Kind::Script ? part.parts[0] : part;
    return base.kind == Formula::Kind::Fraction || base.kind == Formula::Kind::Matrix || base.kind == Formula::Kind::Limits;
}

// Words and tall boxes stand apart from their neighbours: log x, ½ Σ.
bool wantsThinAir(const Formula &left, const Formula &right)
{
    const auto isWord = [](const Formula &f) {
        return f.kind == Formula::Kind::Text && f.style == Formula::Style::Upright && (f.text.size() > 1 || f.text == u"Σ"_s)
            && f.text[0].isLetter();
    };
    const Formula &base = left.kind == Formula::Kind::Script ? left.parts[0] : left;
    const bool bracket = left.kind == Formula::Kind::Text && u"(["_s.contains(left.text);
    const bool opens = bracket || (right.kind == Formula::Kind::Text && u"(),"_s.contains(right.text));
    if (left.kind == Formula::Kind::Text && left.text == u","_s)
        return true;
    return !opens && (isWord(base) || isWord(right) || isTall(left) || isTall(right));
}

} // namespace

FormulaLayout::FormulaLayout(const QFont &font, const Theme &theme)
    : m_font(font)
    , m_theme(theme)
    , m_measured(measuredIn(font))
{
}

std::shared_ptr<FormulaLayout::Measured> FormulaLayout::measuredIn(const QFont &font)
{
    constexpr int kept = 4096; // texts: numbers are new in every step
    static QString key;
    static std::shared_ptr<Measured> measured;
    if (!measured || key != font.key() || measured->texts.size() > kept) {
        key = font.key();
        measured = std::make_shared<Measured>();
    }
    return measured;
}

QFont FormulaLayout::fontOf(const Formula &text, double size) const
{
    QFont font = m_font;
    font.setPixelSize(int(std::lround(size)));
    font.setItalic(text.style == Formula::Style::Italic);
    if (text.style == Formula::Style::Value || text.style == Formula::Style::Gradient)
        font.setWeight(QFont::Bold);
    return font;
}

QColor FormulaLayout::colorOf(Formula::Style style) const
{
    return style == Formula::Style::Value   ? m_theme.forward
        : style == Formula::Style::Gradient ? m_theme.backward
                                            : m_theme.text;
}

double FormulaLayout::axis(double size) const
{
    double &axis = m_measured->axes[int(std::lround(size))];
    if (axis == 0)
        axis = -QFontMetricsF(fontOf({}, size)).tightBoundingRect(u"="_s).center().y();
    return axis;
}

double FormulaLayout::airBefore(const Formula &row, std::size_t part, double size) const
{
    if (part == 0)
        return 0;
    const Formula &left = row.parts[part - 1];
    const Formula &right = row.parts[part];
    const bool unary = part == 1 || row.parts[part - 2].isOperator() || row.parts[part - 2].text == u"("_s;
    const bool sign = left.isOperator() && left.text == u"−"_s && unary;
    const bool afterBracket = right.isOperator() && left.text == u"("_s;
    if (sign || afterBracket)
        return 0;
    if (left.isOperator() || right.isOperator())
        return operatorAir * size;
    return wantsThinAir(left, right) ? thinAir * size : 0;
}

// A superscript stands at the top of a tall base, the T of a transposed matrix, and a tall one above the baseline.
double FormulaLayout::raise(const Formula &script, double size) const
{
    const double below = measure(script.parts[1], smaller(size)).descent;
    return std::max({ raised * size, measure(script.parts[0], size).ascent - tallBase * size, below + tallScript * size });
}

double FormulaLayout::pointOf(const Formula &entry, double size) const
{
    const qsizetype point = entry.text.indexOf(u'.');
    return measureText(point < 0 ? entry.text : entry.text.left(point), entry.style, size).width;
}

FormulaLayout::Grid FormulaLayout::gridOf(const Formula &matrix, double size) const
{
    Grid grid;
    grid.left.assign(std::size_t(matrix.columns), 0);
    grid.right.assign(std::size_t(matrix.columns), 0);
    grid.rows = int(matrix.parts.size()) / matrix.columns;
    for (std::size_t i = 0; i < matrix.parts.size(); ++i) {
        const Extent entry = measure(matrix.parts[i], size);
        const double point = pointOf(matrix.parts[i], size);
        double &left = grid.left[i % std::size_t(matrix.columns)];
        double &right = grid.right[i % std::size_t(matrix.columns)];
        left = std::max(left, point);
        right = std::max(right, entry.width - point);
        grid.rowAscent = std::max(grid.rowAscent, entry.ascent);
        grid.rowDescent = std::max(grid.rowDescent, entry.descent);
    }
    for (std::size_t c = 0; c < grid.left.size(); ++c)
        grid.width += grid.left[c] + grid.right[c] + (c > 0 ? columnGap * size : 0);
    return grid;
}

FormulaLayout::Extent FormulaLayout::measure(const Formula &formula, double size) const
{
    switch (formula.kind) {
    case Formula::Kind::Row: {
        Extent all;
        for (std::size_t i = 0; i < formula.parts.size(); ++i) {
            const Extent part = measure(formula.parts[i], size);
            all.width += part.width + airBefore(formula, i, size);
            all.ascent = std::max(all.ascent, part.ascent);
            all.descent = std::max(all.descent, part.descent);
        }
        return all;
    }
    case Formula::Kind::Text:
        return measureText(formula.text, formula.style, size);
    case Formula::Kind::Fraction:
        return measureFraction(formula, size);
    case Formula::Kind::Root: {
        const Extent inside = measure(formula.parts[0], size);
        return { inside.width + rootSign * size, inside.ascent + 2 * barGap * size, inside.descent };
    }
    case Formula::Kind::Script:
        return measureScript(formula, size);
    case Formula::Kind::Limits:
        return measureLimits(formula, size);
    case Formula::Kind::Matrix:
        return measureMatrix(formula, size);
    case Formula::Kind::Fence: {
        Extent inside = measure({ Formula::Kind::Row, Formula::Style::Upright, {}, formula.parts }, size);
        inside.width = fenceWidth * size;
        return inside;
    }
    }
    return {};
}

FormulaLayout::Extent FormulaLayout::measureText(const QString &text, Formula::Style style, double size) const
{
    Extent &extent = m_measured->texts[{ text, { int(std::lround(size)), int(style) } }];
    if (extent.ascent == 0) {
        const QFontMetricsF metrics(fontOf(Formula::word(text, style), size));
        extent = { metrics.horizontalAdvance(text), metrics.capHeight() * 1.12, metrics.descent() * 0.75 };
    }
    return extent;
}

FormulaLayout::Extent FormulaLayout::measureFraction(const Formula &formula, double size) const
{
    const Extent above = measure(formula.parts[0], size);
    const Extent below = measure(formula.parts[1], size);
    return { std::max(above.width, below.width) + 2 * barOverhang * size, axis(size) + barGap * size + above.height(),
             below.height() + barGap * size - axis(size) };
}

FormulaLayout::Extent FormulaLayout::measureScript(const Formula &formula, double size) const
{
    const Extent above = measure(formula.parts[1], smaller(size));
    const Extent below = measure(formula.parts[2], smaller(size));
    Extent all = measure(formula.parts[0], size);
    if (!formula.parts[1].parts.empty())
        all.ascent = std::max(all.ascent, above.ascent + raise(formula, size));
    if (!formula.parts[2].parts.empty())
        all.descent = std::max(all.descent, below.descent + lowered * size);
    all.width += std::max(above.width, below.width);
    return all;
}

FormulaLayout::Extent FormulaLayout::measureLimits(const Formula &formula, double size) const
{
    Extent all = measure(formula.parts[0], limitsBase(formula, size));
    for (const std::size_t which : { 1, 2 }) {
        if (formula.parts[which].parts.empty())
            continue;
        const Extent limit = measure(formula.parts[which], smaller(size));
        (which == 1 ? all.ascent : all.descent) += limitGap * size + limit.height();
        all.width = std::max(all.width, limit.width);
    }
    return all;
}

FormulaLayout::Extent FormulaLayout::measureMatrix(const Formula &formula, double size) const
{
    const double entries = entrySize * size;
    const Grid grid = gridOf(formula, entries);
    const double height =
        grid.rows * (grid.rowAscent + grid.rowDescent) + (grid.rows - 1) * rowGap * entries + 2 * bracketGap * size;
    const double middle = axis(size);
    return { grid.width + 2 * (bracketWidth + bracketGap) * size, height / 2 + middle, height / 2 - middle };
}

void FormulaLayout::paint(QPainter &painter, const Formula &formula, const QPointF &baseline, double size) const
{
    PainterSink sink(painter);
    draw(sink, formula, baseline, size);
}

QList<FormulaLayout::Outline> FormulaLayout::outline(const Formula &formula, const QPointF &baseline, double size) const
{
    OutlineSink sink;
    draw(sink, formula, baseline, size);
    return sink.outlines();
}

void FormulaLayout::draw(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const
{
    switch (formula.kind) {
    case Formula::Kind::Row: {
        double x = baseline.x();
        for (std::size_t i = 0; i < formula.parts.size(); ++i) {
            x += airBefore(formula, i, size);
            draw(sink, formula.parts[i], { x, baseline.y() }, size);
            x += measure(formula.parts[i], size).width;
        }
        return;
    }
    case Formula::Kind::Text:
        return sink.text(baseline, formula.text, fontOf(formula, size), colorOf(formula.style));
    case Formula::Kind::Fraction:
        return drawFraction(sink, formula, baseline, size);
    case Formula::Kind::Root:
        return drawRoot(sink, formula, baseline, size);
    case Formula::Kind::Script:
        return drawScript(sink, formula, baseline, size);
    case Formula::Kind::Limits:
        return drawLimits(sink, formula, baseline, size);
    case Formula::Kind::Matrix:
        return drawMatrix(sink, formula, baseline, size);
    case Formula::Kind::Fence:
        return drawFence(sink, formula, baseline, size);
    }
}

void FormulaLayout::drawFraction(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const
{
    const double width = measure(formula, size).width;
    const Extent above = measure(formula.parts[0], size);
    const Extent below = measure(formula.parts[1], size);
    const double bar = baseline.y() - axis(size);
    const double middle = baseline.x() + width / 2;
    draw(sink, formula.parts[0], { middle - above.width / 2, bar - barGap * size - above.descent }, size);
    draw(sink, formula.parts[1], { middle - below.width / 2, bar + barGap * size + below.ascent }, size);
    QPainterPath line(QPointF(baseline.x() + 1, bar));
    line.lineTo(baseline.x() + width - 1, bar);
    sink.stroke(line, lineWidth(size), m_theme.text);
}

void FormulaLayout::drawRoot(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const
{
    const Extent inside = measure(formula.parts[0], size);
    const double left = baseline.x() + rootSign * size;
    const double top = baseline.y() - inside.ascent - barGap * size;
    QPainterPath sign({ baseline.x() + 0.04 * size, baseline.y() - 0.3 * size });
    sign.lineTo(baseline.x() + 0.18 * size, baseline.y() - 0.38 * size);
    sign.lineTo(baseline.x() + 0.34 * size, baseline.y() + inside.descent);
    sign.lineTo(left - 0.04 * size, top);
    sign.lineTo(left + inside.width, top);
    draw(sink, formula.parts[0], { left, baseline.y() }, size);
    sink.stroke(sign, lineWidth(size), m_theme.text);
}

void FormulaLayout::drawScript(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const
{
    const double x = baseline.x() + measure(formula.parts[0], size).width;
    draw(sink, formula.parts[0], baseline, size);
    draw(sink, formula.parts[1], { x, baseline.y() - raise(formula, size) }, smaller(size));
    draw(sink, formula.parts[2], { x, baseline.y() + lowered * size }, smaller(size));
}

void FormulaLayout::drawLimits(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const
{
    const double middle = baseline.x() + measure(formula, size).width / 2;
    const double baseSize = limitsBase(formula, size);
    const Extent base = measure(formula.parts[0], baseSize);
    const Extent above = measure(formula.parts[1], smaller(size));
    const Extent below = measure(formula.parts[2], smaller(size));
    draw(sink, formula.parts[0], { middle - base.width / 2, baseline.y() }, baseSize);
    const double top = baseline.y() - base.ascent - limitGap * size - above.descent;
    draw(sink, formula.parts[1], { middle - above.width / 2, top }, smaller(size));
    const double bottom = baseline.y() + base.descent + limitGap * size + below.ascent;
    draw(sink, formula.parts[2], { middle - below.width / 2, bottom }, smaller(size));
}

void FormulaLayout::drawMatrix(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const
{
    const double entries = entrySize * size;
    const Grid grid = gridOf(formula, entries);
    const Extent all = measureMatrix(formula, size);
    const double top = baseline.y() - all.ascent;
    const double begin = baseline.x() + (bracketWidth + bracketGap) * size;
    double y = top + bracketGap * size + grid.rowAscent;
    for (int row = 0; row < grid.rows; ++row) {
        double x = begin;
        for (int column = 0; column < formula.columns; ++column) {
            const Formula &entry = formula.parts[std::size_t(row * formula.columns + column)];
            const double left = grid.left[std::size_t(column)];
            draw(sink, entry, { x + left - pointOf(entry, entries), y }, entries);
            x += left + grid.right[std::size_t(column)] + columnGap * entries;
        }
        y += grid.rowAscent + grid.rowDescent + rowGap * entries;
    }
    for (const bool opening : { true, false }) {
        const double edge =
            opening ? baseline.x() + bracketWidth * size / 2 : baseline.x() + all.width - bracketWidth * size / 2;
        const double inner = edge + (opening ? 1 : -1) * bracketWidth * size;
        QPainterPath bracket(QPointF(inner, top));
        bracket.lineTo(edge, top);
        bracket.lineTo(edge, top + all.height());
        bracket.lineTo(inner, top + all.height());
        sink.stroke(bracket, lineWidth(size), m_theme.text);
    }
}

void FormulaLayout::drawFence(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const
{
    const Extent all = measure(formula, size);
    const bool opening = formula.text == u"("_s;
    const double ends = baseline.x() + all.width * (opening ? 0.85 : 0.15);
    const double bulge = baseline.x() + all.width * (opening ? -0.2 : 1.2);
    const double top = baseline.y() - all.ascent;
    QPainterPath arc(QPointF(ends, top));
    arc.quadTo({ bulge, top + all.height() / 2 }, { ends, top + all.height() });
    sink.stroke(arc, lineWidth(size), m_theme.text);
}

} // namespace chainrule
