// SPDX-License-Identifier: GPL-3.0-or-later
// A net's parameters as .npz: to the last bit, and both ways with NumPy.
#include "tests/files/npz_made.h"

#include "files/npz.h"
#include "files/storage_error.h"
#include "tests/fixtures/error_of.h"
#include "tests/fixtures/python_with_numpy.h"

#include <QtCore/QProcess>
#include <QtCore/QScopeGuard>
#include <QtTest/QTest>

#include <cmath>
#include <csignal>
#include <cstring>
#include <limits>

#include <sys/resource.h>

using namespace chainrule;
using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;

namespace {

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

} // namespace

class TestNpz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

private:
    QByteArray runPython(const QString &program, const QStringList &arguments) const;

    std::unique_ptr<NpzFolder> m_folder;
    QString m_python;
};

void TestNpz::init()
{
    m_folder = std::make_unique<NpzFolder>();
    QVERIFY(m_folder->isValid());
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
    saveParameters(m_folder->path(u"double.npz"_s), doubles);
    const Parameters<double> loaded = loadParameters(m_folder->path(u"double.npz"_s));
    QCOMPARE(loaded.size.inputs, 5);
    QCOMPARE(loaded.size.hidden, 3);
    QCOMPARE(loaded.size.classes, 4);
    QCOMPARE(bits(loaded), bits(doubles));

    const auto floats = awkwardNet<float>();
    saveParameters(m_folder->path(u"float.npz"_s), floats);
    QCOMPARE(bits(converted<float>(loadParameters(m_folder->path(u"float.npz"_s)))), bits(floats));
}

void TestNpz::keepsWholeNets()
{
    Parameters<double> net = { {}, eighths(784 * 50, -999), eighths(50, 3), eighths(500, -250), eighths(10, -5) };
    saveParameters(m_folder->path(u"net.npz"_s), net);
    QVERIFY(loadParameters(m_folder->path(u"net.npz"_s)) == net);
}

void TestNpz::savesEqualNetsAsEqualFiles()
{
    saveParameters(m_folder->path(u"a.npz"_s), smallNet());
    saveParameters(m_folder->path(u"b.npz"_s), smallNet());
    const QByteArray bytes = fileContents(m_folder->path(u"a.npz"_s));
    QCOMPARE(bytes, fileContents(m_folder->path(u"b.npz"_s)));
    QCOMPARE(bytes.mid(10, 4).toHex(), "00002100"_ba); // the first file's time, whenever it is: 0:00 of 1980-01-01
}

// As the .npy format asks for, so that the numbers can be mapped into memory.
void TestNpz::storesNumbersAligned()
{
    saveParameters(m_folder->path(u"net.npz"_s), smallNet());
    const QByteArray bytes = fileContents(m_folder->path(u"net.npz"_s));
    const qsizetype start = bytes.indexOf("\x93NUMPY");
    const qsizetype numbers = bytes.indexOf(bits(smallNet().W1));
    QVERIFY(start > 0 && numbers > start);
    QCOMPARE((numbers - start) % 64, 0);
}

void TestNpz::replacesFilesWhole()
{
    const QString file = m_folder->write(u"net.npz"_s, QByteArray(100'000, 'x'));
    saveParameters(file, smallNet());
    QVERIFY(loadParameters(file) == smallNet());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{ u"net.npz"_s });
}

void TestNpz::keepsTheOldFileWhenTheDiskIsFull()
{
    const QString file = m_folder->path(u"net.npz"_s);
    saveParameters(file, smallNet());
    const QByteArray before = fileContents(file);

    rlimit limit;
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight = { rlim_t(before.size() / 2), limit.rlim_max };
    setrlimit(RLIMIT_FSIZE, &tight);
    const auto error = errorOf([&] { saveParameters(file, awkwardNet<double>()); });
    setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, handler);

    COMPARE_ERROR(error, Kind::Unwritable, file, -1, qt_error_string(EFBIG));
    QCOMPARE(fileContents(file), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestNpz::reportsUnwritable()
{
    for (const QString &target : { m_folder->path(u"none/net.npz"_s), m_folder->path(), QString() }) {
        const auto error = errorOf([&] { saveParameters(target, smallNet()); });
        QVERIFY(error && !error->detail().isEmpty());
        COMPARE_ERROR(error, Kind::Unwritable, target, -1, error->detail()); // in the system's words
    }
}

void TestNpz::refusesToSaveWhatIsNotFinite()
{
    const QString file = m_folder->path(u"net.npz"_s);
    saveParameters(file, smallNet());
    const QByteArray before = fileContents(file);
    Parameters<double> net = smallNet();
    net.W2.back() = std::numeric_limits<double>::quiet_NaN();
    const auto error = errorOf([&] { saveParameters(file, net); });
    COMPARE_ERROR(error, Kind::NotFinite, file, -1, u"W2"_s);
    QCOMPARE(fileContents(file), before);
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
    const QString file = m_folder->path(u"ours.npz"_s);
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
    const QString file = m_folder->path(u"theirs.npz"_s);
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
            const auto value = float(net.W1[std::size_t(row * 3 + column)]);
            quint32 word = 0;
            std::memcpy(&word, &value, sizeof word);
            word = qToBigEndian(word);
            data.append(reinterpret_cast<const char *>(&word), sizeof word);
        }
    }
    for (const char version : { '\1', '\2', '\3' }) {
        const QByteArray W1 = npy("{'shape':(5,3),'fortran_order':True , 'descr':'>f4'}   \n", data, version);
        QVERIFY(loadParameters(m_folder->zip(with("W1.npy", W1))) == net);
    }
}

QTEST_GUILESS_MAIN(TestNpz)
#include "tst_npz.moc"
