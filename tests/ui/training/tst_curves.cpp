// SPDX-License-Identifier: GPL-3.0-or-later
// The charts: what is drawn of millions of points, how they are zoomed, read off, smoothed, hidden and exported.
#include "tests/fixtures/time_limit.h"
#include "tests/fixtures/window_setup.h"
#include "tests/ui/training/charts.h"

#include "ui/training/curves/moving_average.h"
#include "ui/widgets/plot/clipped_line.h"

#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>

#include <cmath>
#include <map>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

Curve curveOf(const std::vector<double> &ys)
{
    Curve curve;
    for (std::size_t i = 0; i < ys.size(); ++i)
        curve.append(double(i), ys[i]);
    return curve;
}

} // namespace

class TestCurves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void outlineKeepsEveryExtreme_data();
    void outlineKeepsEveryExtreme();
    void outlineIsShort();
    void outlineReachesOverTheEdges();
    void thinnedPointsStayTheSame();
    void nearestPoint();
    void averageByHand();
    void smoothingIsAdjusted();
    void wheelZoomsAtTheMouse();
    void dragMovesAndDoubleClickFits();
    void crosshairTellsAllCurves();
    void arrowsReadOff();
    void legendHidesByMouseAndKeyboard();
    void earlierRunStaysAsACurve();
    void earlierRunThatExplodedLeavesRoom();
    void logarithmicScaleHoldsAllRuns();
    void aMillionPointsAreFluid();
    void clippedLineEndsAtTheEdges();
    void settingChangesAreMarkedInBothCharts();
    void aGuideStandsWhereTheTrainingCountsItsEpoch();
    void theLastDotIsWhole();
    void svgEndsAtTheAxes();
    void pdfIsReadWithoutComplaint();
    void pictures_data();
    void pictures();

private:
    QTemporaryDir m_settings;
};

void TestCurves::initTestCase()
{
    isolateSettings(m_settings);
}

void TestCurves::outlineKeepsEveryExtreme_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::newRow("all") << 70'000 << 0.0 << 69'999.0;
    QTest::newRow("part") << 70'000 << 1234.5 << 43'210.9;
    QTest::newRow("few") << 50 << 0.0 << 49.0;
    QTest::newRow("not a whole block") << 4'111 << 7.0 << 4'100.0;
}

// Column by column, what is drawn has the least and the greatest value of all points in it.
void TestCurves::outlineKeepsEveryExtreme()
{
    QFETCH(int, count);
    QFETCH(double, from);
    QFETCH(double, to);
    constexpr int columns = 640;
    const std::vector<double> ys = noise(std::size_t(count));
    const auto drawn = curveOf(ys).outline(from, to, columns);
    const auto extremes = [&](auto begin, auto end) {
        std::map<int, std::pair<double, double>> found;
        for (auto point = begin; point != end; ++point) {
            if (point->x() < from || point->x() > to)
                continue;
            const int column = std::min(columns - 1, int((point->x() - from) / ((to - from) / columns)));
            auto [place, isNew] = found.emplace(column, std::pair(point->y(), point->y()));
            place->second = { std::min(place->second.first, point->y()), std::max(place->second.second, point->y()) };
        }
        return found;
    };
    std::vector<QPointF> all;
    for (std::size_t i = 0; i < ys.size(); ++i)
        all.emplace_back(double(i), ys[i]);
    QCOMPARE(extremes(drawn.begin(), drawn.end()), extremes(all.begin(), all.end()));
    QVERIFY(std::is_sorted(drawn.begin(), drawn.end(), [](QPointF a, QPointF b) { return a.x() < b.x(); }));
}

