// SPDX-License-Identifier: GPL-3.0-or-later
// Files are replaced whole or not at all, other things are written to, and the system's reason is told.
#include "files/run_file.h"
#include "files/save_file.h"
#include "files/storage_error.h"
#include "tests/fixtures/error_of.h"
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/full_device.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>
#include <future>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace chainrule;
using Kind = StorageError::Kind;
using namespace Qt::StringLiterals;

namespace {

// While files end after so many bytes, as on a disk that gets full: the first of them are taken.
template <class F> auto withFilesOf(rlim_t bytes, F &&does)
{
    rlimit before;
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight = { bytes, before.rlim_max };
    setrlimit(RLIMIT_FSIZE, &tight);
    auto result = does();
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    return result;
}

} // namespace

class TestSaveFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aFileIsReplaced();
    void aLinkStaysOne();
    void aPipeTakesTheContents();
    void anOpenFileGoesOn();
    void aFullDeviceIsNamed();
    void aFileThatDoesNotFitIsNamed();
    void lossesThatDoNotFitAreNamed();
    void askingChangesNothing();
    void askingTellsWhy_data();
    void askingTellsWhy();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSaveFile::aFileIsReplaced()
{
    saveFile(path("a"), "old");
    QFile open(path("a"));
    QVERIFY(open.open(QIODevice::ReadOnly));
    saveFile(path("a"), "new");
    QCOMPARE(fileContents(path("a")), QByteArray("new"));
    QCOMPARE(open.readAll(), QByteArray("old")); // who reads it reads it to its end
}

void TestSaveFile::aLinkStaysOne()
{
    saveFile(path("a"), "old");
    QVERIFY(QFile::link(path("a"), path("link")));
    saveFile(path("link"), "new");
    QVERIFY(QFileInfo(path("link")).isSymLink());
    QCOMPARE(fileContents(path("a")), QByteArray("new"));
}

void TestSaveFile::aPipeTakesTheContents()
{
    const QByteArray contents(100'000, 'x'); // more than it holds
    QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    // Open at both ends, so that nobody waits for the other in vain.
    const int end = ::open(QFile::encodeName(path("pipe")).constData(), O_RDWR);
    auto reading = std::async(std::launch::async, [&] {
        QByteArray got(contents.size(), '\0');
        for (qsizetype done = 0; done < got.size();)
            done += ::read(end, got.data() + done, std::size_t(got.size() - done));
        return got;
    });
    saveFile(path("pipe"), contents);
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(path("pipe")).constData(), &status), 0);
    const bool isPipe = S_ISFIFO(status.st_mode);
    if (!isPipe) [[maybe_unused]]
        const ssize_t all = ::write(end, contents.data(), std::size_t(contents.size())); // ends the reader
    QCOMPARE(reading.get(), contents);
    QVERIFY(isPipe);
    ::close(end);
}

// As /dev/stdout is one: what somebody has written before stays, and what is written later stands behind it.
void TestSaveFile::anOpenFileGoesOn()
{
    QFile file(path("log"));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write("before ") == 7);
    for (const QString &form : { u"/dev/fd/%1"_s, u"/proc/self/fd/%1"_s }) {
        const QString name = form.arg(file.handle());
        QVERIFY(!isReplaced(name));
        saveFile(name, "it ");
    }
    const QString link = path("link");
    QVERIFY(QFile::link(u"/proc/self/fd/%1"_s.arg(file.handle()), link));
    saveFile(link, "it ");
    QCOMPARE(::write(file.handle(), "after", 5), ssize_t(5));
    QCOMPARE(fileContents(path("log")), QByteArray("before it it it after"));
}

void TestSaveFile::aFullDeviceIsNamed()
{
    const QString full = fullDevice(m_folder->path());
    if (full.isEmpty())
        QSKIP("There is no device that is full.");
    requireSavable(full); // whether there is room nobody knows before
    const auto error = errorOf([&] { saveFile(full, "x"); });
    COMPARE_ERROR(error, Kind::Unwritable, full, -1, qt_error_string(ENOSPC));
    QVERIFY(!QFileInfo(full).isFile());
}

void TestSaveFile::aFileThatDoesNotFitIsNamed()
{
    saveFile(path("a"), "old");
    const auto error = withFilesOf(1000, [&] { return errorOf([&] { saveFile(path("a"), QByteArray(5000, 'x')); }); });
    COMPARE_ERROR(error, Kind::Unwritable, path("a"), -1, qt_error_string(EFBIG));
    QCOMPARE(fileContents(path("a")), QByteArray("old"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestSaveFile::lossesThatDoNotFitAreNamed()
{
    SavedRun run;
    run.losses.assign(1000, 0.5);
    RunFile file(path("run-1"));
    const auto error = withFilesOf(1001, [&] { return errorOf([&] { file.save(run); }); });
    QVERIFY(error.has_value());
    QCOMPARE(error->detail(), qt_error_string(EFBIG));
}

void TestSaveFile::askingChangesNothing()
{
    saveFile(path("a"), "old");
    requireSavable(path("a"));
    requireSavable(path("new"));
    requireSavable(u"/dev/null"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    requireSavable(path("pipe")); // without waiting for a reader
    QCOMPARE(fileContents(path("a")), QByteArray("old"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{ u"a"_s });
}

void TestSaveFile::askingTellsWhy_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("no folder") << u"none/a"_s;
    QTest::newRow("a folder") << u"."_s;
    QTest::newRow("a file as a folder") << u"file/a"_s;
    QTest::newRow("open to be read") << u"/dev/fd/%1"_s;
    QTest::newRow("not open") << u"/dev/fd/987654"_s;
    QTest::newRow("read-only") << u"read-only"_s;
}

void TestSaveFile::askingTellsWhy()
{
    QFETCH(QString, target);
    saveFile(path("file"), "x");
    saveFile(path("read-only"), "x");
    QVERIFY(QFile::setPermissions(path("read-only"), QFileDevice::ReadOwner));
    if (target == u"read-only"_s && ::geteuid() == 0)
        QSKIP("root may write everything");
    QFile reader(path("file"));
    QVERIFY(reader.open(QIODevice::ReadOnly));
    if (target.contains(u'%'))
        target = target.arg(reader.handle());
    else if (!target.startsWith(u'/'))
        target = m_folder->filePath(target);
    for (const auto &ask :
         { +[](const QString &path) { requireSavable(path); }, +[](const QString &path) { saveFile(path, "x"); } }) {
        const auto error = errorOf([&] { ask(target); });
        QVERIFY(error && error->kind() == Kind::Unwritable && !error->detail().isEmpty());
        QCOMPARE(error->path(), target);
        QVERIFY2(!error->detail().contains(u"Unknown error"_s), qPrintable(error->detail()));
    }
}

QTEST_APPLESS_MAIN(TestSaveFile)
#include "tst_save_file.moc"
