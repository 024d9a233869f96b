// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of the last frame is never to be seen: after whatever moved or changed, the picture has the pixels that it has
// when all of it is drawn anew.
#include "files/demos.h"
#include "tests/fixtures/diagram_window.h"
#include "tests/fixtures/empty_place.h"
#include "tests/fixtures/large_graph.h"
#include "ui/editor/edit_desk.h"
#include "ui/editor/graph_editor.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init();
    void cleanup() { m_window.reset(); }

    void aDragShiftsThePicture();
    void stepsDrawWhatChanged();
    void everyDemoAsDrawnAnew_data();
    void everyDemoAsDrawnAnew();
    void selectionAndNumbersAreDrawn();
    void aDraggedNodeLeavesNothingBehind();
    void aCrowdedPictureIsSharpAfterZooming();
    void aStepEndsTheStretching();
    void aFewNodesAreSharpAtOnce();

private:
    DiagramWindow &w() { return *m_window; }

    QTemporaryDir m_settings;
    std::unique_ptr<DiagramWindow> m_window;
};

void TestFrames::init()
{
    m_window = std::make_unique<DiagramWindow>("apple", QSize(1280, 720));
    w().page.open(LargeGraph(300, 15).document());
    w().session.setPosition(w().session.count());
    w().picture();
}

void TestFrames::aDragShiftsThePicture()
{
    const QPoint from = emptyPlace(w().view);
    const QImage before = w().picture();
    QTest::mousePress(w().view.viewport(), Qt::LeftButton, {}, from);
    for (const QPoint &by : { QPoint(-7, -3), QPoint(40, -61), QPoint(-130, 55), QPoint(3, 20) }) {
        QTest::mouseMove(w().view.viewport(), from + by);
        const QImage shifted = w().picture();
        QVERIFY(shifted != before);
        QCOMPARE(shifted, w().drawnAnew());
    }
    QTest::mouseMove(w().view.viewport(), from + QPoint(31, 17));
    w().picture();
    QTest::mouseRelease(w().view.viewport(), Qt::LeftButton, {}, from + QPoint(31, 17));
    const QImage atRest = w().picture();
    QCOMPARE(atRest, w().drawnAnew());
}

void TestFrames::stepsDrawWhatChanged()
{
    w().session.setPosition(w().session.seedPosition() - 3);
    for (const Qt::Key key : { Qt::Key_Right, Qt::Key_Left })
        for (int i = 0; i < 12; ++i) {
            w().press(key);
            const QImage stepped = w().picture();
            QVERIFY2(stepped == w().drawnAnew(), qPrintable(QString::number(w().session.position())));
        }
}

void TestFrames::everyDemoAsDrawnAnew_data()
{
    QTest::addColumn<QString>("demo");
    for (const QString &id : demoIds())
        QTest::newRow(qPrintable(id)) << id;
}

// Each of the two drawings is made from the keys alone; what one key forgets to draw is seen at once.
void TestFrames::everyDemoAsDrawnAnew()
{
    QFETCH(QString, demo);
    w().window.resize(1024, 640);
    w().window.openFirst(demo);
    w().view.setFocus();
    QList<Qt::Key> keys(w().session.count(), Qt::Key_Right);
    keys.insert(keys.size() / 2, Qt::Key_Tab); // a selection that stays while steps go on
    keys << Qt::Key_F << Qt::Key_Left << Qt::Key_Tab << Qt::Key_F << Qt::Key_Left << Qt::Key_Home << Qt::Key_G << Qt::Key_Left;
    for (const Qt::Key key : std::as_const(keys)) {
        QTest::keyClick(&w().view, key);
        const QImage kept = w().picture();
        QVERIFY2(kept == w().drawnAnew(), qPrintable(u"%1 at position %2"_s.arg(int(key)).arg(w().session.position())));
    }
}

void TestFrames::selectionAndNumbersAreDrawn()
{
    const QString leaf = w().session.document().nodes.front().id;
    const QImage before = w().picture();
    w().session.select(leaf);
    const QImage selected = w().picture();
    QVERIFY(selected != before);
    QCOMPARE(selected, w().drawnAnew());
    w().session.editValue(leaf, { 0.75 });
    const QImage edited = w().picture();
    QVERIFY(edited != selected);
    QCOMPARE(edited, w().drawnAnew());
    w().session.undoStack().undo();
    QCOMPARE(w().picture(), selected);
}

void TestFrames::aDraggedNodeLeavesNothingBehind()
{
    w().page.editDesk().editor().setOn(true);
    const QPoint from = w().onScreen("n20");
    QTest::mousePress(w().view.viewport(), Qt::LeftButton, {}, from);
    for (int i = 1; i <= 4; ++i) {
        QTest::mouseMove(w().view.viewport(), from + QPoint(24, 17) * i);
        const QImage dragged = w().picture();
        QCOMPARE(dragged, w().drawnAnew());
    }
    QTest::mouseRelease(w().view.viewport(), Qt::LeftButton, {}, from + QPoint(96, 68));
    const QImage dropped = w().picture();
    QCOMPARE(dropped, w().drawnAnew());
}

void TestFrames::aCrowdedPictureIsSharpAfterZooming()
{
    w().turnWheel(emptyPlace(w().view), -3);
    w().picture();
    w().turnWheel(emptyPlace(w().view), -1);
    const QImage stretched = w().picture();
    QVERIFY(!w().view.isSharp());
    QTRY_VERIFY(w().view.isSharp());
    const QImage sharp = w().picture();
    QVERIFY(sharp != stretched);
    QCOMPARE(sharp, w().drawnAnew());
}

void TestFrames::aStepEndsTheStretching()
{
    w().turnWheel(emptyPlace(w().view), -3);
    w().picture();
    w().turnWheel(emptyPlace(w().view), -1);
    w().picture();
    QVERIFY(!w().view.isSharp());
    w().press(Qt::Key_Left);
    const QImage stepped = w().picture();
    QVERIFY(w().view.isSharp());
    QCOMPARE(stepped, w().drawnAnew());
}

void TestFrames::aFewNodesAreSharpAtOnce()
{
    w().window.openFirst(u"apple_orange"_s);
    w().picture();
    w().turnWheel(emptyPlace(w().view), 1);
    const QImage zoomed = w().picture();
    QVERIFY(w().view.isSharp());
    QCOMPARE(zoomed, w().drawnAnew());
}

QTEST_MAIN(TestFrames)
#include "tst_frames.moc"
