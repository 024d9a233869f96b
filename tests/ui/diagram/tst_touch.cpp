// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram under the hand: numbers that are scrubbed, nodes that keys reach, figures that move, and what screen readers say.
#include "tests/fixtures/diagram_window.h"

#include "files/demos.h"
#include "ui/explain/explain_panel.h"
#include "ui/timeline/timeline_bar.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProxyStyle>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// As a desktop's style answers when its user wants no motion.
class StillStyle final : public QProxyStyle
{
public:
    StillStyle()
        : QProxyStyle(u"fusion"_s)
    {
    }

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

} // namespace

class TestTouch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void draggingScrubs();
    void shiftIsFineAndControlCoarse();
    void wheelScrubsOverAnInputAndZoomsElsewhere();
    void aGestureIsUndoneAtOnce();
    void scrubbedNumbersAreClean();
    void arrowsReachEveryNode_data() { demos(); }
    void arrowsReachEveryNode();
    void tabReachesEveryNode_data() { demos(); }
    void tabReachesEveryNode();
    void spokenWordsFollowTheStep();
    void figuresTravelAndArrive();
    void keyOrClickEndsTheTravel();
    void withoutMotionEverythingIsThereAtOnce();
    void speedIsTheMovementsToo();
    void largePictureFollowsTheStep();
    void presentationIsReadFromTheLastRow_data() { demos(); }
    void presentationIsReadFromTheLastRow();
    void theAnswerStandsOutInEveryTheme();
    void firstNonFiniteNumberIsMarked();

private:
    static void demos();
    static void drag(DiagramWindow &w, const char *leaf, int pixels, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

    QTemporaryDir m_settings;
};

void TestTouch::demos()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : demoIds())
        QTest::newRow(qPrintable(id)) << id;
}

void TestTouch::drag(DiagramWindow &w, const char *leaf, int pixels, Qt::KeyboardModifiers modifiers)
{
    const QPoint from = w.onScreen(leaf);
    QWidget *viewport = w.view.viewport();
    const auto move = [&](const QPoint &to) {
        QMouseEvent event(QEvent::MouseMove, to, viewport->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
        QApplication::sendEvent(viewport, &event);
    };
    QTest::mousePress(viewport, Qt::LeftButton, modifiers, from);
    for (int i = 1; i <= 10; ++i)
        move(from + QPoint(pixels * i / 10, 0));
    QTest::mouseRelease(viewport, Qt::LeftButton, modifiers, from + QPoint(pixels, 0));
}

// 3 pixels are one step; for 100 a step is 1.
void TestTouch::draggingScrubs()
{
    DiagramWindow w("apple_orange");
    w.press(Qt::Key_End);
    drag(w, "apple", 60);
    QCOMPARE(w.value("apple", "apple_price"), u"120"_s);
    QCOMPARE(w.value("price", ""), u"759"_s); // (120 · 2 + 450) · 1.1
    QCOMPARE(w.gradient("apple_num", "apple_price"), u"132"_s);
    QCOMPARE(w.session.position(), w.session.count());
    drag(w, "apple", -60);
    QCOMPARE(w.value("price", ""), u"715"_s);
}

void TestTouch::shiftIsFineAndControlCoarse()
{
    DiagramWindow w("apple");
    drag(w, "apple", 60, Qt::ShiftModifier);
    QCOMPARE(w.value("apple", "apple_price"), u"102"_s);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    drag(w, "apple", 60, Qt::ControlModifier);
    QCOMPARE(w.value("apple", "apple_price"), u"300"_s);
}

void TestTouch::wheelScrubsOverAnInputAndZoomsElsewhere()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_End);
    const double scale = w.view.scale();
    w.turnWheel(w.onScreen("tax"), 3);
    QCOMPARE(w.value("tax", "price"), u"1.13"_s);
    QCOMPARE(w.value("price", ""), u"226"_s);
    w.turnWheel(w.onScreen("tax"), -2, Qt::ControlModifier);
    QCOMPARE(w.value("tax", "price"), u"0.93"_s);
    QCOMPARE(w.view.scale(), scale);
    w.turnWheel(QPoint(w.view.viewport()->width() / 2, 10), 1);
    QVERIFY(w.view.scale() > scale);
    QCOMPARE(w.value("tax", "price"), u"0.93"_s);
}

