// SPDX-License-Identifier: GPL-3.0-or-later
// Curves under a hand: what the box says is whole, and no turn of the wheel loses them.
#include "tests/ui/training/charts.h"

#include "ui/training/curves/earlier_legend.h"
#include "ui/widgets/plot/legend_entry.h"

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// As low and narrow as beside the library in a window of 1024 × 600, with three earlier runs.
struct LowCharts : Charts
{
    LowCharts()
        : Charts({ 780, 200 })
    {
        for (const double rate : { 0.1, 0.2, 0.3 }) {
            train(history, noise(100));
            history.begin(u"stripes"_s, settingsWith(rate));
        }
        train(history, noise(60));
        canvas()->grab();
        QCoreApplication::processEvents();
    }

    // Whether some piece of a curve is in view.
    bool showsSomething() const
    {
        constexpr int samples = 200;
        const QRectF range = plot.range();
        for (int curve = 0; curve < 5; ++curve) { // two of now, and the earlier ones
            const std::vector<QPointF> points = plot.points(curve);
            if (std::ranges::any_of(points, [&range](const QPointF &point) {
                    return point.x() >= range.left() && point.x() <= range.right() && point.y() >= range.top()
                        && point.y() <= range.bottom();
                }))
                return true;
            for (int i = 0; i <= samples; ++i) {
                const double x = range.left() + range.width() * i / samples;
                const auto after = std::ranges::find_if(points, [x](const QPointF &point) { return point.x() >= x; });
                if (after == points.end() || after == points.begin())
                    continue;
                const QPointF before = *(after - 1);
                const double y = std::lerp(before.y(), after->y(), (x - before.x()) / (after->x() - before.x()));
                if (y >= range.top() && y <= range.bottom())
                    return true;
            }
        }
        return false;
    }
};

} // namespace

class TestCurvesHover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBoxIsWholeAndBesideTheLegend();
    void zoomingKeepsTheCurve_data();
    void zoomingKeepsTheCurve();
    void theLegendNamesWhatIsShown();
};

void TestCurvesHover::theBoxIsWholeAndBesideTheLegend()
{
    LowCharts charts;
    const auto *legend = charts.plot.findChild<EarlierLegend *>();
    QVERIFY(legend->isVisible());
    int besideLegend = 0;
    for (double x = 0; x <= 1; x += 0.1) {
        QTest::mouseMove(charts.canvas(), charts.inside(x, 0.5));
        const QRect box = charts.plot.readingBox();
        if (box.isEmpty())
            continue; // beyond the end of the curves
        QVERIFY2(charts.canvas()->rect().contains(box), qPrintable(QString::number(x)));
        besideLegend += !box.intersects(legend->geometry());
    }
    QVERIFY2(besideLegend >= 8, qPrintable(QString::number(besideLegend)));
}

void TestCurvesHover::zoomingKeepsTheCurve_data()
{
    QTest::addColumn<double>("right");
    QTest::addColumn<double>("down");
    QTest::addColumn<bool>("logarithmic");
    for (const bool logarithmic : { false, true }) {
        const char *scale = logarithmic ? "log" : "linear";
        QTest::addRow("above, %s", scale) << 0.5 << 0.05 << logarithmic;
        QTest::addRow("below, %s", scale) << 0.1 << 0.95 << logarithmic;
        QTest::addRow("beyond the end, %s", scale) << 0.98 << 0.5 << logarithmic;
        QTest::addRow("in a corner, %s", scale) << 0.99 << 0.02 << logarithmic;
    }
}

void TestCurvesHover::zoomingKeepsTheCurve()
{
    QFETCH(double, right);
    QFETCH(double, down);
    QFETCH(bool, logarithmic);
    LowCharts charts;
    charts.panel.setLimit(1000, 10); // so that most of the axis is empty
    charts.plot.setLogarithmic(logarithmic);
    for (int turn = 0; turn < 12; ++turn) {
        charts.turnWheel(charts.inside(right, down), 15);
        charts.canvas()->grab();
        QVERIFY2(charts.showsSomething(), qPrintable(QString::number(turn)));
    }
    for (int press = 0; press < 30; ++press)
        QTest::keyClick(&charts.plot, Qt::Key_Right, Qt::ShiftModifier);
    charts.canvas()->grab();
    QVERIFY(charts.showsSomething());
}

// The newest ones were hidden, and an older one is not: that is the one to be named.
void TestCurvesHover::theLegendNamesWhatIsShown()
{
    LowCharts charts;
    for (const int number : { 2, 3 })
        charts.history.setShown(number, false);
    QVERIFY(charts.earlierEntry(u"run 1"_s));
    QVERIFY(!charts.earlierEntry(u"run 2"_s) && !charts.earlierEntry(u"run 3"_s));
    charts.history.setShown(3, true);
    QVERIFY(charts.earlierEntry(u"run 3"_s));
}

QTEST_MAIN(TestCurvesHover)
#include "tst_curves_hover.moc"
