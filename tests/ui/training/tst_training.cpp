// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk as a person uses it: buttons, fields, curves, folders. Leaves pictures in CHAINRULE_SCREENSHOT_DIR.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/time_limit.h"
#include "tests/fixtures/window_setup.h"

#include "ui/theme/theme.h"
#include "ui/training/run/any_trainer.h"
#include "ui/widgets/segments.h"

#include <QtCore/QMimeData>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSpinBox>

#include <cmath>

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

private slots:
    void initTestCase();
    void curvesAreTheEngines_data();
    void curvesAreTheEngines();
    void accuracyInBlocksIsTheTrainers();
    void accuracyComesOncePerEpoch();
    void oneStepIsOneStep();
    void resetGivesTheSameCurve();
    void reportsOfAnotherModelAreDropped();
    void lookingDoesNotKeepARunGoing();
    void resetShowsNothingOfBefore();
    void pauseStops();
    void learningRateChangesWhileItRuns();
    void wrongLearningRateIsRefused_data();
    void wrongLearningRateIsRefused();
    void modelSettingsAreLockedWithAReason();
    void anotherNetCanBeMade();
    void lossThatIsNotFinitePausesInWords();
    void damagedFolderIsNamedAndOldDataStay();
    void folderCanBeDropped();
    void closingWhileItTrainsIsPrompt();
    void eventLoopIsNotDelayed();
    void readingLineTellsTheNearestPoint();
    void themeFollowsThePalette();
    void everyControlHasAName();
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
    desk.type("iterations", QStringLiteral("40"));
    if (exact) {
        const auto *precision = desk.page.findChild<Segments *>(QStringLiteral("precision"));
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
    const auto data = loadIdxFolder(folder.path());
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
    desk.type("iterations", QStringLiteral("62"));
    desk.click("start");
    const CurvePlot &plot = desk.accuracy->plot();
    QTRY_COMPARE_WITH_TIMEOUT(plot.points(AccuracyChart::Test).size(), std::size_t(11), patience); // 0, 6 … 60
    for (std::size_t epoch = 0; epoch < 11; ++epoch)
        QCOMPARE(plot.points(AccuracyChart::Training)[epoch].x(), double(epoch));
    QVERIFY(desk.accuracy->plot().points(AccuracyChart::Test).back().y() > 0.8); // it learns
    QVERIFY(!desk.accuracy->legend(AccuracyChart::Test).value().isEmpty());
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
    desk.type("iterations", QStringLiteral("20"));
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 20, patience);
    const auto first = desk.losses();
    desk.click("reset");
    QCOMPARE(desk.iterations(), 0);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 20, patience);
    QCOMPARE(desk.losses(), first);
    desk.click("reset");
    desk.type("seed", QStringLiteral("2"));
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
    desk.type("iterations", QStringLiteral("1000000"));
    for (int round = 0; round < 5; ++round) {
        desk.click("start");
        QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 0, patience);
        QElapsedTimer unheard; // long enough for a report to be posted that nobody has taken
        unheard.start();
        while (unheard.elapsed() < 50) { }
        desk.click("reset");
        QSignalSpy answer(&desk.page.session(), &TrainingSession::progressed); // a tab's look at the model is answered too
        QTRY_VERIFY_WITH_TIMEOUT(answer.size() >= 1, patience);
        QCOMPARE(desk.iterations(), 0);
        QVERIFY(!desk.page.training());
    }
}

void TestTraining::pauseStops()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", QStringLiteral("1000000"));
    bool workerRuns = false;
    connect(&desk.page.session(), &TrainingSession::progressed, this,
            [&workerRuns](const TrainingProgress &p) { workerRuns = p.running; });
    desk.click("start");
    QCOMPARE(desk.button("start")->text(), QStringLiteral("Pause"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 20, patience);
    desk.click("start");
    QCOMPARE(desk.button("start")->text(), QStringLiteral("Start"));
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
    desk.type("iterations", QStringLiteral("1000000"));
    desk.type("learningRate", QStringLiteral("0.001"));
    double inForce = 0;
    connect(&desk.page.session(), &TrainingSession::progressed, this,
            [&inForce](const TrainingProgress &p) { inForce = p.learningRate; });
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(inForce, 0.001, patience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 30, patience);
    QVERIFY(desk.losses().back() > 2.2); // hardly anything is learnt at this rate
    desk.type("learningRate", QStringLiteral("0.2"));
    QTRY_COMPARE_WITH_TIMEOUT(inForce, 0.2, patience);
    QVERIFY(desk.page.training());
    QTRY_VERIFY_WITH_TIMEOUT(desk.losses().back() < 1.0, patience);
}

