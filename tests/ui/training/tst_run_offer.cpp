// SPDX-License-Identifier: GPL-3.0-or-later
// What the training desk offers when it is opened: the run of last time, to go on with or to look at, and what becomes of it.
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/keeping_desk.h"
#include "tests/fixtures/window_setup.h"

#include "files/run_file.h"
#include "ui/keeping/shelf.h"
#include "ui/main_window/main_window.h"

#include <QtCore/QDateTime>
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QSpinBox>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// By one desk, a step at a time.
void trainSteps(const KeepingDesk &desk, int iterations)
{
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    for (Index i = 1; i <= iterations; ++i) {
        desk.click("step");
        QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), i, patience);
    }
}

// As many places as a folder of runs has, all of them taken; the newest is "run-1", the oldest "run-7".
void fillShelf(const QString &runs)
{
    const QDir folder(runs);
    const QDateTime now = QFileInfo(folder.filePath(u"run-1"_s)).lastModified();
    const QStringList parts = folder.entryList({ u"run-1"_s, u"run-1-*"_s }, QDir::Files); // and its losses
    for (int place = 2; place <= 16; ++place)
        for (const QString &part : parts) {
            const QString path = folder.filePath(u"run-%1%2"_s.arg(place).arg(part.mid(5)));
            QVERIFY(QFile::copy(folder.filePath(part), path));
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.setFileTime(now.addDays(place == 7 ? -100 : -place), QFileDevice::FileModificationTime));
        }
}

} // namespace

class TestRunOffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void offerNamesTheRunAndCanBeLeft();
    void aRunThatWasIgnoredIsStillThere();
    void anotherWindowKeepsItsOwn();
    void damagedRunIsNamed();
    void runOnOtherPicturesIsRefused();
    void aFinishedRunIsShownAndTrainedFurther();
    void goingOnPutsTheHandOnStart();
    void theOldestGivesWayNotTheOffered();
    void otherWindowsPlacesAreTheirs();
    void cancelledDataAreNotWaitedFor();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestRunOffer::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestRunOffer::offerNamesTheRunAndCanBeLeft()
{
    const QTemporaryDir runs;
    {
        KeepingDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        desk.type("iterations", u"5000"_s);
        for (Index i = 1; i <= 3; ++i) {
            desk.click("step");
            QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), i, patience);
        }
    }
    KeepingDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.offers() && desk.ready(), patience);
    const QString name = desk.page.dataName();
    QVERIFY2(desk.message->text().startsWith(u"Go on with the run on %1, iteration 3 of 5,000?"_s.arg(name)),
             qPrintable(desk.message->text()));
    desk.click("step"); // another run has begun
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);
    QVERIFY(!desk.offers());
    const QString kept = u"The one on %1, iteration 3 of 5,000 is kept."_s.arg(name);
    QVERIFY2(desk.message->text().contains(kept), qPrintable(desk.message->text()));
}

// Who begins another run without a word has not said that the old one may go.
void TestRunOffer::aRunThatWasIgnoredIsStillThere()
{
    const QTemporaryDir runs;
    for (const int iterations : { 3, 2 }) { // the second desk is offered the three, and trains two of its own
        KeepingDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        for (Index i = 1; i <= iterations; ++i) {
            desk.click("step");
            QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), i, patience);
        }
    }
    KeepingDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.offers() && desk.ready(), patience);
    QVERIFY2(desk.message->text().contains(u"iteration 2 of"_s), qPrintable(desk.message->text()));
    desk.click("runBefore");
    QTRY_VERIFY_WITH_TIMEOUT(desk.message->text().contains(u"iteration 3 of"_s), patience);
    desk.click("goOn");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 3, patience);
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 4, patience);
}

void TestRunOffer::anotherWindowKeepsItsOwn()
{
    const QTemporaryDir runs;
    const Shelf one(runs.path(), u"run"_s), other(runs.path(), u"run"_s);
    QVERIFY(!one.path().isEmpty() && !other.path().isEmpty());
    QVERIFY(one.path() != other.path());
    const QTemporaryDir later;
    QString kept;
    {
        const Shelf first(later.path(), u"run"_s), second(later.path(), u"run"_s);
        kept = second.path();
        QFile file(kept);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QCOMPARE(Shelf(later.path(), u"run"_s).path(), kept); // where there is a run, rather than where there is none
}

void TestRunOffer::damagedRunIsNamed()
{
    const QTemporaryDir runs;
    QFile file(runs.filePath(u"run-1"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no run") == 6);
    file.close();
    KeepingDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.message->text().contains(u"run-1"_s), patience);
    QVERIFY(!desk.offers());
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);
    QVERIFY(desk.message->text().isEmpty());
}

void TestRunOffer::runOnOtherPicturesIsRefused()
{
    const QTemporaryDir runs, data;
    IdxFixture::write(data.path(), 300, 100);
    {
        KeepingDesk desk(data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        desk.click("step");
        QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);
    }
    QFile images(data.filePath(u"train-images-idx3-ubyte"_s));
    QVERIFY(images.open(QIODevice::ReadWrite) && images.seek(5000) && images.write("other") == 5);
    images.close();
    KeepingDesk desk(data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.offers() && desk.ready(), patience);
    desk.click("goOn");
    QTRY_VERIFY_WITH_TIMEOUT(desk.message->text().contains(u"other pictures"_s), patience);
    desk.click("step"); // what is in use now goes on working
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);
}

