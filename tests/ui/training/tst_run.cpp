// SPDX-License-Identifier: GPL-3.0-or-later
// The run at the training desk: it survives the window and the program, slows down, and comes back from what blew up.
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/keeping_desk.h"
#include "tests/fixtures/time_limit.h"

#include "data/data_set.h"
#include "files/run_file.h"
#include "ui/training/page/divergence_words.h"
#include "ui/training/run/rate_search.h"
#include "ui/training/saved/run_keeper.h"
#include "ui/widgets/segments.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QSlider>

#include <cmath>
#include <random>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// What the child does until it is killed: trains, and says when it has kept the run for the first time.
int trainUntilKilled(const QString &data, const QString &run)
{
    TrainingSession session;
    TrainingSettings settings;
    settings.options.hidden = 20;
    settings.options.optimiser = OptimiserKind::Adam;
    settings.length.count = 100'000'000;
    session.reset(settings);
    RunHistory history;
    RunKeeper keeper(session, history);
    keeper.keepIn(run, often);
    QObject::connect(&session, &TrainingSession::progressed, &history, &RunHistory::add);
    QObject::connect(&session, &TrainingSession::opened, &session, [&] { session.start(settings.length); });
    QObject::connect(&session, &TrainingSession::progressed, &session, [](const TrainingProgress &progress) {
        std::printf("%lld\n", static_cast<long long>(progress.position.iteration));
        std::fflush(stdout);
    });
    session.useData({ loadData(data).data, u"stripes"_s, data });
    return QCoreApplication::exec();
}

ProposedRate ended(RateSearch &search)
{
    while (true)
        if (const std::optional<ProposedRate> rate = search.advance())
            return *rate;
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reopenedWindowGoesOnToTheBit_data();
    void reopenedWindowGoesOnToTheBit();
    void killedAtAnyMoment();
    void nobodyHearsOfADeskThatCloses();
    void optimisersAndInitialWeights_data();
    void optimisersAndInitialWeights();
    void batchChangesWhileItRuns();
    void epochsInsteadOfIterations();
    void settingsAreRecordedOnceWhenTheyChange();
    void slowMotion();
    void backToTheLastGoodWeights();
    void aRateIsProposedThatWorks_data();
    void aRateIsProposedThatWorks();
    void aVelocityIsNoMeasure();
    void aRateIsSaidToBeTriedOnlyWhereItWas();
    void deadNetIsNamed();
    void keysHitNothingByChance();
    void everythingByKeyboard();

private:
    QTemporaryDir m_data;
};

void TestRun::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setStyle(u"Fusion"_s);
    IdxFixture::write(m_data.path());
}

void TestRun::reopenedWindowGoesOnToTheBit_data()
{
    QTest::addColumn<int>("optimiser");
    QTest::addColumn<bool>("exact");
    QTest::newRow("SGD, float") << int(OptimiserKind::Sgd) << false;
    QTest::newRow("Adam, double") << int(OptimiserKind::Adam) << true;
}

void TestRun::reopenedWindowGoesOnToTheBit()
{
    QFETCH(int, optimiser);
    QFETCH(bool, exact);
    const QTemporaryDir runs;
    std::vector<double> before, accuracies;
    {
        KeepingDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        desk.choose("optimiser", optimiser);
        if (exact)
            QTest::mouseClick(desk.page.findChild<Segments *>(u"precision"_s)->findChildren<QPushButton *>().at(1),
                              Qt::LeftButton);
        desk.type("iterations", u"400"_s);
        desk.click("start");
        QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 100, patience);
    } // closed while it trains
    KeepingDesk desk(m_data.path(), runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.offers() && desk.ready(), patience);
    QCOMPARE(desk.iterations(), 0);
    desk.click("goOn");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 100, patience);
    QCOMPARE(desk.settings->settings().options.optimiser, OptimiserKind(optimiser));
    QCOMPARE(desk.settings->settings().length, (TrainingLength{ 400, false }));
    QVERIFY(desk.message->text().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(desk.text("batchWords") == u"It is drawn with the next iteration."_s, patience);
    QVERIFY(!desk.button("openBatch")->isEnabled()); // which pictures were the last ones nobody knows
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 400, patience);
    const TrainingOptions options{ .learningRate = info(OptimiserKind(optimiser)).usualRate,
                                   .optimiser = OptimiserKind(optimiser) };
    QCOMPARE(desk.losses(),
             exact ? headlessLosses<double>(m_data.path(), options, 400) : headlessLosses<float>(m_data.path(), options, 400));
    QTRY_COMPARE_WITH_TIMEOUT(desk.accuracies().size(), std::size_t(68), patience); // 0, 6 … 396, 399: none is missing
}

