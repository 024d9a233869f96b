// SPDX-License-Identifier: GPL-3.0-or-later
// Earlier runs: what is kept of them, their table, what is saved of them.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/training/curves/accuracy_chart.h"
#include "ui/training/curves/curves_panel.h"
#include "ui/training/curves/loss_chart.h"
#include "ui/training/curves/run_csv.h"
#include "ui/training/gradients/gradients_tool.h"
#include "ui/training/page/tools_panel.h"
#include "ui/training/page/training_page.h"
#include "ui/training/runs/runs_model.h"
#include "ui/training/runs/runs_tool.h"
#include "ui/widgets/copy_table.h"

#include <QtCore/QStandardPaths>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

TrainingSettings settingsWith(double rate, std::uint64_t seed = 1)
{
    TrainingSettings settings;
    settings.options.learningRate = rate;
    settings.options.seed = seed;
    return settings;
}

void train(RunHistory &history, const std::vector<double> &losses, const std::vector<AccuracyPoint> &accuracies = {})
{
    TrainingProgress progress;
    progress.position.perEpoch = 2;
    progress.losses = losses;
    progress.accuracies = accuracies;
    history.add(progress);
}

// Three earlier runs and one of now, with the table that shows them.
struct Table
{
    RunHistory history;
    RunsTool tool{ history };
    CopyTable *table = tool.findChild<CopyTable *>();

    Table()
    {
        for (const double rate : { 0.1, 0.03, 0.5, 0.1 }) {
            history.begin(u"stripes"_s, settingsWith(rate, rate == 0.5 ? 7 : 1));
            train(history, { 2.5, 1.5 }, { { 0, { 0.25, 0.125 } } });
        }
        tool.resize(900, 300);
        tool.show();
    }
    QString cell(int row, int column) const { return table->model()->index(row, column).data().toString(); }
    void click(int row, Qt::KeyboardModifiers modifiers = Qt::NoModifier, int column = 5)
    {
        const QPoint at = table->visualRect(table->model()->index(row, column)).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers, at);
    }
    void press(const char *button) { QTest::mouseClick(tool.findChild<QPushButton *>(QLatin1String(button)), Qt::LeftButton); }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            names.append(cell(row, 0));
        return names;
    }
};

} // namespace

class TestRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runThatHasBegunIsKept();
    void runKeepsWhatItWasTrainedWith();
    void runCanBeTakenUpAgain();
    void atMostSoManyAreKept();
    void narrowTableShowsWhatDiffers();
    void tableSaysWhatWasChosen();
    void tickHidesItsCurves();
    void emptyTickBoxHasAFrameInTheDark();
    void renamedInPlace();
    void deletedByKeyAndUndone();
    void runOfNowStays();
    void comparedRunsSayWhatDiffers();
    void csvByHand();
    void exports_data();
    void exports();
    void exportThatCannotBeWritten();
    void exportOfNoKnownKind();
    void deskTellsOfChanges();
    void resetOnTheDeskKeepsTheRun();
    void pictures_data();
    void pictures();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestRuns::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestRuns::runThatHasBegunIsKept()
{
    RunHistory history;
    history.begin(u"a"_s, settingsWith(0.1));
    history.begin(u"a"_s, settingsWith(0.2)); // nothing was learnt
    QVERIFY(history.earlier().empty());
    train(history, { 2, 1 });
    history.begin(u"b"_s, settingsWith(0.3));
    QCOMPARE(history.earlier().size(), std::size_t(1));
    QCOMPARE(history.earlier()[0].title(), u"run 1, lr 0.2"_s);
    QCOMPARE(history.earlier()[0].losses, std::vector<double>({ 2, 1 }));
    QCOMPARE(history.current().number, 2);
    QVERIFY(history.current().losses.empty());
}

