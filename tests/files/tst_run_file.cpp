// SPDX-License-Identifier: GPL-3.0-or-later
// A training run on disk: exact to the bit, whole whatever happens to the file, refused when it is not.
#include "files/run_file.h"
#include "files/storage_error.h"
#include "tests/fixtures/bars.h"
#include "tests/fixtures/error_of.h"
#include "tests/fixtures/file_contents.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

const Dataset &smallSet()
{
    static const Dataset data{ bars(200, 1), bars(50, 2), 10 };
    return data;
}

// A run of so many iterations, with its past.
template <class S> SavedRun trained(int iterations, OptimiserKind optimiser = OptimiserKind::Adam)
{
    const auto data = std::shared_ptr<const Dataset>(&smallSet(), [](const Dataset *) {});
    Trainer<S> trainer(data, { .hidden = 6, .batch = 50, .seed = 3, .optimiser = optimiser });
    SavedRun run;
    for (int i = 0; i < iterations; ++i) {
        const TrainingReport report = trainer.step();
        run.losses.push_back(report.loss);
        if (report.epoch)
            run.accuracies.push_back({ report.iteration, { 0.1 + 0.01 * i, 1.0 / 3 }, *report.epoch, 0.25 });
    }
    TrainerState<S> state;
    trainer.copyState(state);
    run.trainer = state;
    run.length = { 17, true };
    run.phases = { { 0, 0.1, 50 }, { 2, 0.02, 50 } };
    run.weights = u"W ü.npz"_s;
    run.dataName = u"ストライプ"_s;
    run.dataSource = u"/data/Streifen ü"_s;
    run.dataChecksum = checksum(smallSet());
    return run;
}

bool same(const SavedRun &a, const SavedRun &b)
{
    const auto equal = [](const AccuracyPoint &p, const AccuracyPoint &q) {
        return p.iteration == q.iteration && p.epoch == q.epoch && p.accuracy.training == q.accuracy.training
            && p.accuracy.test == q.accuracy.test && p.within == q.within;
    };
    return a.trainer == b.trainer && a.length == b.length && a.phases == b.phases && a.weights == b.weights
        && a.dataName == b.dataName && a.dataSource == b.dataSource && a.dataChecksum == b.dataChecksum
        && std::ranges::equal(a.accuracies, b.accuracies, equal) && a.accuracyDue == b.accuracyDue && a.losses == b.losses;
}

