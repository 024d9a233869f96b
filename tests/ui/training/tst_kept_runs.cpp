// SPDX-License-Identifier: GPL-3.0-or-later
// Earlier runs on disk: with their weights, from window to window, until somebody deletes them.
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/keeping_desk.h"
#include "tests/fixtures/window_setup.h"

#include "files/run_file.h"
#include "ui/training/runs/runs_tool.h"
#include "ui/widgets/copy_table.h"

#include <QtCore/QStandardPaths>
#include <QtTest/QSignalSpy>

#include <set>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// A desk on the tab of the runs, and a person's hands on it.
struct RunsDesk : KeepingDesk
{
    RunsTool *tool = open<RunsTool>();
    CopyTable *table = tool->findChild<CopyTable *>();

    RunsDesk(const QString &data, const QString &runs)
        : KeepingDesk(data, runs)
    {
    }

    void train(int iterations) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(ready(), patience);
        const Index to = this->iterations() + iterations;
        while (this->iterations() < to) {
            const Index next = this->iterations() + 1;
            click("step");
            QTRY_COMPARE_WITH_TIMEOUT(this->iterations(), next, patience);
        }
    }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            names.append(table->model()->index(row, 0).data().toString());
        return names;
    }
    void select(int row) const
    {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(row, 0)).center());
    }
    bool lists(std::size_t earlier) { return page.history().earlier().size() == earlier; }
    bool allKept()
    {
        return std::ranges::none_of(page.history().earlier(), [](const RunRecord &run) { return run.file.isEmpty(); });
    }
};

QStringList keptFiles(const QString &runs)
{
    return QDir(runs + u"/kept"_s).entryList({ u"run-????????????????"_s }, QDir::Files);
}

} // namespace

class TestKeptRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void closingDeletesNothing();
    void goingBackRestoresEverything();
    void goingBackAddsNoCopy();
    void aSecondClickGoesBackOnce();
    void goingBackToAFinishedRunIsNoEnd();
    void aNameStays();
    void deletedRunsComeBackUntilTheWindowCloses();
    void aDamagedFileIsNamedAndTheRestIsThere();
    void whatIsOfferedIsNotListed();
    void aNameDoesNotMoveARunOfAnOlderVersion();
    void twoWindowsKeepBoth();
    void lateLossesBelongToTheRun();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestKeptRuns::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestKeptRuns::closingDeletesNothing()
{
    const QTemporaryDir runs;
    {
        RunsDesk desk(m_data.path(), runs.path());
        desk.train(3);
        desk.click("reset");
        desk.train(2);
        desk.click("reset"); // and closes at once
    }
    RunsDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.lists(2), patience);
    std::multiset<std::size_t> losses;
    for (const RunRecord &run : desk.page.history().earlier()) {
        losses.insert(run.losses.size());
        QVERIFY(!run.shown); // among many, who wants to see it says so
    }
    QCOMPARE(losses, (std::multiset<std::size_t>{ 2, 3 }));
    QVERIFY2(desk.text("keptRuns").contains(u"2 of at most 200 runs"_s)
                 && desk.text("keptRuns").contains(u"of at most 1,000 MB"_s),
             qPrintable(desk.text("keptRuns")));
}

void TestKeptRuns::goingBackRestoresEverything()
{
    const QTemporaryDir runs;
    {
        RunsDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        desk.type("hidden", u"7"_s);
        desk.type("seed", u"5"_s);
        desk.choose("optimiser", 3);
        desk.type("learningRate", u"0.02"_s);
        desk.type("batch", u"20"_s);
        desk.type("iterations", u"77"_s);
        desk.train(4);
        desk.click("reset");
    }
    RunsDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.lists(1), patience);
    desk.type("hidden", u"9"_s);
    desk.train(1);
    desk.select(1);
    desk.click("goBackToRun");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 4, patience);
    const TrainingSettings settings = desk.settings->settings();
    const TrainingOptions wanted{ .hidden = 7, .batch = 20, .learningRate = 0.02, .seed = 5, .optimiser = OptimiserKind::Adam };
    QCOMPARE(settings.options, wanted);
    QCOMPARE(settings.length.count, Index(77));
    desk.train(2);
    QCOMPARE(desk.losses(), headlessLosses<float>(m_data.path(), wanted, 6)); // as if nothing had happened
    QVERIFY(desk.lists(2)); // the run itself, and the one that was left for it
}

