// SPDX-License-Identifier: GPL-3.0-or-later
// A net's parameters as .npz: to the last bit, both ways with NumPy, and every kind of damage.
#include "files/npz.h"
#include "files/storage_error.h"
#include "tests/fixtures/error_of.h"
#include "tests/fixtures/python_with_numpy.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QScopeGuard>
#include <QtCore/QTemporaryDir>
#include <QtCore/QtEndian>
#include <QtTest/QTest>

#include <cmath>
#include <csignal>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <vector>

#include <sys/resource.h>
#include <zip.h>

using namespace chainrule;
using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;
using Entries = std::map<QByteArray, QByteArray>; // name to contents

namespace {

constexpr NetSize smallSize = { 5, 3, 4 };

// Eighths, which both precisions hold exactly.
std::vector<double> eighths(Index count, int first)
{
    std::vector<double> values;
    for (Index i = 0; i < count; ++i)
        values.push_back(double(first + i) / 8);
    return values;
}

Parameters<double> smallNet()
{
    return { smallSize, eighths(15, -7), eighths(3, 1), eighths(12, -20), eighths(4, 2) };
}

// Values that a text or a rounding would lose.
template <class S> Parameters<S> awkwardNet()
{
    using Limits = std::numeric_limits<S>;
    Parameters<S> net = converted<S>(smallNet());
    net.W1 = { Limits::min(),
               Limits::max(),
               Limits::lowest(),
               Limits::denorm_min(),
               S(-0.0),
               S(1) / 3,
               S(2) / 3,
               std::nextafter(S(1), S(2)),
               Limits::epsilon(),
               S(0.1),
               S(-1) / 7,
               S(1e-30),
               S(-1e30),
               S(0),
               -Limits::denorm_min() };
    return net;
}

template <class S> QByteArray bits(const std::vector<S> &values)
{
    return QByteArray(reinterpret_cast<const char *>(values.data()), qsizetype(values.size() * sizeof(S)));
}

template <class S> QByteArray bits(const Parameters<S> &p)
{
    return bits(p.W1) + bits(p.b1) + bits(p.W2) + bits(p.b2);
}

QByteArray npy(const QByteArray &headerText, const QByteArray &data, char version = 1)
{
    QByteArray bytes("\x93NUMPY");
    bytes += version;
    bytes += '\0';
    const quint32 length = qToLittleEndian(quint32(headerText.size()));
    bytes.append(reinterpret_cast<const char *>(&length), version == 1 ? 2 : 4);
    return bytes + headerText + data;
}

QByteArray npyOf(const QByteArray &shape, const std::vector<double> &values, const QByteArray &type = "<f8")
{
    return npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n", bits(values));
}

Entries smallEntries()
{
    const Parameters<double> net = smallNet();
    return { { "W1.npy", npyOf("(5, 3)", net.W1) },
             { "b1.npy", npyOf("(3,)", net.b1) },
             { "W2.npy", npyOf("(3, 4)", net.W2) },
             { "b2.npy", npyOf("(4,)", net.b2) } };
}

Entries with(const QByteArray &name, const QByteArray &contents)
{
    Entries entries = smallEntries();
    entries[name] = contents;
    return entries;
}

} // namespace

class TestNpz : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_python = pythonWithNumpy(); }
    void init();
    void cleanup() { m_folder.reset(); }

    void keepsEveryBit();
    void keepsWholeNets();
    void savesEqualNetsAsEqualFiles();
    void storesNumbersAligned();
    void replacesFilesWhole();
    void keepsTheOldFileWhenTheDiskIsFull();
    void reportsUnwritable();
    void refusesToSaveWhatIsNotFinite();
    void numpyReadsOurs_data();
    void numpyReadsOurs();
    void readsNumpys_data();
    void readsNumpys();
    void readsBothEndsAndOrders();
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
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QByteArray read(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test file");
        return path(name);
    }
    QString zip(const Entries &entries, int method = ZIP_CM_DEFLATE, const char *password = nullptr) const;
    QByteArray runPython(const QString &program, const QStringList &arguments) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_python;
};

