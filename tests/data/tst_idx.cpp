// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets in the IDX format: what is read, and how every kind of damage is reported.
#include "data/data_set.h"
#include "data/idx.h"
#include "data/mnist_folder.h"
#include "files/storage_error.h"
#include "tests/fixtures/error_of.h"
#include "tests/fixtures/heap_watch.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QScopeGuard>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QtEndian>
#include <QtTest/QTest>

#include <memory>
#include <vector>

#include <zlib.h>

using namespace chainrule;
using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;

namespace {

constexpr quint32 imagesMagic = 0x803;
constexpr quint32 labelsMagic = 0x801;

QByteArray header(std::initializer_list<quint32> numbers)
{
    QByteArray bytes;
    for (const quint32 number : numbers) {
        const quint32 bigEndian = qToBigEndian(number);
        bytes.append(reinterpret_cast<const char *>(&bigEndian), sizeof bigEndian);
    }
    return bytes;
}

QByteArray pixels(int count)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes += char(i * 37);
    return bytes;
}

QByteArray images(quint32 count, quint32 rows, quint32 columns)
{
    return header({ imagesMagic, count, rows, columns }) + pixels(int(count * rows * columns));
}

QByteArray labels(const QByteArray &values)
{
    return header({ labelsMagic, quint32(values.size()) }) + values;
}

QByteArray gzipped(QByteArray contents)
{
    constexpr int gzipWrapper = 15 + 16;
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipWrapper, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(contents.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(contents.data());
    stream.avail_in = uInt(contents.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray damagedAt(QByteArray bytes, qsizetype at)
{
    bytes[at < 0 ? bytes.size() + at : at] ^= char(0x5a);
    return bytes;
}

} // namespace

class TestIdx : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }

    void readsPicturesAndLabels_data();
    void readsPicturesAndLabels();
    void reportsDamagedContents_data();
    void reportsDamagedContents();
    void reportsDamagedCompression_data();
    void reportsDamagedCompression();
    void reportsChecksumOfLargeFiles();
    void reportsWhatIsNoFile();
    void reportsReadErrors();
    void reportsForbiddenFiles();
    void doesNotBelieveHeaders();
    void holdsPicturesOnce();
    void readsFolders();
    void prefersNothingMissing();
    void reportsFolders();
    void reportsSetsOfDifferentSize();
    void findsFolders();
    void readsMnist();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test file");
        return path(name);
    }
    void writeSmallFolder() const
    {
        write(u"train-images-idx3-ubyte"_s, images(3, 2, 2));
        write(u"train-labels-idx1-ubyte.gz"_s, gzipped(labels("\1\2\3")));
        write(u"t10k-images-idx3-ubyte.gz"_s, gzipped(images(2, 2, 2)));
        write(u"t10k-labels-idx1-ubyte"_s, labels("\4\5"));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestIdx::init()
{
    m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/手書き ä-XXXXXX"_s);
    QVERIFY(m_folder->isValid());
}

void TestIdx::readsPicturesAndLabels_data()
{
    QTest::addColumn<bool>("compressed");
    QTest::newRow("plain") << false;
    QTest::newRow("gz") << true;
}

void TestIdx::readsPicturesAndLabels()
{
    QFETCH(bool, compressed);
    const QByteArray imageBytes = images(3, 2, 5);
    const QByteArray labelBytes = labels(QByteArray("\0\x09\4", 3));
    const LabelledImages read = loadIdx(write(u"images"_s, compressed ? gzipped(imageBytes) : imageBytes),
                                        write(u"labels"_s, compressed ? gzipped(labelBytes) : labelBytes), 10);
    QCOMPARE(read.count, 3);
    QCOMPARE(read.rows, 2);
    QCOMPARE(read.columns, 5);
    const QByteArray expected = pixels(30);
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(read.pixels.data()), qsizetype(read.pixels.size())), expected);
    QCOMPARE(read.labels, (std::vector<std::uint8_t>{ 0, 9, 4 }));
}