// Neither the setting of the end alone, nor one that was chosen for the next run.
void TestRuns::runKeepsWhatItWasTrainedWith()
{
    RunHistory history;
    RunsModel model(history);
    const auto cell = [&model](int row, int column, int role = Qt::DisplayRole) {
        return model.index(row, column).data(role).toString();
    };
    constexpr int batch = 3, rate = 5;
    history.begin(u"a"_s, settingsWith(0.1));
    TrainingProgress first;
    first.losses = { 2, 1.9 };
    first.phases = { { 0, 0.1, 100 } };
    history.add(first);
    TrainingProgress later;
    later.losses = { 1.8, 1.7 };
    later.phases = { { 2, 0.3, 100 }, { 2, 0.5, 100 }, { 3, 0.5, 50 } }; // the first of these never trained anything
    history.add(later);
    TrainingProgress chosen;
    chosen.phases = { { 4, 9, 7 } };
    history.setSettings(settingsWith(9));
    history.add(chosen);
    QCOMPARE(history.current().title(), u"run 1, lr 0.1 → 0.5"_s);
    QCOMPARE(cell(0, rate), u"0.1 → 0.5"_s);
    history.begin(u"a"_s, settingsWith(9));
    QCOMPARE(history.current().title(), u"run 2, lr 9"_s);
    const RunRecord &kept = history.earlier().front();
    QCOMPARE(kept.title(), u"run 1, lr 0.1 → 0.5"_s);
    QCOMPARE(kept.settings.options.learningRate, 0.5);
    QCOMPARE(kept.settings.options.batch, Index(50));
    QCOMPARE(cell(1, rate, Qt::ToolTipRole), u"0.1 at first\n0.5 from iteration 2 on"_s);
    QCOMPARE(cell(1, batch), u"100 → 50"_s);
    // A run that went back has had the settings of its past.
    QCOMPARE(kept.until(3).trainedWith().size(), std::size_t(2));
    QCOMPARE(kept.until(1).trainedWith().size(), std::size_t(1));
}

void TestRuns::runCanBeTakenUpAgain()
{
    RunHistory before;
    before.begin(u"a"_s, settingsWith(0.2));
    train(before, { 2, 1 });
    RunHistory after;
    LossChart chart(after);
    after.goOnWith(before.current());
    train(after, { 0.5 });
    QCOMPARE(after.current().losses, std::vector<double>({ 2, 1, 0.5 }));
    QCOMPARE(chart.plot().points(LossChart::Each), std::vector<QPointF>({ { 0, 2 }, { 1, 1 }, { 2, 0.5 } }));
}

void TestRuns::atMostSoManyAreKept()
{
    RunHistory history;
    for (std::size_t i = 0; i < RunHistory::mostEarlier + 5; ++i) {
        history.begin({}, settingsWith(0.1));
        train(history, { 1 });
    }
    QCOMPARE(history.earlier().size(), RunHistory::mostEarlier);
    QCOMPARE(history.earlier().front().number, 5);
    history.begin({}, settingsWith(0.1));
    train(history, std::vector<double>(RunHistory::mostEarlierLosses - 5, 1.0));
    history.begin({}, settingsWith(0.1));
    QCOMPARE(history.earlier().size(), std::size_t(6)); // and five of one loss each
}

// Where room is short, what all runs have in common gives way: Rate and Seed are left.
void TestRuns::narrowTableShowsWhatDiffers()
{
    Table table;
    table.tool.resize(700, 300);
    QCOMPARE(table.table->horizontalScrollBar()->maximum(), 0);
    QStringList shown;
    for (int column = 0; column < table.table->model()->columnCount(); ++column)
        if (!table.table->isColumnHidden(column))
            shown.append(table.table->model()->headerData(column, Qt::Horizontal).toString());
    QCOMPARE(shown.join(u' '), u"Run Rate Seed Iterations Loss Test accuracy"_s);
    table.tool.resize(1600, 300);
    QVERIFY(!table.table->isColumnHidden(1));
}

void TestRuns::tableSaysWhatWasChosen()
{
    Table table;
    QCOMPARE(table.names(),
             QStringList({ u"run 4, lr 0.1 (now)"_s, u"run 3, lr 0.5"_s, u"run 2, lr 0.03"_s, u"run 1, lr 0.1"_s }));
    QCOMPARE(table.cell(1, 1), u"stripes"_s);
    QCOMPARE(table.cell(1, 2), u"50"_s);
    QCOMPARE(table.cell(1, 3), u"100"_s);
    QCOMPARE(table.cell(1, 4), u"SGD"_s);
    QCOMPARE(table.cell(1, 5), u"0.5"_s);
    const int columns = table.table->model()->columnCount();
    QCOMPARE(table.cell(1, columns - 3), u"2"_s);
    // (0.96 · 2.5 + 1.5) / 1.96
    QCOMPARE(table.cell(1, columns - 2), u"1.99"_s);
    QCOMPARE(table.cell(1, columns - 1), u"0.1250"_s);
    train(table.history, { 1.5 });
    QCOMPARE(table.cell(0, columns - 3), u"3"_s); // of now
}

