// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets as people have them: each form gives the same pictures, and what is none is told with what lies there instead.
#include "data/data_set.h"
#include "data/idx.h"
#include "tests/files/npz_made.h"
#include "tests/fixtures/error_of.h"
#include "tests/fixtures/idx_fixture.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtTest/QTest>

#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace chainrule;
using Kind = StorageError::Kind;

namespace {

constexpr int trainingCount = 40, testCount = 20;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

QByteArray gzipped(const QByteArray &bytes)
{
    const QTemporaryDir folder;
    const QByteArray path = QFile::encodeName(folder.filePath(u"a"_s));
    gzFile file = gzopen(path.constData(), "wb");
    gzwrite(file, bytes.constData(), unsigned(bytes.size()));
    gzclose(file);
    return contents(folder.filePath(u"a"_s));
}

bool same(const LabelledImages &a, const LabelledImages &b)
{
    return a.count == b.count && a.rows == b.rows && a.columns == b.columns && a.pixels == b.pixels && a.labels == b.labels;
}

std::span<const std::uint8_t> picture(const LabelledImages &images, Index i)
{
    return std::span(images.pixels).subspan(std::size_t(i * images.pixelsEach()), std::size_t(images.pixelsEach()));
}

template <class T> QByteArray array(const QByteArray &shape, const QByteArray &type, const std::vector<T> &values)
{
    return npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n", bits(values));
}

// One line a picture, the label first.
QByteArray table(const LabelledImages &images, bool header)
{
    QByteArray csv;
    for (Index i = 0; header && i <= images.pixelsEach(); ++i)
        csv += i == 0 ? QByteArray("label") : ",pixel" + QByteArray::number(i - 1);
    csv += header ? "\r\n" : "";
    for (Index i = 0; i < images.count; ++i) {
        csv += QByteArray::number(images.labels[std::size_t(i)]);
        for (const std::uint8_t pixel : picture(images, i))
            csv += ',' + QByteArray::number(pixel);
        csv += "\r\n";
    }
    return csv;
}

void writePictures(const QString &folder, const LabelledImages &images, const QString &name = u"%1/%2.png"_s)
{
    for (Index i = 0; i < images.count; ++i) {
        const QString path = folder + u'/' + name.arg(images.labels[std::size_t(i)]).arg(i, 5, 10, QChar(u'0'));
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        const QImage image(picture(images, i).data(), int(images.columns), int(images.rows), int(images.columns),
                           QImage::Format_Grayscale8);
        QVERIFY(image.save(path));
    }
}

} // namespace

class TestDataSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void idxUnderAllItsNames_data();
    void idxUnderAllItsNames();
    void oneFileStandsForAll();
    void fileBesideItsOwnGz();
    void labelsOfQmnist();
    void severalSetsAreNotMixed();
    void arraysOfKeras();
    void tableOfKaggle();
    void tableInTwoFiles();
    void tableWithSemicolons();
    void namesAreReadByWords();
    void severalOfAKindAreNamed();
    void whatIsStoppedHasNoData();
    void badTablesAreRefused_data();
    void badTablesAreRefused();
    void foldersOfPictures();
    void foldersAreDividedAlike();
    void classesKeepTheirNames();
    void picturesThatLieOnTheirSide();
    void whatLiesThereIsTold_data();
    void whatLiesThereIsTold();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QByteArray part(int i) const { return contents(m_plain.filePath(m_names[i])); }

    const QStringList m_names{ u"train-images-idx3-ubyte"_s, u"train-labels-idx1-ubyte"_s, u"t10k-images-idx3-ubyte"_s,
                               u"t10k-labels-idx1-ubyte"_s };
    QTemporaryDir m_plain; // as MNIST has them
    std::shared_ptr<const Dataset> m_data;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDataSet::initTestCase()
{
    IdxFixture::write(m_plain.path(), trainingCount, testCount);
    std::array<QString, 4> paths;
    std::ranges::transform(m_names, paths.begin(), [this](const QString &name) { return m_plain.filePath(name); });
    m_data = loadIdxFiles(paths);
}

