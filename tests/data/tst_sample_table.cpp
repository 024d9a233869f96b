// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of samples: CSV as people have it, what is refused with its place, and the built-in ones.
#include "data/built_in_tables.h"
#include "data/sample_table.h"
#include "files/storage_error.h"
#include "tests/fixtures/error_of.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cmath>
#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestSampleTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tables_data();
    void tables();
    void wordsAreClasses();
    void refusals_data();
    void refusals();
    void compressed();
    void aMillionRows();
    void canBeStopped();
    void builtIn_data();
    void builtIn();
    void irises();
    void seedsAndNoise();

private:
    QTemporaryDir m_folder;
};

void TestSampleTable::tables_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QStringList>("names");
    const QStringList ab{ u"a"_s, u"b"_s };
    QTest::newRow("commas") << QByteArray("a,b\n1,2.5\n-3e1,4\n") << ab;
    QTest::newRow("semicolons, decimal commas") << QByteArray("a;b\n1;2,5\n-30;4\n") << ab;
    QTest::newRow("tabs") << QByteArray("a\tb\n1\t2.5\n-30\t4\n") << ab;
    QTest::newRow("Windows, a byte order mark, no last end") << QByteArray("\xef\xbb\xbf"
                                                                           "a,b\r\n1,2.5\r\n-30,4")
                                                             << ab;
    QTest::newRow("blanks and empty lines") << QByteArray(" a , b\n\n 1 ,\t2.5\n-30 , 4\n\n") << ab;
    QTest::newRow("quotes") << QByteArray("\"a\",\"b\"\n\"1\",\"2.5\"\n-30,4\n") << ab;
    QTest::newRow("quotes in a name") << QByteArray("\"a \"\"b\"\", c\",b\n1,2.5\n-30,4\n")
                                      << QStringList{ u"a \"b\", c"_s, u"b"_s };
    QTest::newRow("no names, decimal commas") << QByteArray("1;2,5\n-30,0;4\n") << QStringList{ u"c1"_s, u"c2"_s };
    QTest::newRow("signs within quotes") << QByteArray("\"a;\",b\n1,2.5\n-30,4\n") << QStringList{ u"a;"_s, u"b"_s };
    QTest::newRow("no names") << QByteArray("1,2.5\n-30,4\n") << QStringList{ u"c1"_s, u"c2"_s };
    QTest::newRow("a name is missing") << QByteArray("a,\n1,2.5\n-30,4\n") << QStringList{ u"a"_s, u"c2"_s };
    QTest::newRow("typographic") << QByteArray("a,b\n1,2.5\n−30,４\n") << ab;
}

void TestSampleTable::tables()
{
    QFETCH(QByteArray, csv);
    QFETCH(QStringList, names);
    const SampleTable table = readTable(csv, u"a.csv"_s);
    QCOMPARE(table.names(), names);
    QCOMPARE(table.columns[0].numbers, (std::vector<double>{ 1, -30 }));
    QCOMPARE(table.columns[1].numbers, (std::vector<double>{ 2.5, 4 }));
    QVERIFY(table.columns[0].classes.isEmpty());
}

void TestSampleTable::wordsAreClasses()
{
    const SampleTable table = readTable("x,kind\n1,cat\n2,dog\n3,cat\n4,5\n", u"a.csv"_s);
    QCOMPARE(table.column(u"kind"_s)->classes, (QStringList{ u"cat"_s, u"dog"_s, u"5"_s }));
    QCOMPARE(table.column(u"kind"_s)->numbers, (std::vector<double>{ 0, 1, 0, 2 }));
    QVERIFY(!table.column(u"sort"_s));
}

void TestSampleTable::refusals_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QStringList>("detail"); // line, column, its name, what stands there
    QTest::addColumn<CellFault>("fault");
    const auto row = [](const char *name, const QByteArray &csv, const QStringList &detail, CellFault fault) {
        QTest::newRow(name) << csv << detail << fault;
    };
    row("a word among numbers", "a,b\n1,2\n\n3,x\n", { u"4"_s, u"2"_s, u"b"_s, u"x"_s }, CellFault::NoNumber);
    row("a gap", "a,b\n1,\n", { u"2"_s, u"2"_s, u"b"_s, {} }, CellFault::Gap);
    row("too few", "a,b\n1,2\n3\n", { u"3"_s, u"2"_s, u"b"_s, {} }, CellFault::Gap);
    row("too many", "a,b\n1,2,3\n", { u"2"_s, u"3"_s, {}, u"3"_s }, CellFault::TooMany);
    row("what is no number", "a,b\n1,2\nnan,2\n", { u"3"_s, u"1"_s, u"a"_s, u"nan"_s }, CellFault::NoNumber);
    row("too large", "a,b\n1,2\n1e999,2\n", { u"3"_s, u"1"_s, u"a"_s, u"1e999"_s }, CellFault::NoNumber);
    row("two readings", "a;b\n1;2\n1.000,5;2\n", { u"3"_s, u"1"_s, u"a"_s, u"1.000,5"_s }, CellFault::Unclear);
    row("an open quote", "a,b\n1,\"2\n", { u"2"_s, u"2"_s, u"b"_s, u"1,\"2"_s }, CellFault::OpenQuote);
    row("twice the same name", "a,a\n1,2\n", { u"1"_s, u"2"_s, u"a"_s, u"a"_s }, CellFault::SameName);
    row("only names", "a,b\n", { u"1"_s, u"0"_s, {}, {} }, CellFault::NoRows);
    row("nothing", "", { u"0"_s, u"0"_s, {}, {} }, CellFault::NoRows);
}

