// SPDX-License-Identifier: GPL-3.0-or-later
// Weights that others have written: under their names, turned, in other numbers. What was made of them is told.
#include "tests/files/npz_made.h"

#include "files/npz.h"
#include "files/storage_error.h"
#include "tests/fixtures/error_of.h"

#include <QtTest/QTest>

using namespace chainrule;
using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;

namespace {

std::vector<double> turned(const std::vector<double> &values, Index rows, Index columns)
{
    std::vector<double> result;
    for (Index column = 0; column < columns; ++column)
        for (Index row = 0; row < rows; ++row)
            result.push_back(values[std::size_t(row * columns + column)]);
    return result;
}

template <class T> QByteArray array(const QByteArray &shape, const QByteArray &type, const std::vector<T> &values)
{
    return npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n", bits(values));
}

} // namespace

class TestNpzForeign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoeverWroteThem_data();
    void whoeverWroteThem();
    void squareAndFurtherArraysAreTold();
    void otherNumbers_data();
    void otherNumbers();
    void numbersThatDoubleCannotHold();
    void headersOfOtherPythons_data();
    void headersOfOtherPythons();
    void whatIsThereIsListed();

private:
    NpzFolder m_folder;
};

void TestNpzForeign::whoeverWroteThem_data()
{
    QTest::addColumn<QStringList>("names"); // of W1, b1, W2, b2
    QTest::addColumn<bool>("outByIn");
    QTest::addColumn<bool>("columns"); // the biases
    const auto row = [](const char *name, const QStringList &names, bool outByIn, bool columns) {
        QTest::newRow(name) << names << outByIn << columns;
    };
    row("PyTorch", { u"fc1.weight"_s, u"fc1.bias"_s, u"fc2.weight"_s, u"fc2.bias"_s }, true, false);
    row("PyTorch's Sequential", { u"0.weight"_s, u"0.bias"_s, u"2.weight"_s, u"2.bias"_s }, true, false);
    row("Keras", { u"dense/kernel"_s, u"dense/bias"_s, u"dense_1/kernel"_s, u"dense_1/bias"_s }, false, false);
    row("NumPy", { u"arr_0"_s, u"arr_1"_s, u"arr_2"_s, u"arr_3"_s }, false, true);
    row("NumPy, turned", { u"arr_0"_s, u"arr_1"_s, u"arr_2"_s, u"arr_3"_s }, true, false);
    row("the second one first", { u"out_in"_s, u"a_b"_s, u"a"_s, u"z"_s }, false, false);
    row("ours, turned", { u"W1"_s, u"b1"_s, u"W2"_s, u"b2"_s }, true, true);
}

void TestNpzForeign::whoeverWroteThem()
{
    QFETCH(QStringList, names);
    QFETCH(bool, outByIn);
    QFETCH(bool, columns);
    const Parameters<double> net = smallNet(); // 5, 3, 4
    Entries entries;
    entries[names[0].toUtf8() + ".npy"] = outByIn ? npyOf("(3, 5)", turned(net.W1, 5, 3)) : npyOf("(5, 3)", net.W1);
    entries[names[1].toUtf8() + ".npy"] = npyOf(columns ? "(3, 1)" : "(3,)", net.b1);
    entries[names[2].toUtf8() + ".npy"] = outByIn ? npyOf("(4, 3)", turned(net.W2, 3, 4)) : npyOf("(3, 4)", net.W2);
    entries[names[3].toUtf8() + ".npy"] = npyOf(columns ? "(4, 1)" : "(4,)", net.b2);
    const LoadedWeights loaded = loadWeights(m_folder.zip(entries));
    QVERIFY(loaded.parameters == net);
    QCOMPARE(QStringList(loaded.reading.names.begin(), loaded.reading.names.end()), names);
    QCOMPARE(loaded.reading.foreign, names[0] != "W1"_L1);
    QCOMPARE(loaded.reading.turned, outByIn);
    QVERIFY(!loaded.reading.square);
    QVERIFY(loaded.reading.ignored.isEmpty());
}