void TestDataSet::idxUnderAllItsNames_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("compressed"); // times
    QTest::newRow("plain") << m_names << 0;
    QTest::newRow("dots") << QStringList{ u"train-images.idx3-ubyte"_s, u"train-labels.idx1-ubyte"_s,
                                          u"t10k-images.idx3-ubyte"_s, u"t10k-labels.idx1-ubyte"_s }
                          << 0;
    QTest::newRow("nested") << QStringList{
        u"train-images-idx3-ubyte/train-images-idx3-ubyte"_s, u"train-labels-idx1-ubyte/train-labels-idx1-ubyte"_s,
        u"t10k-images-idx3-ubyte/t10k-images-idx3-ubyte"_s, u"t10k-labels-idx1-ubyte/t10k-labels-idx1-ubyte"_s
    } << 0;
    QTest::newRow("EMNIST") << QStringList{
        u"gzip/emnist-digits-train-images-idx3-ubyte.gz"_s, u"gzip/emnist-digits-train-labels-idx1-ubyte.gz"_s,
        u"gzip/emnist-digits-test-images-idx3-ubyte.gz"_s, u"gzip/emnist-digits-test-labels-idx1-ubyte.gz"_s
    } << 1;
    QStringList packed, twice;
    for (const QString &name : m_names) {
        packed.append(name + u".gz"_s);
        twice.append(name + u".gz.gz"_s);
    }
    QTest::newRow("gz") << packed << 1;
    QTest::newRow("gz of gz") << twice << 2;
    QTest::newRow("gz of gz, named once") << packed << 2;
    QTest::newRow("gz that a browser has unpacked") << packed << 0;
}

void TestDataSet::idxUnderAllItsNames()
{
    QFETCH(QStringList, names);
    QFETCH(int, compressed);
    for (int i = 0; i < names.size(); ++i) {
        QByteArray bytes = part(i);
        for (int times = 0; times < compressed; ++times)
            bytes = gzipped(bytes);
        write(path(names[i]), bytes);
    }
    const DataSet found = loadData(m_folder->path());
    QVERIFY(same(found.data->training, m_data->training));
    QVERIFY(same(found.data->test, m_data->test));
    QCOMPARE(found.place, m_folder->path());
    QVERIFY(!found.splitSeed);
    QVERIFY(same(loadData(path(names[2])).data->training, m_data->training)); // one of them stands for all
}

void TestDataSet::oneFileStandsForAll()
{
    QCOMPARE(loadData(m_plain.filePath(m_names[3])).place, m_plain.path());
    write(path(m_names[0]), part(0));
    const auto error = errorOf([this] { loadData(path(m_names[0])); });
    COMPARE_ERROR(error, Kind::MissingFiles, m_folder->path(), -1, m_names.sliced(1).join(u", "_s));
}

// As torchvision leaves them: whichever of the two is chosen stands for the set.
void TestDataSet::fileBesideItsOwnGz()
{
    for (int i = 0; i < 4; ++i) {
        write(path(m_names[i]), part(i));
        write(path(m_names[i] + u".gz"_s), gzipped(part(i)));
    }
    for (const QString &name : { m_names[0], m_names[0] + u".gz"_s, m_names[3] + u".gz"_s }) {
        const DataSet found = loadData(path(name));
        QCOMPARE(found.place, m_folder->path());
        QVERIFY(same(found.data->training, m_data->training));
    }
}

// 32-bit numbers, eight in a line, of which the first is the label.
void TestDataSet::labelsOfQmnist()
{
    const auto lines = [](const LabelledImages &images) {
        QByteArray bytes;
        const auto add = [&bytes](quint32 number) {
            const quint32 big = qToBigEndian(number);
            bytes.append(reinterpret_cast<const char *>(&big), 4);
        };
        add(0xC02);
        add(quint32(images.count));
        add(8);
        for (const std::uint8_t label : images.labels)
            for (quint32 column = 0; column < 8; ++column)
                add(column == 0 ? label : 1000 + column);
        return bytes;
    };
    write(path(u"qmnist-train-images-idx3-ubyte.gz"_s), gzipped(part(0)));
    write(path(u"qmnist-train-labels-idx2-int.gz"_s), gzipped(lines(m_data->training)));
    write(path(u"qmnist-test-images-idx3-ubyte.gz"_s), gzipped(part(2)));
    write(path(u"qmnist-test-labels-idx2-int.gz"_s), gzipped(lines(m_data->test)));
    const DataSet found = loadData(m_folder->path());
    QVERIFY(same(found.data->training, m_data->training));
    QVERIFY(same(found.data->test, m_data->test));
}

void TestDataSet::severalSetsAreNotMixed()
{
    for (const QString &set : { u"fashion"_s, u"mnist"_s })
        for (int i = 0; i < 4; ++i)
            write(path(set + u'/' + m_names[i]), part(i));
    const auto error = errorOf([this] { loadData(m_folder->path()); });
    COMPARE_ERROR(error, Kind::SeveralSets, m_folder->path(), -1, u"fashion, mnist"_s);
    QCOMPARE(loadData(path(u"mnist/"_s + m_names[1])).place, path(u"mnist"_s));
}