void TestSampleTable::refusals()
{
    QFETCH(QByteArray, csv);
    QFETCH(QStringList, detail);
    QFETCH(CellFault, fault);
    detail.append(QString::number(int(fault)));
    const auto error = errorOf([&] { readTable(csv, u"a.csv"_s); });
    COMPARE_ERROR(error, StorageError::Kind::BadCell, u"a.csv"_s, -1, detail.join(fieldEnd));
}

void TestSampleTable::compressed()
{
    const QString path = m_folder.filePath(u"t.csv.gz"_s);
    gzFile file = gzopen(qPrintable(path), "wb");
    gzputs(file, "a,b\n1,2\n");
    gzclose(file);
    QCOMPARE(loadTable(path).column(u"b"_s)->numbers, (std::vector<double>{ 2 }));
}

// In a second or two; no time is asked for, since a machine may be busy.
void TestSampleTable::aMillionRows()
{
    QByteArray csv = "a,b,c,t\n";
    for (int i = 0; i < 1'000'000; ++i)
        csv += "0.25,-1.5," + QByteArray::number(i) + (i % 2 ? ",one\n" : ",two\n");
    const SampleTable table = readTable(csv, u"a.csv"_s);
    QCOMPARE(table.rows(), 1'000'000);
    QCOMPARE(table.column(u"c"_s)->numbers.back(), 999'999.0);
    QCOMPARE(table.column(u"t"_s)->classes.size(), 2);
}

void TestSampleTable::canBeStopped()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(readTable("a\n1\n", u"a.csv"_s, stop.get_token()).columns.empty());
}

void TestSampleTable::builtIn_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QStringList>("names");
    const QStringList plane{ u"x1"_s, u"x2"_s, u"t"_s };
    QTest::newRow("line") << 4 << QStringList{ u"x"_s, u"t"_s };
    QTest::newRow("xor") << 4 << plane;
    QTest::newRow("circles") << 200 << plane;
    QTest::newRow("moons") << 200 << plane;
    QTest::newRow("spirals") << 300 << plane;
    QTest::newRow("iris") << 150
                          << QStringList{ u"sepal_length"_s, u"sepal_width"_s, u"petal_length"_s, u"petal_width"_s,
                                          u"species"_s };
}

void TestSampleTable::builtIn()
{
    QFETCH(int, rows);
    QFETCH(QStringList, names);
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    QVERIFY(builtInTables().contains(name));
    const auto table = builtInTable(name);
    QVERIFY(table);
    QCOMPARE(table->rows(), rows);
    QCOMPARE(table->names(), names);
    QVERIFY(!builtInTable(name + u'x'));
}

// The means that the paper's table gives, class by class.
void TestSampleTable::irises()
{
    const SampleTable table = *builtInTable(u"iris"_s);
    const double means[3][4] = { { 5.006, 3.428, 1.462, 0.246 },
                                 { 5.936, 2.770, 4.260, 1.326 },
                                 { 6.588, 2.974, 5.552, 2.026 } };
    QCOMPARE(table.columns[4].classes, (QStringList{ u"setosa"_s, u"versicolor"_s, u"virginica"_s }));
    for (int kind = 0; kind < 3; ++kind)
        for (int column = 0; column < 4; ++column) {
            double sum = 0;
            for (Index row = 0; row < table.rows(); ++row)
                if (table.columns[4].numbers[std::size_t(row)] == kind)
                    sum += table.columns[std::size_t(column)].numbers[std::size_t(row)];
            QVERIFY(std::abs(sum / 50 - means[kind][column]) < 1e-9);
        }
}

void TestSampleTable::seedsAndNoise()
{
    const auto first = [](const TableOptions &options) { return builtInTable(u"moons"_s, options)->columns[0].numbers; };
    QCOMPARE(first({ .seed = 3 }), first({ .seed = 3 }));
    QVERIFY(first({ .seed = 3 }) != first({ .seed = 4 }));
    for (const double x : first({ .noise = 0 }))
        QVERIFY(x >= -1 && x <= 2);
    QCOMPARE(builtInTable(u"line"_s)->columns[1].numbers, (std::vector<double>{ 3, 5, 7, 9 }));
    QCOMPARE(builtInTable(u"xor"_s, { .noise = 0.1 })->rows(), 200);
}

QTEST_GUILESS_MAIN(TestSampleTable)
#include "tst_sample_table.moc"
