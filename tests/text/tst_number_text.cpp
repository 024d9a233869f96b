// SPDX-License-Identifier: GPL-3.0-or-later
// The one reader of numbers: what people type and paste, in languages with a decimal comma and without; what is refused, with
// all that it may mean.
#include "text/number_text.h"
#include "text/tensor_text.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

const QLocale english(QLocale::English, QLocale::UnitedStates);
const QLocale german(QLocale::German, QLocale::Germany);

// The number, or the name of the fault.
QString read(const QString &text, const QLocale &language)
{
    const auto parsed = parseNumber(text, language);
    if (const double *number = std::get_if<double>(&parsed))
        return shortestText(*number);
    switch (std::get<NumberFault>(parsed)) {
    case NumberFault::Empty:
        return u"empty"_s;
    case NumberFault::TooLarge:
        return u"too large"_s;
    case NumberFault::Unclear:
        return u"unclear"_s;
    case NumberFault::NotWhole:
        return u"not whole"_s;
    case NumberFault::Negative:
        return u"negative"_s;
    case NumberFault::NotANumber:
        break;
    }
    return u"none"_s;
}

QString readWhole(const QString &text)
{
    const auto parsed = parseWholeNumber(text);
    if (const std::uint64_t *number = std::get_if<std::uint64_t>(&parsed))
        return QString::number(*number);
    const NumberFault fault = std::get<NumberFault>(parsed);
    return fault == NumberFault::Unclear ? u"unclear"_s
        : fault == NumberFault::NotWhole ? u"not whole"_s
        : fault == NumberFault::Negative ? u"negative"_s
        : fault == NumberFault::TooLarge ? u"too large"_s
                                         : u"none"_s;
}

QString readTensor(const QString &text, const QLocale &language)
{
    const auto parsed = parseTensor(text, language);
    if (const Tensor *tensor = std::get_if<Tensor>(&parsed))
        return tensorText(*tensor);
    return std::get<TensorFault>(parsed).kind == TensorFault::Kind::Ambiguous ? u"unclear"_s : u"refused"_s;
}

} // namespace

