// SPDX-License-Identifier: GPL-3.0-or-later
// Training beside a window, as a person starts, pauses and resets it: the curves are the engine's, and nobody waits. Leaves
// pictures in CHAINRULE_SCREENSHOT_DIR.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/time_limit.h"
#include "tests/fixtures/window_setup.h"

#include "ui/training/confusion/confusion_tool.h"
#include "ui/training/run/any_trainer.h"
#include "ui/widgets/segments.h"

#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// A program that trains or reads in the window's thread is late each time; a machine that is busy elsewhere, once.
constexpr int attempts = 3;
constexpr qint64 late = timeLimit(250); // ms

// The longest time for which the event loop did not come round.
class DelayMeter final : public QObject
{
public:
    DelayMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] { m_longest = std::max(m_longest, m_clock.restart()); });
        m_clock.start();
        m_timer.start(5);
    }
    qint64 longest() const { return m_longest; } // ms

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

} // namespace

class TestTraining : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void curvesAreTheEngines_data();
    void curvesAreTheEngines();
    void accuracyInBlocksIsTheTrainers();
    void accuracyComesOncePerEpoch();
    void firstEpochIsSeenFromTheStart();
    void oneStepIsOneStep();
    void resetGivesTheSameCurve();
    void reportsOfAnotherModelAreDropped();
    void lookingDoesNotKeepARunGoing();
    void resetShowsNothingOfBefore();
    void pauseStops();
    void learningRateChangesWhileItRuns();
    void closingWhileItTrainsIsPrompt();
    void eventLoopIsNotDelayed();
    void realMnist();

private:
    void saveBothThemes(QWidget &page, const QString &name);

    QTemporaryDir m_data;
    QTemporaryDir m_settings;
};

void TestTraining::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestTraining::curvesAreTheEngines_data()
{
    QTest::addColumn<bool>("exact");
    QTest::newRow("float") << false;
    QTest::newRow("double") << true;
}

void TestTraining::curvesAreTheEngines()
{
    QFETCH(bool, exact);
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"40"_s);
    if (exact) {
        const auto *precision = desk.page.findChild<Segments *>(u"precision"_s);
        QTest::mouseClick(precision->findChildren<QPushButton *>().at(1), Qt::LeftButton);
    }
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 40, patience);
    const auto wanted = exact ? headlessLosses<double>(m_data.path(), {}, 40) : headlessLosses<float>(m_data.path(), {}, 40);
    QCOMPARE(desk.losses(), wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        QCOMPARE(desk.points()[i].x(), double(i));
    QTRY_VERIFY_WITH_TIMEOUT(!desk.page.training(), patience);
    QVERIFY(!desk.button("start")->isEnabled());
}

void TestTraining::accuracyInBlocksIsTheTrainers()
{
    QTemporaryDir folder;
    IdxFixture::write(folder.path(), 2300, 1001); // neither is a multiple of a block
    const auto data = loadData(folder.path()).data;
    const TrainingOptions options{ .hidden = 10 };
    Trainer<float> whole(data, options);
    const auto pieces = AnyTrainer::make(data, options, Precision::Float);
    for (int i = 0; i < 20; ++i) {
        whole.step();
        pieces->step();
    }
    pieces->beginAccuracy();
    std::optional<Accuracy> accuracy;
    int blocks = 0;
    for (; !accuracy; ++blocks)
        accuracy = pieces->continueAccuracy();
    QCOMPARE(blocks, 5);
    QCOMPARE(accuracy->training, whole.accuracy().training);
    QCOMPARE(accuracy->test, whole.accuracy().test);
    QVERIFY(accuracy->training > 0.2);
}

void TestTraining::accuracyComesOncePerEpoch()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"62"_s);
    desk.click("start");
    const CurvePlot &plot = desk.accuracy->plot();
    QTRY_COMPARE_WITH_TIMEOUT(plot.points(AccuracyChart::Test).size(), std::size_t(12),
                              patience); // 0, 6 … 60, and the last, 61
    for (std::size_t epoch = 0; epoch < 11; ++epoch)
        QCOMPARE(plot.points(AccuracyChart::Training)[epoch].x(), double(epoch));
    QCOMPARE(plot.points(AccuracyChart::Training).back().x(), 10 + 1.0 / 6);
    QVERIFY(desk.accuracy->plot().points(AccuracyChart::Test).back().y() > 0.8); // it learns
    QVERIFY(!desk.accuracy->legend(AccuracyChart::Test).value().isEmpty());
}

