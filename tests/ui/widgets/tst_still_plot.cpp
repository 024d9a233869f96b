// SPDX-License-Identifier: GPL-3.0-or-later
// A small plot draws what it is given: curves with holes, marks, guides, in the theme's colours.
#include "ui/widgets/plot/plot_axes.h"
#include "ui/widgets/plot/still_plot.h"

#include <QtTest/QTest>

#include <qcustomplot.h>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

PlotContent line()
{
    PlotContent content;
    content.curves = { { { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 3, 3 }, { 4, 4 } } } };
    content.xName = u"x"_s;
    content.yName = u"y"_s;
    return content;
}

struct Shown
{
    StillPlot plot;

    explicit Shown(const PlotContent &content)
    {
        plot.setPalette(Theme::light().palette());
        plot.resize(300, 184);
        plot.setContent(content);
        plot.show();
        (void)QTest::qWaitForWindowExposed(&plot);
    }

    // Columns of pixels in which the colour is seen.
    QList<int> columns(const QColor &colour)
    {
        QCoreApplication::processEvents(); // a plot draws soon
        const QImage image = plot.grab().toImage();
        QList<int> found;
        for (int x = 0; x < image.width(); ++x)
            for (int y = 0; y < image.height(); ++y)
                if (image.pixelColor(x, y) == colour) {
                    found.append(x);
                    break;
                }
        return found;
    }

    int widestGap(const QColor &colour)
    {
        const QList<int> found = columns(colour);
        int widest = 0;
        for (qsizetype i = 1; i < found.size(); ++i)
            widest = std::max(widest, found[i] - found[i - 1]);
        return widest;
    }
};

} // namespace

class TestStillPlot final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curveGoesAcross();
    void whatIsNotFiniteIsAHole();
    void whatHasNoLogarithmIsAHole();
    void decadesAreWhole_data();
    void decadesAreWhole();
    void markIsOnItsCurve();
    void everyPointMayBeTheSame();
    void themeIsFollowed();
    void mouseGoesThrough();
};

void TestStillPlot::curveGoesAcross()
{
    Shown shown(line());
    const QList<int> found = shown.columns(Theme::light().forward);
    QVERIFY(found.size() > 150);
    QVERIFY(shown.widestGap(Theme::light().forward) < 6);
}

void TestStillPlot::whatIsNotFiniteIsAHole()
{
    PlotContent content = line();
    content.curves[0].points[2].setY(std::nan(""));
    Shown shown(content);
    QVERIFY(shown.widestGap(Theme::light().forward) > 80); // half of the width
}

void TestStillPlot::whatHasNoLogarithmIsAHole()
{
    PlotContent content = line();
    content.curves[0].points = { { 1e-6, 1 }, { 1e-5, 1 }, { 1e-4, 0 }, { 1e-3, 1 }, { 1e-2, 1 } };
    content.logarithmic = true;
    Shown shown(content);
    QVERIFY(shown.widestGap(Theme::light().forward) > 80);
}

void TestStillPlot::decadesAreWhole_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("one decade") << 0.8e2 << 1.2e3 << QStringList{ u"1e2"_s, u"1e3"_s };
    QTest::newRow("three") << 0.8e-3 << 1.2 << QStringList{ u"1e-3"_s, u"1e-2"_s, u"1e-1"_s, u"1e0"_s };
    QTest::newRow("twelve") << 0.8e-12 << 1.2 << QStringList{ u"1e-12"_s, u"1e-8"_s, u"1e-4"_s, u"1e0"_s };
}

void TestStillPlot::decadesAreWhole()
{
    QFETCH(double, from);
    QFETCH(double, to);
    const auto ticker = decadeTicker();
    ticker->setTickCount(4);
    QVector<double> ticks;
    QVector<QString> labels;
    ticker->generate({ from, to }, QLocale::c(), u'g', 3, ticks, nullptr, &labels);
    QTEST(QStringList(labels), "labels");
}

void TestStillPlot::markIsOnItsCurve()
{
    PlotContent content = line();
    content.marks = { { { 2, 2 }, &Theme::backward }, { { 2, std::nan("") }, &Theme::bad } };
    Shown shown(content);
    const QList<int> curve = shown.columns(Theme::light().forward);
    const QList<int> mark = shown.columns(Theme::light().backward);
    QVERIFY(mark.size() >= 5 && mark.size() <= 9);
    QVERIFY(std::abs((mark.front() + mark.back()) / 2 - (curve.front() + curve.back()) / 2) < 4);
    QVERIFY(shown.columns(Theme::light().bad).isEmpty());
}

void TestStillPlot::everyPointMayBeTheSame()
{
    PlotContent content = line();
    content.curves[0].points = { { 3, 7 } };
    content.curves[0].dots = true;
    Shown shown(content);
    QVERIFY(!shown.columns(Theme::light().forward).isEmpty());
    shown.plot.setContent({});
    QVERIFY(shown.columns(Theme::light().forward).isEmpty());
}

void TestStillPlot::themeIsFollowed()
{
    Shown shown(line());
    shown.plot.setPalette(Theme::darkTheme().palette());
    QVERIFY(shown.columns(Theme::darkTheme().forward).size() > 150);
    QVERIFY(shown.columns(Theme::light().forward).isEmpty());
    QVERIFY(!shown.columns(Theme::darkTheme().panel).isEmpty());
}

// The wheel scrolls the panel that the plot is in.
void TestStillPlot::mouseGoesThrough()
{
    Shown shown(line());
    QVERIFY(!shown.plot.childAt(shown.plot.rect().center()));
}

QTEST_MAIN(TestStillPlot)
#include "tst_still_plot.moc"
