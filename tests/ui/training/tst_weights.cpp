// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the weights as a person looks at them. Leaves pictures.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/time_limit.h"
#include "tests/fixtures/window_setup.h"

#include "ui/training/confusion/confusion_tool.h"
#include "ui/training/page/tools_panel.h"
#include "ui/training/weights/matrix_map.h"
#include "ui/training/weights/weights_tool.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/picture_grid.h"
#include "ui/widgets/scale_bar.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabBar>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// Unit k looks at pixel k alone, with the weight k + 1, odd ones with −(k + 1), and leads to class k % 10.
std::shared_ptr<ModelSnapshot> model(Index hidden, Index iteration = 0, quint64 revision = 1)
{
    auto model = std::make_shared<ModelSnapshot>();
    model->revision = revision;
    model->iteration = iteration;
    Parameters<double> &p = model->parameters;
    p = { { 784, hidden, 10 }, {}, {}, {}, {} };
    p.W1.resize(std::size_t(784 * hidden));
    p.W2.resize(std::size_t(10 * hidden));
    p.b1.assign(std::size_t(hidden), 0.25);
    p.b2.resize(10);
    for (Index k = 0; k < hidden; ++k) {
        p.W1[std::size_t(k % 784 * hidden + k)] = double(k + 1) * (k % 2 ? -1 : 1);
        p.W2[std::size_t(k * 10 + k % 10)] = k % 2 ? -0.5 : 1;
    }
    return model;
}

struct Room
{
    WeightsTool tool;
    PictureGrid *units = tool.findChild<PictureGrid *>(u"units"_s);
    PictureGrid *past = tool.findChild<PictureGrid *>(u"past"_s);

    Room()
    {
        tool.resize(760, 300);
        tool.show();
    }

    QString text(const char *name) { return tool.findChild<QLabel *>(QLatin1String(name))->text(); }
    // On screen, of this pixel of a unit's picture.
    QColor colourOf(int unit, int pixel)
    {
        const QImage image = units->viewport()->grab().toImage();
        const QRect rect = units->rectOf(unit);
        const double side = rect.width() / 28.0;
        const QPoint at(pixel % 28, pixel / 28);
        return image.pixelColor(rect.left() + int((at.x() + 0.5) * side), rect.top() + int((at.y() + 0.5) * side));
    }
};

} // namespace

class TestWeights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void coloursAreTheWeights();
    void anotherModelIsShownAtOnce();
    void aClickTellsOfAUnit();
    void arrowKeysMove();
    void secondLayerLeadsToTheUnit();
    void historyIsThinnedByHalving();
    void historyBeginsAnewWithAnotherModel();
    void aThousandUnitsScroll();
    void fiftyPicturesAreCheap();
    void historyGrowsUnseen();
    void anotherModelIsRememberedUnseen();
    void resetUnderAnotherTab();
    void liveAtTheDesk_data() { themeRows(); }
    void liveAtTheDesk();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestWeights::initTestCase()
{
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestWeights::coloursAreTheWeights()
{
    Room room;
    QCOMPARE(room.units->count(), 0);
    room.tool.showModel(model(50));
    QCOMPARE(room.units->count(), 50);
    const Theme theme = Theme::light();
    QCOMPARE(room.colourOf(49, 49), heatColor(theme, -1, 1)); // the largest: −50
    QCOMPARE(room.colourOf(9, 9), heatColor(theme, -10, 50)); // one scale for all
    QCOMPARE(room.colourOf(48, 48), heatColor(theme, 49, 50));
    QCOMPARE(room.colourOf(48, 100), heatColor(theme, 0, 1));
    QVERIFY(room.tool.findChild<ScaleBar *>()->accessibleName().contains(u"50"_s));
}

void TestWeights::anotherModelIsShownAtOnce()
{
    Room room;
    room.tool.showModel(model(10));
    auto next = model(10, 200);
    next->parameters.W1[0] = -10;
    room.tool.showModel(next);
    QCOMPARE(room.colourOf(0, 0), heatColor(Theme::light(), -1, 1));
    QCOMPARE(room.text("weightsAt"), u"at iteration 200"_s);
    room.tool.showModel(nullptr);
    QCOMPARE(room.units->count(), 0);
    QCOMPARE(room.past->count(), 0);
}

void TestWeights::aClickTellsOfAUnit()
{
    Room room;
    room.tool.showModel(model(50));
    QCOMPARE(room.text("unitName"), u"No unit chosen"_s);
    QTest::mouseClick(room.units->viewport(), Qt::LeftButton, {}, room.units->rectOf(12).center());
    QCOMPARE(room.units->current(), 12);
    QCOMPARE(room.text("unitName"), u"Unit 13 of 50"_s);
    QCOMPARE(room.text("unitLeads"), u"Bias 0.25 · speaks most for 2 (1)"_s);
    QCOMPARE(room.past->count(), 1);
    QTest::mouseClick(room.units->viewport(), Qt::LeftButton, {}, room.units->rectOf(13).center());
    QCOMPARE(room.text("unitLeads"), u"Bias 0.25 · speaks most against 3 (−0.5)"_s);
}

void TestWeights::arrowKeysMove()
{
    Room room;
    room.tool.showModel(model(50));
    room.units->setFocus(Qt::TabFocusReason);
    QTRY_COMPARE(room.units->current(), 0);
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(room.units, key);
        return room.units->current();
    };
    QCOMPARE(press(Qt::Key_Right), 1);
    const int below = press(Qt::Key_Down);
    QCOMPARE(room.units->rectOf(below).left(), room.units->rectOf(1).left());
    QVERIFY(room.units->rectOf(below).top() > room.units->rectOf(1).top());
    QCOMPARE(press(Qt::Key_Up), 1);
    QCOMPARE(press(Qt::Key_Left), 0);
    QCOMPARE(press(Qt::Key_Left), 0);
    QCOMPARE(press(Qt::Key_End), 49);
    QCOMPARE(press(Qt::Key_Down), 49);
    QCOMPARE(room.units->accessibleDescription(), u"Unit 50 of 50"_s);
    QCOMPARE(press(Qt::Key_Home), 0);
    QCOMPARE(press(Qt::Key_Escape), -1);
    QCOMPARE(room.text("unitName"), u"No unit chosen"_s);
    QCOMPARE(press(Qt::Key_Return), 0);
}