void TestDataSet::arraysOfKeras()
{
    const auto x = [](const LabelledImages &images) {
        return array<std::uint8_t>("(" + QByteArray::number(images.count) + ", 28, 28)", "|u1", images.pixels);
    };
    const auto y = [](const LabelledImages &images, auto number, const char *type) {
        std::vector<decltype(number)> labels(images.labels.begin(), images.labels.end());
        return array("(" + QByteArray::number(images.count) + ",)", type, labels);
    };
    const NpzFolder folder;
    const QString file = folder.zip({ { "x_train.npy", x(m_data->training) },
                                      { "y_train.npy", y(m_data->training, std::uint8_t(), "|u1") },
                                      { "x_test.npy", x(m_data->test) },
                                      { "y_test.npy", y(m_data->test, std::int64_t(), "<i8") } });
    for (const QString &place : { file, folder.path() }) {
        const DataSet found = loadData(place);
        QVERIFY(same(found.data->training, m_data->training));
        QVERIFY(same(found.data->test, m_data->test));
    }
    QVERIFY(holdsPictures(file));
    QVERIFY(!holdsPictures(NpzFolder().zip(smallEntries())));
    QVERIFY(QFile::copy(file, folder.path() + u"/other.npz"_s));
    const auto error = errorOf([&] { loadData(folder.path()); });
    COMPARE_ERROR(error, Kind::SeveralSets, folder.path(), -1, QFileInfo(file).fileName() + u", other.npz"_s);
}

// test.csv has pictures without labels: it is left alone, and a part of train.csv is for testing.
void TestDataSet::tableOfKaggle()
{
    write(path(u"train.csv"_s), table(m_data->training, true));
    write(path(u"test.csv"_s), "pixel0,pixel1\r\n1,2\r\n");
    write(path(u"sample_submission.csv"_s), "ImageId,Label\r\n1,0\r\n");
    const DataSet found = loadData(m_folder->path());
    QCOMPARE(found.splitSeed, std::optional<std::uint64_t>(1));
    QCOMPARE(found.data->training.count, 35);
    QCOMPARE(found.data->test.count, 5);
    QVERIFY(same(loadData(path(u"train.csv"_s)).data->training, found.data->training));
    QVERIFY(!same(loadData(m_folder->path(), { .splitSeed = 2 }).data->test, found.data->test));
    for (Index i = 0; i < found.data->test.count; ++i) { // each is one of them, with its label
        bool known = false;
        for (Index j = 0; j < m_data->training.count && !known; ++j)
            known = std::ranges::equal(picture(found.data->test, i), picture(m_data->training, j))
                && found.data->test.labels[std::size_t(i)] == m_data->training.labels[std::size_t(j)];
        QVERIFY(known);
    }
}

void TestDataSet::tableInTwoFiles()
{
    write(path(u"mnist_train.csv"_s), table(m_data->training, false));
    write(path(u"mnist_test.csv.gz"_s), gzipped(table(m_data->test, true)));
    const DataSet found = loadData(m_folder->path());
    QVERIFY(!found.splitSeed);
    QVERIFY(same(found.data->training, m_data->training));
    QVERIFY(same(found.data->test, m_data->test));
}

// As a spreadsheet of a language with a decimal comma writes it; the label is where its name is.
void TestDataSet::tableWithSemicolons()
{
    write(path(u"a.csv"_s), "a;b;class;c;d\n1;2;7;3;4\n5;6;8;7;8\n9;10;7;11;12\n");
    QVERIFY(holdsPictures(path(u"a.csv"_s)));
    for (const QString &place : { path(u"a.csv"_s), m_folder->path() }) {
        const DataSet found = loadData(place);
        std::vector<std::uint8_t> labels = found.data->training.labels;
        labels.insert(labels.end(), found.data->test.labels.begin(), found.data->test.labels.end());
        std::ranges::sort(labels);
        QCOMPARE(labels, (std::vector<std::uint8_t>{ 7, 7, 8 }));
    }
    write(path(u"b.csv"_s), "1;2;3;4;5\n1;2;3,4;5\n");
    const auto mixed = errorOf([this] { loadData(path(u"b.csv"_s)); });
    COMPARE_ERROR(mixed, Kind::BadTable, path(u"b.csv"_s), -1, u"2: 3,4;5"_s);
}

