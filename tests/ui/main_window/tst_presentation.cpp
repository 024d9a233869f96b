// SPDX-License-Identifier: GPL-3.0-or-later
// The presentation takes the screen and gives the window back as it was.
#include "tests/fixtures/diagram_window.h"

#include "ui/editor/edit_desk.h"
#include "ui/editor/graph_editor.h"
#include "ui/explain/explain_panel.h"
#include "ui/library/library_panel.h"
#include "ui/main_window/blank_screen.h"
#include "ui/session/fault_lab.h"
#include "ui/widgets/side_panel.h"

#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
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
    void aClickerComesThroughTheLibrary();
    void blackAndBack();
    void heldKeysDoNotFlicker();
    void nothingIsEditedBeforeAClass();
    void keysAreNotToldToTheClass();
    void panelsAreReadFromTheLastRow();

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

void TestPresentation::aClickerComesThroughTheLibrary()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_F5);
    w.press(Qt::Key_End);
    w.press(Qt::Key_PageDown);
    QVERIFY(w.session.isAnswered()); // that comes first
    w.press(Qt::Key_Right);
    QCOMPARE(w.session.document().id, u"apple"_s); // a step is a step
    w.press(Qt::Key_PageDown);
    QCOMPARE(w.session.document().id, u"apple_orange"_s);
    QCOMPARE(w.session.position(), 0);
    QVERIFY(w.window.isFullScreen());
    w.press(Qt::Key_PageDown);
    QCOMPARE(w.session.position(), 1);
    w.press(Qt::Key_PageUp);
    w.press(Qt::Key_PageUp);
    QCOMPARE(w.session.document().id, u"apple"_s);
    auto *library = w.window.findChild<QDockWidget *>(u"library-dock"_s);
    w.press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(library->isVisible());
    QTest::keyClick(&w.window.library().filter(), Qt::Key_Return); // the first one
    QVERIFY(!library->isVisible()); // the class sees the graph alone
    w.press(Qt::Key_PageUp); // there is none before
    QCOMPARE(w.session.document().id, u"apple"_s);
    w.window.openDemo(u"two_layer"_s); // the last one: the desk is no graph
    w.press(Qt::Key_End);
    w.press(Qt::Key_PageDown);
    w.press(Qt::Key_PageDown);
    w.press(Qt::Key_PageDown);
    QCOMPARE(w.session.document().id, u"two_layer"_s);
    QVERIFY(w.page.isVisible());
}

void TestPresentation::blackAndBack()
{
    DiagramWindow w("apple");
    auto *blank = w.window.findChild<BlankScreen *>();
    w.press(Qt::Key_B);
    QVERIFY(!blank->isVisible()); // only before a class
    w.press(Qt::Key_F5);
    for (const Qt::Key key : { Qt::Key_B, Qt::Key_Period }) {
        w.press(key);
        QVERIFY(blank->isVisible());
        QCOMPARE(blank->size(), w.window.size());
        QCOMPARE(blank->grab().toImage().pixelColor(10, 10), QColor(Qt::black));
        QTest::keyClick(blank, key);
        QVERIFY(!blank->isVisible() && w.view.hasFocus());
    }
    w.press(Qt::Key_W);
    QCOMPARE(blank->grab().toImage().pixelColor(10, 10), QColor(Qt::white));
    QTest::keyClick(blank, Qt::Key_B);
    QCOMPARE(blank->grab().toImage().pixelColor(10, 10), QColor(Qt::black));
    QTest::keyClick(blank, Qt::Key_Right);
    QVERIFY(!blank->isVisible());
    QCOMPARE(w.session.position(), 0); // the class has seen no step
    w.press(Qt::Key_B);
    QTest::mouseClick(blank, Qt::LeftButton);
    QVERIFY(!blank->isVisible());
    w.press(Qt::Key_B);
    QTest::keyClick(blank, Qt::Key_Escape);
    QVERIFY(!blank->isVisible() && w.window.isFullScreen());
}

void TestPresentation::heldKeysDoNotFlicker()
{
    DiagramWindow w("apple");
    auto *blank = w.window.findChild<BlankScreen *>();
    w.press(Qt::Key_F5);
    w.press(Qt::Key_B);
    QKeyEvent again(QEvent::KeyPress, Qt::Key_B, Qt::NoModifier, u"b"_s, true);
    QCoreApplication::sendEvent(blank, &again);
    QVERIFY(blank->isVisible());
    for (const Qt::Key key : { Qt::Key_Shift, Qt::Key_Control, Qt::Key_Alt, Qt::Key_Meta }) {
        QTest::keyClick(blank, key);
        QVERIFY(blank->isVisible());
    }
    QTest::keyClick(blank, Qt::Key_B);
    QVERIFY(!blank->isVisible());
}

// Else W would choose a wire, too, and do neither.
void TestPresentation::nothingIsEditedBeforeAClass()
{
    DiagramWindow w("apple");
    auto *blank = w.window.findChild<BlankScreen *>();
    w.press(Qt::Key_F5);
    w.press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!w.page.editDesk().editor().isOn());
    w.press(Qt::Key_W);
    QVERIFY(blank->isVisible());
    QTest::keyClick(blank, Qt::Key_W);
    w.press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(!w.page.editDesk().editor().isOn());
    w.press(Qt::Key_F5);
    w.press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(w.page.editDesk().editor().isOn());
}

void TestPresentation::keysAreNotToldToTheClass()
{
    DiagramWindow w("apple");
    auto *explain = w.window.findChild<ExplainPanel *>();
    const auto told = [&] { return w.page.caption() + explain->text(); };
    QVERIFY(told().contains(u"Press →"_s));
    w.press(Qt::Key_F5);
    QVERIFY2(!told().contains(u'→') && !told().contains(u"End"_s), qPrintable(told()));
    w.press(Qt::Key_End);
    QVERIFY2(!told().contains(u"Press"_s), qPrintable(told()));
    w.press(Qt::Key_Home);
    w.press(Qt::Key_Escape);
    QVERIFY(told().contains(u"Press →"_s));
}

void TestPresentation::panelsAreReadFromTheLastRow()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(w.page.faults().surprise());
    w.press(Qt::Key_Right);
    const auto sizes = [&] {
        QList<int> sizes;
        for (const QWidget *part :
             { static_cast<QWidget *>(&w.page.sidePanel()), w.page.findChild<QWidget *>(u"faultBanner"_s) })
            for (const QLabel *label : part->findChildren<QLabel *>())
                if (label->isVisible())
                    sizes.append(label->font().pixelSize());
        return sizes;
    };
    const QList<int> before = sizes();
    QVERIFY(before.size() >= 3);
    w.press(Qt::Key_F5);
    w.press(Qt::Key_1, Qt::ControlModifier);
    const QList<int> presented = sizes();
    QCOMPARE(presented.size(), before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        QVERIFY2(presented[i] > 1.6 * before[i], qPrintable(u"%1 of %2"_s.arg(presented[i]).arg(before[i])));
    w.press(Qt::Key_Escape);
    QCOMPARE(sizes(), before);
}

QTEST_MAIN(TestPresentation)
#include "tst_presentation.moc"