// It has nothing to go on with: what a student wants is to see it again, or to ask for more.
void TestRunOffer::aFinishedRunIsShownAndTrainedFurther()
{
    const QTemporaryDir runs;
    {
        KeepingDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        desk.type("iterations", u"12"_s);
        desk.click("start");
        QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() == 12 && !desk.page.training(), patience);
    }
    KeepingDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.offers() && desk.ready(), patience);
    const QString finished = u"Finished: the run on %1, 12 iterations."_s.arg(desk.page.dataName());
    QVERIFY2(desk.message->text().startsWith(finished), qPrintable(desk.message->text()));
    QCOMPARE(desk.button("goOn")->text(), u"Show it"_s);
    QApplication::setActiveWindow(&desk.page);
    desk.button("goOn")->setFocus();
    QTest::keyClick(desk.button("goOn"), Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 12, patience);
    auto *length = desk.page.findChild<QSpinBox *>(u"iterations"_s);
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), length, patience); // Start would have nothing to do
    QTest::keyClicks(length, u"15"_s);
    QTest::keyClick(length, Qt::Key_Return);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 15, patience);
    QCOMPARE(desk.losses(), headlessLosses<float>(m_data.path(), {}, 15)); // the same run, to the bit
}

// In the whole window: the library and its search field come before the desk.
void TestRunOffer::goingOnPutsTheHandOnStart()
{
    const QString runs = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/runs"_s;
    QDir(runs).removeRecursively();
    trainSteps(KeepingDesk(m_data.path(), runs), 2);
    MainWindow window;
    window.openFirst({});
    window.openData(m_data.path());
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto button = [&](const char *name) { return window.findChild<QPushButton *>(QLatin1String(name)); };
    QTRY_VERIFY_WITH_TIMEOUT(button("goOn") && button("goOn")->isVisible(), patience);
    QTest::mouseClick(button("goOn"), Qt::LeftButton);
    QCOMPARE(QApplication::focusWidget(), button("start"));
    QTRY_VERIFY_WITH_TIMEOUT(button("reset")->isEnabled(), patience); // it is there, and can be left again
    QCOMPARE(QApplication::focusWidget(), button("start"));
}

void TestRunOffer::theOldestGivesWayNotTheOffered()
{
    const QTemporaryDir runs;
    trainSteps(KeepingDesk(m_data.path(), runs.path()), 3);
    fillShelf(runs.path());
    const QByteArray offered = fileContents(runs.filePath(u"run-1"_s));
    {
        KeepingDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.offers(), patience);
        trainSteps(desk, 1);
        QVERIFY2(desk.message->text().contains(u"oldest run that was kept gives way"_s), qPrintable(desk.message->text()));
    }
    for (int place = 1; place <= 16; ++place) {
        const QByteArray kept = fileContents(runs.filePath(u"run-%1"_s.arg(place)));
        QCOMPARE(kept == offered, place != 7);
    }
    QCOMPARE(positionOf(loadRun(runs.filePath(u"run-7"_s))).iteration, 1);
}

// Then it is not kept, and says so, rather than write over what was offered.
void TestRunOffer::otherWindowsPlacesAreTheirs()
{
    const QTemporaryDir runs;
    trainSteps(KeepingDesk(m_data.path(), runs.path()), 3);
    fillShelf(runs.path());
    const QByteArray offered = fileContents(runs.filePath(u"run-7"_s));
    {
        std::vector<std::unique_ptr<Shelf>> others;
        for (int i = 0; i < 15; ++i)
            others.push_back(std::make_unique<Shelf>(runs.path(), u"run"_s));
        KeepingDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.offers(), patience);
        trainSteps(desk, 1);
        QVERIFY2(desk.message->text().contains(u"other windows have all the places"_s), qPrintable(desk.message->text()));
    }
    QCOMPARE(fileContents(runs.filePath(u"run-7"_s)), offered);
}

// Who takes back the loading has not gone on: what is trained then is another run, and both are kept.
void TestRunOffer::cancelledDataAreNotWaitedFor()
{
    const QTemporaryDir runs, other;
    IdxFixture::write(other.path(), 300, 100);
    trainSteps(KeepingDesk(other.path(), runs.path()), 3);
    {
        KeepingDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.offers() && desk.ready(), patience);
        desk.click("goOn");
        desk.click("cancelWork");
        trainSteps(desk, 1);
        QVERIFY2(desk.message->text().startsWith(u"A new run has begun."_s), qPrintable(desk.message->text()));
    }
    QCOMPARE(positionOf(loadRun(runs.filePath(u"run-2"_s))).iteration, 1);
}

QTEST_MAIN(TestRunOffer)
#include "tst_run_offer.moc"
