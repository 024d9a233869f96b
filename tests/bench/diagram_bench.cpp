// SPDX-License-Identifier: GPL-3.0-or-later
// How long the diagram takes to open, to be panned and zoomed, and to step, on 100, 1,000 and 10,000 nodes, offscreen.
#include "bench/bare_picture.h"
#include "ui/diagram/diagram_page.h"
#include "ui/diagram/diagram_view.h"
#include "ui/diagram/graph_session.h"
#include "ui/diagram/motion.h"
#include "ui/large_graph.h"
#include "ui/main_window.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>

using namespace chainrule;

namespace {

constexpr double frameBudget = 1000.0 / 60; // ms
constexpr double usableBudget = 50; // ms: 20 frames a second on the largest graph
constexpr double stepBudget = 16;
constexpr double mostTimesFloor = 2;
constexpr int frames = 60;
bool allHold = true;

// What a person waits for, and what of it this thread worked: the rest went to whatever else the machine does.
class Times
{
public:
    void add(const std::function<void()> &does)
    {
        const double worked = threadTime();
        QElapsedTimer clock;
        clock.start();
        does();
        m_waited.push_back(double(clock.nsecsElapsed()) * 1e-6);
        m_worked.push_back(threadTime() - worked);
    }

    double median() const { return at(m_waited, 0.5); }
    double slowest() const { return at(m_waited, 0.99); }
    double work() const { return at(m_worked, 0.5); }

private:
    static double threadTime()
    {
        timespec now;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) * 1e-6;
    }

    static double at(std::vector<double> times, double share)
    {
        std::ranges::sort(times);
        return times[std::size_t(share * double(times.size() - 1) + 0.5)];
    }

    std::vector<double> m_waited; // ms
    std::vector<double> m_worked;
};

Times timesOf(int count, const std::function<void(int)> &does)
{
    Times times;
    for (int i = 0; i < count; ++i)
        times.add([&] { does(i); });
    return times;
}

void report(const char *what, const Times &times, double budget, double floor = 0)
{
    const double ratio = floor > 0 ? times.work() / floor : 0;
    const bool holds = (budget == 0 || times.median() <= budget) && ratio <= mostTimesFloor;
    std::printf("  %-34s%9.2f%9.2f%9.2f", what, times.median(), times.slowest(), times.work());
    floor > 0 ? std::printf("%9.2f%7.2f", floor, ratio) : std::printf("%16s", "");
    budget > 0 ? std::printf("%9.1f", budget) : std::printf("%9s", "");
    std::printf("  %s\n", budget == 0 && floor == 0 ? "" : holds ? "holds" : "FAILS");
    std::fflush(stdout);
    allHold = allHold && holds;
}

// All that is posted has happened, painting too.
void settle()
{
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void pan(QGraphicsView &view, int frame)
{
    constexpr int by = 9; // px
    const int direction = frame / 15 % 2 == 0 ? 1 : -1;
    view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value() + by * direction);
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + by * direction);
    view.viewport()->repaint();
}

void zoom(QGraphicsView &view, int frame)
{
    constexpr double by = 1.01;
    const double factor = frame / 5 % 2 == 0 ? by : 1 / by;
    view.scale(factor, factor);
    view.viewport()->repaint();
}

void lookAt(QGraphicsView &view, const QPointF &centre, double scale)
{
    view.setTransform(QTransform::fromScale(scale, scale));
    view.centerOn(centre);
    settle();
}

// The diagram's frames and the floor's in turn: what else the machine does hits both.
void measureFrames(DiagramView &view, BarePicture &floor, double scale, double budget, const char *name)
{
    const QPointF centre = view.diagram().contentRect().center();
    floor.setReadable(detailAt(scale) == Detail::All);
    for (const auto &[does, what] : { std::pair(&pan, "panning"), std::pair(&zoom, "zooming") }) {
        lookAt(view, centre, scale);
        lookAt(floor, centre, scale);
        Times own;
        Times bare;
        for (int i = 0; i < frames; ++i) {
            own.add([&] { does(view, i); });
            bare.add([&] { does(floor, i); });
        }
        const QString title =
            QStringLiteral("%1, %2 (%3×)").arg(QLatin1String(what), QLatin1String(name)).arg(scale, 0, 'f', 2);
        report(title.toLocal8Bit().constData(), own, budget, bare.work());
    }
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
    report("a step forward", timesOf(40, step), budget);
    session.setPosition(session.seedPosition() + session.count() / 4);
    settle();
    report("a step forward, way back", timesOf(40, step), budget);
    report("a step back",
           timesOf(40,
                   [&](int) {
                       session.previous();
                       settle();
                   }),
           budget);
    report("a seek anywhere",
           timesOf(40,
                   [&](int) {
                       session.setPosition(anywhere(random));
                       settle();
                   }),
           budget);
    session.setPosition(session.count());
    settle();
    const QString leaf = session.document().nodes.front().id;
    report("an edit, from recompute to repaint",
           timesOf(40,
                   [&](int i) {
                       session.editValue(leaf, { 0.5 + 0.01 * i }, 1);
                       settle();
                   }),
           nodes <= 100 ? stepBudget : 0);
}

void measure(int nodes, int rows, const QSize &size)
{
    MainWindow window;
    window.resize(size);
    window.show();
    DiagramPage &page = window.diagramPage();
    page.motion().setWanted(false);
    settle();
    const GraphDocument document = LargeGraph(nodes, rows).document();
    const Times opening = timesOf(1, [&](int) {
        page.open(document);
        settle();
    });
    std::printf("\n%d nodes, %lld arrows, window %d×%d, picture %d×%d\n", nodes, qlonglong(page.scene().edgeItems().size()),
                size.width(), size.height(), page.view().viewport()->width(), page.view().viewport()->height());
    std::printf("  %-34s%9s%9s%9s%9s%7s%9s\n", "ms", "median", "99 %", "work", "floor", "ratio", "budget");
    report("opening", opening, 0);

    page.session().setPosition(page.session().count());
    settle();
    BarePicture floor(page.scene());
    floor.resize(page.view().viewport()->size());
    floor.show();
    settle();
    const QSizeF room = page.view().viewport()->size();
    const QRectF content = page.scene().contentRect();
    const double overview = std::min(room.width() / content.width(), room.height() / content.height());
    const double readable = ordinaryText / page.scene().layout().smallestText;
    const double budget = nodes <= 1000 ? frameBudget : usableBudget;
    measureFrames(page.view(), floor, readable, budget, "to read");
    measureFrames(page.view(), floor, 0.5, budget, "smallest figures");
    measureFrames(page.view(), floor, 0.2, budget, "shapes");
    measureFrames(page.view(), floor, std::min(0.3, overview), budget, "overview");
    floor.hide();
    measureSteps(page, nodes);
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setStyle(QStringLiteral("fusion"));
    const QApplication app(argc, argv);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("chainrule-bench"));
    const int only = argc > 1 ? atoi(argv[1]) : 0; // profiling: this many nodes, in the smaller window
    for (const auto &[nodes, rows] : { std::pair(100, 8), std::pair(1000, 25), std::pair(10000, 80) })
        for (const QSize &size : { QSize(1280, 720), QSize(1920, 1080) })
            if (only == 0 || (only == nodes && size.width() == 1280))
                measure(nodes, rows, size);
    return allHold ? EXIT_SUCCESS : EXIT_FAILURE;
}
