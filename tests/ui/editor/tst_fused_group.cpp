// SPDX-License-Identifier: GPL-3.0-or-later
// A group that is taken for a function, under the hand: with another number in it, it is another function, and undo knows.
#include "tests/fixtures/diagram_window.h"

#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestFusedGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void scrubbingAConstantIsOneStep();
    void typingOneIsOneStepToo();

private:
    static void scrub(DiagramWindow &w, const char *leaf, int pixels);

    QTemporaryDir m_settings;
};

void TestFusedGroup::initTestCase()
{
    isolateSettings(m_settings);
}

void TestFusedGroup::scrub(DiagramWindow &w, const char *leaf, int pixels)
{
    const QPoint from = w.onScreen(leaf);
    QWidget *viewport = w.view.viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 10; ++i) {
        const QPoint to = from + QPoint(pixels * i / 10, 0);
        QMouseEvent move(QEvent::MouseMove, to, viewport->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(viewport, &move);
    }
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, from + QPoint(pixels, 0));
}

// 3 pixels are one step, of 0.01 for a 1.
void TestFusedGroup::scrubbingAConstantIsOneStep()
{
    DiagramWindow w("sigmoid");
    w.press(Qt::Key_End);
    const GraphDocument before = w.session.document();
    QCOMPARE(before.groups.front().op, u"sigmoid"_s);
    scrub(w, "one", 60);
    QCOMPARE(w.session.document().node(u"one"_s)->value.values.front(), 1.2);
    QVERIFY(w.session.document().groups.front().op.isEmpty()); // 1 / (1.2 + exp(−x)) is none
    QCOMPARE(w.session.undoStack().count(), 1);
    QCOMPARE(w.value("y", ""), u"0.6378"_s); // 1 / (1.2 + e⁻¹)
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.session.document(), before);
    QCOMPARE(w.value("y", ""), u"0.7311"_s);
    w.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(w.value("y", ""), u"0.6378"_s);
    QVERIFY(w.session.document().groups.front().op.isEmpty());
    scrub(w, "one", -60); // back to where it was, by hand: no sigmoid again, but two steps to be taken back
    QCOMPARE(w.session.undoStack().count(), 2);
}

void TestFusedGroup::typingOneIsOneStepToo()
{
    DiagramWindow w("sigmoid");
    const GraphDocument before = w.session.document();
    w.doubleClick(w.onScreen("one"));
    QTest::keyClicks(w.page.findChild<ValueEditor *>()->findChild<QLineEdit *>(), u"2"_s);
    QTest::keyClick(w.page.findChild<ValueEditor *>()->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(w.session.document().node(u"one"_s)->value.values.front(), 2.0);
    QCOMPARE(w.session.undoStack().count(), 1);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.session.document(), before);
}

QTEST_MAIN(TestFusedGroup)
#include "tst_fused_group.moc"
