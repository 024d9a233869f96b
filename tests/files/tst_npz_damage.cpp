// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged .npz files, each refused for what is wrong with it, and where.
#include "tests/files/npz_made.h"

#include "files/npz.h"
#include "files/storage_error.h"
#include "tests/fixtures/error_of.h"

#include <QtTest/QTest>

using namespace chainrule;
using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;

class TestNpzDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }

    void reportsDamagedArrays_data();
    void reportsDamagedArrays();
    void reportsDamagedZips_data();
    void reportsDamagedZips();
    void reportsCutZips();
    void reportsEncryption();
    void reportsUnknownCompression();
    void reportsLyingSizes_data();
    void reportsLyingSizes();
    void reportsWhatIsNoFile();

private:
    std::unique_ptr<NpzFolder> m_folder;
};

void TestNpzDamage::init()
{
    m_folder = std::make_unique<NpzFolder>();
    QVERIFY(m_folder->isValid());
}

void TestNpzDamage::reportsDamagedArrays_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("detail");

    const auto shape = [](const char *row, const char *name, const char *text, int count, const char *detail) {
        QTest::newRow(row) << QByteArray(name) << npyOf(text, eighths(count, 0)) << Kind::BadShape << -1
                           << QString::fromLatin1(detail);
    };
    shape("W1 is a vector", "W1.npy", "(15,)", 15, "W1: (inputs, hidden) / (15,)");
    shape("W1 is a number", "W1.npy", "()", 1, "W1: (inputs, hidden) / ()");
    shape("W1 has no rows", "W1.npy", "(0, 3)", 0, "W1: (inputs, hidden) / (0, 3)");
    shape("W1 has three dimensions", "W1.npy", "(5, 3, 1)", 15, "W1: (rows, columns) / (5, 3, 1)");
    shape("W1 is of another net", "W1.npy", "(5, 2)", 10, "W2: (2, classes) / (3, 4)");
    shape("W2 is transposed", "W2.npy", "(4, 3)", 12, "W2: (3, classes) / (4, 3)");
    shape("W2 has no columns", "W2.npy", "(3, 0)", 0, "W2: (3, classes) / (3, 0)");
    shape("b1 is long", "b1.npy", "(4,)", 4, "b1: (3,) / (4,)");
    shape("b1 is a matrix", "b1.npy", "(3, 2)", 6, "b1: (3,) / (3, 2)");
    shape("b2 is short", "b2.npy", "(3,)", 3, "b2: (4,) / (3,)");

    const auto type = [](const char *descr, const char *detail) {
        const QByteArray text = "{'descr': " + QByteArray(descr) + ", 'fortran_order': False, 'shape': (3,), }\n";
        const int offset = descr[0] == '[' ? 20 : -1;
        QTest::newRow(descr) << QByteArray("b1.npy") << npy(text, QByteArray(24, '\0')) << Kind::BadType << offset
                             << QString::fromLatin1(detail);
    };
    type("'<f16'", "b1: <f16");
    type("'<U2'", "b1: <U2");
    type("'|O'", "b1: |O");
    type("'<c8'", "b1: <c8");
    type("[('x', '<f8')]", "b1: [...]");

    const auto number = [](const char *row, double value) {
        QTest::newRow(row) << QByteArray("b2.npy") << npyOf("(4,)", { 0, 1, 2, value }) << Kind::NotFinite << -1 << u"b2"_s;
    };
    number("NaN", std::numeric_limits<double>::quiet_NaN());
    number("infinity", -std::numeric_limits<double>::infinity());

    const auto bytes = [](const char *row, const QByteArray &contents, Kind kind, int offset) {
        QTest::newRow(row) << QByteArray("b1.npy") << contents << kind << offset << u"b1"_s;
    };
    const QByteArray good = npyOf("(3,)", eighths(3, 1));
    const auto header = [](const QByteArray &text) { return npy(text, QByteArray(24, '\0')); };
    bytes("no bytes", "", Kind::WrongMagic, 0);
    bytes("text", "1.0 2.0 3.0", Kind::WrongMagic, 0);
    bytes("version 4", npy("{}", "", 4), Kind::Damaged, 6);
    bytes("version cut", good.first(7), Kind::Truncated, 7);
    bytes("length cut", good.first(9), Kind::Truncated, 9);
    bytes("header cut", good.first(40), Kind::Truncated, 40);
    bytes("number cut", good.chopped(1), Kind::Truncated, int(good.size()) - 1);
    bytes("byte more", good + 'x', Kind::TooLong, int(good.size()));
    bytes("no dict", header("(3,)"), Kind::Damaged, 10);
    bytes("dict not closed", header("{'shape': (3,), "), Kind::Damaged, 26);
    bytes("text not closed", header("{'shape"), Kind::Damaged, 12);
    bytes("text behind the dict", header("{'descr': '<f8', 'fortran_order': False, 'shape': (3,)} x"), Kind::Damaged, 66);
    bytes("unknown key", header("{'colour': 3}"), Kind::Damaged, 20);
    bytes("key twice", header("{'shape': (3,), 'shape': (3,)}"), Kind::Damaged, 34);
    bytes("no type", header("{'fortran_order': False, 'shape': (3,)}"), Kind::Damaged, 49);
    bytes("no order", header("{'descr': '<f8', 'shape': (3,)}"), Kind::Damaged, 41);
    bytes("no shape", header("{'descr': '<f8', 'fortran_order': False}"), Kind::Damaged, 50);
    bytes("neither True nor False", header("{'fortran_order': 1}"), Kind::Damaged, 28);
    bytes("a number in brackets is no tuple", header("{'shape': (3)}"), Kind::Damaged, 22);
    bytes("negative", header("{'shape': (-3,)}"), Kind::Damaged, 21);
    bytes("huge", npyOf("(99999999999999999999,)", {}), Kind::TooLarge, 61);
    bytes("huge together", npyOf("(65536, 65536)", {}), Kind::TooLarge, -1);
}