void TestTraining::wrongLearningRateIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("word") << QStringLiteral("abc") << QStringLiteral("“abc” is not a number");
    QTest::newRow("nothing") << QString() << QStringLiteral("number is needed");
    QTest::newRow("zero") << QStringLiteral("0") << QStringLiteral("above 0");
    QTest::newRow("negative") << QStringLiteral("-0.1") << QStringLiteral("above 0");
    QTest::newRow("infinite") << QStringLiteral("1e999") << QStringLiteral("too large");
    QTest::newRow("nan") << QStringLiteral("nan") << QStringLiteral("not a number");
    QTest::newRow("too large for a float") << QStringLiteral("1e100") << QStringLiteral("too large");
    QTest::newRow("underflow") << QStringLiteral("1e-999") << QStringLiteral("not a number");
}

void TestTraining::wrongLearningRateIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, reason);
    Desk desk(m_data.path());
    QSignalSpy changed(desk.settings, &SettingsPanel::learningRateChanged);
    auto *edit = desk.rate->findChild<QLineEdit *>();
    QTest::mouseClick(edit, Qt::LeftButton);
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY2(desk.rate->refusal().contains(reason), qPrintable(desk.rate->refusal()));
    QVERIFY(desk.rate->refusal().contains(QStringLiteral("still 0.1")));
    QCOMPARE(desk.settings->settings().options.learningRate, 0.1);
    QCOMPARE(edit->text(), QStringLiteral("0.1"));
    QCOMPARE(changed.size(), 0);
    desk.type("learningRate", QStringLiteral("0.25"));
    QCOMPARE(desk.rate->refusal(), QString());
    QCOMPARE(changed.size(), 1);
}

void TestTraining::modelSettingsAreLockedWithAReason()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    auto *hidden = desk.page.findChild<QSpinBox *>(QStringLiteral("hidden"));
    QVERIFY(hidden->isEnabled());
    desk.click("step");
    QTRY_VERIFY_WITH_TIMEOUT(!hidden->isEnabled(), patience);
    QVERIFY(hidden->toolTip().contains(QStringLiteral("Reset first")));
    QVERIFY(desk.rate->isEnabled());
    desk.click("reset");
    QVERIFY(hidden->isEnabled());
}

void TestTraining::anotherNetCanBeMade()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("hidden", QStringLiteral("7"));
    desk.type("batch", QStringLiteral("20"));
    desk.type("deviation", QStringLiteral("0.05"));
    desk.type("seed", QStringLiteral("9"));
    desk.type("iterations", QStringLiteral("40"));
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 40, patience);
    QCOMPARE(desk.losses(), headlessLosses<float>(m_data.path(), { 7, 20, 0.1, 0.05, 9 }, 40));
}

void TestTraining::lossThatIsNotFinitePausesInWords()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("deviation", QStringLiteral("1000000"));
    desk.type("learningRate", QStringLiteral("1000000"));
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY(!desk.page.training());
    QVERIFY(!desk.button("start")->isEnabled());
    const auto losses = headlessLosses<float>(m_data.path(), { 50, 100, 1e6, 1e6, 1 }, 10);
    const auto bad = std::find_if_not(losses.begin(), losses.end(), [](double loss) { return std::isfinite(loss); });
    QVERIFY(bad != losses.end());
    const QString where = QStringLiteral("iteration %1,").arg(bad - losses.begin());
    QVERIFY2(desk.message->text().contains(where), qPrintable(desk.message->text()));
    QVERIFY(desk.message->text().contains(QStringLiteral("1000000")));
    desk.click("reset");
    QVERIFY(desk.message->text().isEmpty());
    QVERIFY(desk.button("start")->isEnabled());
}

void TestTraining::damagedFolderIsNamedAndOldDataStay()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    const QString name = desk.page.dataName();
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);

    QTemporaryDir damaged;
    IdxFixture::write(damaged.path());
    QFile labels(damaged.filePath(QStringLiteral("t10k-labels-idx1-ubyte")));
    QVERIFY(labels.resize(100));
    desk.page.openData(damaged.path());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY(desk.message->text().contains(QStringLiteral("t10k-labels-idx1-ubyte")));
    QVERIFY(desk.message->text().contains(QStringLiteral("Still in use: ") + name));
    QCOMPARE(desk.page.dataName(), name);
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 2, patience);
    QCOMPARE(desk.losses(), headlessLosses<float>(m_data.path(), {}, 2));
}

void TestTraining::folderCanBeDropped()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    QTemporaryDir other;
    const QString folder = other.filePath(QStringLiteral("small"));
    QVERIFY(QDir().mkpath(folder));
    IdxFixture::write(folder, 100, 50);
    QMimeData mime;
    mime.setUrls({ QUrl::fromLocalFile(folder) });
    QDragEnterEvent enter({ 100, 100 }, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&desk.page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&desk.page, &drop);
    QTRY_COMPARE_WITH_TIMEOUT(desk.page.dataName(), QStringLiteral("small"), patience);
}

