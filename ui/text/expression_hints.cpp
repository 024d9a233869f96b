// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/expression_hints.h"

#include "text/plain_signs.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct ExpressionHints
{
    Q_DECLARE_TR_FUNCTIONS(ExpressionHints)
};

struct Hint
{
    const char16_t *signs;
    const char *words;
};

constexpr Hint hints[] = {
    { u"^ⁿ", QT_TRANSLATE_NOOP("ExpressionHints", "A power is written x ** y.") },
    { u"—―", QT_TRANSLATE_NOOP("ExpressionHints", "A minus is typed as a hyphen: a - b.") },
    { u"=",
      QT_TRANSLATE_NOOP("ExpressionHints",
                        "One = gives a name its value, as in x = 3; nothing computes whether two are equal.") },
    { u"<>≤≥≠≈", QT_TRANSLATE_NOOP("ExpressionHints", "Comparisons are typed as operations: step(x), max(x, y), min(x, y).") },
    { u"∑", QT_TRANSLATE_NOOP("ExpressionHints", "A sum is typed sum(x).") },
    { u"∏", QT_TRANSLATE_NOOP("ExpressionHints", "A product is typed a * b.") },
    { u"∂∇∫",
      QT_TRANSLATE_NOOP("ExpressionHints", "Type the function itself: its derivatives are what the backward pass computes.") },
    { u"∞", QT_TRANSLATE_NOOP("ExpressionHints", "Numbers are finite: type one up to 1.8e308.") },
    { u"%", QT_TRANSLATE_NOOP("ExpressionHints", "Per cent are typed x / 100.") },
    { u"!", QT_TRANSLATE_NOOP("ExpressionHints", "There are no factorials: type the product, such as 3 * 2 * 1.") },
    { u"'’′", QT_TRANSLATE_NOOP("ExpressionHints", "A transposed matrix is typed X.T.") },
    { u"{}", QT_TRANSLATE_NOOP("ExpressionHints", "Type ( and ) around parts, [ and ] around numbers.") },
    { u"\\", QT_TRANSLATE_NOOP("ExpressionHints", "Type a / b, sqrt(x) and x ** 2 in place of LaTeX.") },
    { u"$", QT_TRANSLATE_NOOP("ExpressionHints", "Type the expression without $.") },
    { u"\"“”„«»`", QT_TRANSLATE_NOOP("ExpressionHints", "Type names without quotation marks.") },
    { u":", QT_TRANSLATE_NOOP("ExpressionHints", "A value is given with =, as in x = 3; a quotient is typed a / b.") },
    { u",،、",
      QT_TRANSLATE_NOOP("ExpressionHints", "A comma stands between inputs, as in max(a, b); fractions are typed 1.5.") },
    { u".", QT_TRANSLATE_NOOP("ExpressionHints", "A point stands within a number, as in 1.5, or before a T: X.T.") },
    { u"|‖", QT_TRANSLATE_NOOP("ExpressionHints", "An absolute value is typed |x| or abs(x), a norm sqrt(sum(x ** 2)).") },
    { u"∛∜", QT_TRANSLATE_NOOP("ExpressionHints", "A cube root is typed x ** (1/3), a fourth root x ** (1/4).") },
    { u"∘⊗⊕⨂•", QT_TRANSLATE_NOOP("ExpressionHints", "Products are typed a * b element by element, A @ B of matrices.") },
    { u"#", QT_TRANSLATE_NOOP("ExpressionHints", "Type the expression without a comment.") },
    { u"→←⇒", QT_TRANSLATE_NOOP("ExpressionHints", "A name is given with =, as in y = a * b.") },
    { u"…", QT_TRANSLATE_NOOP("ExpressionHints", "Type all of it: nothing can be left out.") },
    { u"&~?", QT_TRANSLATE_NOOP("ExpressionHints", "Choices are typed max(x, y), min(x, y) or step(x).") },
    { u"±∓", QT_TRANSLATE_NOOP("ExpressionHints", "Type a + b or a - b.") },
};

// ½ is 1⁄2 in its compatibility form.
QString fractionHint(const QString &sign)
{
    const QString spelled = sign.normalized(QString::NormalizationForm_KC);
    return spelled.contains(QChar(0x2044)) ? ExpressionHints::tr("Type %1.").arg(withPlainSigns(spelled)) : QString();
}

// How many letters are to be changed, put in, left out or swapped with their neighbour.
int distance(const QString &a, const QString &b)
{
    const auto columns = std::size_t(b.size()) + 1;
    std::vector<int> beforeLast(columns);
    std::vector<int> last(columns);
    std::vector<int> row(columns);
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = std::size_t(j);
            row[at] = std::min({ last[at] + 1, row[at - 1] + 1, last[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1) });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[at] = std::min(row[at], beforeLast[at - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last.back();
}

} // namespace

QString signHint(const QString &sign)
{
    const QString plain = withPlainSigns(sign);
    const auto *const row =
        std::ranges::find_if(hints, [&plain](const Hint &hint) { return QStringView(hint.signs).contains(plain); });
    return row == std::end(hints) ? fractionHint(sign) : ExpressionHints::tr(row->words);
}

QString factorHint(const QString &sign)
{
    const QChar first = sign.isEmpty() ? QChar() : sign.front();
    if (!raisedSign(first).isNull())
        return ExpressionHints::tr("Type √(x ** 2) or (√x) ** 2.");
    const bool begins = first.isLetterOrNumber() || first.isHighSurrogate() || first == u'_' || first == u'(' || first == u'[';
    return begins || first == u'√' ? ExpressionHints::tr("Between two factors stands *, as in 2 * x.") : QString();
}

QStringList nearestNames(const QString &typed, const QStringList &names)
{
    const int most = typed.size() < 4 ? 1 : 2;
    QStringList nearest;
    int least = most;
    for (const QString &name : names) {
        const int away = distance(typed.toLower(), name);
        if (away < least)
            nearest.clear();
        least = std::min(least, away);
        if (away == least)
            nearest.append(name);
    }
    return nearest;
}

} // namespace chainrule