void TestRuns::tickHidesItsCurves()
{
    Table table;
    LossChart chart(table.history);
    const auto cell = table.table->model()->index(1, 0);
    table.table->setCurrentIndex(cell);
    QTest::keyClick(table.table, Qt::Key_Space);
    QVERIFY(!table.history.find(3)->shown);
    QVERIFY(!chart.plot().shown(4)); // after the two of now the runs 1, 2, 3
    QTest::keyClick(table.table, Qt::Key_Space);
    QVERIFY(chart.plot().shown(4));
}

void TestRuns::emptyTickBoxHasAFrameInTheDark()
{
    applyTheme(true);
    Table table;
    table.history.setShown(3, false);
    const QRect cell = table.table->visualRect(table.table->model()->index(1, 0));
    const QImage box = table.table->viewport()->grab(QRect(cell.topLeft(), QSize(24, cell.height()))).toImage();
    int framed = 0;
    for (int x = 0; x < box.width(); ++x)
        framed += box.pixelColor(x, box.height() / 2) == Theme::of(table.tool.palette()).mutedText;
    QCOMPARE(framed, 2); // at the left and at the right
    applyTheme(false);
}

void TestRuns::renamedInPlace()
{
    Table table;
    table.table->setCurrentIndex(table.table->model()->index(1, 0));
    table.table->setFocus();
    QTest::keyClick(table.table, Qt::Key_F2);
    auto *edit = table.table->findChild<QLineEdit *>();
    QVERIFY(edit);
    edit->selectAll();
    QTest::keyClicks(edit, u"too fast"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(table.history.find(3)->title(), u"too fast"_s); // the editor commits in its own time
    QCOMPARE(table.cell(1, 0), u"too fast"_s);
    table.table->model()->setData(table.table->model()->index(1, 0), QString());
    QCOMPARE(table.cell(1, 0), u"run 3, lr 0.5"_s);
}

void TestRuns::deletedByKeyAndUndone()
{
    Table table;
    QVERIFY(QTest::qWaitForWindowActive(&table.tool));
    const QStringList before = table.names();
    table.click(1);
    table.click(2, Qt::ControlModifier);
    QTest::keyClick(table.table, Qt::Key_Delete);
    QCOMPARE(table.names(), QStringList({ before[0], before[3] }));
    QCOMPARE(table.tool.text(), u"%n runs were deleted."_s.replace("%n"_L1, "2"_L1));
    QTest::keyClick(table.table, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(table.names(), before);
    table.click(3);
    table.press("deleteRuns");
    QCOMPARE(table.names(), before.mid(0, 3));
    QCOMPARE(table.tool.text(), u"“run 1, lr 0.1” was deleted."_s);
    table.press("undoDelete");
    QCOMPARE(table.names(), before);
}

void TestRuns::runOfNowStays()
{
    Table table;
    table.click(0);
    QVERIFY(!table.tool.findChild<QPushButton *>(u"deleteRuns"_s)->isEnabled());
    QTest::keyClick(table.table, Qt::Key_Delete);
    QCOMPARE(table.names().size(), 4);
}

void TestRuns::comparedRunsSayWhatDiffers()
{
    Table table;
    table.click(1);
    table.click(3, Qt::ControlModifier);
    QCOMPARE(table.tool.text(), u"They differ in: Rate (0.1 · 0.5), Seed (1 · 7)"_s);
    const QAbstractItemModel &model = *table.table->model();
    QVERIFY(model.index(1, 5).data(Qt::FontRole).value<QFont>().bold());
    QVERIFY(!model.index(1, 2).data(Qt::FontRole).value<QFont>().bold());
    QVERIFY(!model.index(2, 5).data(Qt::FontRole).value<QFont>().bold()); // is not compared
    table.press("compareRuns");
    QVERIFY(!table.history.current().shown);
    QVERIFY(table.history.find(1)->shown);
    QVERIFY(!table.history.find(2)->shown);
    QVERIFY(table.history.find(3)->shown);
    table.press("showAllRuns");
    QVERIFY(table.history.current().shown && table.history.find(2)->shown);
    table.click(0);
    table.click(3, Qt::ControlModifier);
    QCOMPARE(table.tool.text(), u"Their settings are the same."_s);
}

void TestRuns::csvByHand()
{
    RunRecord run;
    run.losses = { 2.5, 0.1, std::nan("") };
    run.accuracies = { { 0, { 0.25, 0.125 } }, { 2, { 1.0 / 3, 1 } } };
    QCOMPARE(runsAsCsv({ run }),
             QByteArray("iteration,loss,training accuracy,test accuracy\r\n0,2.5,0.25,0.125\r\n1,0.1,,\r\n"
                        "2,nan,0.3333333333333333,1\r\n"));
    run.name = u"the \"best\", so far"_s;
    run.losses = { 1 };
    run.accuracies.clear();
    RunRecord other;
    other.number = 2;
    other.losses = { 3 };
    QCOMPARE(runsAsCsv({ run, other }),
             QByteArray("run,iteration,loss,training accuracy,test accuracy\r\n"
                        "\"the \"\"best\"\", so far\",0,1,,\r\n\"run 2, lr 0.1\",0,3,,\r\n"));
}

void TestRuns::exports_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("png") << u"loss.png"_s << QByteArray("\x89PNG");
    QTest::newRow("svg") << u"loss.svg"_s << QByteArray("<?xml");
    QTest::newRow("pdf") << u"loss.pdf"_s << QByteArray("%PDF");
    QTest::newRow("csv") << u"loss.CSV"_s << QByteArray("run,iteration");
}

void TestRuns::exports()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, begins);
    QTemporaryDir folder;
    RunHistory history;
    CurvesPanel panel(history);
    for (const double rate : { 0.1, 0.03 }) {
        history.begin({}, settingsWith(rate));
        train(history, { 2.5, 1.5, 1.25 });
    }
    QSignalSpy said(&panel, &CurvesPanel::said);
    panel.save(*panel.findChild<LossChart *>(), folder.filePath(name));
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, patience);
    QCOMPARE(said[0][0].toString(), name + u" was saved."_s);
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray contents = file.readAll();
    QVERIFY2(contents.startsWith(begins), contents.left(20).constData());
    if (name.endsWith("svg"_L1)) // its text is text
        for (const char *text : { "Loss", "iterations", "each iteration", "smoothed", "run 1, lr 0.1", "2.5" })
            QVERIFY2(contents.contains(text), text);
    if (name.endsWith("png"_L1))
        QCOMPARE(QImage::fromData(contents).size(), QSize(1920, 1080));
    QFile kept(QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/export-") + name.toLower());
    QDir().mkpath(QStringLiteral(CHAINRULE_SCREENSHOT_DIR));
    QVERIFY(kept.open(QIODevice::WriteOnly) && kept.write(contents) == contents.size());
}