void TestTraining::closingWhileItTrainsIsPrompt()
{
    auto desk = std::make_unique<Desk>(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk->ready(), patience);
    desk->type("iterations", QStringLiteral("1000000"));
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
    desk.type("iterations", QStringLiteral("1000000"));
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
    saveBothThemes(desk.page, QStringLiteral("training")); // realMnist() leaves a better one where there is MNIST
}

void TestTraining::readingLineTellsTheNearestPoint()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", QStringLiteral("20"));
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 20, patience);
    const double loss = desk.losses()[7];
    const QString reading = desk.loss->plot().readingAt(7);
    QVERIFY2(reading.startsWith(QStringLiteral("Iteration 7\n")), qPrintable(reading));
    QVERIFY(reading.contains(QLocale().toString(loss, 'f', 4)));
    // Zooming with the wheel ends following, a double-click brings it back.
    QWidget *canvas = desk.loss->plot().findChild<QWidget *>();
    QVERIFY(desk.loss->plot().following());
    QTest::mouseMove(canvas, canvas->rect().center());
    const QPoint centre = canvas->rect().center();
    QWheelEvent wheel(centre, canvas->mapToGlobal(centre), {}, { 0, 240 }, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(canvas, &wheel);
    QVERIFY(!desk.loss->plot().following());
    desk.page.grab().save(QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/training-reading.png"));
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, canvas->rect().center());
    QVERIFY(desk.loss->plot().following());
}

void TestTraining::themeFollowsThePalette()
{
    Desk desk(m_data.path());
    const QPoint inPlot = desk.loss->plot().mapTo(&desk.page, desk.loss->plot().rect().center());
    const QPoint inSettings = desk.settings->mapTo(&desk.page, QPoint(4, 4));
    desk.page.grab(); // lays it out
    for (const Theme &theme : { Theme::darkTheme(), Theme::light(), Theme::darkTheme(), Theme::light() }) {
        applyTheme(theme.dark);
        QCoreApplication::processEvents();
        const QImage picture = desk.page.grab().toImage();
        QCOMPARE(picture.pixelColor(QPoint(2, 2)), theme.canvas);
        QCOMPARE(picture.pixelColor(inSettings), theme.panel);
        // The middle of the plot, from top to bottom, meets its grid in this theme's colour and not in the other's.
        QSet<QRgb> colours;
        for (int y = inPlot.y() - 100; y < inPlot.y() + 100; ++y)
            colours.insert(picture.pixel(inPlot.x(), y));
        QVERIFY(colours.contains(theme.line.rgb()));
        QVERIFY(!colours.contains((theme.dark ? Theme::light() : Theme::darkTheme()).line.rgb()));
    }
}

void TestTraining::everyControlHasAName()
{
    Desk desk(m_data.path());
    for (const QWidget *widget : desk.page.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || qobject_cast<const QLabel *>(widget))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool inSpinBox = qobject_cast<const QAbstractSpinBox *>(widget->parentWidget());
        QVERIFY2(inSpinBox || !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

void TestTraining::realMnist()
{
    if (qEnvironmentVariableIsEmpty("CHAINRULE_MNIST_DIR"))
        QSKIP("set CHAINRULE_MNIST_DIR to train on the real digits");
    qint64 delayed = late;
    for (int attempt = 0; attempt < attempts && delayed >= late; ++attempt) {
        Desk desk(qEnvironmentVariable("CHAINRULE_MNIST_DIR"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        QCOMPARE(desk.page.dataName(), QStringLiteral("MNIST"));
        const DelayMeter delay;
        desk.type("iterations", QStringLiteral("1300"));
        desk.click("start");
        // At 0, 600 and 1200.
        QTRY_COMPARE_WITH_TIMEOUT(desk.accuracy->plot().points(AccuracyChart::Test).size(), std::size_t(3), patience);
        delayed = delay.longest();
        qInfo("longest delay with MNIST %lld ms", static_cast<long long>(delayed));
        QVERIFY(desk.accuracy->plot().points(AccuracyChart::Test).back().y() > 0.9);
        saveBothThemes(desk.page, QStringLiteral("training"));
    }
    QVERIFY2(delayed < late, qPrintable(QString::number(delayed)));
}

void TestTraining::saveBothThemes(QWidget &page, const QString &name)
{
    const QString folder = QStringLiteral(CHAINRULE_SCREENSHOT_DIR);
    QVERIFY(QDir().mkpath(folder));
    applyTheme(true);
    QCoreApplication::processEvents();
    QVERIFY(page.grab().save(QStringLiteral("%1/%2-dark.png").arg(folder, name)));
    applyTheme(false);
    QCoreApplication::processEvents();
    QVERIFY(page.grab().save(QStringLiteral("%1/%2-light.png").arg(folder, name)));
}

QTEST_MAIN(TestTraining)
#include "tst_training.moc"