// After one iteration, a 16th, an 8th, a quarter and a half of the first epoch: most is learnt there. The figure says of which
// iteration it is, and the axis shows the whole rise.
void TestTraining::firstEpochIsSeenFromTheStart()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("batch", u"10"_s); // 60 iterations an epoch
    desk.type("iterations", u"70"_s);
    desk.click("start");
    const std::vector<AccuracyPoint> &points = desk.page.history().current().accuracies;
    QTRY_COMPARE_WITH_TIMEOUT(points.size(), std::size_t(7), patience);
    const Index wanted[] = { 0, 3, 7, 15, 30, 60, 69 };
    for (std::size_t i = 0; i < points.size(); ++i) {
        QCOMPARE(points[i].iteration, wanted[i]);
        QCOMPARE(points[i].epochs(), double(wanted[i]) / 60);
    }
    QCOMPARE(desk.accuracy->findChild<QLabel *>(u"chartNote"_s)->text(), u"at iteration 70"_s);
    QCOMPARE(desk.accuracy->plot().range().top(), 0.0);
    auto *confusion = desk.open<ConfusionTool>();
    QTRY_COMPARE_WITH_TIMEOUT(desk.text("scoredAt"), u"at iteration 70"_s, patience);
    const QString figure = desk.accuracy->legend(AccuracyChart::Test).value();
    QCOMPARE(confusion->findChild<QLabel *>(u"testAccuracy"_s)->text(), u"Test accuracy %1"_s.arg(figure));
}

void TestTraining::oneStepIsOneStep()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    for (const Index steps : { 1, 2, 3 }) {
        desk.click("step");
        QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), steps, patience);
    }
    desk.click("step");
    desk.click("step"); // before the first one is reported
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 5, patience);
    desk.click("epoch"); // 600 images / 100
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 11, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.page.training(), patience);
}

void TestTraining::resetGivesTheSameCurve()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"20"_s);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 20, patience);
    const auto first = desk.losses();
    desk.click("reset");
    QCOMPARE(desk.iterations(), 0);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 20, patience);
    QCOMPARE(desk.losses(), first);
    desk.click("reset");
    desk.type("seed", u"2"_s);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 20, patience);
    QVERIFY(desk.losses() != first);
}

void TestTraining::reportsOfAnotherModelAreDropped()
{
    TrainingSession session;
    session.reset({});
    QSignalSpy shown(&session, &TrainingSession::progressed);
    QTRY_COMPARE_WITH_TIMEOUT(shown.size(), 1, patience); // the worker's answer to the reset
    TrainingProgress stale;
    stale.revision = session.revision();
    session.reset({});
    session.receive(stale);
    QCOMPARE(shown.size(), 1);
    stale.revision = session.revision();
    session.receive(stale);
    QCOMPARE(shown.size(), 2);
}

// The desk looks at the model while it trains; the report that the run has ended may be from before such a look.
void TestTraining::lookingDoesNotKeepARunGoing()
{
    TrainingSession session;
    session.reset({});
    session.start({});
    const quint64 look = session.look();
    QVERIFY(session.running());
    TrainingProgress report;
    report.revision = session.revision();
    report.serial = session.revision(); // from before the start
    session.receive(report);
    QVERIFY(session.running());
    report.serial = look - 1; // the start's
    session.receive(report);
    QVERIFY(!session.running());
}

// A reset while reports are under way, again and again.
void TestTraining::resetShowsNothingOfBefore()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"1000000"_s);
    for (int round = 0; round < 5; ++round) {
        desk.click("start");
        QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 0, patience);
        QElapsedTimer unheard; // long enough for a report to be posted that nobody has taken
        unheard.start();
        while (unheard.elapsed() < 50) { }
        desk.click("reset");
        QSignalSpy answer(&desk.page.session(), &TrainingSession::progressed); // a tab's look at the model is answered too
        QTRY_VERIFY_WITH_TIMEOUT(!answer.empty(), patience);
        QCOMPARE(desk.iterations(), 0);
        QVERIFY(!desk.page.training());
    }
}

void TestTraining::pauseStops()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"1000000"_s);
    bool workerRuns = false;
    connect(&desk.page.session(), &TrainingSession::progressed, this,
            [&workerRuns](const TrainingProgress &p) { workerRuns = p.running; });
    desk.click("start");
    QCOMPARE(desk.button("start")->text(), u"Pause"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 20, patience);
    desk.click("start");
    QCOMPARE(desk.button("start")->text(), u"Start"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!workerRuns, patience); // the answer, after everything that was under way
    const Index paused = desk.iterations();
    for (Index i = 1; i <= 3; ++i) {
        desk.click("step");
        QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > paused + i - 1, patience);
        QCOMPARE(desk.iterations(), paused + i);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!desk.page.training(), patience);
    // And it goes on from there.
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > paused + 20, patience);
}