void TestTouch::aGestureIsUndoneAtOnce()
{
    DiagramWindow w("apple");
    drag(w, "apple", 60);
    drag(w, "apple", 30);
    QCOMPARE(w.value("apple", "apple_price"), u"130"_s);
    QCOMPARE(w.session.undoStack().count(), 2);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.value("apple", "apple_price"), u"120"_s);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.value("apple", "apple_price"), u"100"_s);
    QVERIFY(w.session.undoStack().isClean());
}

// 1.1 and 0.01 have no exact double; the steps leave no trace of that.
void TestTouch::scrubbedNumbersAreClean()
{
    DiagramWindow w("apple");
    for (int i = 0; i < 7; ++i)
        w.turnWheel(w.onScreen("tax"), 1);
    QCOMPARE(w.session.document().node(u"tax"_s)->value.values.front(), 1.17);
    w.turnWheel(w.onScreen("apple"), 1); // another input: a new gesture
    w.session.editValue(u"tax"_s, { 0.03 });
    for (int i = 0; i < 100; ++i)
        w.turnWheel(w.onScreen("tax"), -1);
    // A step of 0.03 is 0.0001, and so it stays: a hundred of them lead to 0.02.
    QCOMPARE(w.session.document().node(u"tax"_s)->value.values.front(), 0.02);
    w.session.editValue(u"tax"_s, { 0 });
    w.turnWheel(w.onScreen("apple"), 1); // another input: a new gesture
    w.turnWheel(w.onScreen("tax"), 5);
    QCOMPARE(w.session.document().node(u"tax"_s)->value.values.front(), 0.05);
}

// By Ctrl and arrows along the edges, and by ↑ and ↓.
void TestTouch::arrowsReachEveryNode()
{
    QFETCH(QString, id);
    DiagramWindow w(qPrintable(id));
    w.view.setFocus();
    QSet<QString> reached;
    QList<QString> open;
    QTest::keyClick(&w.view, Qt::Key_Down); // the first node
    open.append(w.session.selected());
    const std::pair<Qt::Key, Qt::KeyboardModifier> ways[] = { { Qt::Key_Left, Qt::ControlModifier },
                                                              { Qt::Key_Right, Qt::ControlModifier },
                                                              { Qt::Key_Up, Qt::NoModifier },
                                                              { Qt::Key_Down, Qt::NoModifier } };
    while (!open.isEmpty()) {
        const QString from = open.takeFirst();
        if (reached.contains(from))
            continue;
        reached.insert(from);
        for (const auto &[key, modifier] : ways) {
            w.session.select(from);
            QTest::keyClick(&w.view, key, modifier);
            open.append(w.session.selected());
        }
    }
    QCOMPARE(reached.size(), w.scene.visible().nodes.size());
    QCOMPARE(w.session.position(), 0);
}

void TestTouch::tabReachesEveryNode()
{
    QFETCH(QString, id);
    DiagramWindow w(qPrintable(id));
    w.view.setFocus();
    for (const VisibleNode &node : w.scene.visible().nodes) {
        const QImage before = w.picture();
        QTest::keyClick(&w.view, Qt::Key_Tab);
        QCOMPARE(w.session.selected(), node.id);
        QVERIFY(w.picture() != before); // the focus is to be seen
    }
    QTest::keyClick(&w.view, Qt::Key_Tab);
    QVERIFY(!w.view.hasFocus());
}