// "latest" is no test, and "constraints" do not train.
void TestDataSet::namesAreReadByWords()
{
    write(path(u"latest.csv"_s), table(m_data->training, true));
    QCOMPARE(loadData(m_folder->path()).splitSeed, std::optional<std::uint64_t>(1));
    write(path(u"mnistTest.csv"_s), table(m_data->test, true));
    QVERIFY(same(loadData(m_folder->path()).data->training, m_data->training));
    write(path(u"constraints.csv"_s), table(m_data->test, true));
    const auto error = errorOf([this] { loadData(m_folder->path()); });
    COMPARE_ERROR(error, Kind::SeveralSets, m_folder->path(), -1, u"constraints.csv, latest.csv"_s);
    write(path(u"train set.csv"_s), table(m_data->training, true));
    QVERIFY(same(loadData(m_folder->path()).data->training, m_data->training));
}

// None of them is taken without a word; a file beside its own .gz is one.
void TestDataSet::severalOfAKindAreNamed()
{
    write(path(u"train.csv"_s), table(m_data->training, true));
    write(path(u"train.csv.gz"_s), gzipped(table(m_data->training, true)));
    QVERIFY(same(loadData(m_folder->path()).data->training, loadData(path(u"train.csv"_s)).data->training));
    write(path(u"test.csv"_s), table(m_data->test, true));
    write(path(u"test_2.csv"_s), table(m_data->test, true));
    const auto error = errorOf([this] { loadData(m_folder->path()); });
    COMPARE_ERROR(error, Kind::SeveralSets, m_folder->path(), -1, u"test.csv, test_2.csv"_s);
}

void TestDataSet::whatIsStoppedHasNoData()
{
    write(path(u"tables/train.csv"_s), table(m_data->training, true));
    write(path(u"tables/test.csv"_s), table(m_data->test, true));
    writePictures(path(u"pictures/train"_s), m_data->training);
    writePictures(path(u"pictures/test"_s), m_data->test);
    std::stop_source stop;
    stop.request_stop();
    for (const QString &place : { m_plain.path(), path(u"tables"_s), path(u"tables/train.csv"_s), path(u"pictures"_s) })
        QVERIFY(!loadData(place, {}, stop.get_token()).data);
}

void TestDataSet::badTablesAreRefused_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("detail");
    QTest::newRow("no square") << QByteArray("label,a,b,c\n1,2,3,4\n") << int(Kind::BadTable) << u"2: 4"_s;
    QTest::newRow("too bright") << QByteArray("1,0,0,0,256\n") << int(Kind::BadTable) << u"1: 256"_s;
    QTest::newRow("a word") << QByteArray("1,0,0,0,0\n2,0,x7,0,0\n") << int(Kind::BadTable) << u"2: x7,0,0"_s;
    QTest::newRow("a line too short") << QByteArray("1,0,0,0,0\n2,0,0\n") << int(Kind::BadTable) << u"2: 3"_s;
    QTest::newRow("a label beyond the line") << QByteArray("a,b,c,d,e,label\n1,0,0,0,0\n") << int(Kind::BadTable) << u"2: 5"_s;
    QTest::newRow("a letter of EMNIST") << QByteArray("26,0,0,0,0\n") << int(Kind::BadLabel) << u"26"_s;
    QTest::newRow("nothing") << QByteArray() << int(Kind::BadTable) << u"1: "_s;
}

void TestDataSet::badTablesAreRefused()
{
    QFETCH(QByteArray, csv);
    QFETCH(int, kind);
    QFETCH(QString, detail);
    write(path(u"a.csv"_s), csv);
    const auto error = errorOf([this] { loadData(path(u"a.csv"_s)); });
    COMPARE_ERROR(error, kind, path(u"a.csv"_s), -1, detail);
}

void TestDataSet::foldersOfPictures()
{
    writePictures(path(u"train"_s), m_data->training);
    writePictures(path(u"test"_s), m_data->test);
    const DataSet found = loadData(m_folder->path());
    QVERIFY(!found.splitSeed);
    QCOMPARE(found.data->training.count, Index(trainingCount));
    QCOMPARE(found.data->test.count, Index(testCount));
    QVERIFY(std::ranges::is_sorted(found.data->training.labels)); // folder by folder
    const auto first = std::ranges::find(m_data->training.labels, found.data->training.labels[0]);
    QVERIFY(std::ranges::equal(picture(found.data->training, 0),
                               picture(m_data->training, first - m_data->training.labels.begin())));
    writePictures(path(u"train"_s), { 1, 3, 3, std::vector<std::uint8_t>(9), { 5 } }, u"%1/z%2.png"_s);
    const auto error = errorOf([this] { loadData(m_folder->path()); });
    COMPARE_ERROR(error, Kind::BadDimensions, path(u"train/5/z00000.png"_s), -1, u"28 × 28 / 3 × 3"_s);
}