void TestTraining::learningRateChangesWhileItRuns()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"1000000"_s);
    desk.type("learningRate", u"0.001"_s);
    double inForce = 0;
    connect(&desk.page.session(), &TrainingSession::progressed, this,
            [&inForce](const TrainingProgress &p) { inForce = p.learningRate; });
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(inForce, 0.001, patience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 30, patience);
    QVERIFY(desk.losses().back() > 2.2); // hardly anything is learnt at this rate
    desk.type("learningRate", u"0.2"_s);
    QTRY_COMPARE_WITH_TIMEOUT(inForce, 0.2, patience);
    QVERIFY(desk.page.training());
    QTRY_VERIFY_WITH_TIMEOUT(desk.losses().back() < 1.0, patience);
}

void TestTraining::closingWhileItTrainsIsPrompt()
{
    auto desk = std::make_unique<Desk>(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk->ready(), patience);
    desk->type("iterations", u"1000000"_s);
    desk->click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk->iterations() > 10, patience);
    QElapsedTimer clock;
    clock.start();
    desk.reset();
    QVERIFY2(clock.elapsed() < timeLimit(500), qPrintable(QString::number(clock.elapsed())));
}

void TestTraining::eventLoopIsNotDelayed()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"1000000"_s);
    int reports = 0;
    connect(&desk.page.session(), &TrainingSession::progressed, this, [&reports] { ++reports; });
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(reports > 5, patience); // the first drawing of all loads fonts
    qint64 delayed = late;
    for (int attempt = 0; attempt < attempts && delayed >= late; ++attempt) {
        const int before = reports;
        QElapsedTimer clock;
        clock.start();
        const DelayMeter delay;
        QTRY_VERIFY_WITH_TIMEOUT(reports >= before + 20, patience);
        const double perSecond = 20'000.0 / double(std::max<qint64>(1, clock.elapsed()));
        delayed = delay.longest();
        qInfo("longest delay %lld ms, %.0f reports/s", static_cast<long long>(delayed), perSecond);
        QVERIFY2(perSecond < 33, qPrintable(QString::number(perSecond)));
    }
    QVERIFY2(delayed < late, qPrintable(QString::number(delayed)));
    saveBothThemes(desk.page, u"training"_s); // realMnist() leaves a better one where there is MNIST
}

void TestTraining::realMnist()
{
    if (qEnvironmentVariableIsEmpty("CHAINRULE_MNIST_DIR"))
        QSKIP("set CHAINRULE_MNIST_DIR to train on the real digits");
    qint64 delayed = late;
    for (int attempt = 0; attempt < attempts && delayed >= late; ++attempt) {
        Desk desk(qEnvironmentVariable("CHAINRULE_MNIST_DIR"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        QCOMPARE(desk.page.dataName(), u"MNIST"_s);
        const DelayMeter delay;
        desk.type("iterations", u"1300"_s);
        desk.click("start");
        // At 0, 37, 75, 150, 300, 600, 1200 and 1299.
        QTRY_COMPARE_WITH_TIMEOUT(desk.accuracy->plot().points(AccuracyChart::Test).size(), std::size_t(8), patience);
        delayed = delay.longest();
        qInfo("longest delay with MNIST %lld ms", static_cast<long long>(delayed));
        QVERIFY(desk.accuracy->plot().points(AccuracyChart::Test).back().y() > 0.9);
        saveBothThemes(desk.page, u"training"_s);
    }
    QVERIFY2(delayed < late, qPrintable(QString::number(delayed)));
}

void TestTraining::saveBothThemes(QWidget &page, const QString &name)
{
    const QString folder = QStringLiteral(CHAINRULE_SCREENSHOT_DIR);
    QVERIFY(QDir().mkpath(folder));
    applyTheme(true);
    QCoreApplication::processEvents();
    QVERIFY(page.grab().save(u"%1/%2-dark.png"_s.arg(folder, name)));
    applyTheme(false);
    QCoreApplication::processEvents();
    QVERIFY(page.grab().save(u"%1/%2-light.png"_s.arg(folder, name)));
}

QTEST_MAIN(TestTraining)
#include "tst_training.moc"