// Nothing tells a square W2 from one that is turned; a third layer is not this net's.
void TestNpzForeign::squareAndFurtherArraysAreTold()
{
    Entries entries = smallEntries();
    QCOMPARE(loadWeights(m_folder.zip(entries)).reading, (WeightsReading{ { u"W1"_s, u"b1"_s, u"W2"_s, u"b2"_s } }));
    entries["W2.npy"] = npyOf("(3, 3)", eighths(9, 1));
    entries["b2.npy"] = npyOf("(3,)", eighths(3, 1));
    entries["W3.npy"] = npyOf("(3, 2)", eighths(6, 1));
    const LoadedWeights loaded = loadWeights(m_folder.zip(entries));
    QCOMPARE(loaded.parameters.W2, eighths(9, 1));
    QVERIFY(loaded.reading.square);
    QCOMPARE(loaded.reading.ignored, QStringList{ u"W3"_s });
}

void TestNpzForeign::otherNumbers_data()
{
    QTest::addColumn<QByteArray>("npy");
    QTest::addColumn<std::vector<double>>("values");
    const auto row = [](const char *type, const auto &stored, const std::vector<double> &values) {
        QTest::newRow(type) << array("(3,)", type, stored) << values;
    };
    row("<f2", std::vector<std::uint16_t>{ 0x3c00, 0xb800, 0x0001 }, { 1, -0.5, 0x1p-24 }); // IEEE 754's examples
    row(">f2", std::vector<std::uint16_t>{ 0x003c, 0xff7b, 0x0080 }, { 1, 65504, -0.0 });
    row("|i1", std::vector<std::int8_t>{ -128, 0, 127 }, { -128, 0, 127 });
    row("|u1", std::vector<std::uint8_t>{ 0, 128, 255 }, { 0, 128, 255 });
    row("<i2", std::vector<std::int16_t>{ -32768, 1, 2 }, { -32768, 1, 2 });
    row("<u4", std::vector<std::uint32_t>{ 0xffffffff, 1, 2 }, { 4294967295.0, 1, 2 });
    row("<i8", std::vector<std::int64_t>{ -(std::int64_t(1) << 53), -1, 7 }, { -0x1p53, -1, 7 });
}

void TestNpzForeign::otherNumbers()
{
    QFETCH(QByteArray, npy);
    QFETCH(std::vector<double>, values);
    QCOMPARE(loadParameters(m_folder.zip(with("b1.npy", npy))).b1, values);
}

void TestNpzForeign::numbersThatDoubleCannotHold()
{
    const std::vector<std::int64_t> large{ (std::int64_t(1) << 53) + 1, 0, 0 };
    const QString path = m_folder.zip(with("b1.npy", array("(3,)", "<i8", large)));
    const auto error = errorOf([&path] { loadParameters(path); });
    COMPARE_ERROR(error, Kind::BadType, path, -1, u"b1: <i8"_s);
}

void TestNpzForeign::headersOfOtherPythons_data()
{
    QTest::addColumn<QByteArray>("shape");
    QTest::newRow("Python 2") << QByteArray("(5L, 3L)");
    QTest::newRow("NumPy 2") << QByteArray("(np.int64(5), np.int64(3))");
    QTest::newRow("both") << QByteArray("(5, np.uint32(3))");
}

void TestNpzForeign::headersOfOtherPythons()
{
    QFETCH(QByteArray, shape);
    QVERIFY(loadParameters(m_folder.zip(with("W1.npy", npyOf(shape, smallNet().W1)))) == smallNet());
}

void TestNpzForeign::whatIsThereIsListed()
{
    const QString path = m_folder.zip({ { "conv1.weight.npy", npyOf("(2, 2, 1)", { 1, 2, 3, 4 }) },
                                        { "fc.weight.npy", npyOf("(3, 2)", eighths(6, 1)) },
                                        { "fc.bias.npy", npyOf("(3,)", eighths(3, 1)) } });
    const auto error = errorOf([&path] { loadParameters(path); });
    COMPARE_ERROR(error, Kind::NoWeights, path, -1, u"conv1.weight (2, 2, 1), fc.bias (3,), fc.weight (3, 2)"_s);
}

QTEST_MAIN(TestNpzForeign)
#include "tst_npz_foreign.moc"