// A run that is killed without a warning is whole on disk, and not much older than the last save was to be.
void TestRun::killedAtAnyMoment()
{
    constexpr int kills = 12;
    const QTemporaryDir runs;
    const QString path = runs.filePath(u"run-1"_s);
    std::mt19937 random(4);
    int whole = 0;
    for (int i = 0; i < kills; ++i) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), { u"--train"_s, m_data.path(), path });
        QVERIFY(child.waitForReadyRead(patience));
        QElapsedTimer clock;
        clock.start();
        const int life = 40 + int(random() % 300); // ms, of which a save takes a few every 50
        QByteArray said;
        while (clock.elapsed() < life) {
            child.waitForReadyRead(int(life - clock.elapsed()));
            said += child.readAll();
        }
        child.kill();
        QVERIFY(child.waitForFinished(patience));
        const QDateTime killed = QDateTime::currentDateTime();
        if (!QFile::exists(path))
            continue; // killed before it was to be saved
        const SavedRun run = loadRun(path); // throws when it is not whole
        QCOMPARE(Index(run.losses.size()), positionOf(run).iteration);
        ++whole;
        if (life > 4 * often) {
            const qint64 age = QFileInfo(path).lastModified().msecsTo(killed);
            QVERIFY2(age < 40 * often, qPrintable(QString::number(age))); // a busy machine is given its time
        }
    }
    QVERIFY2(whole >= kills / 2, qPrintable(QString::number(whole)));
}

// Whoever listened may be gone before the desk is; the run is kept to its last iteration all the same.
void TestRun::nobodyHearsOfADeskThatCloses()
{
    const QTemporaryDir runs;
    Index heard = 0;
    {
        KeepingDesk desk(m_data.path(), runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        desk.type("iterations", u"1000000"_s);
        const auto hear = [&heard](const TrainingProgress &progress) { heard = progress.position.iteration; };
        connect(&desk.page.session(), &TrainingSession::progressed, this, hear);
        connect(&desk.page.history(), &RunHistory::grew, this, [&heard, &desk] { heard = desk.iterations(); });
        desk.click("start");
        QTRY_VERIFY_WITH_TIMEOUT(heard > 20, patience);
        QElapsedTimer unheard; // long enough for a report to be posted that nobody has taken
        unheard.start();
        while (unheard.elapsed() < 100) { }
        heard = 0;
    }
    QCOMPARE(heard, 0);
    const SavedRun run = loadRun(runs.filePath(u"run-1"_s));
    QCOMPARE(Index(run.losses.size()), positionOf(run).iteration);
}

void TestRun::optimisersAndInitialWeights_data()
{
    QTest::addColumn<int>("optimiser");
    QTest::addColumn<int>("initial");
    QTest::newRow("momentum, Xavier") << int(OptimiserKind::Momentum) << int(InitialWeights::Xavier);
    QTest::newRow("AdaGrad, He") << int(OptimiserKind::AdaGrad) << int(InitialWeights::He);
    QTest::newRow("Adam, 0.01") << int(OptimiserKind::Adam) << int(InitialWeights::Deviation);
}

void TestRun::optimisersAndInitialWeights()
{
    QFETCH(int, optimiser);
    QFETCH(int, initial);
    KeepingDesk desk(m_data.path(), {});
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.choose("optimiser", optimiser);
    desk.choose("initial", initial);
    const double rate = info(OptimiserKind(optimiser)).usualRate;
    QCOMPARE(desk.settings->settings().options.learningRate, rate); // nobody has chosen another one
    QCOMPARE(desk.page.findChild<NumberField *>(u"deviation"_s)->isHidden(),
             InitialWeights(initial) != InitialWeights::Deviation);
    desk.type("iterations", u"30"_s);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 30, patience);
    const TrainingOptions options{ .learningRate = rate,
                                   .optimiser = OptimiserKind(optimiser),
                                   .initial = InitialWeights(initial) };
    QCOMPARE(desk.losses(), headlessLosses<float>(m_data.path(), options, 30));
}

void TestRun::batchChangesWhileItRuns()
{
    KeepingDesk desk(m_data.path(), {});
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    for (Index i = 1; i <= 3; ++i) {
        desk.click("step");
        QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), i, patience);
    }
    desk.type("batch", u"7"_s);
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 4, patience);
    Trainer<float> trainer(loadData(m_data.path()).data, {});
    std::vector<double> wanted;
    for (int i = 0; i < 4; ++i) {
        if (i == 3)
            trainer.setBatch(7);
        wanted.push_back(trainer.step().loss);
    }
    QCOMPARE(desk.losses(), wanted);
}

void TestRun::epochsInsteadOfIterations()
{
    KeepingDesk desk(m_data.path(), {});
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    const auto *unit = desk.page.findChild<Segments *>(u"lengthUnit"_s);
    QTest::mouseClick(unit->findChildren<QPushButton *>().at(1), Qt::LeftButton);
    desk.type("iterations", u"3"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() == 18 && !desk.page.training(), patience); // 600 images / 100, three times
    desk.type("batch", u"200"_s);
    desk.type("iterations", u"5"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() == 24 && !desk.page.training(), patience); // two more of three each
}