class TestNumberText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data()
    {
        QTest::addColumn<QString>("inEnglish");
        QTest::addColumn<QString>("inGerman");
        const auto row = [](const char *text, const char *inEnglish, const char *inGerman = nullptr) {
            QTest::newRow(text) << QString::fromUtf8(inEnglish) << QString::fromUtf8(inGerman ? inGerman : inEnglish);
        };
        row("0.001", "0.001");
        row("0.025", "0.025");
        row("1.000", "1"); // a point is always a decimal point
        row("1,5", "1.5");
        row("0,001", "0.001");
        row("1,2345", "1.2345");
        row("3,", "none"); // cut off
        row("1,000", "unclear", "1");
        row("-1,000", "unclear", "-1");
        row("1.000,5", "unclear");
        row("1,000.5", "unclear");
        row("1,000,000", "unclear");
        row("1.000.000", "unclear");
        row("1,000e3", "unclear", "1000");
        row("1,500×10³", "unclear", "1500");
        row("1.000,5e3", "unclear");
        row("1,000,000e-3", "unclear");
        row("1,000,000e#", "none");
        row("1,000e", "none");
        row("1,5e3", "1500");
        row("1.500e3", "1500");
        row("1,5,2", "none");
        row("1 000", "none"); // with a plain space, which keeps cells apart
        row("1\u202F000,5", "1000.5");
        row("12\u2009345\u2009678.5", "12345678.5");
        row("1\u202F00", "none");
        row("１２．５", "12.5");
        row("－３", "-3");
        row("٣٫٥", "3.5");
        row("−2e-3", "-0.002");
        row("–2", "-2");
        row("+2", "2");
        row("1e-3", "0.001");
        row("1.5E+3", "1500");
        row("1.5×10⁻³", "0.0015");
        row("1,5 · 10⁻³", "0.0015");
        row("-2 × 10^3", "-2000");
        row("2*10**-3", "0.002");
        row("10⁻³", "0.001");
        row("−10⁴", "-10000");
        row("1e-400", "0");
        row("-1e-400", "0");
        row("1e400", "too large");
        row("1×10⁴⁰⁰", "too large");
        row("", "empty");
        row("2 10⁻³", "none");
        row("1e", "none");
        row("+-1", "none");
        row("0x10", "none");
        row("infinity", "none");
        row("1.5.2", "none");
    }

    void numbers()
    {
        const QString text = QString::fromUtf8(QTest::currentDataTag());
        QFETCH(QString, inEnglish);
        QFETCH(QString, inGerman);
        QCOMPARE(read(text, english), inEnglish);
        QCOMPARE(read(text, german), inGerman);
    }

    void wholeNumbers()
    {
        QCOMPARE(readWhole(u" 1000 "_s), u"1000"_s);
        QCOMPARE(readWhole(u"１０"_s), u"10"_s);
        QCOMPARE(readWhole(u"18446744073709551615"_s), u"18446744073709551615"_s);
        QCOMPARE(readWhole(u"18446744073709551616"_s), u"too large"_s);
        QCOMPARE(readWhole(u"1,000"_s), u"unclear"_s);
        QCOMPARE(readWhole(u"1.000"_s), u"unclear"_s);
        QCOMPARE(readWhole(u"2.5"_s), u"not whole"_s);
        QCOMPARE(readWhole(u"-1"_s), u"negative"_s);
        QCOMPARE(readWhole(u"-1.5"_s), u"negative"_s);
        QCOMPARE(readWhole(u"ten"_s), u"none"_s);
        QCOMPARE(readWhole(u"+5"_s), u"5"_s);
        QCOMPARE(readWhole(u"1e3"_s), u"1000"_s);
        QCOMPARE(readWhole(u"2.0"_s), u"2"_s);
        QCOMPARE(readWhole(u"1.5×10³"_s), u"1500"_s);
        QCOMPARE(readWhole(u"15e-1"_s), u"not whole"_s);
        QCOMPARE(readWhole(u"1500e-2"_s), u"15"_s);
        QCOMPARE(readWhole(u"1e-99999999999999999999"_s), u"not whole"_s);
        QCOMPARE(readWhole(u"0e99999999999999999999"_s), u"0"_s);
        QCOMPARE(readWhole(u"1.8446744073709551615e19"_s), u"18446744073709551615"_s); // no double is as exact
        QCOMPARE(readWhole(u"1e20"_s), u"too large"_s);
        QCOMPARE(readWhole(u"1,000e3"_s), u"unclear"_s);
    }

    void bothReadingsAreNamed()
    {
        QCOMPARE(numberReadings(u"1,000"_s), QStringList({ u"1000"_s, u"1"_s }));
        QCOMPARE(numberReadings(u"−12,345"_s), QStringList({ u"-12345"_s, u"-12.345"_s }));
        QCOMPARE(numberReadings(u"1.000"_s), QStringList({ u"1000"_s, u"1"_s })); // where a whole number is asked for
        QCOMPARE(numberReadings(u"1.000,5"_s), QStringList({ u"1000.5"_s }));
        QCOMPARE(numberReadings(u"1,000.5"_s), QStringList({ u"1000.5"_s }));
        QCOMPARE(numberReadings(u"1,000,000"_s), QStringList({ u"1000000"_s }));
        QCOMPARE(numberReadings(u"1,000e3"_s), QStringList({ u"1000e3"_s, u"1e3"_s }));
        QCOMPARE(numberReadings(u"1,500×10³"_s), QStringList({ u"1500e3"_s, u"1.5e3"_s }));
    }

    void tables_data()
    {
        QTest::addColumn<QString>("inEnglish");
        QTest::addColumn<QString>("inGerman");
        const auto row = [](const char *text, const char *inEnglish, const char *inGerman = nullptr) {
            QTest::newRow(text) << QString::fromUtf8(inEnglish) << QString::fromUtf8(inGerman ? inGerman : inEnglish);
        };
        row("1.000,5", "unclear");
        row("1,000", "unclear", "1");
        row("1,234.5", "unclear");
        row("1,000,000", "unclear");
        row("100,200\n300,400", "unclear");
        row("100,200,300\n400,500,600", "unclear");
        row("100,200,300\n40,50,600", "[[100, 200, 300], [40, 50, 600]]");
        row("1.000,5\n2.000,7", "unclear");
        row("1.5,2.5", "[1.5, 2.5]");
        row("0.125,0.250", "[0.125, 0.25]");
        row("1,000 2,000", "unclear", "[1, 2]");
        row("1,000 2,5", "[1, 2.5]");
        row("1,234\t2", "unclear", "[1.234, 2]");
        row("1,000; 2", "unclear", "[1, 2]");
        row("１，２，３", "[1, 2, 3]");
        row("［１, ２］", "[1, 2]");
        row("[1e-3, 1×10⁻³, −2]", "[0.001, 0.001, -2]");
        row("1.5 × 10⁻³", "0.0015");
        row("1\u202F000 2", "[1000, 2]");
    }

    void tables()
    {
        const QString text = QString::fromUtf8(QTest::currentDataTag());
        QFETCH(QString, inEnglish);
        QFETCH(QString, inGerman);
        QCOMPARE(readTensor(text, english), inEnglish);
        QCOMPARE(readTensor(text, german), inGerman);
    }
};

QTEST_GUILESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
