// SPDX-License-Identifier: GPL-3.0-or-later
// The presentation takes the screen and gives the window back as it was.
#include "tests/fixtures/diagram_window.h"

#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenuBar>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestPresentation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }

    void givesTheWindowBack_data();
    void givesTheWindowBack();
    void givesTheDocksBack();
    void theAnswerStandsOutAfterIt();
    void fitsWhatWasZoomed();

private:
    QTemporaryDir m_settings;
};

void TestPresentation::givesTheWindowBack_data()
{
    QTest::addColumn<Qt::WindowStates>("state");
    QTest::newRow("ordinary") << Qt::WindowStates(Qt::WindowNoState);
    QTest::newRow("maximised") << Qt::WindowStates(Qt::WindowMaximized);
    QTest::newRow("full screen") << Qt::WindowStates(Qt::WindowFullScreen);
    QTest::newRow("full screen over maximised") << (Qt::WindowMaximized | Qt::WindowFullScreen);
}

void TestPresentation::givesTheWindowBack()
{
    constexpr auto sized = Qt::WindowMaximized | Qt::WindowFullScreen;
    QFETCH(Qt::WindowStates, state);
    DiagramWindow w("apple");
    w.window.setWindowState(state);
    QCOMPARE(w.window.windowState() & sized, state);
    const QRect place = w.window.geometry();
    for (const Qt::Key leaves : { Qt::Key_Escape, Qt::Key_F5 }) {
        w.press(Qt::Key_F5);
        QVERIFY(w.window.isFullScreen());
        QVERIFY(!w.window.menuBar()->isVisible());
        w.press(leaves);
        QCOMPARE(w.window.windowState() & sized, state);
        QCOMPARE(w.window.geometry(), place);
        QVERIFY(w.window.menuBar()->isVisible());
    }
}

void TestPresentation::givesTheDocksBack()
{
    DiagramWindow w("apple");
    auto *library = w.window.findChild<QDockWidget *>(u"library-dock"_s);
    auto *side = w.window.findChild<QDockWidget *>(u"side-dock"_s);
    library->hide();
    w.window.resizeDocks({ side }, { side->width() + 40 }, Qt::Horizontal);
    QCoreApplication::processEvents();
    const QRect place = side->geometry();
    w.press(Qt::Key_F5);
    QVERIFY(!side->isVisible());
    w.press(Qt::Key_Escape);
    QVERIFY(!library->isVisible());
    QVERIFY(side->isVisible());
    QTRY_COMPARE(side->geometry(), place);
}

void TestPresentation::theAnswerStandsOutAfterIt()
{
    DiagramWindow w("apple");
    const auto *caption = w.page.findChild<QLabel *>(u"caption"_s);
    w.press(Qt::Key_End);
    w.press(Qt::Key_Right); // the answer has a step of its own
    const QFont before = caption->font();
    QVERIFY(before.weight() > QFont::Medium);
    w.press(Qt::Key_Home);
    w.press(Qt::Key_F5);
    w.press(Qt::Key_End);
    w.press(Qt::Key_Right);
    QVERIFY(caption->font().weight() > QFont::Medium);
    w.press(Qt::Key_Escape);
    QCOMPARE(caption->font().weight(), before.weight());
    QCOMPARE(caption->font().pixelSize(), before.pixelSize());
}

void TestPresentation::fitsWhatWasZoomed()
{
    DiagramWindow w("apple", { 1920, 1080 });
    const auto isWhole = [&] { return w.view.seenRect().contains(w.scene.contentRect()); };
    for (int i = 0; i < 8; ++i)
        w.press(Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(!isWhole());
    w.press(Qt::Key_F5);
    w.window.resize(1920, 1080); // a projector's; the screen of a test is small
    QVERIFY(isWhole());
    w.window.resize(1600, 900);
    QVERIFY(isWhole());
}

QTEST_MAIN(TestPresentation)
#include "tst_presentation.moc"
