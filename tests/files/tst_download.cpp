// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads from servers that misbehave in every way: what is told, what is left, and that the next attempt succeeds.
#include "tests/files/bad_server.h"
#include "tests/fixtures/file_contents.h"

#include "files/download.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>
#include <random>
#include <sys/resource.h>

#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace chainrule;
using Kind = DownloadFailure::Kind;

namespace {

// Noise, so that its compressed form is about as long.
QByteArray contents(int bytes = 50'000, unsigned seed = 1)
{
    std::mt19937 random(seed);
    QByteArray noise(bytes, '\0');
    for (char &byte : noise)
        byte = char(random());
    return noise;
}

QByteArray zipped(QByteArray plain)
{
    QByteArray compressed(qsizetype(compressBound(uLong(plain.size()))) + 64, '\0');
    z_stream stream = {};
    constexpr int gzip = 16 + MAX_WBITS;
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib");
    stream.next_in = reinterpret_cast<Bytef *>(plain.data());
    stream.avail_in = uInt(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(compressed.data());
    stream.avail_out = uInt(compressed.size());
    deflate(&stream, Z_FINISH);
    compressed.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return compressed;
}

DownloadPlan::File file(const QString &name, const QByteArray &plain)
{
    return { name, plain.size(), QCryptographicHash::hash(plain, QCryptographicHash::Sha256).toHex() };
}

} // namespace

class TestDownload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void comesAndIsChecked();
    void theNextMirrorHelps_data();
    void theNextMirrorHelps();
    void eachFaultIsNamed_data();
    void eachFaultIsNamed();
    void truncatedGoesOn();
    void attemptGoesOnLater();
    void serverWithoutRanges();
    void beginningOfSomethingElse();
    void followsARedirect();
    void allFilesOrNone();
    void stopped();
    void nobodyThere();
    void unknownHost();
    void unwritableFolder();
    void fullDisk();
    void aSecondOneIsRefused();
    void overwritesNothing();
    void keepsWhatIsRight();
    void progressGrows();
    void planOfMnist();

private:
    QString folder() const { return m_home->filePath(u"mnist"_s); }
    DownloadPlan plan(const QStringList &mirrors) const { return { mirrors, { file(u"a"_s, m_plain) }, folder(), 2000 }; }
    QList<DownloadFailure> failuresOf(const DownloadPlan &plan) const;
    QStringList left() const { return QDir(folder()).entryList(QDir::Files); }
    QByteArray done() const { return fileContents(folder() + u"/a.gz"_s); }

    const QByteArray m_plain = contents();
    const QByteArray m_zipped = zipped(m_plain);
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestDownload::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

QList<DownloadFailure> TestDownload::failuresOf(const DownloadPlan &plan) const
{
    try {
        download(plan);
    } catch (const DownloadError &error) {
        return error.failures();
    }
    return {};
}

void TestDownload::comesAndIsChecked()
{
    const BadServer server({ BadServer::whole(m_zipped) });
    QVERIFY(download(plan({ server.url() })));
    QCOMPARE(done(), m_zipped);
    QCOMPARE(left(), QStringList{ u"a.gz"_s });
    QVERIFY(server.requests().front().startsWith("GET /a.gz "));
}

void TestDownload::theNextMirrorHelps_data()
{
    QTest::addColumn<QByteArray>("fault");
    for (const char *fault : { "403", "404", "500", "other contents", "too long", "stalled", "no bytes" })
        QTest::newRow(fault) << QByteArray(fault);
}

void TestDownload::theNextMirrorHelps()
{
    QFETCH(QByteArray, fault);
    const QByteArray other = zipped(contents(int(m_plain.size()), 2));
    const BadServer::Answer answer = fault == "403" ? BadServer::status("403 Forbidden")
        : fault == "404"                            ? BadServer::status("404 Not Found")
        : fault == "500"                            ? BadServer::status("500 Internal Server Error")
        : fault == "other contents"                 ? BadServer::whole(other)
        : fault == "too long"                       ? BadServer::endless()
        : fault == "stalled"                        ? BadServer::stalled(m_zipped, 1000)
                                                    : BadServer::truncated(m_zipped, 0);
    const BadServer bad({ answer });
    const BadServer good({ BadServer::ranged(m_zipped) });
    DownloadPlan both = plan({ bad.url(), good.url() });
    both.patience = 500;
    QVERIFY(download(both));
    QCOMPARE(done(), m_zipped);
    QCOMPARE(left(), QStringList{ u"a.gz"_s });
    QVERIFY(!bad.requests().isEmpty());
    QCOMPARE(good.begins(), QList<qint64>{ 0 }); // it does not go on with the other one's bytes
}

void TestDownload::eachFaultIsNamed_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<int>("kind");
    QTest::newRow("401") << QByteArray("401 Unauthorized") << int(Kind::Forbidden);
    QTest::newRow("403") << QByteArray("403 Forbidden") << int(Kind::Forbidden);
    QTest::newRow("404") << QByteArray("404 Not Found") << int(Kind::NotFound);
    QTest::newRow("410") << QByteArray("410 Gone") << int(Kind::NotFound);
    QTest::newRow("503") << QByteArray("503 Service Unavailable") << int(Kind::BadAnswer);
    QTest::newRow("redirected for ever") << QByteArray("302 Found") << int(Kind::Redirected);
    QTest::newRow("truncated") << QByteArray() << int(Kind::Truncated);
    QTest::newRow("stalled") << QByteArray() << int(Kind::Stalled);
    QTest::newRow("too long") << QByteArray() << int(Kind::TooLong);
    QTest::newRow("other contents") << QByteArray() << int(Kind::WrongChecksum);
    QTest::newRow("not compressed as it says") << QByteArray() << int(Kind::WrongChecksum);
}

void TestDownload::eachFaultIsNamed()
{
    QFETCH(QByteArray, status);
    QFETCH(int, kind);
    QByteArray damaged = m_zipped;
    damaged[damaged.size() / 2] = char(damaged[damaged.size() / 2] + 1);
    const QByteArray other = zipped(contents(int(m_plain.size()), 2));
    const bool redirected = kind == int(Kind::Redirected);
    const BadServer server({ !status.isEmpty() ? BadServer::status(status, redirected ? "Location: /a.gz\r\n" : "")
                                 : kind == int(Kind::Truncated)                            ? BadServer::truncated(m_zipped, 0)
                                 : kind == int(Kind::Stalled)                              ? BadServer::stalled(m_zipped, 0)
                                 : kind == int(Kind::TooLong)                              ? BadServer::endless()
                                 : QTest::currentDataTag() == QByteArray("other contents") ? BadServer::whole(other)
                                                                                           : BadServer::whole(damaged) });
    DownloadPlan one = plan({ server.url() });
    one.patience = 500;
    const QList<DownloadFailure> failures = failuresOf(one);
    QCOMPARE(failures.size(), 1);
    QCOMPARE(int(failures[0].kind), kind);
    QVERIFY2(failures[0].where.startsWith(server.url()), qPrintable(failures[0].where));
    QVERIFY(!QFileInfo::exists(folder())); // it was made for this, and holds nothing
}

void TestDownload::truncatedGoesOn()
{
    const BadServer server({ BadServer::truncated(m_zipped, 20'000), BadServer::ranged(m_zipped) });
    QVERIFY(download(plan({ server.url() })));
    QCOMPARE(server.begins(), (QList<qint64>{ 0, 20'000 }));
    QCOMPARE(done(), m_zipped);
}

void TestDownload::attemptGoesOnLater()
{
    BadServer server({ BadServer::stalled(m_zipped, 30'000), BadServer::ranged(m_zipped) });
    DownloadPlan impatient = plan({ server.url() });
    impatient.patience = 500;
    QCOMPARE(failuresOf(impatient).value(0).kind, Kind::Stalled);
    QCOMPARE(left().size(), 1);
    QVERIFY(left()[0].endsWith(u".part"_s));
    QVERIFY(download(impatient));
    QCOMPARE(server.begins(), (QList<qint64>{ 0, 30'000 }));
    QCOMPARE(done(), m_zipped);
    QCOMPARE(left().size(), 1);
}

void TestDownload::serverWithoutRanges()
{
    const BadServer server({ BadServer::truncated(m_zipped, 20'000), BadServer::whole(m_zipped) });
    QVERIFY(download(plan({ server.url() })));
    QCOMPARE(server.begins(), (QList<qint64>{ 0, 20'000 }));
    QCOMPARE(done(), m_zipped);
}

// The file has changed at the server meanwhile: what was there is of no use.
void TestDownload::beginningOfSomethingElse()
{
    const QByteArray other = zipped(contents(int(m_plain.size()), 2));
    const BadServer server({ BadServer::truncated(other, 20'000), BadServer::ranged(m_zipped) });
    QVERIFY(download(plan({ server.url() })));
    QCOMPARE(server.begins(), (QList<qint64>{ 0, 20'000, 0 }));
    QCOMPARE(done(), m_zipped);

    QVERIFY(QFile::remove(folder() + u"/a.gz"_s));
    const BadServer refusing(
        { BadServer::truncated(m_zipped, 20'000), BadServer::status("416 Range Not Satisfiable"), BadServer::whole(m_zipped) });
    QVERIFY(download(plan({ refusing.url() })));
    QCOMPARE(refusing.begins(), (QList<qint64>{ 0, 20'000, 0 }));
    QCOMPARE(done(), m_zipped);
}

void TestDownload::followsARedirect()
{
    const BadServer server({ BadServer::status("302 Found", "Location: /elsewhere\r\n"), BadServer::whole(m_zipped) });
    QVERIFY(download(plan({ server.url() })));
    QVERIFY(server.requests().value(1).startsWith("GET /elsewhere "));
    QCOMPARE(done(), m_zipped);
}

void TestDownload::allFilesOrNone()
{
    const QByteArray second = contents(3000, 3);
    BadServer server({ BadServer::whole(m_zipped), BadServer::status("404 Not Found"), BadServer::whole(zipped(second)) });
    DownloadPlan two = plan({ server.url() });
    two.files += file(u"b"_s, second);
    QCOMPARE(failuresOf(two).value(0).kind, Kind::NotFound);
    QCOMPARE(left().filter(u".gz"_s), QStringList());
    QVERIFY(download(two)); // and the first one does not come again
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(left(), (QStringList{ u"a.gz"_s, u"b.gz"_s }));
}

void TestDownload::stopped()
{
    const BadServer server({ BadServer::stalled(m_zipped, 10'000), BadServer::ranged(m_zipped) });
    std::stop_source stop;
    const bool whole = download(plan({ server.url() }), stop.get_token(), [&](const DownloadProgress &progress) {
        if (progress.done > 0)
            stop.request_stop();
    });
    QVERIFY(!whole);
    QVERIFY(done().isEmpty());
    QVERIFY(download(plan({ server.url() })));
    QCOMPARE(done(), m_zipped);
}

void TestDownload::nobodyThere()
{
    QString url;
    {
        const BadServer server({ BadServer::whole(m_zipped) });
        url = server.url();
    }
    QCOMPARE(failuresOf(plan({ url, url })).value(1).kind, Kind::Unreachable);
    QVERIFY(!QFileInfo::exists(folder()));
}

void TestDownload::unknownHost()
{
    const auto failures = failuresOf(plan({ u"http://nowhere.invalid/"_s }));
    QCOMPARE(failures.value(0).kind, Kind::HostNotFound);
}

void TestDownload::unwritableFolder()
{
    const BadServer server({ BadServer::whole(m_zipped) });
    DownloadPlan nowhere = plan({ server.url() });
    nowhere.folder = u"/proc/chainrule"_s;
    QCOMPARE(failuresOf(nowhere).value(0).kind, Kind::Unwritable);
    nowhere.folder = u"/proc"_s; // is there, and the superuser may write into it, until he tries
    const auto failures = failuresOf(nowhere);
    QCOMPARE(failures.value(0).kind, Kind::Unwritable);
    QVERIFY(!failures.value(0).detail.isEmpty());
    QVERIFY(server.requests().isEmpty());
}

// A limit on the size of files stands for a full disk: both let some bytes through and refuse the next.
void TestDownload::fullDisk()
{
    const BadServer server({ BadServer::ranged(m_zipped) });
    struct rlimit before = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto ordinary = std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit small = before;
    small.rlim_cur = 8192;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto failures = failuresOf(plan({ server.url(), server.url() }));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, ordinary);
    QCOMPARE(failures.size(), 1); // another mirror would not help
    QCOMPARE(failures[0].kind, Kind::DiskFull);
    QVERIFY(failures[0].where.startsWith(folder()));
    QVERIFY(done().isEmpty());
    QVERIFY(download(plan({ server.url() })));
    QCOMPARE(done(), m_zipped);
}

// Into the same folder while the first is under way, which comes to its end all the same.
void TestDownload::aSecondOneIsRefused()
{
    const BadServer server({ BadServer::whole(m_zipped) });
    std::optional<QList<DownloadFailure>> second;
    QVERIFY(download(plan({ server.url() }), {}, [&](const DownloadProgress &) {
        if (!second)
            second = failuresOf(plan({ server.url() }));
    }));
    QVERIFY(second.has_value());
    QCOMPARE(second->value(0).kind, Kind::Running);
    QCOMPARE(second->value(0).where, folder());
    QCOMPARE(done(), m_zipped);
    QCOMPARE(left(), QStringList{ u"a.gz"_s });
}

void TestDownload::overwritesNothing()
{
    const BadServer server({ BadServer::whole(m_zipped) });
    QVERIFY(QDir().mkpath(folder()));
    QFile mine(folder() + u"/a"_s);
    QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    mine.close();
    const auto failures = failuresOf(plan({ server.url() }));
    QCOMPARE(failures.value(0).kind, Kind::Occupied);
    QCOMPARE(failures.value(0).where, mine.fileName());
    QCOMPARE(fileContents(mine.fileName()), QByteArray("mine"));
    QVERIFY(server.requests().isEmpty());
}

void TestDownload::keepsWhatIsRight()
{
    const BadServer server({ BadServer::whole(m_zipped) });
    QVERIFY(download(plan({ server.url() })));
    QVERIFY(download(plan({ server.url() })));
    QCOMPARE(server.requests().size(), 1);
}

void TestDownload::progressGrows()
{
    const QByteArray second = contents(30'000, 3);
    const BadServer server({ BadServer::whole(m_zipped), BadServer::whole(zipped(second)) });
    DownloadPlan two = plan({ server.url() });
    two.files += file(u"b"_s, second);
    QList<DownloadProgress> all;
    QVERIFY(download(two, {}, [&](const DownloadProgress &progress) { all += progress; }));
    QVERIFY(std::ranges::is_sorted(all, {}, &DownloadProgress::part));
    QCOMPARE(all.front().part, 0.0);
    QCOMPARE(all.back().part, 1.0);
    QCOMPARE(all.back().file, 2);
    QCOMPARE(all.back().files, 2);
    QCOMPARE(all.back().host, u"127.0.0.1"_s);
    QCOMPARE(all.back().done, all.back().total);
}

void TestDownload::planOfMnist()
{
    QStandardPaths::setTestModeEnabled(true);
    const DownloadPlan mnist = mnistPlan();
    QCOMPARE(mnist.files.size(), 4);
    QVERIFY(mnist.mirrors.size() > 1);
    QVERIFY(mnist.folder.endsWith(u"/chainrule/mnist"_s));
    for (const QString &mirror : mnist.mirrors)
        QVERIFY(mirror.startsWith(u"https://"_s) && mirror.endsWith(u'/'));
    QCOMPARE(mnistPlan(u"/tmp/x"_s).folder, u"/tmp/x"_s);
    // The checksums are those of the real files, where they are.
    const QString real = qEnvironmentVariable("CHAINRULE_MNIST_DIR");
    if (real.isEmpty())
        QSKIP("set CHAINRULE_MNIST_DIR to compare the checksums with the real files");
    DownloadPlan there = mnistPlan(m_home->path());
    there.mirrors.clear();
    for (const QString &name : QDir(real).entryList({ u"*-ubyte.gz"_s }))
        QVERIFY(QFile::copy(real + u'/' + name, m_home->filePath(name)));
    QVERIFY(download(there)); // without a mirror: they are there and right
}

QTEST_GUILESS_MAIN(TestDownload)
#include "tst_download.moc"
