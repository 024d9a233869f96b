// SPDX-License-Identifier: GPL-3.0-or-later
// A graph of 1,000 nodes under the hands: what is dragged follows the mouse. The limits are wide enough for a slow machine with
// sanitizers; what was measured is printed.
#include "tests/fixtures/diagram_window.h"
#include "tests/fixtures/large_graph.h"
#include "tests/fixtures/time_limit.h"
#include "ui/editor/edit_desk.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/sockets.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestEditorLarge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init();
    void cleanup() { m_window.reset(); }

    void aNodeIsDragged();
    void aWireIsDrawn();
    void aBoxIsDrawn();
    void theMouseMovesOver();
    void structuralEdits();
    void aHundredThousandAreDeleted();

private:
    // What one event takes with the picture that it makes, on average and at most.
    void drag(const char *what, const QPoint &from, const QPoint &to);
    void take(QElapsedTimer &clock);
    void report(const char *what);

    static constexpr int rows = 25;
    static constexpr int moves = 40;
    static constexpr double frame = 16;
    static constexpr double longEnough = double(timeLimit(100)); // ms
    QTemporaryDir m_settings;
    std::unique_ptr<DiagramWindow> m_window;
    QList<double> m_times; // ms
};

void TestEditorLarge::init()
{
    m_window = std::make_unique<DiagramWindow>("apple", QSize(1280, 720));
    GraphDocument document = LargeGraph(1000, rows).document();
    document.placed = true;
    m_window->page.open(document);
    m_window->page.editDesk().editor().setOn(true);
    m_window->session.setPosition(m_window->session.count());
    QCoreApplication::processEvents();
    m_times.clear();
}

void TestEditorLarge::take(QElapsedTimer &clock)
{
    m_window->view.viewport()->repaint();
    m_times.append(double(clock.nsecsElapsed()) / 1e6);
    clock.restart();
}

void TestEditorLarge::report(const char *what)
{
    std::sort(m_times.begin(), m_times.end());
    qInfo("%s: median %.1f ms, most %.1f ms of %.0f", what, m_times[m_times.size() / 2], m_times.back(), frame);
    QVERIFY2(m_times[m_times.size() / 2] < longEnough, what);
}

void TestEditorLarge::drag(const char *what, const QPoint &from, const QPoint &to)
{
    QWidget *canvas = m_window->view.viewport();
    QElapsedTimer clock;
    QTest::mousePress(canvas, Qt::LeftButton, {}, from);
    for (int i = 1; i <= moves; ++i) {
        clock.start();
        QTest::mouseMove(canvas, from + (to - from) * i / moves);
        take(clock);
    }
    report(what);
    clock.start();
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, to);
    m_window->view.viewport()->repaint();
    qInfo("%s, dropped: %.1f ms", what, double(clock.nsecsElapsed()) / 1e6);
}

void TestEditorLarge::aNodeIsDragged()
{
    const QPointF before = m_window->session.document().node(u"n200"_s)->position;
    m_window->view.centreOn(m_window->scene.node(u"n200"_s)->place.centre);
    drag("drag", m_window->onScreen("n200"), m_window->onScreen("n200") + QPoint(160, 80));
    QVERIFY(m_window->session.document().node(u"n200"_s)->position != before);
}

void TestEditorLarge::aWireIsDrawn()
{
    m_window->view.centreOn(m_window->scene.node(u"n200"_s)->place.centre);
    const QPointF place = *Sockets(m_window->scene).place({ u"n200"_s });
    const QPoint from = m_window->view.mapFromScene(place);
    drag("wire", from, from + QPoint(150, -20));
}

void TestEditorLarge::aBoxIsDrawn()
{
    m_window->view.fitWhole();
    drag("box", { 4, 4 }, { 1000, 500 });
    QVERIFY(m_window->session.selection().size() > 100);
}

void TestEditorLarge::theMouseMovesOver()
{
    QElapsedTimer clock;
    for (int i = 0; i < moves; ++i) {
        clock.start();
        QTest::mouseMove(m_window->view.viewport(), { 40 + 20 * i, 300 });
        take(clock);
    }
    report("hover");
}

void TestEditorLarge::structuralEdits()
{
    GraphEditor &editor = m_window->page.editDesk().editor();
    QElapsedTimer clock;
    const auto measure = [&](const char *what) {
        take(clock);
        qInfo("%s: %.1f ms", what, m_times.back());
        QVERIFY2(m_times.back() < 20 * longEnough, what);
    };
    clock.start();
    editor.add({ u"exp"_s }, { 0, -100 });
    measure("add");
    editor.connectSockets({ u"n30"_s }, { u"exp1"_s, 0 });
    measure("connect");
    editor.removeSelected();
    measure("delete");
    m_window->session.undoStack().undo();
    measure("undo");
}

// As many as a document may have, hidden numbers and a group of all included: what grows with the square takes minutes.
void TestEditorLarge::aHundredThousandAreDeleted()
{
    constexpr int most = 100'000;
    constexpr int inputs = 400;
    GraphDocument document = LargeGraph(most - inputs, inputs).document();
    DocumentGroup all{ u"all"_s, u"all"_s, u"exp"_s, {} };
    for (const DocumentNode &node : document.nodes)
        if (!node.isLeaf()) {
            all.members.append(node.id);
            document.hidden.append({ node.id, {} });
        }
    document.groups.append(all);
    document.placed = true;
    m_window->page.open(document);
    const GraphDocument before = m_window->session.document();
    GraphEditor &editor = m_window->page.editDesk().editor();
    QElapsedTimer clock;
    const auto measure = [&](const char *what) {
        const double took = double(clock.nsecsElapsed()) / 1e6;
        qInfo("%s of %d: %.0f ms", what, most, took);
        QVERIFY2(took < 60 * longEnough, what);
        clock.start();
    };
    clock.start();
    editor.selectAll();
    measure("select all");
    editor.removeSelected();
    measure("delete");
    QVERIFY(m_window->session.document().nodes.isEmpty());
    m_window->session.undoStack().undo();
    measure("undo");
    QVERIFY(m_window->session.document().nodes == before.nodes && m_window->session.document().groups == before.groups);
}

QTEST_MAIN(TestEditorLarge)
#include "tst_editor_large.moc"
