// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing pad as a person uses it, alone with a known net and at the desk while that trains. Leaves pictures.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/training/draw/draw_pad.h"
#include "ui/training/draw/draw_tool.h"
#include "ui/training/tools/model_answers.h"
#include "ui/widgets/probability_bars.h"

#include <QtGui/QPointingDevice>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// A net that tells whether there is ink in row 14 of the frame, by pixel (14, 4): class 1 if so, class 0 if not.
std::shared_ptr<ModelSnapshot> rowNet(Index iteration = 3400)
{
    auto model = std::make_shared<ModelSnapshot>();
    model->revision = 7;
    model->iteration = iteration;
    Parameters<double> &p = model->parameters;
    p.size = { 784, 1, 10 };
    p.W1.assign(784, 0);
    p.W1[14 * 28 + 4] = 2;
    p.b1 = { 0 };
    p.W2.assign(10, 0);
    p.W2[1] = 3;
    p.b2.assign(10, 0);
    p.b2[0] = 1;
    return model;
}

struct Room
{
    DrawTool tool;
    DrawPad *pad = tool.findChild<DrawPad *>();
    ProbabilityBars *bars = tool.findChild<ProbabilityBars *>();

    Room()
    {
        tool.resize(900, 330);
        tool.show();
    }

    QPushButton *button(const char *name) { return tool.findChild<QPushButton *>(QLatin1String(name)); }
    QString text(const char *name) { return tool.findChild<QLabel *>(QLatin1String(name))->text(); }
    // In parts of the pad's side.
    QPoint at(double x, double y) const { return { int(x * pad->width()), int(y * pad->height()) }; }

    void draw(const std::vector<QPointF> &points)
    {
        QTest::mousePress(pad, Qt::LeftButton, {}, at(points[0].x(), points[0].y()));
        for (const QPointF &point : points)
            QTest::mouseMove(pad, at(point.x(), point.y()));
        QTest::mouseRelease(pad, Qt::LeftButton, {}, at(points.back().x(), points.back().y()));
    }
    void drawLine() { draw({ { 0.2, 0.5 }, { 0.5, 0.5 }, { 0.8, 0.5 } }); }
};

int inkIn(const FramedDigit &frame)
{
    return int(std::ranges::count_if(frame, [](int grey) { return grey > 0; }));
}

} // namespace