// Every row is tried plain and compressed: offsets count uncompressed bytes, so they are the same.
void TestIdx::reportsDamagedContents_data()
{
    QTest::addColumn<QByteArray>("imageBytes");
    QTest::addColumn<QByteArray>("labelBytes");
    QTest::addColumn<QString>("blamed");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("detail");

    const QByteArray good = images(3, 2, 2);
    const QByteArray three = labels("\1\2\3");
    const auto inImages = [&](const char *name, const QByteArray &bytes, Kind kind, int offset, const QString &detail = {}) {
        QTest::newRow(name) << bytes << three << u"images"_s << kind << offset << detail;
    };
    inImages("no bytes", "", Kind::Truncated, 0);
    inImages("part of a magic", good.first(3), Kind::Truncated, 3);
    inImages("labels for images", three, Kind::WrongMagic, 0);
    inImages("text", "Not a picture at all", Kind::WrongMagic, 0);
    inImages("signed bytes", damagedAt(good, 2), Kind::WrongMagic, 0);
    inImages("part of a header", good.first(14), Kind::Truncated, 14);
    inImages("no picture", header({ imagesMagic, 0, 28, 28 }), Kind::BadDimensions, 4, u"0"_s);
    inImages("no rows", header({ imagesMagic, 1, 0, 28 }), Kind::BadDimensions, 8, u"0"_s);
    inImages("no columns", header({ imagesMagic, 1, 28, 0 }), Kind::BadDimensions, 12, u"0"_s);
    inImages("2^31 pictures", header({ imagesMagic, 0x80000000, 28, 28 }) + "1234", Kind::TooLarge, 4,
             u"2147483648 / 1000000"_s);
    inImages("high", header({ imagesMagic, 1, 1025, 28 }), Kind::TooLarge, 8, u"1025 / 1024"_s);
    inImages("wide", header({ imagesMagic, 1, 28, 0xffffffff }), Kind::TooLarge, 12, u"4294967295 / 1024"_s);
    inImages("too much in all", header({ imagesMagic, 1025, 1024, 1024 }), Kind::TooLarge, 4, u"1074790400 / 1073741824"_s);
    inImages("no pixels", good.first(16), Kind::Truncated, 16);
    inImages("last pixel missing", good.chopped(1), Kind::Truncated, 27);
    inImages("one pixel more", good + '\0', Kind::TooLong, 28);

    const auto inLabels = [&](const char *name, const QByteArray &bytes, Kind kind, int offset, const QString &detail = {}) {
        QTest::newRow(name) << good << bytes << u"labels"_s << kind << offset << detail;
    };
    inLabels("images for labels", good, Kind::WrongMagic, 0);
    inLabels("no labels", labels(""), Kind::BadDimensions, 4, u"0"_s);
    inLabels("too many labels", header({ labelsMagic, 1'000'001 }), Kind::TooLarge, 4, u"1000001 / 1000000"_s);
    inLabels("last label missing", three.chopped(1), Kind::Truncated, 10);
    inLabels("one label more", three + '\0', Kind::TooLong, 11);
    inLabels("label 10", labels("\1\x0a\3"), Kind::BadLabel, 9, u"10"_s);
    inLabels("label 255", labels("\1\2\xff"), Kind::BadLabel, 10, u"255"_s);
    inLabels("fewer labels than pictures", labels("\1\2"), Kind::CountMismatch, 4, u"3 / 2"_s);
    inLabels("more labels than pictures", labels("\1\2\3\4"), Kind::CountMismatch, 4, u"3 / 4"_s);
}

void TestIdx::reportsDamagedContents()
{
    QFETCH(QByteArray, imageBytes);
    QFETCH(QByteArray, labelBytes);
    QFETCH(QString, blamed);
    QFETCH(Kind, kind);
    QFETCH(int, offset);
    QFETCH(QString, detail);
    for (const bool compressed : { false, true }) {
        const QString imagesPath = write(u"images"_s, compressed ? gzipped(imageBytes) : imageBytes);
        const QString labelsPath = write(u"labels"_s, compressed ? gzipped(labelBytes) : labelBytes);
        const auto error = errorOf([&] { loadIdx(imagesPath, labelsPath, 10); });
        COMPARE_ERROR(error, kind, path(blamed), offset, detail);
    }
}

void TestIdx::reportsDamagedCompression_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("offset");

    const QByteArray good = gzipped(images(3, 2, 2)); // 28 bytes when uncompressed
    QTest::newRow("checksum") << damagedAt(good, -8) << Kind::Damaged << 0; // zlib reads ahead
    QTest::newRow("length") << damagedAt(good, -1) << Kind::Damaged << 0;
    QTest::newRow("checksum missing") << good.chopped(8) << Kind::Truncated << 28;
    QTest::newRow("length cut") << good.chopped(1) << Kind::Truncated << 28;
    QTest::newRow("header cut") << good.first(5) << Kind::Truncated << 0;
    QTest::newRow("only a header") << good.first(10) << Kind::Truncated << 0;
    QTest::newRow("block type") << damagedAt(good, 10) << Kind::Damaged << 0;
    QTest::newRow("method") << damagedAt(good, 2) << Kind::Damaged << 0;
}

void TestIdx::reportsDamagedCompression()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    QFETCH(int, offset);
    const QString imagesPath = write(u"images.gz"_s, bytes);
    const QString labelsPath = write(u"labels"_s, labels("\1\2\3"));
    const auto error = errorOf([&] { loadIdx(imagesPath, labelsPath, 10); });
    COMPARE_ERROR(error, kind, imagesPath, offset, QString());
}