void TestCurves::outlineIsShort()
{
    QVERIFY(curveOf(noise(100'000)).outline(0, 99'999, 500).size() <= 4 * 501);
    QCOMPARE(curveOf({ 3, 1, 2 }).outline(0, 2, 500), std::vector<QPointF>({ { 0, 3 }, { 1, 1 }, { 2, 2 } }));
    QVERIFY(Curve().outline(0, 1, 10).empty());
}

void TestCurves::outlineReachesOverTheEdges()
{
    const Curve curve = curveOf({ 5, 6, 7, 8, 9 });
    QCOMPARE(curve.outline(1.5, 2.5, 100), std::vector<QPointF>({ { 1, 6 }, { 2, 7 }, { 3, 8 } }));
    QCOMPARE(curve.outline(2.2, 2.4, 100), std::vector<QPointF>({ { 2, 7 }, { 3, 8 } })); // between two points
}

void TestCurves::thinnedPointsStayTheSame()
{
    Curve curve = curveOf(noise(10'000));
    const auto before = curve.thinned(0, 20'000, 500);
    QVERIFY(before.size() <= 503);
    for (int i = 0; i < 5; ++i)
        curve.append(10'000 + i, 0.1);
    const auto after = curve.thinned(0, 20'000, 500);
    QVERIFY(std::equal(before.begin(), before.end() - 1, after.begin())); // all but the last one
    QCOMPARE(after.back(), QPointF(10'004, 0.1));
}

void TestCurves::nearestPoint()
{
    Curve curve;
    QVERIFY(!curve.nearest(3));
    curve.append(1, 10);
    curve.append(4, std::nan("")); // left out
    curve.append(5, 50);
    QCOMPARE(*curve.nearest(-100), QPointF(1, 10));
    QCOMPARE(*curve.nearest(3.5), QPointF(5, 50));
    QCOMPARE(*curve.nearest(2.5), QPointF(1, 10));
    QCOMPARE(*curve.nearest(100), QPointF(5, 50));
    QVERIFY(!curve.at(4));
    QCOMPARE(curve.least(), 10.0);
    QCOMPARE(curve.greatest(), 50.0);
}

// With a memory of 1/2: (½·4 + 1·1) / (½ + 1) = 2, then (¼·4 + ½·1 + 1·9) / (¼ + ½ + 1) = 6.
void TestCurves::averageByHand()
{
    MovingAverage average(MovingAverage::memoryOver(2));
    QCOMPARE(average.add(4), 4.0);
    QCOMPARE(average.add(1), 2.0);
    QCOMPARE(average.add(9), 6.0);
    MovingAverage none(MovingAverage::memoryOver(1));
    none.add(4);
    QCOMPARE(none.add(1), 1.0);
}

void TestCurves::smoothingIsAdjusted()
{
    Charts charts;
    train(charts.history, { 4, 1, 9 });
    auto *slider = charts.panel.findChild<QSlider *>(u"smoothing"_s);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(charts.plot.points(LossChart::Smoothed), charts.plot.points(LossChart::Each));
    QCOMPARE(slider->toolTip(), u"Smoothing: none"_s);
    QCOMPARE(charts.loss.legend(LossChart::Smoothed).value(), u"9.000"_s);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(slider, Qt::Key_Right);
    const double memory = 1 - 1 / std::pow(10, 0.3); // about half
    const double last = (memory * memory * 4 + memory * 1 + 9) / (memory * memory + memory + 1);
    QCOMPARE(charts.plot.points(LossChart::Smoothed).back().y(), last);
    train(charts.history, { 2 }); // and it goes on so
    const double next = (memory * memory * memory * 4 + memory * memory * 1 + memory * 9 + 2)
        / (memory * memory * memory + memory * memory + memory + 1);
    QVERIFY(std::abs(charts.plot.points(LossChart::Smoothed).back().y() - next) < 1e-12);
}

void TestCurves::wheelZoomsAtTheMouse()
{
    Charts charts;
    train(charts.history, noise(100));
    charts.canvas()->grab();
    const QPoint at = charts.inside(0.75, 0.5);
    QTest::mouseMove(charts.canvas(), at);
    const QString before = charts.plot.reading();
    QVERIFY2(before.startsWith(u"Iteration 7"_s), qPrintable(before));
    const QRectF all = charts.plot.range();
    charts.turnWheel(at, 60);
    QVERIFY(!charts.plot.following());
    QVERIFY(charts.plot.range().width() < 0.8 * all.width());
    QTest::mouseMove(charts.canvas(), at + QPoint(1, 0));
    QTest::mouseMove(charts.canvas(), at);
    QCOMPARE(charts.plot.reading(), before); // what was under the mouse is still there
    charts.turnWheel(at, -600);
    QVERIFY(charts.plot.range().width() <= all.width()); // there is nothing beyond
}

void TestCurves::dragMovesAndDoubleClickFits()
{
    Charts charts;
    train(charts.history, noise(100));
    charts.turnWheel(charts.inside(0.5, 0.5), 90);
    const QRectF zoomed = charts.plot.range();
    QTest::mousePress(charts.canvas(), Qt::LeftButton, {}, charts.inside(0.5, 0.5));
    QTest::mouseMove(charts.canvas(), charts.inside(0.4, 0.5));
    QTest::mouseMove(charts.canvas(), charts.inside(0.3, 0.5));
    QTest::mouseRelease(charts.canvas(), Qt::LeftButton, {}, charts.inside(0.3, 0.5));
    QVERIFY(charts.plot.range().left() > zoomed.left() + 0.1 * zoomed.width());
    QVERIFY(std::abs(charts.plot.range().width() - zoomed.width()) < 1e-9);
    train(charts.history, { 1, 1 });
    QVERIFY(!charts.plot.following()); // new points do not carry it off
    QTest::mouseDClick(charts.canvas(), Qt::LeftButton, {}, charts.inside(0.5, 0.5));
    QVERIFY(charts.plot.following());
    QCOMPARE(charts.plot.range().left(), 0.0);
    QCOMPARE(charts.plot.range().right(), 102.0);
}

void TestCurves::crosshairTellsAllCurves()
{
    Charts charts;
    train(charts.history, { 2, 1, 4 });
    charts.history.begin(u"stripes"_s, settingsWith(0.03));
    train(charts.history, { 3, 5 });
    auto *slider = charts.panel.findChild<QSlider *>(u"smoothing"_s);
    slider->setValue(0);
    QCOMPARE(charts.plot.readingAt(1), u"Iteration 1\neach iteration: 5.0000\nsmoothed: 5.0000\nrun 1, lr 0.1: 1.0000"_s);
    QCOMPARE(charts.plot.readingAt(2), u"Iteration 2\nrun 1, lr 0.1: 4.0000"_s); // only that one came so far
}

void TestCurves::arrowsReadOff()
{
    Charts charts;
    train(charts.history, noise(100));
    charts.plot.setFocus();
    QTest::keyClick(&charts.plot, Qt::Key_Right);
    QVERIFY2(charts.plot.reading().startsWith(u"Iteration 51\n"_s), qPrintable(charts.plot.reading()));
    QTest::keyClick(&charts.plot, Qt::Key_Left);
    QTest::keyClick(&charts.plot, Qt::Key_Left);
    QVERIFY(charts.plot.reading().startsWith(u"Iteration 49\n"_s));
    QTest::keyClick(&charts.plot, Qt::Key_Plus);
    QVERIFY(charts.plot.range().width() < 90);
    QTest::keyClick(&charts.plot, Qt::Key_Home);
    QCOMPARE(charts.plot.range().width(), 100.0);
}

void TestCurves::legendHidesByMouseAndKeyboard()
{
    Charts charts;
    train(charts.history, noise(20));
    LegendEntry &each = charts.loss.legend(LossChart::Each);
    charts.plot.refresh();
    QCoreApplication::processEvents();
    const QImage before = charts.canvas()->grab().toImage();
    QTest::mouseClick(&each, Qt::LeftButton);
    QVERIFY(!charts.plot.shown(LossChart::Each));
    QVERIFY(!charts.plot.readingAt(3).contains(u"each iteration"_s));
    QTRY_VERIFY(charts.canvas()->grab().toImage() != before);
    each.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&each, Qt::Key_Space);
    QVERIFY(charts.plot.shown(LossChart::Each));
    QTRY_COMPARE(charts.canvas()->grab().toImage(), before);
}

void TestCurves::earlierRunStaysAsACurve()
{
    Charts charts;
    train(charts.history, { 2, 1 }, { { 0, { 0.1, 0.2 }, 0 }, { 10, { 0.5, 0.6 }, 1 } });
    charts.history.begin(u"stripes"_s, settingsWith(0.03));
    QVERIFY(charts.plot.points(LossChart::Each).empty());
    QCOMPARE(charts.plot.points(2),
             std::vector<QPointF>({ { 0, 2 }, charts.plot.points(2)[1] })); // the first curve after the two
    QCOMPARE(charts.accuracy.plot().points(2), std::vector<QPointF>({ { 0, 0.2 }, { 1, 0.6 } }));
    LegendEntry *entry = charts.earlierEntry(u"run 1, lr 0.1"_s);
    QVERIFY(entry);
    QTest::mouseClick(entry, Qt::LeftButton);
    QVERIFY(!charts.history.earlier().front().shown);
    QVERIFY(!charts.plot.shown(2));
    QVERIFY(!charts.accuracy.plot().shown(2));
    QTest::mouseClick(entry, Qt::LeftButton);
    QVERIFY(charts.plot.shown(2));
}

void TestCurves::earlierRunThatExplodedLeavesRoom()
{
    Charts charts;
    train(charts.history, { 2.3, 1e30, std::nan("") });
    charts.history.begin(u"stripes"_s, settingsWith(0.03));
    train(charts.history, { 2.3, 2.2, 2.1 });
    QVERIFY(charts.plot.range().bottom() < 10);
    QCOMPARE(charts.plot.points(2).size(), std::size_t(2));
}

void TestCurves::logarithmicScaleHoldsAllRuns()
{
    Charts charts;
    train(charts.history, { 2.0, 0.001 });
    charts.panel.findChild<QSlider *>(u"smoothing"_s)->setValue(0);
    charts.history.begin(u"stripes"_s, settingsWith(0.03));
    train(charts.history, { 2.0, 1.0 });
    const auto buttons = charts.panel.findChild<QWidget *>(u"lossScale"_s)->findChildren<QPushButton *>();
    QTest::mouseClick(buttons.at(1), Qt::LeftButton);
    QVERIFY(charts.plot.range().top() > 0);
    QVERIFY(charts.plot.range().top() < 0.001);
    QTest::mouseClick(buttons.at(0), Qt::LeftButton);
    QCOMPARE(charts.plot.range().top(), 0.0);
}

// Of the slowest too: zoomed out, a frame once took three times as long as the others.
void TestCurves::aMillionPointsAreFluid()
{
    const std::vector<double> frames = millionPointFrames(200);
    const double median = frames[frames.size() / 2];
    const double slow = frames[frames.size() * 99 / 100];
    qInfo("a million points and three earlier runs: a frame takes %.1f ms, %.1f ms at the 99th percentile", median, slow);
    QVERIFY2(median < double(timeLimit(16)), qPrintable(QString::number(median)));
    QVERIFY2(slow < double(timeLimit(33)), qPrintable(QString::number(slow))); // tests/bench/run-curves has it under 16
}

void TestCurves::clippedLineEndsAtTheEdges()
{
    const QRectF area(0, 0, 10, 10);
    // Up and out at half of its way, back in a step later, and a last point far beside.
    const QPolygonF line{ { 0, 5 }, { 2, 5 }, { 4, -5 }, { 6, -5 }, { 8, 5 }, { 12, 5 } };
    const QList<QPolygonF> pieces = clippedLine(line, area);
    QCOMPARE(pieces.size(), 2);
    QCOMPARE(pieces[0], (QPolygonF{ { 0, 5 }, { 2, 5 }, { 3, 0 } }));
    QCOMPARE(pieces[1], (QPolygonF{ { 7, 0 }, { 8, 5 }, { 10, 5 } }));
    QVERIFY(clippedLine(QPolygonF{ { 0, -1 }, { 10, -1 } }, area).isEmpty());
    QVERIFY(clippedLine(QPolygonF{ { 5, 5 } }, area).isEmpty());
    QCOMPARE(clippedLine(QPolygonF{ { 5, 20 }, { 5, -20 } }, area), (QList<QPolygonF>{ { { 5, 10 }, { 5, 0 } } })); // upright
}

// Both charts mark it, each at its own place: after 20 iterations of ten to an epoch, and five of twenty.
void TestCurves::settingChangesAreMarkedInBothCharts()
{
    Charts charts;
    TrainingProgress progress;
    progress.losses = noise(30);
    progress.phases = { { 0, 0.1, 100 }, { 20, 0.1, 50 }, { 25, 0.3, 50 } };
    progress.accuracies = { { 0, { 0.1, 0.1 }, 0 } };
    TrainingSettings settings = settingsWith(0.3);
    settings.options.batch = 50;
    charts.history.setSettings(settings);
    charts.history.add(progress);
    charts.panel.setLimit(100, 20);
    const auto &loss = charts.plot.guides();
    QCOMPARE(loss, (std::vector<PlotGuide>{ { 20, u"batch 50"_s }, { 25, u"lr 0.3"_s } }));
    QCOMPARE(charts.accuracy.plot().guides(), (std::vector<PlotGuide>{ { 2, u"batch 50"_s }, { 2.25, u"lr 0.3"_s } }));
}

// 60,000 images are not divided by 7,000: an epoch has eight whole iterations then, as the training counts them.
void TestCurves::aGuideStandsWhereTheTrainingCountsItsEpoch()
{
    Charts charts;
    TrainingProgress progress;
    progress.losses = noise(610);
    progress.phases = { { 0, 0.1, 100 }, { 600, 0.1, 7000 }, { 604, 0.1, 100 } };
    progress.accuracies = { { 600, { 0.1, 0.1 }, 1 } };
    charts.panel.setData(images(60'000));
    charts.history.add(progress);
    charts.panel.setLimit(1000, 600);
    QCOMPARE(charts.accuracy.plot().guides(), (std::vector<PlotGuide>{ { 1, u"batch 7,000"_s }, { 1.5, u"batch 100"_s } }));
    QCOMPARE(charts.accuracy.plot().points(AccuracyChart::Test).front().x(), charts.accuracy.plot().guides().front().x);
}

void TestCurves::theLastDotIsWhole()
{
    Charts charts;
    train(charts.history, noise(100), { { 0, { 0.1, 0.1 }, 0 }, { 99, { 0.9, 0.9 }, 10 } });
    const CurvePlot &plot = charts.accuracy.plot();
    QWidget *canvas = charts.accuracy.plot().findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    const double perPixel = plot.range().width() / canvas->width(); // at least: the axis is less wide than the canvas
    QVERIFY(plot.range().right() >= 10 + CurveStyle::dotRadius * perPixel);
}

// An SVG knows no clipping: a loss that exploded must not run through the title.
void TestCurves::svgEndsAtTheAxes()
{
    Charts charts;
    std::vector<double> losses = noise(100);
    losses[60] = 1e6;
    train(charts.history, losses);
    const QString svg =
        QString::fromUtf8(charts.plot.picture(PictureFormat::Svg, { 960, 540 }, tr("Loss"), tr("iterations"))());
    static const QRegularExpression points(u"<polyline[^>]*points=\"([^\"]+)\""_s);
    int seen = 0;
    for (auto each = points.globalMatch(svg); each.hasNext();) {
        for (const QString &point : each.next().captured(1).split(u' ', Qt::SkipEmptyParts)) {
            const double y = point.section(u',', 1).toDouble();
            QVERIFY2(y > 40 && y < 540, qPrintable(point)); // below the title
            ++seen;
        }
    }
    QVERIFY(seen > 100);
}

// Poppler said of it: "No current point in closepath".
void TestCurves::pdfIsReadWithoutComplaint()
{
    const QString reader = QStandardPaths::findExecutable(u"pdftoppm"_s);
    if (reader.isEmpty())
        QSKIP("There is no pdftoppm.");
    Charts charts;
    train(charts.history, noise(50), { { 0, { 0.1, 0.2 }, 0 }, { 40, { 0.5, 0.6 }, 1 } });
    const QTemporaryDir folder;
    for (const CurvePlot *plot : std::initializer_list<const CurvePlot *>{ &charts.plot, &charts.accuracy.plot() }) {
        QFile file(folder.filePath(u"plot.pdf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(plot->picture(PictureFormat::Pdf, { 960, 540 }, tr("Loss"), tr("iterations"))());
        file.close();
        QProcess process;
        process.start(reader, { file.fileName(), folder.filePath(u"page"_s) });
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(QString::fromLocal8Bit(process.readAllStandardError()), QString());
    }
}

void TestCurves::pictures_data()
{
    themeRows();
}

void TestCurves::pictures()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    Charts charts({ 738, 300 });
    charts.panel.setAutoFillBackground(true);
    const double rates[] = { 0.03, 0.05, 0.2, 0.01, 0.1 };
    for (const double rate : rates) {
        charts.history.setSettings(settingsWith(rate));
        std::vector<double> losses = noise(3000);
        for (std::size_t i = 0; i < losses.size(); ++i)
            losses[i] *= 0.6 + 0.02 / rate * (1 - std::exp(-double(i) / 900));
        std::vector<AccuracyPoint> accuracies;
        for (Index i = 0; i < 10; ++i)
            accuracies.push_back(
                { 10 * i, { 1 - 0.4 / double(1 + i) - 0.004 / rate, 0.98 - 0.4 / double(1 + i) - 0.004 / rate } });
        train(charts.history, losses, accuracies);
        if (rate != rates[4])
            charts.history.begin(u"stripes"_s, settingsWith(0.1));
    }
    charts.panel.setLimit(4000, 400);
    charts.canvas()->grab();
    QTest::mouseMove(charts.canvas(), charts.inside(0.3, 0.5));
    QVERIFY(charts.panel.grab().save(screenshotPath(dark).arg(u"curves"_s)));
    applyTheme(false);
}

QTEST_MAIN(TestCurves)
#include "tst_curves.moc"