void TestNpz::init()
{
    m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/手書き ä-XXXXXX"_s);
    QVERIFY(m_folder->isValid());
}

QString TestNpz::zip(const Entries &entries, int method, const char *password) const
{
    const QString to = path(u"made.npz"_s);
    zip_t *archive = zip_open(QFile::encodeName(to).constData(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto &[name, contents] : entries) {
        zip_source_t *source = zip_source_buffer(archive, contents.constData(), zip_uint64_t(contents.size()), 0);
        const zip_int64_t index = zip_file_add(archive, name.constData(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0 || zip_set_file_compression(archive, zip_uint64_t(index), method, 0) != 0)
            qFatal("cannot add to a test file");
        if (password && zip_file_set_encryption(archive, zip_uint64_t(index), ZIP_EM_AES_256, password) != 0)
            qFatal("cannot encrypt a test file");
    }
    if (zip_close(archive) != 0)
        qFatal("cannot write a test file");
    return to;
}

QByteArray TestNpz::runPython(const QString &program, const QStringList &arguments) const
{
    QProcess python;
    python.start(m_python, QStringList{ u"-c"_s, program } + arguments);
    if (!python.waitForFinished() || python.exitCode() != 0)
        qWarning("%s", python.readAllStandardError().constData());
    return python.readAllStandardOutput();
}

void TestNpz::keepsEveryBit()
{
    const auto doubles = awkwardNet<double>();
    saveParameters(path(u"double.npz"_s), doubles);
    const Parameters<double> loaded = loadParameters(path(u"double.npz"_s));
    QCOMPARE(loaded.size.inputs, 5);
    QCOMPARE(loaded.size.hidden, 3);
    QCOMPARE(loaded.size.classes, 4);
    QCOMPARE(bits(loaded), bits(doubles));

    const auto floats = awkwardNet<float>();
    saveParameters(path(u"float.npz"_s), floats);
    QCOMPARE(bits(converted<float>(loadParameters(path(u"float.npz"_s)))), bits(floats));
}

void TestNpz::keepsWholeNets()
{
    Parameters<double> net = { {}, eighths(784 * 50, -999), eighths(50, 3), eighths(500, -250), eighths(10, -5) };
    saveParameters(path(u"net.npz"_s), net);
    QVERIFY(loadParameters(path(u"net.npz"_s)) == net);
}

void TestNpz::savesEqualNetsAsEqualFiles()
{
    saveParameters(path(u"a.npz"_s), smallNet());
    QTest::qWait(2100); // the time stamps of a zip count two seconds
    saveParameters(path(u"b.npz"_s), smallNet());
    QCOMPARE(read(path(u"a.npz"_s)), read(path(u"b.npz"_s)));
    QVERIFY(!read(path(u"a.npz"_s)).isEmpty());
}

// As the .npy format asks for, so that the numbers can be mapped into memory.
void TestNpz::storesNumbersAligned()
{
    saveParameters(path(u"net.npz"_s), smallNet());
    const QByteArray bytes = read(path(u"net.npz"_s));
    const qsizetype start = bytes.indexOf("\x93NUMPY");
    const qsizetype numbers = bytes.indexOf(bits(smallNet().W1));
    QVERIFY(start > 0 && numbers > start);
    QCOMPARE((numbers - start) % 64, 0);
}

void TestNpz::replacesFilesWhole()
{
    const QString file = write(u"net.npz"_s, QByteArray(100'000, 'x'));
    saveParameters(file, smallNet());
    QVERIFY(loadParameters(file) == smallNet());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{ u"net.npz"_s });
}

void TestNpz::keepsTheOldFileWhenTheDiskIsFull()
{
    const QString file = path(u"net.npz"_s);
    saveParameters(file, smallNet());
    const QByteArray before = read(file);

    rlimit limit;
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight = { rlim_t(before.size() / 2), limit.rlim_max };
    setrlimit(RLIMIT_FSIZE, &tight);
    const auto error = errorOf([&] { saveParameters(file, awkwardNet<double>()); });
    setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, handler);

    COMPARE_ERROR(error, Kind::Unwritable, file, -1, qt_error_string(EFBIG));
    QCOMPARE(read(file), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestNpz::reportsUnwritable()
{
    for (const QString &target : { path(u"none/net.npz"_s), m_folder->path(), QString() }) {
        const auto error = errorOf([&] { saveParameters(target, smallNet()); });
        QVERIFY(error && !error->detail().isEmpty());
        COMPARE_ERROR(error, Kind::Unwritable, target, -1, error->detail()); // in the system's words
    }
}

void TestNpz::refusesToSaveWhatIsNotFinite()
{
    const QString file = path(u"net.npz"_s);
    saveParameters(file, smallNet());
    const QByteArray before = read(file);
    Parameters<double> net = smallNet();
    net.W2.back() = std::numeric_limits<double>::quiet_NaN();
    const auto error = errorOf([&] { saveParameters(file, net); });
    COMPARE_ERROR(error, Kind::NotFinite, file, -1, u"W2"_s);
    QCOMPARE(read(file), before);
}

void TestNpz::numpyReadsOurs_data()
{
    QTest::addColumn<bool>("single");
    QTest::newRow("float") << true;
    QTest::newRow("double") << false;
}

void TestNpz::numpyReadsOurs()
{
    QFETCH(bool, single);
    if (m_python.isEmpty())
        QSKIP("There is no python3 with NumPy.");
    const QString file = path(u"ours.npz"_s);
    const auto floats = awkwardNet<float>();
    const auto doubles = awkwardNet<double>();
    single ? saveParameters(file, floats) : saveParameters(file, doubles);
    const QByteArray said = runPython(u"import numpy, sys\n"
                                      "archive = numpy.load(sys.argv[1])\n"
                                      "print(*archive.files)\n"
                                      "for name in archive.files:\n"
                                      "    a = archive[name]\n"
                                      "    print(a.dtype.str, a.shape, a.tobytes().hex())\n"_s,
                                      { file });
    const QByteArray type = single ? "<f4 " : "<f8 ";
    const auto line = [&](const char *shape, const auto &ofFloat, const auto &ofDouble) {
        return type + shape + ' ' + (single ? bits(ofFloat) : bits(ofDouble)).toHex() + '\n';
    };
    QCOMPARE(said,
             "W1 b1 W2 b2\n" + line("(5, 3)", floats.W1, doubles.W1) + line("(3,)", floats.b1, doubles.b1)
                 + line("(3, 4)", floats.W2, doubles.W2) + line("(4,)", floats.b2, doubles.b2));
}

void TestNpz::readsNumpys_data()
{
    QTest::addColumn<QString>("convert"); // of each array, as a Python expression
    QTest::addColumn<QString>("save");
    const QString savez = u"numpy.savez(path, **arrays)"_s;
    QTest::newRow("float64") << u"a"_s << savez;
    QTest::newRow("float32") << u"a.astype('<f4')"_s << savez;
    QTest::newRow("big endian float32") << u"a.astype('>f4')"_s << savez;
    QTest::newRow("big endian float64") << u"a.astype('>f8')"_s << savez;
    QTest::newRow("Fortran order") << u"numpy.asfortranarray(a)"_s << savez;
    QTest::newRow("Fortran order, big endian float32") << u"numpy.asfortranarray(a.astype('>f4'))"_s << savez;
    QTest::newRow("a transposed view") << u"a.T.copy().T"_s << savez;
    QTest::newRow("biases as rows") << u"numpy.atleast_2d(a)"_s << savez;
    QTest::newRow("compressed") << u"a"_s << u"numpy.savez_compressed(path, **arrays)"_s;
    QTest::newRow("with other arrays") << u"a"_s << u"numpy.savez(path, epoch=3, names=['x'], **arrays)"_s;
    for (const int version : { 1, 2, 3 })
        QTest::addRow("version %d", version)
            << u"a"_s
            << u"import zipfile\n"
               "with zipfile.ZipFile(path, 'w') as z:\n"
               "    for name, a in arrays.items():\n"
               "        with z.open(name + '.npy', 'w', force_zip64=True) as f:\n"
               "            numpy.lib.format.write_array(f, a, version=(%1, 0))\n"_s.arg(version);
}

void TestNpz::readsNumpys()
{
    QFETCH(QString, convert);
    QFETCH(QString, save);
    if (m_python.isEmpty())
        QSKIP("There is no python3 with NumPy.");
    const QString file = path(u"theirs.npz"_s);
    const QString program = u"import numpy, sys, warnings\n"
                            "warnings.simplefilter('ignore')\n"
                            "path = sys.argv[1]\n"
                            "def array(first, *shape):\n"
                            "    a = (numpy.arange(numpy.prod(shape)) + first).reshape(shape) / 8\n"
                            "    return %1\n"
                            "arrays = dict(W1=array(-7, 5, 3), b1=array(1, 3), W2=array(-20, 3, 4), b2=array(2, 4))\n"
                            "%2\n"_s.arg(convert, save);
    runPython(program, { file });
    QVERIFY(QFile::exists(file));
    const Parameters<double> loaded = loadParameters(file);
    QVERIFY(loaded.size == smallSize);
    QCOMPARE(bits(loaded), bits(smallNet()));
}

// The same as NumPy's, where there is no NumPy to ask.
void TestNpz::readsBothEndsAndOrders()
{
    const Parameters<double> net = smallNet();
    QByteArray data;
    for (int column = 0; column < 3; ++column) {
        for (int row = 0; row < 5; ++row) {
            const float value = float(net.W1[std::size_t(row * 3 + column)]);
            quint32 word = 0;
            std::memcpy(&word, &value, sizeof word);
            word = qToBigEndian(word);
            data.append(reinterpret_cast<const char *>(&word), sizeof word);
        }
    }
    for (const char version : { 1, 2, 3 }) {
        const QByteArray W1 = npy("{'shape':(5,3),'fortran_order':True , 'descr':'>f4'}   \n", data, version);
        QVERIFY(loadParameters(zip(with("W1.npy", W1))) == net);
    }
}

void TestNpz::reportsDamagedArrays_data()
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
    shape("b1 is a column", "b1.npy", "(3, 1)", 3, "b1: (3,) / (3, 1)");
    shape("b2 is short", "b2.npy", "(3,)", 3, "b2: (4,) / (3,)");

    const auto type = [](const char *descr, const char *detail) {
        const QByteArray text = "{'descr': " + QByteArray(descr) + ", 'fortran_order': False, 'shape': (3,), }\n";
        const int offset = descr[0] == '[' ? 20 : -1;
        QTest::newRow(descr) << QByteArray("b1.npy") << npy(text, QByteArray(24, '\0')) << Kind::BadType << offset
                             << QString::fromLatin1(detail);
    };
    type("'<i8'", "b1: <i8");
    type("'<f2'", "b1: <f2");
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

void TestNpz::reportsDamagedArrays()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, contents);
    QFETCH(Kind, kind);
    QFETCH(int, offset);
    QFETCH(QString, detail);
    const QString file = zip(with(name, contents));
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, kind, file, offset, detail);
}

void TestNpz::reportsDamagedZips_data()
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

void TestNpz::reportsDamagedZips()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    QFETCH(int, offset);
    QFETCH(QString, detail);
    const QString file = write(u"damaged.npz"_s, bytes);
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, kind, file, offset, detail);
}