// The same run with those losses only that the file does not have yet.
SavedRun since(SavedRun run, Index losses)
{
    run.losses.erase(run.losses.begin(), run.losses.begin() + losses);
    return run;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

class TestRunFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void comesBackToTheBit_data();
    void comesBackToTheBit();
    void lossesGrow();
    void anotherRunTakesThePlace();
    void goingBackIsAnotherRun();
    void whatIsNotCountedIsIgnored();
    void everyTruncationIsRefused();
    void everyChangedByteIsRefused();
    void newerVersionIsNamed();
    void firstVersionIsStillRead();
    void secondVersionIsStillRead();
    void missingFiles();
    void notFiniteIsNotSaved();
    void unwritableFolderLeavesNothing();
    void millionLossesAreAppendedQuickly();
    void checksumTellsData();

private:
    QString path() const { return m_folder->filePath(u"run-1"_s); }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRunFile::comesBackToTheBit_data()
{
    QTest::addColumn<int>("optimiser");
    for (const OptimiserInfo &each : optimisers())
        QTest::newRow(each.id.data()) << int(each.kind);
}

void TestRunFile::comesBackToTheBit()
{
    QFETCH(int, optimiser);
    for (SavedRun run : { trained<float>(9, OptimiserKind(optimiser)), trained<double>(9, OptimiserKind(optimiser)) }) {
        run.accuracyDue = 2;
        RunFile(path()).save(run);
        QVERIFY(same(loadRun(path()), run));
    }
    const SavedRun fresh = trained<float>(0);
    RunFile(path()).save(fresh);
    QVERIFY(same(loadRun(path()), fresh));
}

void TestRunFile::lossesGrow()
{
    RunFile file(path());
    for (const int iterations : { 4, 11, 11, 30 }) {
        const SavedRun run = trained<double>(iterations);
        file.save(since(run, file.losses()));
        QCOMPARE(file.losses(), iterations);
        QVERIFY(same(loadRun(path()), run));
        QCOMPARE(files().size(), 2);
    }
}

void TestRunFile::anotherRunTakesThePlace()
{
    RunFile(path()).save(trained<float>(20));
    const SavedRun other = trained<double>(5);
    RunFile(path()).save(other); // of another window, after this one
    QVERIFY(same(loadRun(path()), other));
    QCOMPARE(files().size(), 2); // the losses before are gone
    RunFile file(path());
    file.remove();
    QCOMPARE(files().size(), 0);
}

void TestRunFile::goingBackIsAnotherRun()
{
    RunFile file(path());
    file.save(trained<float>(20));
    file.beginAnew();
    QCOMPARE(file.losses(), 0);
    const SavedRun earlier = trained<float>(10);
    file.save(earlier);
    QVERIFY(same(loadRun(path()), earlier));
}

// Killed after the losses were written and before the run was: the run of before is whole, and goes on growing.
void TestRunFile::whatIsNotCountedIsIgnored()
{
    RunFile file(path());
    const SavedRun run = trained<float>(10);
    file.save(run);
    const QByteArray before = fileContents(path());
    file.save(since(trained<float>(20), 10));
    write(path(), before);
    QVERIFY(same(loadRun(path()), run));
}

void TestRunFile::everyTruncationIsRefused()
{
    RunFile(path()).save(trained<float>(3));
    const QByteArray whole = fileContents(path());
    for (qsizetype size = 0; size < whole.size(); size += size < 64 ? 1 : 97) {
        write(path(), whole.first(size));
        QCOMPARE(errorOf([this] { loadRun(path()); })->kind(), StorageError::Kind::BadRun);
    }
    write(path(), whole);
    const QString losses = m_folder->filePath(files().last());
    QFile(losses).resize(23);
    const std::optional<StorageError> error = errorOf([this] { loadRun(path()); });
    QCOMPARE(error->kind(), StorageError::Kind::BadRun);
    QCOMPARE(error->path(), losses);
}

void TestRunFile::everyChangedByteIsRefused()
{
    RunFile(path()).save(trained<float>(3));
    const QByteArray whole = fileContents(path());
    for (qsizetype at = 0; at < whole.size(); at += at < 64 ? 1 : 89) {
        QByteArray damaged = whole;
        damaged[at] = char(damaged[at] ^ 0x10);
        write(path(), damaged);
        QVERIFY(!errorOf([this] { loadRun(path()); })->path().isEmpty());
    }
    write(path(), whole);
    const QString losses = m_folder->filePath(files().last());
    QByteArray damaged = fileContents(losses);
    damaged[9] = char(damaged[9] ^ 1);
    write(losses, damaged);
    QCOMPARE(errorOf([this] { loadRun(path()); })->detail(), u"losses"_s);
}

void TestRunFile::newerVersionIsNamed()
{
    RunFile(path()).save(trained<float>(3));
    QByteArray bytes = fileContents(path());
    bytes[8] = 7;
    write(path(), bytes);
    const std::optional<StorageError> error = errorOf([this] { loadRun(path()); });
    QCOMPARE(error->kind(), StorageError::Kind::NewerVersion);
    QCOMPARE(error->detail(), u"7"_s);
}

// It knew neither settings that changed nor weights from a file.
void TestRunFile::firstVersionIsStillRead()
{
    SavedRun run = trained<float>(3);
    run.accuracies.clear(); // whose places were coarser
    run.phases.clear();
    run.weights.clear();
    constexpr qsizetype added = 24, losses = 20; // bytes: four empty lists or numbers, and what follows them
    QByteArray bytes = encodeRun(run, { 1, 3, 2 });
    bytes.remove(bytes.size() - losses - added, added);
    LossRecord record;
    SavedRun read = decodeRun(bytes, {}, record, 1);
    QCOMPARE(record.count, Index(3));
    read.losses = run.losses;
    QVERIFY(same(read, run));
}

// It knew neither names nor times.
void TestRunFile::secondVersionIsStillRead()
{
    SavedRun run = trained<float>(3);
    constexpr qsizetype added = 12, losses = 20; // bytes: an empty text and a number, and what follows them
    QByteArray bytes = encodeRun(run, { 1, 3, 2 });
    bytes.remove(bytes.size() - losses - added, added);
    LossRecord record;
    SavedRun read = decodeRun(bytes, {}, record, 2);
    read.losses = run.losses;
    QVERIFY(same(read, run));
    run.name = u"a name"_s;
    run.endedAt = 1'800'000'000'000;
    const SavedRun now = decodeRun(encodeRun(run, { 1, 3, 2 }), {}, record);
    QCOMPARE(now.name, run.name);
    QCOMPARE(now.endedAt, run.endedAt);
}

void TestRunFile::missingFiles()
{
    QCOMPARE(errorOf([this] { loadRun(path()); })->kind(), StorageError::Kind::NotFound);
    RunFile(path()).save(trained<float>(3));
    QVERIFY(QFile::remove(m_folder->filePath(files().last())));
    QCOMPARE(errorOf([this] { loadRun(path()); })->kind(), StorageError::Kind::NotFound);
    QCOMPARE(errorOf([this] { loadRun(m_folder->path()); })->kind(), StorageError::Kind::Unreadable);
}

void TestRunFile::notFiniteIsNotSaved()
{
    RunFile file(path());
    const SavedRun good = trained<float>(3);
    file.save(good);
    SavedRun bad = since(trained<float>(6), file.losses());
    std::get<TrainerState<float>>(bad.trainer).parameters.W2[5] = std::numeric_limits<float>::infinity();
    QCOMPARE(errorOf([&] { file.save(bad); })->kind(), StorageError::Kind::NotFinite);
    QVERIFY(same(loadRun(path()), good));
}

void TestRunFile::unwritableFolderLeavesNothing()
{
    write(m_folder->filePath(u"file"_s), "no folder");
    RunFile file(m_folder->filePath(u"file/run-1"_s));
    QCOMPARE(errorOf([&] { file.save(trained<float>(3)); })->kind(), StorageError::Kind::Unwritable);
    QCOMPARE(file.losses(), 0);
}

// What is written does not grow with what is there: a thousand losses more cost a thousand losses, and the state.
void TestRunFile::millionLossesAreAppendedQuickly()
{
    constexpr Index many = 1'000'000;
    SavedRun run = trained<float>(2);
    auto &state = std::get<TrainerState<float>>(run.trainer);
    state.position = { many, many / 4, 0, 4 };
    run.losses.assign(std::size_t(many), 0.5);
    RunFile file(path());
    file.save(run);
    state.position = { many + 1000, many / 4 + 250, 0, 4 };
    run.losses.assign(1000, 0.25);
    QElapsedTimer clock;
    clock.start();
    file.save(run);
    qInfo("1,000 more than a million losses: %lld ms", static_cast<long long>(clock.elapsed()));
    QVERIFY(clock.elapsed() < 2000);
    const SavedRun loaded = loadRun(path());
    QCOMPARE(loaded.losses.size(), std::size_t(many + 1000));
    QCOMPARE(loaded.losses[many - 1], 0.5);
    QCOMPARE(loaded.losses[many], 0.25);
}

void TestRunFile::checksumTellsData()
{
    Dataset other = smallSet();
    QCOMPARE(checksum(other), checksum(smallSet()));
    other.test.pixels[1234] ^= 1;
    QVERIFY(checksum(other) != checksum(smallSet()));
    other = smallSet();
    std::swap(other.training.labels[0],
              *std::ranges::find_if(other.training.labels, [&](auto label) { return label != other.training.labels[0]; }));
    QVERIFY(checksum(other) != checksum(smallSet()));
}

QTEST_APPLESS_MAIN(TestRunFile)
#include "tst_run_file.moc"
