// SPDX-License-Identifier: GPL-3.0-or-later
// How much of its speed training keeps when it is looked at, and how long the window's event loop waits meanwhile.
#include "data/data_set.h"
#include "ui/theme/theme.h"
#include "ui/training/page/training_page.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int rounds = 3; // each of both in turn: what else the machine does meets both
constexpr qint64 length = 5000; // ms
constexpr int beat = 5; // ms

// As the command line trains: with its accuracy once an epoch.
double headless(const std::shared_ptr<const Dataset> &data)
{
    Trainer<float> trainer(data, {});
    trainer.step();
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < length)
        if (trainer.step().epoch)
            trainer.accuracy();
    return 1000.0 * double(trainer.iteration() - 1) / double(clock.elapsed());
}

// How late each beat of a timer comes.
class Delays final : public QObject
{
public:
    Delays()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_all.push_back(std::max(0.0, double(m_clock.nsecsElapsed()) / 1e6 - beat));
            m_clock.start();
        });
        m_clock.start();
        m_timer.start(beat);
    }

    double percentile(double part)
    {
        std::ranges::sort(m_all);
        return m_all.empty() ? 0 : m_all[std::min(m_all.size() - 1, std::size_t(part * double(m_all.size())))];
    }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_all; // ms
};

void waitFor(auto condition)
{
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

struct Measured
{
    double perSecond = 0;
    double median = 0, p99 = 0, longest = 0; // ms of delay
};

// In the page, after the first drawings, which load fonts.
Measured inWindow(const QString &folder)
{
    const QTemporaryDir runs;
    TrainingPage page;
    page.keepRunsIn(runs.path(), 2000); // more often than a person's
    page.openData(folder);
    page.resize(1280, 720);
    page.show();
    waitFor([&] { return !page.dataName().isEmpty(); });
    Index done = 0;
    QObject::connect(&page.session(), &TrainingSession::progressed, &page,
                     [&done](const TrainingProgress &progress) { done = progress.position.iteration; });
    page.session().start({ 100'000'000, false });
    waitFor([&] { return done > 300; });
    const Index before = done;
    QElapsedTimer clock;
    clock.start();
    Delays delays;
    waitFor([&] { return clock.elapsed() >= length; });
    return { 1000.0 * double(done - before) / double(clock.elapsed()), delays.percentile(0.5), delays.percentile(0.99),
             delays.percentile(1) };
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: window_bench FOLDER-OF-IDX-FILES\n");
        return 2;
    }
    QApplication::setStyle(u"fusion"_s);
    QApplication::setPalette(Theme::light().palette());
    application.setStyleSheet(Theme::light().styleSheet());
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const std::shared_ptr<const Dataset> data = loadData(folder).data;
    std::printf("%14s%14s%8s%14s%8s%8s\n", "headless it/s", "window it/s", "ratio", "delay ms: p50", "p99", "max");
    for (int round = 0; round < rounds; ++round) {
        const double alone = headless(data);
        const Measured window = inWindow(folder);
        std::printf("%14.0f%14.0f%8.2f%14.1f%8.1f%8.1f\n", alone, window.perSecond, window.perSecond / alone, window.median,
                    window.p99, window.longest);
        std::fflush(stdout);
    }
    return 0;
}