// All bytes were good and have been delivered when the checksum is met.
void TestIdx::reportsChecksumOfLargeFiles()
{
    constexpr int end = 16 + 5000 * 784;
    constexpr int readAhead = 1 << 19;
    const QString imagesPath = write(u"images.gz"_s, damagedAt(gzipped(images(5000, 28, 28)), -8));
    const auto error = errorOf([&] { loadIdx(imagesPath, imagesPath, 10); });
    QVERIFY(error.has_value());
    QCOMPARE(error->kind(), Kind::Damaged);
    QCOMPARE(error->path(), imagesPath);
    QVERIFY(error->offset() > end - readAhead && error->offset() <= end);
}

void TestIdx::reportsWhatIsNoFile()
{
    const QString good = write(u"labels"_s, labels("\1"));
    const auto absent = errorOf([&] { loadIdx(path(u"none"_s), good, 10); });
    COMPARE_ERROR(absent, Kind::NotFound, path(u"none"_s), -1, QString());
    const auto below = errorOf([&] { loadIdx(good + u"/below"_s, good, 10); });
    COMPARE_ERROR(below, Kind::NotFound, good + u"/below"_s, -1, QString());
    const auto folder = errorOf([&] { loadIdx(m_folder->path(), good, 10); });
    COMPARE_ERROR(folder, Kind::Unreadable, m_folder->path(), 0, QString());
}

void TestIdx::reportsReadErrors()
{
    const QString unreadable = u"/proc/self/mem"_s; // opens, but nothing is mapped at its beginning
    if (!QFile::exists(unreadable))
        QSKIP("There is no /proc/self/mem here.");
    const auto error = errorOf([&] { loadIdx(unreadable, unreadable, 10); });
    COMPARE_ERROR(error, Kind::Unreadable, unreadable, 0, QString());
}

void TestIdx::reportsForbiddenFiles()
{
    const QString secret = write(u"secret"_s, labels("\1"));
    QFile::setPermissions(secret, {});
    if (QFile(secret).open(QIODevice::ReadOnly))
        QSKIP("This user may read every file.");
    const auto file = errorOf([&] { loadIdx(secret, secret, 10); });
    COMPARE_ERROR(file, Kind::Unreadable, secret, -1, QString());

    QFile::setPermissions(m_folder->path(), {});
    const auto folder = errorOf([&] { loadData(m_folder->path()).data; });
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    COMPARE_ERROR(folder, Kind::Unreadable, m_folder->path(), -1, QString());
}

// A few bytes that claim 784 MB, within every limit.
void TestIdx::doesNotBelieveHeaders()
{
    const QByteArray lie = header({ imagesMagic, 1'000'000, 28, 28 }) + "1234";
    for (const QByteArray &bytes : { lie, gzipped(lie) }) {
        const QString imagesPath = write(u"images"_s, bytes);
        const HeapWatch watch;
        const auto error = errorOf([&] { loadIdx(imagesPath, imagesPath, 10); });
        COMPARE_ERROR(error, Kind::Truncated, imagesPath, 20, QString());
        QVERIFY2(watch.peak() < 1'000'000, QByteArray::number(qint64(watch.peak())).constData());
    }
}

