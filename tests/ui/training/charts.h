// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of the training desk with their parts at hand, and how long they take to draw a million points.
#pragma once

#include "ui/training/curves/accuracy_chart.h"
#include "ui/training/curves/curves_panel.h"
#include "ui/training/curves/loss_chart.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <ctime>
#include <random>

namespace chainrule {

using namespace Qt::StringLiterals;

inline std::vector<double> noise(std::size_t count)
{
    std::mt19937 random(7);
    std::vector<double> ys(count);
    for (std::size_t i = 0; i < count; ++i)
        ys[i] = 2.3 / (1 + double(i) / 500) * (0.7 + 0.6 * double(random()) / double(std::mt19937::max()));
    return ys;
}

// Only as many training images as there are.
inline std::shared_ptr<const Dataset> images(Index count)
{
    const auto data = std::make_shared<Dataset>();
    data->training.count = count;
    return data;
}

inline TrainingSettings settingsWith(double rate)
{
    TrainingSettings settings;
    settings.options.learningRate = rate;
    return settings;
}

inline void train(RunHistory &history, const std::vector<double> &losses, const std::vector<AccuracyPoint> &accuracies = {})
{
    TrainingProgress progress;
    progress.position.perEpoch = 10;
    progress.losses = losses;
    progress.accuracies = accuracies;
    history.add(progress);
}

// Of this thread, in milliseconds: what the machine does meanwhile for others does not count.
inline double processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * double(time.tv_sec) + 1e-6 * double(time.tv_nsec);
}

// Both charts as they stand in the training desk.
struct Charts
{
    RunHistory history;
    CurvesPanel panel{ history };
    LossChart &loss = *panel.findChild<LossChart *>();
    AccuracyChart &accuracy = *panel.findChild<AccuracyChart *>();
    CurvePlot &plot = loss.plot();

    explicit Charts(QSize size = { 1000, 400 })
    {
        history.begin(u"stripes"_s, settingsWith(0.1));
        panel.resize(size);
        panel.show();
        panel.setData(images(1000));
        panel.setLimit(100, 10);
        (void)QTest::qWaitForWindowActive(&panel);
    }

    QWidget *canvas() { return plot.findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly); }
    // Somewhere within the axes.
    QPoint inside(double right, double down)
    {
        const QRect r = canvas()->rect().adjusted(60, 20, -40, -30);
        return r.topLeft() + QPoint(int(right * r.width()), int(down * r.height()));
    }
    void turnWheel(const QPoint &at, int degrees)
    {
        QWheelEvent wheel(at, canvas()->mapToGlobal(at), {}, { 0, 8 * degrees }, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(canvas(), &wheel);
    }
    LegendEntry *earlierEntry(const QString &name)
    {
        for (LegendEntry *entry : panel.findChildren<LegendEntry *>())
            if (entry->isVisible() && entry->accessibleName().contains(name))
                return entry;
        return nullptr;
    }
};

// A million losses now and three earlier runs of half a million each: moved, zoomed and grown, at 1280×720. How long each
// of the frames takes, in milliseconds, the shortest first.
inline std::vector<double> millionPointFrames(int count)
{
    Charts charts({ 1280, 720 });
    charts.accuracy.hide();
    for (int run = 0; run < 3; ++run) {
        train(charts.history, noise(500'000));
        charts.history.begin(u"stripes"_s, settingsWith(0.1 + run));
    }
    train(charts.history, noise(1'000'000));
    charts.panel.grab();
    charts.turnWheel(charts.inside(0.5, 0.5), 15);
    charts.plot.setFocus();
    std::vector<double> frames;
    for (int i = 0; i < count; ++i) {
        const double start = processorTime();
        if (i % 3 == 0)
            train(charts.history, std::vector(30, 0.05));
        else if (i % 3 == 1)
            QTest::keyClick(&charts.plot, i % 2 ? Qt::Key_Right : Qt::Key_Left, Qt::ShiftModifier);
        else
            charts.turnWheel(charts.inside(0.3, 0.5), i % 4 < 2 ? 15 : -15);
        QCoreApplication::processEvents(); // draws the plot
        QCoreApplication::processEvents(); // and the window
        frames.push_back(processorTime() - start);
    }
    std::ranges::sort(frames);
    return frames;
}

} // namespace chainrule