void TestTouch::spokenWordsFollowTheStep()
{
    DiagramWindow w("apple");
    QAccessibleInterface *view = QAccessible::queryAccessibleInterface(&w.view);
    QVERIFY(view);
    QCOMPARE(view->childCount(), 5);
    const auto spoken = [&](const char *node) {
        return view->child(w.scene.visible().indexOf(QString::fromUtf8(node)))->text(QAccessible::Name);
    };
    QCOMPARE(spoken("apple"), u"apple, input, value 100"_s);
    QCOMPARE(spoken("price"), u"price, Multiply, fed by apple_price, tax"_s);
    w.press(Qt::Key_End);
    QCOMPARE(spoken("apple"), u"apple, input, value 100, gradient 2.2"_s);
    QCOMPARE(spoken("price"), u"price, Multiply, fed by apple_price, tax, value 220, gradient 1"_s);
    w.view.setFocus();
    QTest::keyClick(&w.view, Qt::Key_Tab);
    QVERIFY(view->focusChild());
    QCOMPARE(view->focusChild()->text(QAccessible::Name), spoken("apple"));
    QVERIFY(view->focusChild()->state().focused);
    QVERIFY(!view->child(3)->rect().isEmpty());
    // Another picture has other children.
    QVERIFY(w.window.openDemo(u"max"_s));
    QCOMPARE(view->childCount(), 3);
    QCOMPARE(view->child(0)->text(QAccessible::Name), u"x, input, value 3"_s);
}

void TestTouch::figuresTravelAndArrive()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_Right);
    const QImage arrived = w.picture();
    w.press(Qt::Key_Left);
    w.page.motion().setWanted(true);
    w.press(Qt::Key_Right);
    QVERIFY(w.page.motion().isRunning());
    QCOMPARE(w.session.position(), 1); // at once: only the picture is on its way
    QVERIFY(w.picture() != arrived);
    QTRY_VERIFY(!w.page.motion().isRunning());
    QVERIFY(w.picture() == arrived);
    // Going back is no movement.
    w.press(Qt::Key_Left);
    QVERIFY(!w.page.motion().isRunning());
}

void TestTouch::keyOrClickEndsTheTravel()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_Right);
    const QImage arrived = w.picture();
    w.press(Qt::Key_Left);
    w.page.motion().setWanted(true);
    w.press(Qt::Key_Right);
    QVERIFY(w.page.motion().isRunning());
    w.press(Qt::Key_Shift);
    QVERIFY(!w.page.motion().isRunning());
    QVERIFY(w.picture() == arrived);
    w.press(Qt::Key_Left);
    w.press(Qt::Key_Right);
    QTest::mouseClick(w.view.viewport(), Qt::LeftButton, {}, QPoint(3, 3));
    QVERIFY(!w.page.motion().isRunning());
    QVERIFY(w.picture() == arrived);
    // A hurried clicker: every key is one step.
    w.press(Qt::Key_Home);
    for (int i = 0; i < 4; ++i)
        w.press(Qt::Key_PageDown);
    QCOMPARE(w.session.position(), 4);
}

void TestTouch::withoutMotionEverythingIsThereAtOnce()
{
    DiagramWindow w("apple");
    QVERIFY(!w.page.motion().isWanted());
    w.press(Qt::Key_Right);
    QVERIFY(!w.page.motion().isRunning());
    // The system's wish goes before the person's.
    w.page.motion().setWanted(true);
    QApplication::setStyle(new StillStyle);
    w.press(Qt::Key_Right);
    const bool moved = w.page.motion().isRunning();
    QApplication::setStyle(u"fusion"_s);
    QVERIFY(!moved);
    w.press(Qt::Key_Right);
    QVERIFY(w.page.motion().isRunning());
    // The setting is in the menu and is remembered.
    for (QAction *action : w.window.findChildren<QAction *>())
        if (action->text() == u"&Animate steps"_s)
            action->trigger();
    QVERIFY(!w.page.motion().isWanted());
    MainWindow next;
    QVERIFY(!next.diagramPage().motion().isWanted());
}

void TestTouch::speedIsTheMovementsToo()
{
    DiagramWindow w("apple_orange");
    w.page.motion().setWanted(true);
    auto *speed = w.page.timeline().findChild<QComboBox *>();
    const auto milliseconds = [&](const QString &times) {
        speed->setCurrentText(times);
        w.session.setPosition(0);
        w.press(Qt::Key_Right);
        const int duration = w.page.motion().duration();
        w.page.motion().finish();
        return duration;
    };
    QCOMPARE(milliseconds(u"1×"_s), 300);
    QCOMPARE(milliseconds(u"2×"_s), 150);
    QVERIFY(milliseconds(u"8×"_s) < 40);
    QCOMPARE(milliseconds(u"0.25×"_s), 1200);
}

