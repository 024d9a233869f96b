// SPDX-License-Identifier: GPL-3.0-or-later
// The confusion matrix and the digits behind its numbers, alone with a known net and at the desk. Leaves pictures.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/training/confusion/confusion_matrix.h"
#include "ui/training/confusion/confusion_tool.h"
#include "ui/widgets/picture_grid.h"
#include "ui/widgets/probability_bars.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// A test image is a label and one pixel that is on; the net takes pixel k for class k, with logit 5 · grey / 255.
struct Example
{
    int label;
    int pixel;
    int grey;
};

std::shared_ptr<const Dataset> dataset(const std::vector<Example> &examples)
{
    auto data = std::make_shared<Dataset>();
    data->test = { std::ssize(examples), 28, 28, std::vector<std::uint8_t>(examples.size() * 784), {} };
    for (std::size_t i = 0; i < examples.size(); ++i) {
        data->test.labels.push_back(std::uint8_t(examples[i].label));
        data->test.pixels[i * 784 + std::size_t(examples[i].pixel)] = std::uint8_t(examples[i].grey);
    }
    data->training = data->test;
    return data;
}

std::shared_ptr<ModelSnapshot> model(std::shared_ptr<const Dataset> data, Index iteration = 3400)
{
    auto model = std::make_shared<ModelSnapshot>();
    model->revision = 1;
    model->iteration = iteration;
    model->data = std::move(data);
    Parameters<double> &p = model->parameters;
    p = {
        { 784, 10, 10 }, std::vector<double>(7840), std::vector<double>(10), std::vector<double>(100), std::vector<double>(10)
    };
    for (std::size_t k = 0; k < 10; ++k) {
        p.W1[k * 10 + k] = 1;
        p.W2[k * 10 + k] = 5;
    }
    return model;
}

const std::vector<Example> six = { { 4, 9, 100 }, { 4, 4, 255 }, { 4, 9, 255 }, { 0, 0, 255 }, { 4, 9, 200 }, { 7, 1, 255 } };

struct Room
{
    ConfusionTool tool;
    ConfusionMatrix *matrix = tool.findChild<ConfusionMatrix *>();
    PictureGrid *digits = tool.findChild<PictureGrid *>();
    ProbabilityBars *bars = tool.findChild<ProbabilityBars *>();

    Room()
    {
        tool.resize(760, 320);
        tool.show();
    }
    QString text(const char *name) { return tool.findChild<QLabel *>(QLatin1String(name))->text(); }
    void click(Index label, Index said)
    {
        QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->cellRect(label, said).center().toPoint());
    }
    bool isScored(Index iteration) { return text("scoredAt").contains(tool.locale().toString(qlonglong(iteration))); }
};

} // namespace

