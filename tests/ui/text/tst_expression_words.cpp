// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of an expression that cannot be read: of every sign what to type in its place, of a mistyped name the nearest.
#include "tests/text/typed.h"
#include "ui/text/expression_words.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestExpressionWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();
    void everySignOfAKeyboardHasItsHint();
};

void TestExpressionWords::says_data()
{
    QTest::addColumn<QString>("sentence");
    const std::pair<const char *, const char *> rows[] = {
        { "x ^ 2", "A power is written x ** y." },
        { "x ＾ 2", "A power is written x ** y." },
        { "xⁿ", "A power is written x ** y." },
        { "a — b", "A minus is typed as a hyphen: a - b." },
        { "a == b", "One = gives a name its value" },
        { "a ≤ b", "step(x), max(x, y), min(x, y)" },
        { "∑ x", "A sum is typed sum(x)." },
        { "∂x", "Type the function itself" },
        { "∞ + 1", "Numbers are finite" },
        { "½ + x", "Type 1/2." },
        { "5 % 2", "x / 100" },
        { "x!", "There are no factorials" },
        { "X' @ X", "A transposed matrix is typed X.T." },
        { "{a}", "Type ( and ) around parts" },
        { "\\frac{a}{b}", "in place of LaTeX" },
        { "\"x\"", "without quotation marks" },
        { "x: 3", "A value is given with =" },
        { "1,5 + x", "fractions are typed 1.5" },
        { "x.t", "X.T" },
        { "||x||", "a norm sqrt(sum(x ** 2))" },
        { "2x", "Between two factors stands *, as in 2 * x." },
        { "a b", "Between two factors stands *" },
        { "1/x²y", "Between two factors stands *" },
        { "(a)(b)", "Between two factors stands *" },
        { "√x²", "Type √(x ** 2) or (√x) ** 2." },
        { "lgo(x)", "Did you mean log?" },
        { "sigmod(x)", "Did you mean sigmoid" },
        { "tan(x)", "Did you mean tanh" },
        { "quux(x)", "There are: " },
        { "max(a, b, axis=0)", "\"max\" of two inputs takes no \"axis\"; of one input it does: max(X, axis=0)." },
        { "exp(x, axis=0)", "\"exp\" has no attributes, and so no \"axis\"." },
        { "a +", "Something is missing at the end" },
    };
    for (const auto &[text, sentence] : rows)
        QTest::newRow(text) << QString::fromUtf8(sentence);
}

void TestExpressionWords::says()
{
    const ExpressionError error = errorOf(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(error.offset() >= 0);
    QFETCH(QString, sentence);
    QVERIFY2(words(error).contains(sentence), qPrintable(words(error)));
}

// Behind an operand and in the place of one.
void TestExpressionWords::everySignOfAKeyboardHasItsHint()
{
    for (const char16_t sign : std::u16string_view(u"!\"#$%&',.:<=>?\\^`{|}~§°±¹²³½¼≠≤≥≈∞∑∏∂∫√…—–“”«»€")) {
        for (const QString &text : { u"a %1 b"_s.arg(QChar(sign)), u"a + %1"_s.arg(QChar(sign)) }) {
            const ExpressionError error = errorOf(text);
            if (error.offset() < 0)
                continue; // it is read
            const bool atTheSign = error.text() == QString(QChar(sign));
            const bool namesSomething = !words(error).contains(u"Expected"_s) || u"§°€¹²³√"_s.contains(QChar(sign));
            QVERIFY2(!atTheSign || namesSomething, qPrintable(text + u": "_s + words(error)));
        }
    }
}

QTEST_APPLESS_MAIN(TestExpressionWords)
#include "tst_expression_words.moc"