void TestNpz::reportsCutZips()
{
    for (const QByteArray name : { "W1", "b1", "W2", "b2" }) {
        Entries entries = smallEntries();
        entries.erase(name + ".npy");
        const QString file = zip(entries);
        const auto missing = errorOf([&] { loadParameters(file); });
        COMPARE_ERROR(missing, Kind::MissingArray, file, -1, QString::fromLatin1(name));
    }

    const QByteArray good = read(zip(smallEntries(), ZIP_CM_STORE));
    for (qsizetype length = 4; length < good.size(); ++length) {
        const QString file = write(u"cut.npz"_s, good.first(length));
        const auto cut = errorOf([&] { loadParameters(file); });
        COMPARE_ERROR(cut, Kind::Truncated, file, length, QString());
    }

    QByteArray flipped = good;
    const qsizetype at = good.lastIndexOf(bits(smallNet().b2)); // a weight: only the checksum tells
    QVERIFY(at > 0);
    flipped[at] ^= 1;
    const QString file = write(u"flipped.npz"_s, flipped);
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, Kind::Damaged, file, -1, u"b2"_s);
}

void TestNpz::reportsEncryption()
{
    if (!zip_encryption_method_supported(ZIP_EM_AES_256, 1))
        QSKIP("This libzip cannot encrypt.");
    const QString file = zip(smallEntries(), ZIP_CM_DEFLATE, "secret");
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, Kind::Unreadable, file, -1, u"W1"_s);
}