void TestKeptRuns::goingBackAddsNoCopy()
{
    const QTemporaryDir runs;
    RunsDesk desk(m_data.path(), runs.path());
    desk.train(3);
    desk.click("reset");
    QTRY_VERIFY_WITH_TIMEOUT(desk.allKept(), patience);
    for (int i = 0; i < 2; ++i) {
        desk.select(1);
        desk.click("goBackToRun");
        QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 3, patience);
        desk.click("reset");
        QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 0, patience);
    }
    QVERIFY(desk.lists(1));
    QCOMPARE(keptFiles(runs.path()).size(), 1);
}

void TestKeptRuns::aSecondClickGoesBackOnce()
{
    const QTemporaryDir runs;
    RunsDesk desk(m_data.path(), runs.path());
    desk.train(3);
    desk.click("reset");
    QTRY_VERIFY_WITH_TIMEOUT(desk.allKept(), patience);
    desk.select(1);
    desk.click("goBackToRun");
    desk.click("goBackToRun");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 3, patience);
    desk.train(1);
    desk.click("reset");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() == 0 && desk.allKept(), patience);
    QCOMPARE(desk.page.history().earlier().size(), std::size_t(2)); // the run itself, and what was trained further
}

// What trained until then was left, and did not come to its end.
void TestKeptRuns::goingBackToAFinishedRunIsNoEnd()
{
    const QTemporaryDir runs;
    RunsDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    const QSignalSpy ended(&desk.page, &TrainingPage::ended);
    desk.type("iterations", u"3"_s);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patience);
    desk.click("reset");
    QTRY_VERIFY_WITH_TIMEOUT(desk.allKept(), patience);
    desk.type("iterations", u"1000000"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 10, patience);
    desk.select(1);
    desk.click("goBackToRun");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() == 3 && desk.page.finished(), patience); // a report of it has come
    QCOMPARE(ended.size(), 1);
}

void TestKeptRuns::aNameStays()
{
    const QTemporaryDir runs;
    {
        RunsDesk desk(m_data.path(), runs.path());
        desk.train(2);
        desk.click("reset");
        desk.table->setCurrentIndex(desk.table->model()->index(1, 0));
        desk.table->setFocus();
        QTest::keyClick(desk.table, Qt::Key_F2);
        auto *edit = desk.table->findChild<QLineEdit *>();
        QVERIFY(edit);
        edit->selectAll();
        QTest::keyClicks(edit, u"slow but sure"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.names().at(1), u"slow but sure"_s, patience);
    }
    RunsDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.lists(1), patience);
    QCOMPARE(desk.names().at(1), u"slow but sure"_s);
}

void TestKeptRuns::deletedRunsComeBackUntilTheWindowCloses()
{
    const QTemporaryDir runs;
    {
        RunsDesk desk(m_data.path(), runs.path());
        for (int run = 0; run < 2; ++run) {
            desk.train(2);
            desk.click("reset");
        }
        QTRY_VERIFY_WITH_TIMEOUT(desk.allKept(), patience);
        desk.select(1);
        QTest::keyClick(desk.table, Qt::Key_Delete);
        QVERIFY(desk.lists(1));
        QCOMPARE(keptFiles(runs.path()).size(), 2);
        desk.click("undoDelete");
        QVERIFY(desk.lists(2));
        desk.select(1);
        QTest::keyClick(desk.table, Qt::Key_Delete);
    }
    QCOMPARE(keptFiles(runs.path()).size(), 1);
    QCOMPARE(QDir(runs.path() + u"/kept"_s).entryList(QDir::Files).size(), 2); // with its losses
}