void TestRuns::exportThatCannotBeWritten()
{
    RunHistory history;
    CurvesPanel panel(history);
    QSignalSpy said(&panel, &CurvesPanel::said);
    panel.save(*panel.findChild<LossChart *>(), u"/nowhere/loss.png"_s);
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, patience);
    QVERIFY2(said[0][0].toString().startsWith(u"/nowhere/loss.png cannot be written"_s), qPrintable(said[0][0].toString()));
}

void TestRuns::exportOfNoKnownKind()
{
    RunHistory history;
    CurvesPanel panel(history);
    QSignalSpy said(&panel, &CurvesPanel::said);
    panel.save(*panel.findChild<LossChart *>(), m_data.filePath(u"loss.gif"_s));
    QCOMPARE(said.size(), 1);
    QVERIFY(said[0][0].toString().startsWith(u"loss.gif was not saved"_s));
    QVERIFY(!QFile::exists(m_data.filePath(u"loss.gif"_s)));
}

// From which iteration on, the training says; the curve is marked there, and the run on disk knows it.
void TestRuns::deskTellsOfChanges()
{
    const QTemporaryDir runs;
    Index from = 0;
    {
        Desk desk(m_data.path(), { 1280, 800 }, runs.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        desk.type("iterations", u"1000000"_s);
        desk.click("start");
        QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 20, patience);
        desk.type("learningRate", u"0.02"_s);
        const RunRecord &run = desk.page.history().current();
        QTRY_COMPARE_WITH_TIMEOUT(run.trainedWith().size(), std::size_t(2), patience);
        from = run.trainedWith()[1].from;
        QVERIFY(from > 20);
        QCOMPARE(desk.loss->plot().guides(), (std::vector<PlotGuide>{ { double(from), u"lr 0.02"_s } }));
        desk.click("start");
        QTRY_VERIFY_WITH_TIMEOUT(!desk.page.training(), patience);
        desk.type("learningRate", u"0.5"_s); // nothing is trained with it
        QCOMPARE(desk.loss->plot().guides().size(), std::size_t(1));
    }
    Desk desk(m_data.path(), { 1280, 800 }, runs.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.button("goOn"), patience);
    desk.click("goOn");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 20, patience);
    QCOMPARE(desk.loss->plot().guides(), (std::vector<PlotGuide>{ { double(from), u"lr 0.02"_s } }));
}

