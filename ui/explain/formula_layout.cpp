// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_layout.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

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
constexpr double smallest = 10; // px

double smaller(double size)
{
    return std::max(smallest, size * scriptSize);
}

bool isOperator(const Formula &part)
{
    return part.kind == Formula::Kind::Text && part.style == Formula::Style::Operator;
}

// Words and tall boxes stand apart from their neighbours: log x, ½ Σ.
bool wantsThinAir(const Formula &left, const Formula &right)
{
    const auto isWord = [](const Formula &f) {
        return f.kind == Formula::Kind::Text && f.style == Formula::Style::Upright
            && (f.text.size() > 1 || f.text == QStringLiteral("Σ")) && f.text[0].isLetter();
    };
    const Formula &base = left.kind == Formula::Kind::Script ? left.parts[0] : left;
    const bool opens = right.kind == Formula::Kind::Text && QStringLiteral("(),").contains(right.text);
    if (left.kind == Formula::Kind::Text && left.text == QStringLiteral(","))
        return true;
    return !opens
        && (isWord(base) || isWord(right) || left.kind == Formula::Kind::Fraction || right.kind == Formula::Kind::Fraction);
}

} // namespace

QFont FormulaLayout::fontOf(const Formula &text, double size) const
{
    QFont font = m_font;
    font.setPixelSize(int(std::lround(size)));
    font.setItalic(text.style == Formula::Style::Italic);
    if (text.style == Formula::Style::Value || text.style == Formula::Style::Gradient)
        font.setWeight(QFont::Bold);
    return font;
}

double FormulaLayout::axis(double size) const
{
    return -QFontMetricsF(fontOf({}, size)).tightBoundingRect(QStringLiteral("=")).center().y();
}

double FormulaLayout::airBefore(const Formula &row, std::size_t part, double size) const
{
    if (part == 0)
        return 0;
    const Formula &left = row.parts[part - 1];
    const Formula &right = row.parts[part];
    const bool unary = part == 1 || isOperator(row.parts[part - 2]) || row.parts[part - 2].text == QStringLiteral("(");
    const bool sign = isOperator(left) && left.text == QStringLiteral("−") && unary;
    const bool afterBracket = isOperator(right) && left.text == QStringLiteral("(");
    if (sign || afterBracket)
        return 0;
    if (isOperator(left) || isOperator(right))
        return operatorAir * size;
    return wantsThinAir(left, right) ? thinAir * size : 0;
}

FormulaLayout::Extent FormulaLayout::measure(const Formula &formula, double size) const
{
    Extent all;
    const auto cover = [&](const Extent &part, double up) {
        all.ascent = std::max(all.ascent, part.ascent + up);
        all.descent = std::max(all.descent, part.descent - up);
    };
    switch (formula.kind) {
    case Formula::Kind::Row:
        for (std::size_t i = 0; i < formula.parts.size(); ++i) {
            const Extent part = measure(formula.parts[i], size);
            all.width += part.width + airBefore(formula, i, size);
            cover(part, 0);
        }
        return all;
    case Formula::Kind::Text: {
        const QFontMetricsF metrics(fontOf(formula, size));
        return { metrics.horizontalAdvance(formula.text), metrics.capHeight() * 1.12, metrics.descent() * 0.75 };
    }
    case Formula::Kind::Fraction: {
        const Extent above = measure(formula.parts[0], size);
        const Extent below = measure(formula.parts[1], size);
        all.width = std::max(above.width, below.width) + 2 * barOverhang * size;
        all.ascent = axis(size) + barGap * size + above.height();
        all.descent = below.height() + barGap * size - axis(size);
        return all;
    }
    case Formula::Kind::Root: {
        const Extent inside = measure(formula.parts[0], size);
        return { inside.width + rootSign * size, inside.ascent + 2 * barGap * size, inside.descent };
    }
    case Formula::Kind::Script: {
        const Extent above = measure(formula.parts[1], smaller(size));
        const Extent below = measure(formula.parts[2], smaller(size));
        all = measure(formula.parts[0], size);
        if (!formula.parts[1].parts.empty())
            cover(above, raised * size);
        if (!formula.parts[2].parts.empty())
            cover(below, -lowered * size);
        all.width += std::max(above.width, below.width);
        return all;
    }
    }
    return all;
}

void FormulaLayout::paint(QPainter &painter, const Formula &formula, const QPointF &baseline, double size) const
{
    switch (formula.kind) {
    case Formula::Kind::Row: {
        double x = baseline.x();
        for (std::size_t i = 0; i < formula.parts.size(); ++i) {
            x += airBefore(formula, i, size);
            paint(painter, formula.parts[i], { x, baseline.y() }, size);
            x += measure(formula.parts[i], size).width;
        }
        return;
    }
    case Formula::Kind::Text: {
        const bool value = formula.style == Formula::Style::Value;
        painter.setPen(value ? m_theme.forward : formula.style == Formula::Style::Gradient ? m_theme.backward : m_theme.text);
        painter.setFont(fontOf(formula, size));
        painter.drawText(baseline, formula.text);
        return;
    }
    case Formula::Kind::Fraction:
        return paintFraction(painter, formula, baseline, size);
    case Formula::Kind::Root:
        return paintRoot(painter, formula, baseline, size);
    case Formula::Kind::Script: {
        const double x = baseline.x() + measure(formula.parts[0], size).width;
        paint(painter, formula.parts[0], baseline, size);
        paint(painter, formula.parts[1], { x, baseline.y() - raised * size }, smaller(size));
        paint(painter, formula.parts[2], { x, baseline.y() + lowered * size }, smaller(size));
        return;
    }
    }
}

void FormulaLayout::paintFraction(QPainter &painter, const Formula &formula, const QPointF &baseline, double size) const
{
    const double width = measure(formula, size).width;
    const Extent above = measure(formula.parts[0], size);
    const Extent below = measure(formula.parts[1], size);
    const double bar = baseline.y() - axis(size);
    const double middle = baseline.x() + width / 2;
    paint(painter, formula.parts[0], { middle - above.width / 2, bar - barGap * size - above.descent }, size);
    paint(painter, formula.parts[1], { middle - below.width / 2, bar + barGap * size + below.ascent }, size);
    painter.setPen(QPen(m_theme.text, std::max(1.0, size / 15)));
    painter.drawLine(QPointF(baseline.x() + 1, bar), QPointF(baseline.x() + width - 1, bar));
}

void FormulaLayout::paintRoot(QPainter &painter, const Formula &formula, const QPointF &baseline, double size) const
{
    const Extent inside = measure(formula.parts[0], size);
    const double left = baseline.x() + rootSign * size;
    const double top = baseline.y() - inside.ascent - barGap * size;
    QPainterPath sign({ baseline.x() + 0.04 * size, baseline.y() - 0.3 * size });
    sign.lineTo(baseline.x() + 0.18 * size, baseline.y() - 0.38 * size);
    sign.lineTo(baseline.x() + 0.34 * size, baseline.y() + inside.descent);
    sign.lineTo(left - 0.04 * size, top);
    sign.lineTo(left + inside.width, top);
    paint(painter, formula.parts[0], { left, baseline.y() }, size);
    painter.strokePath(sign, QPen(m_theme.text, std::max(1.0, size / 15)));
}

} // namespace chainrule