// Not with every report.
void TestRun::settingsAreRecordedOnceWhenTheyChange()
{
    KeepingDesk desk(m_data.path(), {});
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"1000000"_s);
    QSignalSpy reports(&desk.page.session(), &TrainingSession::progressed);
    QSignalSpy recorded(&desk.page.history(), &RunHistory::settingsChanged);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 20 && reports.size() > 3, patience);
    QCOMPARE(recorded.size(), 0);
    desk.type("learningRate", u"0.02"_s);
    QCOMPARE(recorded.size(), 1);
    QCOMPARE(desk.page.history().current().settings.options.learningRate, 0.02);
    desk.type("batch", u"7"_s);
    QCOMPARE(recorded.size(), 2);
    QCOMPARE(desk.page.history().current().settings.options.batch, Index(7));
}

void TestRun::slowMotion()
{
    KeepingDesk desk(m_data.path(), {});
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    auto *pace = desk.page.findChild<QSlider *>(u"pace"_s);
    pace->setFocus();
    QTest::keyClick(pace, Qt::Key_Home);
    QCOMPARE(desk.settings->pace(), 1.0);
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(pace, Qt::Key_Right);
    QCOMPARE(desk.settings->pace(), 10.0);
    QElapsedTimer clock;
    clock.start(); // not when the first is heard of, which may be late
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() >= 6, patience);
    QVERIFY2(clock.elapsed() > 450, qPrintable(QString::number(clock.elapsed()))); // five after the first, at 100 ms each
    QTest::keyClick(pace, Qt::Key_End);
    QCOMPARE(desk.settings->pace(), 0.0);
    const Index before = desk.iterations();
    clock.restart();
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > before + 200, patience);
    QVERIFY2(clock.elapsed() < timeLimit(15'000), qPrintable(QString::number(clock.elapsed()))); // 20 s in slow motion
}

void TestRun::backToTheLastGoodWeights()
{
    KeepingDesk desk(m_data.path(), {});
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("hidden", u"10"_s);
    desk.type("batch", u"20"_s);
    desk.type("iterations", u"150"_s);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 150, patience);
    const std::vector<double> good = desk.losses();
    desk.type("iterations", u"1000"_s);
    desk.type("learningRate", u"1e30"_s); // less would kill every neuron first, and all numbers would stay finite
    desk.type("batch", u"30"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.button("backToGood"), patience);
    QVERIFY(!desk.page.training());
    QVERIFY2(desk.message->text().contains(u"iteration 150, with a learning rate of 1e+30"_s),
             qPrintable(desk.message->text()));
    QVERIFY2(desk.message->text().contains(u"after 100 iterations"_s), qPrintable(desk.message->text()));
    desk.click("backToGood"); // and it goes on from there, and ends where it was to end
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() == 1000 && !desk.page.training(), patience);
    const std::vector<double> losses = desk.losses();
    QVERIFY(std::ranges::equal(std::span(losses).first(100), std::span(good).first(100)));
    QVERIFY(desk.message->text().isEmpty());
    QCOMPARE(desk.settings->settings().options.batch, Index(30)); // as it was set
    const double rate = desk.settings->settings().options.learningRate;
    QVERIFY2(rate > 0.001 && rate < 10, qPrintable(QString::number(rate)));
    QVERIFY2(losses.back() < good.back(), qPrintable(QString::number(losses.back()))); // it has learnt
    Trainer<float> trainer(loadData(m_data.path()).data, { .hidden = 10, .batch = 20 });
    for (int i = 0; i < 100; ++i)
        trainer.step();
    trainer.setBatch(30);
    trainer.setLearningRate(rate);
    for (std::size_t i = 100; i < 110; ++i)
        QCOMPARE(losses[i], trainer.step().loss); // as if nothing had happened
}

// Whatever blew up, from rates of every size: what is proposed brings the loss down.
void TestRun::aRateIsProposedThatWorks_data()
{
    QTest::addColumn<double>("failed");
    for (const double failed : { 3.0, 50.0, 1e6, 1e30, 1e300 })
        QTest::newRow(QByteArray::number(failed).constData()) << failed;
}

