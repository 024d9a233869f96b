// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions as people type and paste them: powers in small digits, constants, signs of books and of other keyboards.
#include "tests/text/typed.h"

#include <QtTest/QTest>

#include <numbers>

using namespace Qt::StringLiterals;
using namespace chainrule;

using Kind = ExpressionError::Kind;
using Token = ExpressionError::Token;

class TestTypedSigns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void same_data();
    void same();
    void constants();
    void constantsGiveWayToNames();
    void constantsComeBack();
    void unclear_data();
    void unclear();
};

// What is typed, and how it is written with plain signs.
void TestTypedSigns::same_data()
{
    QTest::addColumn<QString>("plain");
    const std::pair<const char *, const char *> rows[] = {
        { "x²", "x ** 2" },
        { "x³ + x⁴", "x ** 3 + x ** 4" },
        { "x⁻¹", "x ** -1" },
        { "x⁺²", "x ** 2" },
        { "x¹⁰", "x ** 10" },
        { "2²", "2 ** 2" },
        { "-3²", "-3 ** 2" },
        { "(a+b)²", "(a + b) ** 2" },
        { "sin(x)²", "sin(x) ** 2" },
        { "x₁²", "x1 ** 2" },
        { "x²y", "x ** 2 * y" },
        { "x²y³z", "x ** 2 * y ** 3 * z" },
        { "2*x²y", "2 * x ** 2 * y" },
        { "x²(y + 1)", "x ** 2 * (y + 1)" },
        { "1 + x²y", "1 + x ** 2 * y" },
        { "2 ** x²", "2 ** x ** 2" },
        { "a – b", "a - b" }, // en dash
        { "a − b", "a - b" },
        { "a ‐ b", "a - b" }, // hyphen
        { "a ∗ b", "a * b" },
        { "a ∗∗ 2", "a ** 2" },
        { "a × b", "a * b" },
        { "a · b", "a * b" },
        { "a ⋅ b", "a * b" },
        { "A ⊙ B", "A * B" },
        { "a ÷ b", "a / b" },
        { "a ∕ b", "a / b" },
        { "（ｘ＋５）＊２", "(x + 5) * 2" },
        { "ｙ＝３；ｙ＊ｘ", "y = 3; y * x" },
        { "［［１，２］］", "[[1, 2]]" },
        { "a　*　b", "a * b" },
        { "√x", "sqrt(x)" },
        { "√(x + 1)", "sqrt(x + 1)" },
        { "√2 * x", "sqrt(2) * x" },
        { "2 * √x + 1", "2 * sqrt(x) + 1" },
        { "|x|", "abs(x)" },
        { "|x - y| * |z|", "abs(x - y) * abs(z)" },
        { "-|x|²", "-abs(x) ** 2" },
        { "｜x｜", "abs(x)" },
        { "ln(x)", "log(x)" },
        { "Abs(x)", "abs(x)" },
        { "ReLU(x)", "relu(x)" },
        { "LeakyReLU(x, slope=0.1)", "leaky_relu(x, slope=0.1)" },
        { "σ(x)", "sigmoid(x)" },
        { "∑(x²)", "sum(x ** 2)" },
        { "Xᵀ @ X", "X.T @ X" },
        { "α*β + λ*θ²", "α * β + λ * θ ** 2" },
        { "σ * x", "σ * x" }, // a name where it is not called
        { "a × b ** 2", "a * b ** 2" },
    };
    for (const auto &[text, plain] : rows)
        QTest::newRow(text) << QString::fromUtf8(plain);
}

void TestTypedSigns::same()
{
    const QString text = QString::fromUtf8(QTest::currentDataTag());
    QFETCH(QString, plain);
    QVERIFY2(errorOf(text).offset() < 0, qPrintable(QString::number(errorOf(text).offset())));
    GraphDocument typed = documentOf(text);
    const GraphDocument wanted = documentOf(plain);
    typed.title = wanted.title;
    QCOMPARE(expressionOf(typed, InputValues::Written), expressionOf(wanted, InputValues::Written));
    QVERIFY(typed == wanted);
}

void TestTypedSigns::constants()
{
    for (const char *pi : { "π", "pi", "𝜋" })
        QCOMPARE(valueOf(QString::fromUtf8(pi) + u" * 2"_s), 2 * std::numbers::pi);
    QCOMPARE(valueOf(u"e ** 2"_s), std::numbers::e * std::numbers::e);
    const GraphDocument circle = documentOf(u"π * r²"_s);
    QVERIFY(circle.nodeNamed(u"π"_s)->isConstant());
    QVERIFY(!circle.nodeNamed(u"r"_s)->isConstant());
}

void TestTypedSigns::constantsGiveWayToNames()
{
    const GraphDocument named = documentOf(u"e = 3; pi = e * 2; e + pi"_s);
    QCOMPARE(named.nodeNamed(u"e"_s)->op, u"input"_s);
    QCOMPARE(valueOf(u"e = 3; pi = e * 2; e + pi"_s), 9.0);
    QCOMPARE(errorOf(u"2 * e; e = 3; e"_s).kind(), Kind::NameTaken);
}

void TestTypedSigns::constantsComeBack()
{
    for (const char *text : { "π * r ** 2", "exp(x) - e ** x", "-e * pi", "e = 3; e * x", "pi * pi" }) {
        const GraphDocument document = documentOf(QString::fromUtf8(text));
        QCOMPARE(expressionOf(document), QString::fromUtf8(text));
        QVERIFY(documentOf(expressionOf(document)) == document);
    }
}

// What would be two things is none.
void TestTypedSigns::unclear_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("about");
    const std::tuple<const char *, int, const char *> rows[] = {
        { "√x²", 2, "²" },  { "√x ** 2", 3, "*" }, { "1/x²y", 4, "y" },  { "A@x²y", 4, "y" }, { "2**x²y", 5, "y" },
        { "x² y", 3, "y" }, { "||x||", 0, "|" },   { "a ×× b", 3, "×" }, { "a — b", 2, "—" }, { "xⁿ", 1, "ⁿ" },
        { "|x", 2, "" },    { "x²2", 2, "2" },     { "√", 1, "" },       { "√√x", 1, "√" },
    };
    for (const auto &[text, offset, about] : rows)
        QTest::newRow(text) << offset << QString::fromUtf8(about);
}

void TestTypedSigns::unclear()
{
    const ExpressionError error = errorOf(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(error.kind(), Kind::Unexpected);
    QTEST(int(error.offset()), "offset");
    QTEST(error.text(), "about");
}

QTEST_APPLESS_MAIN(TestTypedSigns)
#include "tst_typed_signs.moc"