void TestNpzDamage::reportsDamagedArrays()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, contents);
    QFETCH(Kind, kind);
    QFETCH(int, offset);
    QFETCH(QString, detail);
    const QString file = m_folder->zip(with(name, contents));
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, kind, file, offset, detail);
}

void TestNpzDamage::reportsDamagedZips_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("detail");
    QTest::newRow("no bytes") << QByteArray() << Kind::Truncated << 0 << QString();
    QTest::newRow("text") << QByteArray("not a zip, though of some length") << Kind::WrongMagic << 0 << QString();
    QTest::newRow("a single .npy") << npyOf("(3,)", eighths(3, 1)) << Kind::WrongMagic << 0 << QString();
    QTest::newRow("no entries") << "PK\5\6" + QByteArray(18, '\0') << Kind::MissingArray << -1 << u"W1"_s;
}

void TestNpzDamage::reportsDamagedZips()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    QFETCH(int, offset);
    QFETCH(QString, detail);
    const QString file = m_folder->write(u"damaged.npz"_s, bytes);
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, kind, file, offset, detail);
}

void TestNpzDamage::reportsCutZips()
{
    for (const QByteArray name : { "W1", "b1", "W2", "b2" }) {
        Entries entries = smallEntries();
        entries.erase(name + ".npy");
        const QString file = m_folder->zip(entries);
        const auto missing = errorOf([&] { loadParameters(file); });
        COMPARE_ERROR(missing, Kind::MissingArray, file, -1, QString::fromLatin1(name));
    }

    const QByteArray good = fileContents(m_folder->zip(smallEntries(), ZIP_CM_STORE));
    for (qsizetype length = 4; length < good.size(); ++length) {
        const QString file = m_folder->write(u"cut.npz"_s, good.first(length));
        const auto cut = errorOf([&] { loadParameters(file); });
        COMPARE_ERROR(cut, Kind::Truncated, file, length, QString());
    }

    QByteArray flipped = good;
    const qsizetype at = good.lastIndexOf(bits(smallNet().b2)); // a weight: only the checksum tells
    QVERIFY(at > 0);
    flipped[at] ^= 1;
    const QString file = m_folder->write(u"flipped.npz"_s, flipped);
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, Kind::Damaged, file, -1, u"b2"_s);
}

void TestNpzDamage::reportsEncryption()
{
    if (!zip_encryption_method_supported(ZIP_EM_AES_256, 1))
        QSKIP("This libzip cannot encrypt.");
    const QString file = m_folder->zip(smallEntries(), ZIP_CM_DEFLATE, "secret");
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, Kind::Unreadable, file, -1, u"W1"_s);
}

void TestNpzDamage::reportsUnknownCompression()
{
    QByteArray bytes = fileContents(m_folder->zip(smallEntries()));
    bytes[bytes.indexOf("PK\3\4") + 8] = 77;
    bytes[bytes.indexOf("PK\1\2") + 10] = 77;
    const QString file = m_folder->write(u"unknown.npz"_s, bytes);
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, Kind::Unreadable, file, -1, u"W1"_s);
}

// The zip's directory claims another size for W1 than it has.
void TestNpzDamage::reportsLyingSizes_data()
{
    QTest::addColumn<quint32>("claimed");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("offset");
    const int length = int(smallEntries()["W1.npy"].size());
    QTest::newRow("more than is held") << quint32(256 * 1024 * 1024 + 1) << Kind::TooLarge << -1;
    QTest::newRow("all that is held") << quint32(256 * 1024 * 1024) << Kind::Truncated << length;
    QTest::newRow("less than there is") << quint32(30) << Kind::TooLong << 30;
}

void TestNpzDamage::reportsLyingSizes()
{
    QFETCH(quint32, claimed);
    QFETCH(Kind, kind);
    QFETCH(int, offset);
    constexpr qsizetype sizeAt = 24; // in an entry of the central directory
    QByteArray bytes = fileContents(m_folder->zip(smallEntries()));
    const qsizetype entry = bytes.indexOf("PK\1\2");
    QVERIFY(entry > 0 && bytes.indexOf("W1.npy", entry) == entry + 46);
    qToLittleEndian(claimed, bytes.data() + entry + sizeAt);
    const QString file = m_folder->write(u"lying.npz"_s, bytes);
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, kind, file, offset, u"W1"_s);
}

void TestNpzDamage::reportsWhatIsNoFile()
{
    const auto absent = errorOf([&] { loadParameters(m_folder->path(u"none.npz"_s)); });
    COMPARE_ERROR(absent, Kind::NotFound, m_folder->path(u"none.npz"_s), -1, QString());
    const auto folder = errorOf([&] { loadParameters(m_folder->path()); });
    COMPARE_ERROR(folder, Kind::Unreadable, m_folder->path(), -1, QString());
    const QString unreadable = u"/proc/self/mem"_s; // opens, but nothing is mapped at its beginning
    if (!QFile::exists(unreadable))
        QSKIP("There is no /proc/self/mem here.");
    const auto error = errorOf([&] { loadParameters(unreadable); });
    COMPARE_ERROR(error, Kind::Unreadable, unreadable, -1, QString());
}

QTEST_GUILESS_MAIN(TestNpzDamage)
#include "tst_npz_damage.moc"
