// SPDX-License-Identifier: GPL-3.0-or-later
// Large graphs are graphs like any other: opened, stepped through, panned and zoomed. The limits on time are wide enough for
// a slow machine with sanitizers and catch what grows with the square; what is quick enough is measured by tests/bench.
#include "tests/fixtures/large_graph.h"
#include "tests/fixtures/time_limit.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/diagram/motion.h"
#include "ui/lesson/diagram_page.h"
#include "ui/main_window/main_window.h"
#include "ui/session/graph_session.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QWheelEvent>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestLarge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everyNodeIsDrawn();
    void stepsAndSeeksByKey();
    void thereAndBackIsTheSamePicture();
    void editsReachTheResult();
    void tenThousandOpenInTime();
    void tenThousandAreZoomedAndPanned();

private:
    DiagramPage &page() { return m_window->diagramPage(); }
    GraphSession &session() { return page().session(); }
    DiagramScene &scene() { return page().scene(); }
    DiagramView &view() { return page().view(); }
    void open(int computing, int rows) { page().open(LargeGraph(computing, rows).document()); }
    void press(Qt::Key key) { QTest::keyClick(m_window.get(), key); }
    QImage picture() { return m_window->grab().toImage(); }
    void turnWheel(int notches);
    void dragTheCanvas(const QPoint &by);

    static constexpr int rows = 25; // of the graph with 1,000 nodes
    static constexpr qint64 longEnough = timeLimit(20'000); // ms
    QTemporaryDir m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestLarge::initTestCase()
{
    QApplication::setStyle(u"fusion"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(u"chainrule-test"_s);
}

void TestLarge::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    page().motion().setWanted(false);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestLarge::cleanup()
{
    m_window.reset();
}

void TestLarge::turnWheel(int notches)
{
    const QPointF centre = view().viewport()->rect().center();
    constexpr int notch = 120;
    QWheelEvent event(centre, view().viewport()->mapToGlobal(centre), {}, { 0, notches * notch }, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(view().viewport(), &event);
}

void TestLarge::dragTheCanvas(const QPoint &by)
{
    const QPoint from = view().viewport()->rect().center();
    QTest::mousePress(view().viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(view().viewport(), from + by / 2);
    QTest::mouseMove(view().viewport(), from + by);
    QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, from + by);
}

// 1,000 that compute and 25 inputs; forward, the seed, and back through each that leads to the result.
void TestLarge::everyNodeIsDrawn()
{
    open(1000, rows);
    QCOMPARE(scene().visible().nodes.size(), 1025);
    int arrows = 1; // the result's
    for (const DocumentNode &node : session().document().nodes)
        arrows += int(node.inputs.size());
    QCOMPARE(scene().visible().edges.size(), arrows);
    QCOMPARE(session().count(), 2001);
    QCOMPARE(session().seedPosition(), 1001);
}

void TestLarge::stepsAndSeeksByKey()
{
    open(1000, rows);
    press(Qt::Key_Right);
    QCOMPARE(session().position(), 1);
    // The first circle multiplies the first two inputs: 0.5 × 0.51 = 0.255.
    QVERIFY(session().documentNode(session().moment()->front().node).op == "mul"_L1);
    QCOMPARE(session().run().value(session().moment()->front().node)[0], 0.255);
    press(Qt::Key_End);
    QVERIFY(session().isAtEnd());
    for (int i = 0; i < scene().visible().edges.size(); ++i) {
        const ArrowDrawing arrow = scene().drawings().arrow(i);
        QVERIFY(arrow.value && arrow.gradient);
    }
    press(Qt::Key_Left);
    QCOMPARE(session().position(), 2000);
    press(Qt::Key_Home);
    QCOMPARE(session().position(), 0);
}

void TestLarge::thereAndBackIsTheSamePicture()
{
    open(1000, rows);
    QHash<int, QImage> there;
    const QList<int> positions{ 0, 1, 17, 500, 999, 1000, 1001, 1002, 1500, 2000, 2001 };
    for (const int position : positions) {
        session().setPosition(position);
        there.insert(position, picture());
    }
    for (auto position = positions.rbegin(); position != positions.rend(); ++position) {
        session().setPosition(*position);
        QVERIFY2(picture() == there[*position], qPrintable(QString::number(*position)));
    }
    session().setPosition(999);
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    press(Qt::Key_Left);
    QVERIFY(picture() == there[1000]);
    QVERIFY(there[1000] != there[999]);
}

void TestLarge::editsReachTheResult()
{
    open(1000, rows);
    session().setPosition(session().count());
    const NodeId result = session().compiled().result;
    const double before = session().run().value(result)[0];
    session().editValue(session().document().nodes.front().id, { -2.0 });
    const double after = session().run().value(result)[0];
    QVERIFY(after != before);
    session().undoStack().undo();
    QCOMPARE(session().run().value(result)[0], before);
}

void TestLarge::tenThousandOpenInTime()
{
    QElapsedTimer clock;
    clock.start();
    open(10000, 80);
    picture();
    QVERIFY2(clock.elapsed() < longEnough, qPrintable(u"%1 ms"_s.arg(clock.elapsed())));
    QCOMPARE(scene().visible().nodes.size(), 10080);
    clock.start();
    press(Qt::Key_End);
    picture();
    for (int i = 0; i < 10; ++i)
        press(Qt::Key_Left);
    picture();
    QCOMPARE(session().position(), session().count() - 10);
    QVERIFY2(clock.elapsed() < longEnough, qPrintable(u"%1 ms"_s.arg(clock.elapsed())));
}

void TestLarge::tenThousandAreZoomedAndPanned()
{
    open(10000, 80);
    session().setPosition(session().count());
    const QImage readable = picture();
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 30; ++i)
        turnWheel(-1);
    const QRectF seen = view().seenRect();
    QVERIFY(seen.contains(scene().contentRect()));
    const QImage all = picture();
    QVERIFY(all != readable);
    QVERIFY(QDir().mkpath(QStringLiteral(CHAINRULE_SCREENSHOT_DIR)));
    QVERIFY(all.save(QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/large-10000.png")));
    for (int i = 0; i < 12; ++i)
        turnWheel(1);
    const QPointF before = view().mapToScene(view().viewport()->rect().center());
    dragTheCanvas({ -80, -40 }); // at the upper left corner, where there is room to go
    const QPointF moved = view().mapToScene(view().viewport()->rect().center()) - before;
    const double scale = view().scale();
    QVERIFY(std::abs(moved.x() * scale - 80) < 2);
    QVERIFY(std::abs(moved.y() * scale - 40) < 2);
    picture();
    QVERIFY2(clock.elapsed() < longEnough, qPrintable(u"%1 ms"_s.arg(clock.elapsed())));
}

QTEST_MAIN(TestLarge)
#include "tst_large.moc"