void TestWeights::secondLayerLeadsToTheUnit()
{
    Room room;
    room.tool.showModel(model(4));
    auto *second = room.tool.findChild<MatrixMap *>();
    QCOMPARE(second->limit(), 1.0);
    QTest::mouseClick(second, Qt::LeftButton, {}, QPoint(20, 16 + 16 * 2 + 8)); // 16 px of names, then 16 for each row
    QCOMPARE(room.units->current(), 2);
}

void TestWeights::historyIsThinnedByHalving()
{
    WeightHistory history;
    const auto iterations = [&] {
        std::vector<Index> all;
        for (const WeightHistory::Entry &entry : history.entries())
            all.push_back(entry.iteration);
        return all;
    };
    for (Index i = 0; i <= 110; i += 10) // twelve
        history.add(*model(1, i));
    QCOMPARE(history.entries().size(), std::size_t(12));
    history.add(*model(1, 120)); // 0, 20 … 100 stay
    QCOMPARE(iterations(), (std::vector<Index>{ 0, 20, 40, 60, 80, 100, 120 }));
    history.add(*model(1, 130));
    QCOMPARE(iterations().back(), Index(120)); // they are 20 apart now
    history.add(*model(1, 140));
    QCOMPARE(iterations().back(), Index(140));
    for (Index i = 150; i <= 10'000; ++i)
        history.add(*model(1, i));
    QVERIFY(history.entries().size() >= WeightHistory::most / 2 && history.entries().size() <= WeightHistory::most);
    QCOMPARE(iterations().front(), Index(0));
    QVERIFY(iterations().back() > 8000);
}

void TestWeights::historyBeginsAnewWithAnotherModel()
{
    WeightHistory history;
    history.add(*model(1, 10));
    history.add(*model(1, 20));
    history.add(*model(2, 30, 2));
    QCOMPARE(history.entries().size(), std::size_t(1));
    QCOMPARE(history.entries()[0].W1.size(), std::size_t(2 * 784));
}

void TestWeights::aThousandUnitsScroll()
{
    Room room;
    room.tool.showModel(model(1000));
    QScrollBar *bar = room.units->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QTest::keyClick(room.units, Qt::Key_Home);
    QTest::keyClick(room.units, Qt::Key_End);
    QCOMPARE(room.units->current(), 999);
    QVERIFY(room.units->viewport()->rect().contains(room.units->rectOf(999)));
    QCOMPARE(room.colourOf(999, 999 % 784), heatColor(Theme::light(), -1, 1));
}

void TestWeights::fiftyPicturesAreCheap()
{
    Room room;
    const auto shown = model(50);
    room.tool.showModel(shown);
    room.units->setCurrent(3);
    QImage canvas(room.tool.size(), QImage::Format_RGB32);
    QElapsedTimer clock;
    qint64 best = 1'000'000'000;
    for (int i = 0; i < 20; ++i) {
        clock.start();
        room.tool.showModel(shown);
        room.tool.render(&canvas);
        best = std::min(best, clock.nsecsElapsed());
    }
    qInfo("%.2f ms", double(best) / 1e6);
    QVERIFY(best < timeLimit(6) * 1'000'000); // 3 on a quiet machine
}

// Another tab is open, and then the desk is not seen at all: the past that is shown later has no gap.
void TestWeights::historyGrowsUnseen()
{
    Desk desk(m_data.path());
    desk.open<ConfusionTool>();
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    const QSignalSpy seen(&desk.page.session(), &TrainingSession::seen);
    desk.type("iterations", u"1000000"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(seen.count() >= 4, patience);
    desk.page.hide();
    const Index hiddenAt = desk.iterations();
    const qsizetype before = seen.count();
    QTRY_VERIFY_WITH_TIMEOUT(seen.count() >= before + 2, patience);
    desk.page.session().pause();
    desk.page.show();
    auto *tool = desk.open<WeightsTool>();
    auto *units = tool->findChild<PictureGrid *>(u"units"_s);
    QTRY_VERIFY_WITH_TIMEOUT(units->count() > 0, patience);
    units->setCurrent(3);
    auto *past = tool->findChild<PictureGrid *>(u"past"_s);
    QVERIFY2(past->count() >= 5, qPrintable(QString::number(past->count())));
    QVERIFY(hiddenAt > 0);
}

// Another tab is open: the tool still shows the old net, and what it remembers is of the new one, which is smaller.
void TestWeights::anotherModelIsRememberedUnseen()
{
    Room room;
    for (Index iteration = 0; iteration < 5; ++iteration)
        room.tool.showModel(model(50, iteration));
    room.units->setCurrent(40);
    QCOMPARE(room.past->count(), 5);
    room.tool.remember(*model(50, 5)); // of the net that is shown
    QCOMPARE(room.past->count(), 6);
    room.tool.remember(*model(4, 0, 2));
    QCOMPARE(room.past->count(), 0);
    room.tool.grab();
    QCOMPARE(room.past->indexAt(room.past->rectOf(0).center()), -1);
    room.tool.showModel(model(4, 0, 2));
    QCOMPARE(room.units->current(), -1);
    room.units->setCurrent(3);
    QCOMPARE(room.past->count(), 1);
    room.tool.grab();
}

// Reset while another tab is open, and back: the pictures of the past that are to be seen are those that there are.
void TestWeights::resetUnderAnotherTab()
{
    Desk desk(m_data.path());
    auto *tool = desk.open<WeightsTool>();
    auto *units = tool->findChild<PictureGrid *>(u"units"_s);
    auto *past = tool->findChild<PictureGrid *>(u"past"_s);
    QTRY_VERIFY_WITH_TIMEOUT(units->count() > 0, patience);
    QTest::mouseClick(units->viewport(), Qt::LeftButton, {}, units->rectOf(12).center());
    desk.type("iterations", u"1000000"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(past->count() >= 4, patience);
    auto *tabs = desk.page.findChild<ToolsPanel *>()->findChild<QTabBar *>();
    const auto clickTab = [tabs](int tab) { QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center()); };
    const int weights = tabs->currentIndex();
    clickTab(weights == 0 ? 1 : 0);
    desk.click("start"); // which pauses now
    const QSignalSpy seen(&desk.page.session(), &TrainingSession::seen);
    desk.click("reset");
    QTRY_VERIFY_WITH_TIMEOUT(!seen.isEmpty() && desk.iterations() == 0, patience);
    clickTab(weights);
    QVERIFY2(past->count() <= 1, qPrintable(QString::number(past->count())));
    desk.page.grab();
    QTRY_COMPARE_WITH_TIMEOUT(past->count(), 1, patience);
    desk.page.grab();
}

void TestWeights::liveAtTheDesk()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    Desk desk(m_data.path(), Desk::besideLibrary);
    auto *tool = desk.open<WeightsTool>();
    auto *units = tool->findChild<PictureGrid *>(u"units"_s);
    QTRY_COMPARE_WITH_TIMEOUT(units->count(), 50, patience);
    QTest::mouseClick(units->viewport(), Qt::LeftButton, {}, units->rectOf(7).center());
    desk.type("iterations", u"100000000"_s);
    desk.click("start");
    auto *past = tool->findChild<PictureGrid *>(u"past"_s);
    QTRY_VERIFY_WITH_TIMEOUT(past->count() >= 8, patience);
    desk.click("start");
    QVERIFY(desk.page.grab().save(screenshotPath(dark).arg(u"weights"_s)));
}

QTEST_MAIN(TestWeights)
#include "tst_weights.moc"
