// SPDX-License-Identifier: GPL-3.0-or-later
// How long the diagram takes to open, to be panned and zoomed, and to step, on 100, 1,000 and 10,000 nodes, offscreen.
#include "tests/bench/bare_picture.h"
#include "tests/bench/hand.h"
#include "tests/bench/times.h"
#include "tests/fixtures/empty_place.h"
#include "tests/fixtures/large_graph.h"
#include "ui/diagram/diagram_view.h"
#include "ui/diagram/motion.h"
#include "ui/editor/edit_desk.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/sockets.h"
#include "ui/lesson/diagram_page.h"
#include "ui/main_window/main_window.h"
#include "ui/session/graph_session.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr double frameBudget = 1000.0 / 60; // ms
constexpr double usableBudget = 50; // ms: 20 frames a second on the largest graph
constexpr double stepBudget = 16;
constexpr int frames = 60;
Report report;

// All that is posted has happened, painting too.
void settle()
{
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

// There and back, so that it stays over the graph.
int there(int frame, int turnsAfter)
{
    const int phase = frame % (2 * turnsAfter);
    return phase < turnsAfter ? phase + 1 : 2 * turnsAfter - phase - 1;
}

constexpr int panStep = 9; // px in a frame
constexpr int panTurn = 15;
constexpr int zoomTurn = 5;

Times panned(DiagramView &view)
{
    Hand hand(view);
    const QPointF from = emptyPlace(view);
    hand.press(from);
    Times times = timesOf(frames, [&](int i) {
        const int by = panStep * there(i, panTurn);
        hand.dragTo(from - QPointF(by, by));
    });
    hand.release(from);
    return times;
}

Times zoomed(DiagramView &view)
{
    Hand hand(view);
    const QPointF at = emptyPlace(view);
    return timesOf(frames, [&](int i) { hand.turnWheel(at, i / zoomTurn % 2 == 0 ? 1 : -1); });
}

Times pannedBare(QGraphicsView &floor)
{
    return timesOf(frames, [&](int i) {
        const int by = i / panTurn % 2 == 0 ? panStep : -panStep;
        floor.horizontalScrollBar()->setValue(floor.horizontalScrollBar()->value() + by);
        floor.verticalScrollBar()->setValue(floor.verticalScrollBar()->value() + by);
        floor.viewport()->repaint();
    });
}

Times zoomedBare(QGraphicsView &floor)
{
    return timesOf(frames, [&](int i) {
        constexpr double by = 1.023;
        const double factor = i / zoomTurn % 2 == 0 ? by : 1 / by;
        floor.scale(factor, factor);
        floor.viewport()->repaint();
    });
}

void lookAt(DiagramView &view, const QPointF &centre, double scale)
{
    view.centreOn(centre, scale);
    settle();
}

void lookAt(QGraphicsView &view, const QPointF &centre, double scale)
{
    view.setTransform(QTransform::fromScale(scale, scale));
    view.centerOn(centre);
    settle();
}

void measureFrames(DiagramView &view, BarePicture &floor, double scale, double budget, const char *name)
{
    const QPointF centre = view.diagram().contentRect().center();
    floor.setReadable(detailAt(scale) == Detail::All);
    const auto measure = [&](const char *what, Times (*own)(DiagramView &), Times (*bare)(QGraphicsView &)) {
        lookAt(view, centre, scale);
        lookAt(floor, centre, scale);
        const QString title = u"%1, %2 (%3×)"_s.arg(QLatin1String(what), QLatin1String(name)).arg(scale, 0, 'f', 2);
        const Times times = own(view);
        report.add(title.toLocal8Bit().constData(), times, budget, bare(floor).work());
    };
    measure("panning", &panned, &pannedBare);
    measure("zooming", &zoomed, &zoomedBare);
    Hand hand(view);
    const Times sharp = timesOf(10, [&](int i) {
        hand.turnWheel(emptyPlace(view), i % 2 == 0 ? 8 : -8);
        while (!view.isSharp())
            QCoreApplication::processEvents();
        view.viewport()->repaint();
    });
    report.add("  a notch, until it is sharp", sharp, 0);
}

// What hands do to the graph, all of it on screen or so that it can be read.
void measureEditing(DiagramPage &page, double scale, double budget)
{
    GraphEditor &editor = page.editDesk().editor();
    DiagramScene &scene = page.scene();
    DiagramView &view = page.view();
    Hand hand(view);
    editor.setOn(true);
    const QString id = page.session().document().nodes[page.session().document().nodes.size() / 5].id;
    lookAt(view, scene.node(id)->place.centre, scale);
    const auto drag = [&](const char *what, const QPointF &from, const QPointF &to, const char *dropped) {
        hand.press(from);
        report.add(what, timesOf(frames, [&](int i) { hand.dragTo(from + (to - from) * (i + 1) / frames); }), budget);
        const Times drop = timesOf(1, [&](int) { hand.release(to); });
        if (dropped)
            report.add(dropped, drop, budget);
    };
    const QPointF middle = view.mapFromScene(scene.node(id)->place.centre);
    drag("dragging a node", middle, middle + QPointF(160, 80), "  dropped");
    const QPointF port = view.mapFromScene(*Sockets(scene).place({ id }));
    drag("drawing a wire", port, port + QPointF(150, -20), nullptr);
    report.add("the mouse moves over it", timesOf(frames, [&](int i) { hand.moveTo(QPointF(40 + 10 * i, 300)); }), budget);
    const auto change = [&](const char *what, const std::function<void()> &does) {
        const Times times = timesOf(10, [&](int) {
            does();
            settle();
        });
        report.add(what, times, budget);
    };
    const auto undo = [&] { page.session().undoStack().undo(); };
    change("a node is added", [&] { editor.add({ u"exp"_s }, { 0, -100 }); });
    change("  undone", undo);
    change("  redone", [&] { page.session().undoStack().redo(); });
    change("  deleted", [&] {
        page.session().select(page.session().document().nodes.back().id);
        editor.removeSelected();
    });
    view.fitWhole();
    settle();
    drag("drawing a box, all in view", { 4, 4 }, QPointF(view.viewport()->width() * 0.8, view.viewport()->height() * 0.8),
         nullptr);
    editor.setOn(false);
}

void measureSteps(DiagramPage &page, int nodes)
{
    GraphSession &session = page.session();
    const double budget = nodes <= 1000 ? stepBudget : 0;
    std::mt19937 random(1);
    std::uniform_int_distribution<int> anywhere(0, session.count());
    page.view().fit();
    settle();
    const auto step = [&](int) {
        session.next();
        settle();
    };
    session.setPosition(session.count() / 4);
    settle();
    report.add("a step forward", timesOf(40, step), budget);
    session.setPosition(session.seedPosition() + session.count() / 4);
    settle();
    report.add("a step forward, way back", timesOf(40, step), budget);
    report.add("a step back",
               timesOf(40,
                       [&](int) {
                           session.previous();
                           settle();
                       }),
               budget);
    report.add("a seek anywhere",
               timesOf(40,
                       [&](int) {
                           session.setPosition(anywhere(random));
                           settle();
                       }),
               budget);
    session.setPosition(session.count());
    settle();
    const QString leaf = session.document().nodes.front().id;
    report.add("an edit, from recompute to repaint",
               timesOf(40,
                       [&](int i) {
                           session.editValue(leaf, { 0.5 + 0.01 * i }, 1);
                           settle();
                       }),
               nodes <= 100 ? stepBudget : 0);
}

double readableScale(const DiagramPage &page)
{
    return ordinaryText / page.scene().layout().smallestText;
}

void measureAllFrames(DiagramPage &page, double budget)
{
    BarePicture floor(page.scene());
    floor.resize(page.view().viewport()->size());
    floor.show();
    settle();
    const QSizeF room = page.view().viewport()->size();
    const QRectF content = page.scene().contentRect();
    const double overview = std::min(room.width() / content.width(), room.height() / content.height());
    measureFrames(page.view(), floor, readableScale(page), budget, "to read");
    measureFrames(page.view(), floor, 0.5, budget, "smallest figures");
    measureFrames(page.view(), floor, 0.2, budget, "shapes");
    measureFrames(page.view(), floor, std::min(0.3, overview), budget, "overview");
}

void measure(int nodes, int rows, const QSize &size, const QString &part)
{
    MainWindow window;
    window.resize(size);
    window.show();
    DiagramPage &page = window.diagramPage();
    page.motion().setWanted(false);
    settle();
    GraphDocument document = LargeGraph(nodes, rows).document();
    const Times opening = timesOf(1, [&](int) {
        page.open(document);
        settle();
    });
    std::printf("\n%d nodes, %lld arrows, window %d×%d, picture %d×%d\n", nodes, qlonglong(page.scene().visible().edges.size()),
                size.width(), size.height(), page.view().viewport()->width(), page.view().viewport()->height());
    report.heading();
    report.add("opening", opening, 0);

    page.session().setPosition(page.session().count());
    settle();
    const double budget = nodes <= 1000 ? frameBudget : usableBudget;
    if (part.isEmpty() || part == "frames"_L1)
        measureAllFrames(page, budget);
    if (part.isEmpty() || part == "steps"_L1)
        measureSteps(page, nodes);
    if (!part.isEmpty() && part != "edits"_L1)
        return;
    document.placed = true;
    page.open(document);
    page.session().setPosition(page.session().count());
    settle();
    measureEditing(page, readableScale(page), budget);
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setStyle(u"fusion"_s);
    const QApplication app(argc, argv);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(u"chainrule-bench"_s);
    const int only = argc > 1 ? atoi(argv[1]) : 0; // profiling: this many nodes
    const QString part = QString::fromLocal8Bit(argc > 2 ? argv[2] : ""); // of it: frames, steps or edits
    const int width = argc > 3 ? atoi(argv[3]) : 1280; // and this window
    for (const auto &[nodes, rows] : { std::pair(100, 8), std::pair(1000, 25), std::pair(10000, 80) })
        for (const QSize &size : { QSize(1280, 720), QSize(1920, 1080) })
            if (only == 0 || (only == nodes && size.width() == width))
                measure(nodes, rows, size, part);
    return report.allHold() ? EXIT_SUCCESS : EXIT_FAILURE;
}
