// SPDX-License-Identifier: GPL-3.0-or-later
// The room on the training desk: what is said moves nothing, and in a small window the charts have it.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include <QtCore/QSettings>
#include <QtWidgets/QScrollArea>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr QSize besideLibraryLow{ 1024 - 196, 600 - 58 }; // in a window of 1024 × 600

const QString whatHappened =
    u"Paused at iteration 150, with a learning rate of 1e+30: the gradient of W1 went beyond the largest "
    "number there is, and the loss is inf."_s;
const QString whatToDo =
    u"The steps were so long that the weights ran away; the last good ones are those after 100 iterations. "
    "With a learning rate of 0.2 their loss falls: that was tried on a copy of the net."_s;

bool isAimedAt(const QWidget &widget)
{
    return widget.inherits("QAbstractButton") || widget.inherits("QTabBar") || widget.inherits("QAbstractSlider")
        || widget.inherits("chainrule::CurvePlot") || widget.inherits("QProgressBar");
}

// Where everything stands that a mouse may be on.
QList<QRect> places(const Desk &desk)
{
    QList<QRect> places;
    for (QWidget *widget : desk.page.findChildren<QWidget *>())
        if (widget->isVisible() && !desk.message->isAncestorOf(widget) && isAimedAt(*widget))
            places.append(QRect(widget->mapTo(&desk.page, QPoint()), widget->size()));
    return places;
}

int curveHeight(const Desk &desk)
{
    constexpr int axis = 24 + 12; // px: the numbers beneath, and half of one above
    return desk.loss->plot().height() - axis;
}

} // namespace

class TestDeskRoom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void whatIsSaidMovesNothing_data();
    void whatIsSaidMovesNothing();
    void whatWasDoneGoesByItself();
    void theCurvesHaveTheRoom_data();
    void theCurvesHaveTheRoom();
    void theSettingsStayAsTheyWereChosen();
    void theSettingsLieOverWhatHasNoRoom();
    void rightToLeftTheyLieAtTheLeft();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestDeskRoom::initTestCase()
{
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestDeskRoom::init()
{
    QSettings().clear();
}

void TestDeskRoom::whatIsSaidMovesNothing_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024x600") << besideLibraryLow;
    QTest::newRow("1280x720") << Desk::besideLibrary;
    QTest::newRow("1920x1080") << QSize(1920 - 196, 1020);
}

void TestDeskRoom::whatIsSaidMovesNothing()
{
    QFETCH(QSize, size);
    const Desk desk(m_data.path(), size);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    QCoreApplication::processEvents();
    const QList<QRect> before = places(desk);
    desk.message->say(
        whatHappened, whatToDo,
        { { u"Go on from there with 0.2"_s, u"backToGood"_s, [] {} }, { u"Reset"_s, u"resetDiverged"_s, [] {} } });
    QCoreApplication::processEvents();
    QCOMPARE(places(desk), before);
    const auto boxOf = [&desk](const QWidget *widget) { return QRect(widget->mapTo(&desk.page, QPoint()), widget->size()); };
    const auto *happened = desk.message->findChild<QLabel *>();
    QCOMPARE(happened->text(), whatHappened);
    QVERIFY(happened->height() >= happened->heightForWidth(happened->width())); // it is whole
    QVERIFY(desk.message->rect().contains(happened->geometry()));
    for (const char *button : { "start", "step", "epoch", "reset" })
        QVERIFY2(!boxOf(desk.message).intersects(boxOf(desk.button(button))), button);
    if (QPushButton *more = desk.button("moreOfMessage"); more->isVisible()) {
        QTest::mouseClick(more, Qt::LeftButton);
        QVERIFY(places(desk) == before);
        const auto labels = desk.message->findChildren<QLabel *>();
        QVERIFY(labels.at(1)->isVisible() && desk.message->rect().contains(labels.at(1)->geometry()));
    }
}

void TestDeskRoom::whatWasDoneGoesByItself()
{
    const Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.message->setDoneStays(1);
    desk.message->sayDone(u"loss.png was saved."_s, u"It is in /home."_s);
    QVERIFY(desk.message->isVisible());
    QCOMPARE(desk.message->property("done").toBool(), true); // the style sheet gives it a calm colour
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->isVisible(), patience);
    desk.message->say(u"loss.png was not saved."_s, {});
    QCOMPARE(desk.message->property("done").toBool(), false);
}

void TestDeskRoom::theCurvesHaveTheRoom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("least"); // px of curve; there were 66 at 1280 × 720
    QTest::newRow("1024x600") << besideLibraryLow << 70;
    QTest::newRow("1280x720") << Desk::besideLibrary << 130;
    QTest::newRow("1366x768") << QSize(1366 - 196, 768 - 58) << 130;
}

void TestDeskRoom::theCurvesHaveTheRoom()
{
    QFETCH(QSize, size);
    QFETCH(int, least);
    const Desk desk(m_data.path(), size);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    QVERIFY2(curveHeight(desk) >= least, qPrintable(QString::number(curveHeight(desk))));
}

void TestDeskRoom::theSettingsStayAsTheyWereChosen()
{
    for (const bool shown : { false, true, true }) { // at first there is no room for them
        const Desk desk(m_data.path(), Desk::besideLibrary);
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        const auto *column = desk.page.findChild<QScrollArea *>(u"SettingsScroll"_s);
        QCOMPARE(column->isVisible(), shown);
        if (shown)
            continue;
        desk.click("showSettings");
        QVERIFY(column->isVisible());
    }
    const Desk desk(m_data.path(), Desk::besideLibrary);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.rate->setFocus();
    desk.click("showSettings");
    QVERIFY(!desk.rate->isVisible());
}

// In a small window they move nothing either, and are taken away where they were called.
void TestDeskRoom::theSettingsLieOverWhatHasNoRoom()
{
    const Desk desk(m_data.path(), besideLibraryLow);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    const auto *column = desk.page.findChild<QScrollArea *>(u"SettingsScroll"_s);
    const QSize plot = desk.loss->plot().size();
    desk.click("showSettings");
    QVERIFY(column->isVisible());
    QCOMPARE(desk.loss->plot().size(), plot);
    for (const char *name : { "start", "reset", "showSettings" }) {
        const QPushButton *button = desk.button(name);
        QCOMPARE(button->visibleRegion().boundingRect(), button->rect());
    }
    desk.type("learningRate", u"0.05"_s); // it is there to be used
    QCOMPARE(desk.settings->settings().options.learningRate, 0.05);
    desk.click("showSettings");
    QVERIFY(!column->isVisible());
    desk.click("showSettings");
    QVERIFY(column->isVisible());
}

void TestDeskRoom::rightToLeftTheyLieAtTheLeft()
{
    Desk desk(m_data.path(), besideLibraryLow);
    desk.page.setLayoutDirection(Qt::RightToLeft);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.click("showSettings");
    const auto *column = desk.page.findChild<QScrollArea *>(u"SettingsScroll"_s);
    QVERIFY(column->isVisible());
    QCOMPARE(column->x(), 0);
}

QTEST_MAIN(TestDeskRoom)
#include "tst_desk_room.moc"