// By names in place of numbers, and always in the same way.
void TestDataSet::foldersAreDividedAlike()
{
    LabelledImages two = m_data->training;
    for (std::uint8_t &label : two.labels)
        label = label % 2;
    writePictures(m_folder->path(), two, u"class %1/%2.png"_s);
    const DataSet found = loadData(m_folder->path());
    QCOMPARE(found.splitSeed, std::optional<std::uint64_t>(1));
    QCOMPARE(found.data->classes, Index(2));
    QCOMPARE(found.data->training.count + found.data->test.count, Index(trainingCount));
    QVERIFY(same(loadData(m_folder->path()).data->test, found.data->test));
}

// A class that has no test pictures leaves the labels of the others as they are.
void TestDataSet::classesKeepTheirNames()
{
    const QStringList names{ u"ant"_s, u"bee"_s, u"cat"_s };
    for (int i = 0; i < 3; ++i)
        writePictures(path(u"train/"_s + names[i]), { 1, 2, 2, { 1, 2, 3, 4 }, { 0 } }, u"a%2%1.png"_s);
    writePictures(path(u"test/cat"_s), { 1, 2, 2, { 1, 2, 3, 4 }, { 0 } }, u"a%2%1.png"_s);
    const DataSet found = loadData(m_folder->path());
    QCOMPARE(found.data->names, (std::vector<std::string>{ "ant", "bee", "cat" }));
    QCOMPARE(found.data->training.labels, (std::vector<std::uint8_t>{ 0, 1, 2 }));
    QCOMPARE(found.data->test.labels, (std::vector<std::uint8_t>{ 2 }));
    QVERIFY(m_data->names.empty());
    writePictures(path(u"test/dog"_s), { 1, 2, 2, { 1, 2, 3, 4 }, { 0 } }, u"a%2%1.png"_s);
    const auto error = errorOf([this] { loadData(m_folder->path()); });
    COMPARE_ERROR(error, Kind::BadLabel, path(u"test/dog"_s), -1, u"dog"_s);
}

void TestDataSet::picturesThatLieOnTheirSide()
{
    const DataSet found = loadData(m_plain.path(), { .turned = true });
    for (Index row = 0; row < 28; ++row)
        for (Index column = 0; column < 28; ++column)
            QCOMPARE(picture(found.data->test, 3)[std::size_t(row * 28 + column)],
                     picture(m_data->test, 3)[std::size_t(column * 28 + row)]);
}

void TestDataSet::whatLiesThereIsTold_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("detail");
    const QByteArray page("\n<!DOCTYPE html><html><body>Sign in</body></html>");
    QTest::newRow("nothing") << QString() << QByteArray() << QString() << int(Kind::NoData) << u"–"_s;
    QTest::newRow("something else") << u"notes.txt"_s << QByteArray("a") << QString() << int(Kind::NoData) << u"notes.txt"_s;
    QTest::newRow("a file of something else")
        << u"notes.txt"_s << QByteArray("a") << u"notes.txt"_s << int(Kind::NoData) << u"notes.txt"_s;
    QTest::newRow("a page as .npz") << u"mnist.npz"_s << page << u"mnist.npz"_s << int(Kind::WebPage) << QString();
    QTest::newRow("a page as .csv") << u"train.csv"_s << page << u"train.csv"_s << int(Kind::WebPage) << QString();
    QTest::newRow("a page") << u"mnist.php"_s << page << u"mnist.php"_s << int(Kind::WebPage) << QString();
}

void TestDataSet::whatLiesThereIsTold()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, chosen);
    QFETCH(int, kind);
    QFETCH(QString, detail);
    if (!file.isEmpty())
        write(path(file), bytes);
    const auto error = errorOf([&] { loadData(chosen.isEmpty() ? m_folder->path() : path(chosen)); });
    QVERIFY(error.has_value());
    QCOMPARE(int(error->kind()), kind);
    QCOMPARE(error->detail(), detail);
    // Among the four files a page is named as well.
    for (int i = 0; i < 4; ++i)
        write(path(m_names[i] + u".gz"_s), i == 1 ? QByteArray("<html><head>") : part(i));
    const auto page = errorOf([&] { loadData(m_folder->path()); });
    COMPARE_ERROR(page, Kind::WebPage, path(m_names[1] + u".gz"_s), 0, QString());
}

QTEST_MAIN(TestDataSet)
#include "tst_data_set.moc"