void TestNpz::reportsUnknownCompression()
{
    QByteArray bytes = read(zip(smallEntries()));
    bytes[bytes.indexOf("PK\3\4") + 8] = 77;
    bytes[bytes.indexOf("PK\1\2") + 10] = 77;
    const QString file = write(u"unknown.npz"_s, bytes);
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, Kind::Unreadable, file, -1, u"W1"_s);
}

// The zip's directory claims another size for W1 than it has.
void TestNpz::reportsLyingSizes_data()
{
    QTest::addColumn<quint32>("claimed");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("offset");
    const int length = int(smallEntries()["W1.npy"].size());
    QTest::newRow("more than is held") << quint32(256 * 1024 * 1024 + 1) << Kind::TooLarge << -1;
    QTest::newRow("all that is held") << quint32(256 * 1024 * 1024) << Kind::Truncated << length;
    QTest::newRow("less than there is") << quint32(30) << Kind::TooLong << 30;
}

void TestNpz::reportsLyingSizes()
{
    QFETCH(quint32, claimed);
    QFETCH(Kind, kind);
    QFETCH(int, offset);
    constexpr qsizetype sizeAt = 24; // in an entry of the central directory
    QByteArray bytes = read(zip(smallEntries()));
    const qsizetype entry = bytes.indexOf("PK\1\2");
    QVERIFY(entry > 0 && bytes.indexOf("W1.npy", entry) == entry + 46);
    qToLittleEndian(claimed, bytes.data() + entry + sizeAt);
    const QString file = write(u"lying.npz"_s, bytes);
    const auto error = errorOf([&] { loadParameters(file); });
    COMPARE_ERROR(error, kind, file, offset, u"W1"_s);
}

void TestNpz::reportsWhatIsNoFile()
{
    const auto absent = errorOf([&] { loadParameters(path(u"none.npz"_s)); });
    COMPARE_ERROR(absent, Kind::NotFound, path(u"none.npz"_s), -1, QString());
    const auto folder = errorOf([&] { loadParameters(m_folder->path()); });
    COMPARE_ERROR(folder, Kind::Unreadable, m_folder->path(), -1, QString());
    const QString unreadable = u"/proc/self/mem"_s; // opens, but nothing is mapped at its beginning
    if (!QFile::exists(unreadable))
        QSKIP("There is no /proc/self/mem here.");
    const auto error = errorOf([&] { loadParameters(unreadable); });
    COMPARE_ERROR(error, Kind::Unreadable, unreadable, -1, QString());
}

QTEST_GUILESS_MAIN(TestNpz)
#include "tst_npz.moc"