class TestConfusion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsAreTheNets();
    void behindACellAreItsDigits();
    void oneDigitIsShownWithItsBars();
    void keysMoveThroughTheMatrix();
    void anOlderFigureIsMutedAndSaysSo();
    void anotherNetsFiguresAreForgotten();
    void hiddenItAsksNoMore();
    void digitCanBeOpened();
    void liveAtTheDesk_data() { themeRows(); }
    void liveAtTheDesk();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestConfusion::initTestCase()
{
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestConfusion::countsAreTheNets()
{
    Room room;
    QCOMPARE(room.text("testAccuracy"), u"There is no net yet"_s);
    room.tool.showModel(model(dataset(six)));
    QTRY_VERIFY_WITH_TIMEOUT(room.isScored(3400), patience);
    QCOMPARE(room.text("testAccuracy"), u"Test accuracy 0.3333"_s); // two of six
    QCOMPARE(room.matrix->count(4, 9), Index(3));
    QCOMPARE(room.matrix->count(4, 4), Index(1));
    QCOMPARE(room.matrix->count(0, 0), Index(1));
    QCOMPARE(room.matrix->count(7, 1), Index(1));
    QCOMPARE(room.matrix->count(9, 4), Index(0));
    QVERIFY(!room.matrix->isMuted());
}

void TestConfusion::behindACellAreItsDigits()
{
    Room room;
    room.tool.showModel(model(dataset(six)));
    QTRY_VERIFY_WITH_TIMEOUT(room.isScored(3400), patience);
    room.click(4, 9);
    QCOMPARE(room.tool.behind(), (std::vector<Index>{ 2, 4, 0 })); // greys 255, 200, 100: the surest first
    QCOMPARE(room.text("cellName"), u"4, taken for 9"_s);
    QCOMPARE(room.digits->count(), 3);
    room.click(0, 0);
    QCOMPARE(room.tool.behind(), std::vector<Index>{ 3 });
    QCOMPARE(room.text("cellName"), u"0, recognised"_s);
    room.click(9, 4);
    QVERIFY(room.tool.behind().empty());
    QTest::keyClick(room.matrix, Qt::Key_Escape);
    QCOMPARE(room.text("cellName"), u"Choose a number"_s);
}

void TestConfusion::oneDigitIsShownWithItsBars()
{
    Room room;
    room.tool.showModel(model(dataset(six)));
    QTRY_VERIFY_WITH_TIMEOUT(room.isScored(3400), patience);
    room.click(4, 9);
    QVERIFY(!room.bars->isVisible());
    QTest::mouseClick(room.digits->viewport(), Qt::LeftButton, {}, room.digits->rectOf(2).center());
    QVERIFY(room.bars->isVisible());
    QCOMPARE(room.text("digitName"), u"Test image 0: a 4, the net says 9"_s);
    QCOMPARE(room.bars->said(), 9);
    const double e = std::exp(5 * 100 / 255.0); // the logit of 9; the nine others are 0
    QVERIFY(std::abs(room.bars->probabilities()[9] - e / (e + 9)) < 1e-6);
    QVERIFY(std::abs(room.bars->probabilities()[4] - 1 / (e + 9)) < 1e-6);
    QTest::keyClick(room.digits, Qt::Key_Home);
    QCOMPARE(room.text("digitName"), u"Test image 2: a 4, the net says 9"_s);
}

void TestConfusion::keysMoveThroughTheMatrix()
{
    Room room;
    room.tool.showModel(model(dataset(six)));
    QTRY_VERIFY_WITH_TIMEOUT(room.isScored(3400), patience);
    QTest::keyClick(room.matrix, Qt::Key_Return);
    QCOMPARE(room.tool.behind(), std::vector<Index>{ 3 }); // (0, 0)
    for (int i = 0; i < 7; ++i)
        QTest::keyClick(room.matrix, Qt::Key_Down);
    QTest::keyClick(room.matrix, Qt::Key_Right);
    QCOMPARE(room.tool.behind(), std::vector<Index>{ 5 }); // (7, 1)
    QVERIFY(room.matrix->accessibleDescription().contains(u"7 taken for 1: 1"_s));
    QTest::keyClick(room.matrix, Qt::Key_Left);
    QTest::keyClick(room.matrix, Qt::Key_Left);
    QCOMPARE(room.matrix->said(), Index(0));
}

void TestConfusion::anOlderFigureIsMutedAndSaysSo()
{
    Room room;
    const auto data = dataset(six);
    room.tool.showModel(model(data));
    QTRY_VERIFY_WITH_TIMEOUT(room.isScored(3400), patience);
    room.click(4, 9);
    QTest::mouseClick(room.digits->viewport(), Qt::LeftButton, {}, room.digits->rectOf(1).center());
    auto next = model(data, 3500);
    next->parameters.W2[99] = 10; // surer of 9
    room.tool.showModel(next);
    QVERIFY(room.matrix->isMuted());
    QVERIFY(room.text("scoredAt").startsWith(u"of iteration 3,400; the net has moved on"_s));
    const double before = room.bars->probabilities()[9];
    QTRY_VERIFY_WITH_TIMEOUT(room.isScored(3500), patience);
    QVERIFY(!room.matrix->isMuted());
    QCOMPARE(room.text("digitName"), u"Test image 4: a 4, the net says 9"_s); // the same one
    QVERIFY(room.bars->probabilities()[9] > before);
}

void TestConfusion::anotherNetsFiguresAreForgotten()
{
    Room room;
    const auto data = dataset(six);
    room.tool.showModel(model(data));
    QTRY_VERIFY_WITH_TIMEOUT(room.isScored(3400), patience);
    room.click(4, 9);
    room.tool.showModel(nullptr);
    QVERIFY(room.tool.behind().empty());
    QCOMPARE(room.text("testAccuracy"), u"There is no net yet"_s);
    auto next = model(data, 0);
    next->revision = 2;
    room.tool.showModel(next);
    QCOMPARE(room.text("testAccuracy"), u"Asking about every test image…"_s);
    QTRY_VERIFY_WITH_TIMEOUT(room.isScored(0), patience);
}

void TestConfusion::hiddenItAsksNoMore()
{
    TestScorer scorer;
    QSignalSpy scored(&scorer, &TestScorer::scored);
    const auto data = dataset(std::vector<Example>(50'000, { 1, 1, 255 }));
    scorer.want(model(data));
    QVERIFY(scorer.isRunning());
    scorer.want(nullptr);
    QVERIFY(!scorer.isRunning());
    scorer.want(model(data, 2));
    scorer.want(model(data, 3)); // only the last one counts
    QTRY_COMPARE_WITH_TIMEOUT(scored.size(), 1, patience);
    QCOMPARE(scored[0][0].value<std::shared_ptr<const ScoredModel>>()->model->iteration, Index(3));
}

void TestConfusion::digitCanBeOpened()
{
    Room room;
    QSignalSpy wanted(&room.tool, &ModelTool::diagramWanted);
    room.tool.showModel(model(dataset(six)));
    QTRY_VERIFY_WITH_TIMEOUT(room.isScored(3400), patience);
    room.click(7, 1);
    QTest::mouseClick(room.digits->viewport(), Qt::LeftButton, {}, room.digits->rectOf(0).center());
    QTest::mouseClick(room.tool.findChild<QPushButton *>(u"openDigit"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    const auto batch = wanted[0][1].value<MiniBatch>();
    QCOMPARE(batch.images.labels, std::vector<std::uint8_t>{ 7 });
    QCOMPARE(int(batch.images.pixels[1]), 255);
    QCOMPARE(batch.name, u"Test image 5: a 7, the net says 1"_s);
}

void TestConfusion::liveAtTheDesk()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    Desk desk(m_data.path(), Desk::besideLibrary);
    auto *tool = desk.open<ConfusionTool>();
    desk.type("iterations", u"32"_s);
    desk.click("start");
    auto *age = tool->findChild<QLabel *>(u"scoredAt"_s);
    QTRY_COMPARE_WITH_TIMEOUT(age->text(), u"at iteration 32"_s, patience);
    auto *matrix = tool->findChild<ConfusionMatrix *>();
    QVERIFY(!matrix->isMuted());
    Index most = 0; // the most frequent mistake
    for (Index label = 0; label < 10; ++label)
        for (Index said = 0; said < 10; ++said)
            if (label != said && matrix->count(label, said) > most) {
                most = matrix->count(label, said);
                matrix->choose(label, said);
            }
    auto *digits = tool->findChild<PictureGrid *>();
    QCOMPARE(digits->count(), int(most));
    digits->setCurrent(0);
    QCoreApplication::processEvents();
    QVERIFY(desk.page.grab().save(screenshotPath(dark).arg(u"confusion"_s)));
}

QTEST_MAIN(TestConfusion)
#include "tst_confusion.moc"