void TestRuns::resetOnTheDeskKeepsTheRun()
{
    TrainingPage page;
    page.resize(1280, 720);
    page.openData(m_data.path());
    page.show();
    auto *step = page.findChild<QPushButton *>(u"step"_s);
    auto *tools = page.findChild<ToolsPanel *>();
    QTRY_VERIFY_WITH_TIMEOUT(step->isEnabled(), patience);
    tools->setCurrent(page.findChild<GradientsTool *>());
    QTest::mouseClick(step, Qt::LeftButton);
    const auto &norms = page.findChild<GradientsTool *>()->norms();
    QTRY_COMPARE_WITH_TIMEOUT(norms.points(0).size(), std::size_t(1), patience);
    QVERIFY(norms.points(0).front().y() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(page.history().current().losses.size(), std::size_t(1), patience);
    QTest::mouseClick(page.findChild<QPushButton *>(u"reset"_s), Qt::LeftButton);
    QCOMPARE(page.history().earlier().size(), std::size_t(1));
    QCOMPARE(page.history().earlier().front().data, page.dataName());
    QCOMPARE(page.findChild<LossChart *>()->plot().points(2).size(), std::size_t(1));
    QTest::mouseClick(page.findChild<QPushButton *>(u"reset"_s), Qt::LeftButton);
    QCOMPARE(page.history().earlier().size(), std::size_t(1)); // nothing had begun
}

void TestRuns::pictures_data()
{
    themeRows();
}

void TestRuns::pictures()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    TrainingPage page;
    page.resize(1600, 960);
    page.openData(m_data.path());
    page.show();
    auto *epoch = page.findChild<QPushButton *>(u"epoch"_s);
    QTRY_VERIFY_WITH_TIMEOUT(epoch->isEnabled(), patience);
    auto *tools = page.findChild<ToolsPanel *>();
    tools->setCurrent(page.findChild<GradientsTool *>());
    for (int run = 0; run < 3; ++run) {
        for (std::size_t i = 1; i <= 20; ++i) {
            QTest::mouseClick(epoch, Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(page.history().current().losses.size(), 6 * i, patience);
            QTRY_VERIFY_WITH_TIMEOUT(!page.training(), patience); // which is heard a message later than the last loss
        }
        if (run < 2)
            QTest::mouseClick(page.findChild<QPushButton *>(u"reset"_s), Qt::LeftButton);
    }
    QVERIFY(page.grab().save(screenshotPath(dark).arg(u"gradients"_s)));
    tools->setCurrent(page.findChild<RunsTool *>());
    page.findChild<RunsTool *>()->findChild<CopyTable *>()->selectAll();
    QVERIFY(page.grab().save(screenshotPath(dark).arg(u"runs"_s)));
    page.resize(1090, 660); // what a window of 1280×720 leaves
    QVERIFY(page.grab().save(screenshotPath(dark).arg(u"runs-small"_s)));
    applyTheme(false);
}

QTEST_MAIN(TestRuns)
#include "tst_runs.moc"