class TestDraw : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void emptyPadHasNoBars();
    void probabilitiesAreTheNets();
    void strokesAreTakenBackOneByOne();
    void keysUndoAndClear();
    void penPressureMakesItThicker();
    void anotherModelIsAskedAtOnce();
    void withoutModelItSaysSo();
    void drawingCanBeOpened();
    void aThousandHiddenUnitsKeepUp();
    void classifiedWhileItTrains();
    void everyControlHasAName();
    void picture_data() { themeRows(); }
    void picture();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestDraw::initTestCase()
{
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestDraw::emptyPadHasNoBars()
{
    Room room;
    room.tool.showModel(rowNet());
    QVERIFY(room.bars->probabilities().empty());
    QCOMPARE(room.text("answer"), u"Draw a digit"_s);
    QVERIFY(!room.button("openDrawing")->isEnabled());
    QVERIFY(!room.button("undoStroke")->isEnabled());
    QVERIFY(!room.button("clearPad")->isEnabled());
}

void TestDraw::probabilitiesAreTheNets()
{
    Room room;
    room.tool.showModel(rowNet());
    room.drawLine(); // across the middle: fitted into rows around 14, columns 4 to 23
    QTRY_VERIFY(!room.bars->probabilities().empty());
    QCOMPARE(room.bars->said(), 1);
    QCOMPARE(room.text("answer"), u"The net says 1"_s);
    QVERIFY(room.text("answeredAt").contains(u"3,400"_s));
    // z1 = 3 · relu(2x), z0 = 1, the other eight are 0.
    const double x = room.tool.framed()[14 * 28 + 4] / 255.0;
    QVERIFY(x > 0);
    const double sum = std::exp(6 * x) + std::exp(1.0) + 8;
    const auto p = room.bars->probabilities();
    QVERIFY(std::abs(p[1] - std::exp(6 * x) / sum) < 1e-6);
    QVERIFY(std::abs(p[0] - std::exp(1.0) / sum) < 1e-6);
    QVERIFY(std::abs(p[9] - 1 / sum) < 1e-6);
}

void TestDraw::strokesAreTakenBackOneByOne()
{
    Room room;
    room.tool.showModel(rowNet());
    room.drawLine();
    QTRY_COMPARE(room.bars->said(), 1);
    const FramedDigit one = room.tool.framed();
    room.draw({ { 0.5, 0.1 }, { 0.5, 0.9 } });
    QTRY_VERIFY(room.tool.framed() != one);
    QCOMPARE(room.pad->strokes(), 2);
    QTest::mouseClick(room.button("undoStroke"), Qt::LeftButton);
    QTRY_VERIFY(room.tool.framed() == one);
    QTest::mouseClick(room.button("clearPad"), Qt::LeftButton);
    QTRY_VERIFY(room.bars->probabilities().empty());
    QCOMPARE(inkIn(room.tool.framed()), 0);
    QTest::mouseClick(room.button("undoStroke"), Qt::LeftButton); // clearing is a change like any other
    QTRY_VERIFY(room.tool.framed() == one);
    QTest::mouseClick(room.button("undoStroke"), Qt::LeftButton);
    QTRY_VERIFY(!room.button("undoStroke")->isEnabled());
    QVERIFY(room.pad->isEmpty());
}

void TestDraw::keysUndoAndClear()
{
    Room room;
    room.tool.activateWindow();
    room.drawLine();
    room.draw({ { 0.5, 0.1 }, { 0.5, 0.9 } });
    QTest::keyClick(room.pad, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(room.pad->strokes(), 1);
    QTest::keyClick(room.pad, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(room.pad->strokes(), 2);
    QTest::keyClick(room.pad, Qt::Key_Delete);
    QVERIFY(room.pad->isEmpty());
    QTest::keyClick(room.pad, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(room.pad->strokes(), 2);
    QTest::keyClick(room.pad, Qt::Key_Backspace);
    QVERIFY(room.pad->isEmpty());
    room.drawLine(); // after which nothing is to be redone
    QTest::keyClick(room.pad, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(room.pad->strokes(), 1);
}

void TestDraw::penPressureMakesItThicker()
{
    const auto inkAt = [](double pressure) {
        Room room;
        const auto send = [&](QEvent::Type type, double x, Qt::MouseButtons buttons) {
            const QPointF at = room.at(x, 0.5);
            QTabletEvent event(type, QPointingDevice::primaryPointingDevice(), at, at, pressure, 0, 0, 0, 0, 0, {},
                               Qt::LeftButton, buttons);
            QCoreApplication::sendEvent(room.pad, &event);
        };
        send(QEvent::TabletPress, 0.2, Qt::LeftButton);
        send(QEvent::TabletMove, 0.8, Qt::LeftButton);
        send(QEvent::TabletRelease, 0.8, {});
        send(QEvent::TabletMove, 0.9, {}); // above the pad: draws nothing
        const QImage ink = room.pad->ink();
        int rows = 0;
        for (int y = 0; y < ink.height(); ++y)
            rows += qGray(ink.pixel(ink.width() / 2, y)) > 127;
        return rows;
    };
    // 0.085 · 280 · (0.5 + pressure)
    QVERIFY(std::abs(inkAt(0.5) - 24) <= 1);
    QVERIFY(std::abs(inkAt(1.0) - 36) <= 1);
    QVERIFY(std::abs(inkAt(0.1) - 14) <= 1);
}

void TestDraw::anotherModelIsAskedAtOnce()
{
    Room room;
    room.tool.showModel(rowNet());
    room.drawLine();
    QTRY_COMPARE(room.bars->said(), 1);
    auto other = rowNet(3500);
    other->parameters.W2[1] = -3;
    room.tool.showModel(other);
    QCOMPARE(room.bars->said(), 0);
    QVERIFY(room.text("answeredAt").contains(u"3,500"_s));
}

void TestDraw::withoutModelItSaysSo()
{
    Room room;
    room.drawLine();
    QTRY_VERIFY(inkIn(room.tool.framed()) > 0);
    QCOMPARE(room.text("answer"), u"There is no net yet"_s);
    auto small = rowNet();
    small->parameters.size.inputs = 100;
    small->parameters.W1.resize(100);
    room.tool.showModel(small);
    QCOMPARE(room.text("answer"), u"The net cannot be asked"_s);
    room.tool.showModel(rowNet());
    QCOMPARE(room.text("answer"), u"The net says 1"_s);
    room.tool.showModel(nullptr);
    QVERIFY(room.bars->probabilities().empty());
}

void TestDraw::drawingCanBeOpened()
{
    Room room;
    QSignalSpy wanted(&room.tool, &ModelTool::diagramWanted);
    const auto model = rowNet();
    room.tool.showModel(model);
    room.drawLine();
    QTRY_VERIFY(room.button("openDrawing")->isEnabled());
    QTest::mouseClick(room.button("openDrawing"), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    const auto batch = wanted[0][1].value<MiniBatch>();
    QCOMPARE(batch.images.count, Index(1));
    QCOMPARE(batch.images.labels, std::vector<std::uint8_t>{ 1 });
    QVERIFY(std::ranges::equal(batch.images.pixels, room.tool.framed()));
    QCOMPARE(wanted[0][0].value<std::shared_ptr<const ModelSnapshot>>().get(), model.get());
}

void TestDraw::aThousandHiddenUnitsKeepUp()
{
    auto model = std::make_shared<ModelSnapshot>();
    model->parameters = randomParameters<double>({ 784, 1000, 10 }, 0.01, 1);
    Room room;
    room.drawLine();
    room.tool.showModel(model);
    QBENCHMARK
    {
        room.tool.showModel(model);
    }
}

void TestDraw::classifiedWhileItTrains()
{
    TrainingPage page;
    page.resize(1280, 900);
    page.openData(m_data.path());
    page.show();
    auto *tools = page.findChild<ToolsPanel *>();
    auto *tool = page.findChild<DrawTool *>();
    tools->setCurrent(tool);
    page.findChild<QSpinBox *>(u"iterations"_s)->setValue(100'000'000);
    auto *start = page.findChild<QPushButton *>(u"start"_s);
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
    QTest::mouseClick(start, Qt::LeftButton);
    auto *pad = tool->findChild<DrawPad *>();
    QTest::mousePress(pad, Qt::LeftButton, {}, QPoint(40, 60));
    QTest::mouseMove(pad, QPoint(120, 60));
    QTest::mouseRelease(pad, Qt::LeftButton, {}, QPoint(120, 60));
    auto *bars = tool->findChild<ProbabilityBars *>();
    QTRY_VERIFY_WITH_TIMEOUT(!bars->probabilities().empty(), patience);
    auto *at = tool->findChild<QLabel *>(u"answeredAt"_s);
    QStringList seen;
    for (int i = 0; i < 3; ++i) { // the same drawing, another iteration
        seen.append(at->text());
        QTRY_VERIFY_WITH_TIMEOUT(at->text() != seen.back(), patience);
    }
    QVERIFY(page.training());
}

void TestDraw::everyControlHasAName()
{
    Room room;
    for (const QWidget *widget : room.tool.findChildren<QWidget *>())
        if (widget->focusPolicy() != Qt::NoFocus)
            QVERIFY2(!widget->accessibleName().isEmpty() || !qobject_cast<const QPushButton *>(widget)->text().isEmpty(),
                     qPrintable(widget->objectName()));
}

void TestDraw::picture()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    Desk desk(m_data.path(), Desk::besideLibrary);
    auto *tool = desk.open<DrawTool>();
    auto *pad = tool->findChild<DrawPad *>();
    const auto at = [pad](double x, double y) { return QPoint(int(x * pad->width()), int(y * pad->height())); };
    QTest::mousePress(pad, Qt::LeftButton, {}, at(0.25, 0.25));
    for (double angle = -2.4; angle < 1.5; angle += 0.1)
        QTest::mouseMove(pad, at(0.5 + 0.22 * std::cos(angle), 0.31 + 0.19 * std::sin(angle)));
    for (double angle = -1.5; angle < 2.5; angle += 0.1)
        QTest::mouseMove(pad, at(0.5 + 0.26 * std::cos(angle), 0.69 + 0.2 * std::sin(angle)));
    QTest::mouseRelease(pad, Qt::LeftButton, {}, at(0.3, 0.8));
    desk.type("iterations", u"300"_s);
    desk.click("start");
    auto *answeredAt = tool->findChild<QLabel *>(u"answeredAt"_s);
    QTRY_VERIFY_WITH_TIMEOUT(answeredAt->text().contains(u"300"_s), patience);
    QVERIFY(desk.page.grab().save(screenshotPath(dark).arg(u"draw"_s)));
}

QTEST_MAIN(TestDraw)
#include "tst_draw.moc"
