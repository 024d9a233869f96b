// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people read and type them, formulas, and a complete text for every operation.
#include "engine/op.h"
#include "text/number_text.h"
#include "ui/explain/formula.h"
#include "ui/text/graph_files.h"
#include "ui/text/numbers.h"
#include "ui/text/op_texts.h"

#include <QtTest/QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreReadable_data();
    void numbersAreReadable();
    void exactNumbersReadBack();
    void typedNumbers();
    void everyOperationHasItsText();
    void formulasReadAsOneLine();
    void numbersTakeThePlaceOfLetters();
    void titlesAsFileNames();
};

void TestWords::numbersAreReadable_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    const std::pair<double, const char *> rows[] = {
        { 0, "0" },
        { -0.0, "0" },
        { 220.00000000000003, "220" },
        { 715.0000000000001, "715" },
        { 3.3000000000000003, "3.3" },
        { 110.00000000000001, "110" },
        { 0.19661193324148185, "0.1966" },
        { 1.23e-05, "1.23e-05" },
        { -0.25, "−0.25" },
        { 1234.5, "1234.5" },
        { 1234.5000000000002, "1234.5" },
        { 123456, "123456" },
        { 1234567, "1234567" },
        { 12345678, "1.235e+07" },
        { 1.0 / 3, "0.3333" },
        { 9.99999999999999, "10" },
        { 99999.99, "100000" },
        { 650.0000000000001, "650" },
        { 0.0001, "0.0001" },
        { 1e300, "1e+300" },
        { std::numeric_limits<double>::infinity(), "∞" },
        { -std::numeric_limits<double>::infinity(), "−∞" },
        { std::numeric_limits<double>::quiet_NaN(), "NaN" },
    };
    for (const auto &[number, text] : rows)
        QTest::newRow(text) << number << QString::fromUtf8(text);
}

void TestWords::numbersAreReadable()
{
    QFETCH(double, number);
    QFETCH(QString, text);
    QCOMPARE(displayNumber(number), text);
}

void TestWords::exactNumbersReadBack()
{
    QCOMPARE(exactNumber(220.00000000000003), u"220.00000000000003"_s);
    for (const double number : { 0.1, -1.0 / 3, 5e-324, 1.7976931348623157e308, 0.19661193324148185 })
        QCOMPARE(std::get<double>(parseNumber(exactNumber(number))), number);
    QCOMPARE(displayFactor(-1), u"(−1)"_s);
    QCOMPARE(displayFactor(2), u"2"_s);
}

void TestWords::typedNumbers()
{
    QCOMPARE(std::get<double>(parseNumber(u" 1.5 "_s)), 1.5);
    QCOMPARE(std::get<double>(parseNumber(u"1,5"_s)), 1.5);
    QCOMPARE(std::get<double>(parseNumber(u"−2e3"_s)), -2000.0);
    QVERIFY(std::get<NumberFault>(parseNumber(u"  "_s)) == NumberFault::Empty);
    QVERIFY(std::get<NumberFault>(parseNumber(u"12a"_s)) == NumberFault::NotANumber);
    QVERIFY(std::get<NumberFault>(parseNumber(u"nan"_s)) == NumberFault::NotANumber);
    QVERIFY(std::get<NumberFault>(parseNumber(u"inf"_s)) == NumberFault::NotANumber);
    QVERIFY(std::get<NumberFault>(parseNumber(u"1e999"_s)) == NumberFault::TooLarge);
    QVERIFY(std::get<NumberFault>(parseNumber(u"-1e999"_s)) == NumberFault::TooLarge);
}

void TestWords::everyOperationHasItsText()
{
    for (const Op &op : allOps()) {
        const OpText &text = opText(op.id);
        QVERIFY2(text.isComplete(op.arity), op.id.data());
        for (const Attribute &attribute : op.attributes) {
            const QString name = QString::fromUtf8(attribute.name.data(), qsizetype(attribute.name.size()));
            QVERIFY2(!text.attributes.value(name).sentence.isEmpty(), op.id.data());
        }
        for (const QString &markup : QStringList{ text.formula } + text.derivatives)
            QVERIFY2(!Formula::parse(markup).plainText().contains(u'\\'), op.id.data());
    }
    QVERIFY(!opText("no such operation").isComplete(0));
}

void TestWords::formulasReadAsOneLine()
{
    const auto line = [](const char *markup) { return Formula::parse(QString::fromUtf8(markup)).plainText(); };
    QCOMPARE(line("\\frac{∂L}{∂x} = 1.1 · y"), u"∂L/∂x = 1.1 · y"_s);
    QCOMPARE(line("\\frac{1}{1 + e^{−x}}"), u"1/(1 + e^−x)"_s);
    QCOMPARE(line("\\sqrt{x}"), u"√x"_s);
    QCOMPARE(line("\\sum_{i} x_{i}"), u"Σ_ix_i"_s);
    // Damaged markup is no crash.
    for (const char *markup : { "\\frac{1", "x^", "}", "\\", "∂", "\\value{" })
        line(markup);
}

void TestWords::numbersTakeThePlaceOfLetters()
{
    const Formula formula = Formula::parse(u"exp x · \\frac{x}{y}"_s);
    const QHash<QString, QString> numbers = { { u"x"_s, u"3"_s }, { u"y"_s, u"(−1)"_s } };
    QCOMPARE(formula.withNumbers(numbers).plainText(), u"exp3 × 3/(−1)"_s);
}

void TestWords::titlesAsFileNames()
{
    QCOMPARE(fileNameOf(u"Buying apples"_s), u"Buying apples"_s);
    QCOMPARE(fileNameOf(u"1/(1+exp(-x))"_s), u"1-(1+exp(-x))"_s);
    QCOMPARE(fileNameOf(u"  ..a*b\nc.. "_s), u"a-b c"_s);
    QCOMPARE(fileNameOf(u"りんごの買い物"_s), u"りんごの買い物"_s);
    QCOMPARE(fileNameOf(u"\u202e"_s), QString());
    QVERIFY(fileNameOf(QString(10'000, u'ん')).toUtf8().size() <= 200);
    QVERIFY(fileNameOf(u"𝜎"_s.repeated(1'000)).endsWith(u"𝜎"_s)); // no half of one
    QCOMPARE(briefName(u"x\ny"_s), u"x y"_s);
    QCOMPARE(briefName(QString(100, u'x')).size(), 40);
}

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