void TestRun::aRateIsProposedThatWorks()
{
    QFETCH(double, failed);
    const auto data = loadData(m_data.path()).data;
    const TrainingOptions options{ .hidden = 20, .batch = 50 };
    const auto trainer = AnyTrainer::make(data, options, Precision::Float);
    AnyTrainerState state;
    trainer->copyState(state);
    RateSearch search(AnyTrainer::make(data, options, Precision::Float), state, 50, failed);
    const ProposedRate found = ended(search);
    QVERIFY(found.tried);
    QVERIFY2(found.rate > 0.001, qPrintable(QString::number(found.rate)));
    QVERIFY(found.rate < failed);
    trainer->setLearningRate(found.rate);
    double loss = 0;
    for (int i = 0; i < 300; ++i)
        loss = trainer->step().loss;
    QVERIFY2(loss < 1, qPrintable(QString::number(loss)));
    QCOMPARE(rateBelow(0.3), 0.2);
    QCOMPARE(rateBelow(0.2), 0.1);
    QCOMPARE(rateBelow(1e6), 5e5);
    QCOMPARE(rateBelow(0.001), 5e-4);
}

// The velocity of Momentum carries the weights on without learning, too: what the mini-batches cost as the net is must not
// be measured on the way. Here it leads so far astray that no rate brings the loss back.
void TestRun::aVelocityIsNoMeasure()
{
    const auto data = loadData(m_data.path()).data;
    const TrainingOptions options{ .hidden = 20, .batch = 50, .optimiser = OptimiserKind::Momentum };
    TrainerState<float> state;
    Trainer<float>(data, options).copyState(state);
    std::ranges::fill(state.optimiser.memory, 0.2F);
    RateSearch search(AnyTrainer::make(data, options, Precision::Float), state, 50, 0.001);
    QVERIFY(!ended(search).tried);
}

void TestRun::aRateIsSaidToBeTriedOnlyWhereItWas()
{
    const Divergence divergence{ .goodIterations = 100 };
    const QString before = advice(divergence, {});
    const QString found = advice(divergence, ProposedRate{ 0.2, true });
    const QString guessed = advice(divergence, ProposedRate{ 0.2, false });
    QVERIFY2(before.contains(u"being looked for"_s), qPrintable(before));
    QVERIFY2(found.contains(u"With a learning rate of 0.2 their loss falls"_s), qPrintable(found));
    QVERIFY2(guessed.contains(u"No learning rate was found"_s) && guessed.contains(u"0.2"_s), qPrintable(guessed));
}

// All numbers stay finite, and nothing will ever be learnt again: that is told like a loss that is not finite.
void TestRun::deadNetIsNamed()
{
    KeepingDesk desk(m_data.path(), {});
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"1000000"_s);
    desk.type("learningRate", u"50000"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.button("backToGood") && !desk.page.training(), patience);
    QVERIFY2(desk.message->text().contains(u"every ReLU of the hidden layer gives 0"_s), qPrintable(desk.message->text()));
    QVERIFY(std::isfinite(desk.losses().back()));
    const Index died = desk.iterations();
    desk.click("start"); // it can go on, and is not stopped again for the same reason
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > died + 50, patience);
    desk.click("backToGood");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 100 && desk.losses().back() < 1, patience); // from the start, and it learns
    QVERIFY(desk.settings->settings().options.learningRate < 10);
}

// After Reset the hand is on Start; at the end of the training a Space that was meant for Pause deletes nothing.
void TestRun::keysHitNothingByChance()
{
    KeepingDesk desk(m_data.path(), {});
    QApplication::setActiveWindow(&desk.page);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"3"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() == 3 && !desk.page.training(), patience);
    auto *length = desk.page.findChild<QWidget *>(u"iterations"_s);
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), length, patience);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(length->findChild<QLineEdit *>()->text(), u"3"_s);
    desk.button("reset")->setFocus();
    QTest::keyClick(desk.button("reset"), Qt::Key_Space);
    QCOMPARE(QApplication::focusWidget(), desk.button("start"));
}

// Tab reaches every control that is to be used, and Space and arrows use it.
void TestRun::everythingByKeyboard()
{
    KeepingDesk desk(m_data.path(), {});
    QApplication::setActiveWindow(&desk.page);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.button("start")->setFocus();
    QSet<QString> reached;
    for (int i = 0; i < 60 && QApplication::focusWidget(); ++i) {
        const QWidget *focus = QApplication::focusWidget();
        QVERIFY2(!focus->accessibleName().isEmpty() || qobject_cast<const QAbstractButton *>(focus),
                 qPrintable(focus->objectName()));
        for (const QWidget *widget = focus; widget; widget = widget->parentWidget())
            reached.insert(widget->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const char *name : { "start", "step", "epoch", "hidden", "batch", "learningRate", "optimiser", "initial", "deviation",
                              "iterations", "lengthUnit", "seed", "precision", "pace" })
        QVERIFY2(reached.contains(QLatin1String(name)), name);
    QTest::keyClick(desk.button("step"), Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);
}

int main(int argc, char **argv)
{
    if (argc == 4 && QByteArray(argv[1]) == "--train") {
        const QCoreApplication application(argc, argv);
        return trainUntilKilled(QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[3]));
    }
    QApplication application(argc, argv);
    TestRun test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_run.moc"