void TestIdx::holdsPicturesOnce()
{
    const QByteArray imageBytes = images(5000, 28, 28);
    const QString labelsPath = write(u"labels"_s, labels(QByteArray(5000, '\1')));
    for (const QByteArray &bytes : { imageBytes, gzipped(imageBytes) }) {
        const QString imagesPath = write(u"images"_s, bytes);
        const HeapWatch watch;
        const LabelledImages read = loadIdx(imagesPath, labelsPath, 10);
        QCOMPARE(read.pixels.size(), std::size_t(5000 * 784));
        QVERIFY2(watch.peak() < 5000 * 784 + 100'000, QByteArray::number(qint64(watch.peak())).constData());
    }
}

void TestIdx::readsFolders()
{
    writeSmallFolder();
    const std::shared_ptr<const Dataset> set = loadData(m_folder->path()).data;
    QCOMPARE(set->training.count, 3);
    QCOMPARE(set->test.count, 2);
    QCOMPARE(set->training.labels, (std::vector<std::uint8_t>{ 1, 2, 3 }));
    QCOMPARE(set->test.labels, (std::vector<std::uint8_t>{ 4, 5 }));
    QCOMPARE(set->classes, 6); // the greatest label is a test image's
}

// Some unpackers make a folder of the file's name, which must not hide the .gz beside it.
void TestIdx::prefersNothingMissing()
{
    writeSmallFolder();
    QVERIFY(QDir(m_folder->path()).mkdir(u"t10k-images-idx3-ubyte"_s));
    QCOMPARE(loadData(m_folder->path()).data->test.count, 2);
}

void TestIdx::reportsFolders()
{
    const auto absent = errorOf([&] { loadData(path(u"none"_s)).data; });
    COMPARE_ERROR(absent, Kind::NotFound, path(u"none"_s), -1, QString());

    const QString file = write(u"file"_s, "x");
    const auto noFolder = errorOf([&] { loadData(file).data; });
    COMPARE_ERROR(noFolder, Kind::NoData, file, -1, u"file"_s);

    writeSmallFolder();
    QFile::remove(path(u"train-images-idx3-ubyte"_s));
    QFile::remove(path(u"t10k-labels-idx1-ubyte"_s));
    const auto missing = errorOf([&] { loadData(m_folder->path()).data; });
    COMPARE_ERROR(missing, Kind::MissingFiles, m_folder->path(), -1, u"train-images-idx3-ubyte, t10k-labels-idx1-ubyte"_s);

    writeSmallFolder();
    const QString bad = write(u"t10k-labels-idx1-ubyte"_s, labels("\4\x0b"));
    const auto damaged = errorOf([&] { loadData(m_folder->path()).data; });
    COMPARE_ERROR(damaged, Kind::BadLabel, bad, 9, u"11"_s);
}

void TestIdx::reportsSetsOfDifferentSize()
{
    writeSmallFolder();
    const QString other = write(u"t10k-images-idx3-ubyte.gz"_s, gzipped(images(2, 2, 3)));
    const auto error = errorOf([&] { loadData(m_folder->path()).data; });
    COMPARE_ERROR(error, Kind::BadDimensions, other, 8, u"2 × 2 / 2 × 3"_s);
}

void TestIdx::findsFolders()
{
    constexpr const char *variable = "CHAINRULE_MNIST_DIR";
    const QByteArray before = qgetenv(variable);
    const auto restore = qScopeGuard([&] {
        before.isEmpty() ? qunsetenv(variable) : qputenv(variable, before);
        QStandardPaths::setTestModeEnabled(false);
    });
    QStandardPaths::setTestModeEnabled(true);
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/chainrule/mnist"_s;
    QDir(data).removeRecursively();

    qputenv(variable, QFile::encodeName(m_folder->path()));
    QCOMPARE(findMnistFolder(), QString());
    writeSmallFolder();
    QCOMPARE(findMnistFolder(), m_folder->path());

    QVERIFY(QDir().mkpath(data));
    for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files))
        QVERIFY(QFile::copy(path(name), data + u'/' + name));
    QCOMPARE(findMnistFolder(), m_folder->path()); // what is asked for comes first
    qunsetenv(variable);
    QCOMPARE(findMnistFolder(), data);
    QDir(data).removeRecursively();
}

void TestIdx::readsMnist()
{
    const QString folder = QFile::decodeName(qgetenv("CHAINRULE_MNIST_DIR"));
    if (folder.isEmpty())
        QSKIP("CHAINRULE_MNIST_DIR is not set: the real MNIST is not tested.");
    const HeapWatch watch;
    const std::shared_ptr<const Dataset> mnist = loadData(folder).data;
    QVERIFY2(watch.peak() < 70'000 * 785 + 1'000'000, QByteArray::number(qint64(watch.peak())).constData());
    QCOMPARE(mnist->training.count, 60000);
    QCOMPARE(mnist->test.count, 10000);
    for (const LabelledImages *set : { &mnist->training, &mnist->test }) {
        QCOMPARE(set->rows, 28);
        QCOMPARE(set->columns, 28);
        QCOMPARE(set->pixelsEach(), 784);
    }
    const std::vector<std::uint8_t> &digits = mnist->training.labels;
    QCOMPARE(std::vector<std::uint8_t>(digits.begin(), digits.begin() + 10),
             (std::vector<std::uint8_t>{ 5, 0, 4, 1, 9, 2, 1, 3, 1, 4 }));

    const auto digest = [](const QByteArray &top, const std::vector<std::uint8_t> &bytes) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(top);
        hash.addData(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
        return hash.result().toHex();
    };
    QCOMPARE(digest(header({ imagesMagic, 60000, 28, 28 }), mnist->training.pixels),
             "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
    QCOMPARE(digest(header({ labelsMagic, 60000 }), mnist->training.labels),
             "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");
    QCOMPARE(digest(header({ imagesMagic, 10000, 28, 28 }), mnist->test.pixels),
             "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
    QCOMPARE(digest(header({ labelsMagic, 10000 }), mnist->test.labels),
             "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");
}

QTEST_GUILESS_MAIN(TestIdx)
#include "tst_idx.moc"