void TestTouch::largePictureFollowsTheStep()
{
    DiagramWindow w("softmax_loss", { 1024, 640 });
    const auto seen = [&] { return w.view.seenRect(); };
    QVERIFY(!seen().contains(w.scene.contentRect()));
    for (int i = 0; i < w.session.count(); ++i) {
        w.press(Qt::Key_Right);
        QVERIFY2(seen().contains(w.scene.actionRect()), qPrintable(QString::number(i)));
    }
    // Ctrl+0 shows all of it, and once more changes nothing.
    for (int times = 0; times < 2; ++times) {
        w.press(Qt::Key_0, Qt::ControlModifier);
        QVERIFY(seen().contains(w.scene.contentRect()));
    }
}

void TestTouch::presentationIsReadFromTheLastRow()
{
    QFETCH(QString, id);
    DiagramWindow w(qPrintable(id), { 1920, 1080 });
    w.press(Qt::Key_F5);
    w.window.resize(1920, 1080);
    w.press(Qt::Key_PageDown); // a clicker's keys
    QCOMPARE(w.session.position(), 1);
    QVERIFY(w.view.scale() * w.scene.layout().smallestText > 23.999);
    for (const QLabel *label : w.page.findChildren<QLabel *>())
        if (label->isVisible() && !label->text().isEmpty())
            QVERIFY2(label->fontInfo().pixelSize() >= 24, qPrintable(label->text()));
    w.press(Qt::Key_End);
    QVERIFY(w.view.seenRect().contains(w.scene.actionRect()));
    w.press(Qt::Key_Escape);
    QVERIFY(w.page.timeline().isVisible());
}

void TestTouch::theAnswerStandsOutInEveryTheme()
{
    DiagramWindow w("apple");
    const auto *caption = w.page.findChild<QLabel *>(u"caption"_s);
    for (const bool dark : { false, true }) {
        applyTheme(dark);
        w.press(Qt::Key_End);
        w.press(Qt::Key_Right); // the answer has a step of its own
        QVERIFY(caption->font().weight() > QFont::Medium);
        applyTheme(!dark);
        QVERIFY(caption->font().weight() > QFont::Medium);
        w.press(Qt::Key_F5);
        QVERIFY(caption->font().weight() > QFont::Medium);
        w.press(Qt::Key_Left);
        QCOMPARE(caption->font().weight(), QFont::Normal);
        w.press(Qt::Key_Escape);
        QCOMPARE(caption->font().weight(), QFont::Normal);
    }
    qApp->setStyleSheet({});
}

// sqrt-like trouble by hand: the log of 0 is −∞, and what is computed from it inherits that.
void TestTouch::firstNonFiniteNumberIsMarked()
{
    DiagramWindow w("apple");
    GraphDocument document;
    document.nodes = { leafNode("x", 0, {}), opNode("l", "log", { "x" }, { 200, 0 }),
                       opNode("z", "square", { "l" }, { 400, 0 }) };
    document.result = u"z"_s;
    w.page.open(document);
    w.press(Qt::Key_Right);
    QCOMPARE(w.value("l", "z"), u"−∞"_s);
    const auto explained = [&] { return w.page.explainPanel().text(); };
    QVERIFY2(explained().contains(u"l made the first value"_s), qPrintable(explained()));
    QVERIFY2(explained().contains(u"The logarithm of 0 is −∞"_s), qPrintable(explained()));
    w.press(Qt::Key_Right);
    QVERIFY2(explained().contains(u"inherited one: l made it"_s), qPrintable(explained()));
    const QImage bad = w.picture();
    w.session.editValue(u"x"_s, { 1 });
    QVERIFY(w.picture() != bad);
    QVERIFY(!explained().contains(u"inherited"_s));
}

QTEST_MAIN(TestTouch)
#include "tst_touch.moc"