void TestKeptRuns::aDamagedFileIsNamedAndTheRestIsThere()
{
    const QTemporaryDir runs;
    {
        RunsDesk desk(m_data.path(), runs.path());
        desk.train(2);
        desk.click("reset");
    }
    const QByteArray foreign("this is a letter");
    QFile file(runs.filePath(u"kept/run-00000000deadbeef"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(foreign) == foreign.size());
    file.close();
    {
        RunsDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.lists(1), patience);
        const QString words = desk.text("keptRuns");
        QVERIFY2(words.contains(u"1 of at most 200 runs"_s), qPrintable(words)); // it takes no room that nobody can free
        QVERIFY2(words.contains(u"cannot be read: 1."_s) && words.contains(u"run-00000000deadbeef"_s), qPrintable(words));
    }
    QCOMPARE(fileContents(file.fileName()), foreign);
}

// The window holds them: they could neither be deleted nor renamed.
void TestKeptRuns::whatIsOfferedIsNotListed()
{
    const QTemporaryDir runs;
    for (const int iterations : { 3, 2 })
        RunsDesk(m_data.path(), runs.path()).train(iterations);
    {
        RunsDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.offers() && desk.text("keptRuns").contains(u"Kept on disk"_s), patience);
        QVERIFY(desk.lists(0));
        desk.click("goOn");
        QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() == 2 && desk.lists(1), patience); // the one before is anybody's again
        desk.select(1);
        QTest::keyClick(desk.table, Qt::Key_Delete);
    }
    QCOMPARE(QDir(runs.path()).entryList({ u"run-?"_s }, QDir::Files), QStringList{ u"run-2"_s });
}

void TestKeptRuns::aNameDoesNotMoveARunOfAnOlderVersion()
{
    const QTemporaryDir runs;
    {
        RunsDesk desk(m_data.path(), runs.path());
        desk.train(2);
        desk.click("reset");
    }
    const QString path = runs.filePath(u"kept/"_s + keptFiles(runs.path()).value(0));
    SavedRun saved = loadRun(path);
    saved.endedAt = 0;
    RunFile(path).save(saved);
    const QDateTime ended(QDate(2024, 5, 3), QTime(14, 2));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.setFileTime(ended, QFileDevice::FileModificationTime));
    file.close();
    {
        RunsDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.lists(1), patience);
        QVERIFY(desk.table->model()->setData(desk.table->model()->index(1, 0), u"an old one"_s));
    }
    QCOMPARE(loadRun(path).name, u"an old one"_s);
    QCOMPARE(loadRun(path).endedAt, ended.toMSecsSinceEpoch());
}

void TestKeptRuns::twoWindowsKeepBoth()
{
    const QTemporaryDir runs;
    {
        RunsDesk one(m_data.path(), runs.path());
        RunsDesk other(m_data.path(), runs.path());
        one.train(3);
        other.train(2);
        one.click("reset");
        other.click("reset");
        one.train(1);
    }
    RunsDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.lists(2), patience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.offers(), patience); // the one of one step
}

// A reset meets a net that trains: what it had learnt by then is in the file, loss by loss.
void TestKeptRuns::lateLossesBelongToTheRun()
{
    const QTemporaryDir runs;
    RunsDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"1000000"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 50, patience);
    desk.click("reset");
    QTRY_VERIFY_WITH_TIMEOUT(desk.allKept(), patience);
    const RunRecord &run = desk.page.history().earlier().front();
    const SavedRun saved = loadRun(run.file);
    QCOMPARE(saved.losses, run.losses);
    QCOMPARE(positionOf(saved).iteration, Index(run.losses.size()));
}

QTEST_MAIN(TestKeptRuns)
#include "tst_kept_runs.moc"
