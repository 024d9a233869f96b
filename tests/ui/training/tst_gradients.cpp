// SPDX-License-Identifier: GPL-3.0-or-later
// The gradients of the run of now: their histograms, and how long they are from one iteration to the next.
#include "tests/fixtures/window_setup.h"

#include "ui/training/gradients/gradients_tool.h"
#include "ui/training/gradients/histogram_view.h"
#include "ui/widgets/plot/curve_plot.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QPushButton>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

std::shared_ptr<ModelSnapshot> snapshot(quint64 revision, Index iteration, double gradient)
{
    auto model = std::make_shared<ModelSnapshot>();
    model->revision = revision;
    model->iteration = iteration;
    model->parameters = { { 2, 2, 2 }, { 1, 2, 3, 4 }, { 0, 0 }, { 1, -1, 1, -1 }, { 0.5, 0 } };
    model->gradients = Parameters<double>{
        { 2, 2, 2 }, { 3 * gradient, 0, 0, 4 * gradient }, { gradient, 0 }, { 0, 0, 0, 0 }, { -gradient, gradient }
    };
    return model;
}

} // namespace

class TestGradients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void histogramByHand();
    void normsByHand();
    void gradientsSayWhyThereAreNone();
    void gradientsThatAreNotFinite();
    void normsStayBounded();

private:
    QTemporaryDir m_settings;
};

// Four bars from −2 to 2: [−2, −1) [−1, 0) [0, 1) [1, 2].
void TestGradients::histogramByHand()
{
    const double numbers[] = { -2, -1.5, -1, 0, 0, 0.5, 2, std::nan(""), -std::numeric_limits<double>::infinity() };
    const Histogram h = Histogram::of(numbers, 4);
    QCOMPARE(h.reach, 2.0);
    QCOMPARE(h.counts, std::vector<Index>({ 2, 1, 1, 1 }));
    QCOMPARE(h.zeros, Index(2));
    QCOMPARE(h.notFinite, Index(2));
    QCOMPARE(Histogram::of({}, 4).reach, 0.0);
    const double huge[] = { -1.7e308, 1.7e308 };
    QCOMPARE(Histogram::of(huge, 2).counts, std::vector<Index>({ 1, 1 }));
}

void TestGradients::normsByHand()
{
    GradientsTool tool;
    tool.showModel(snapshot(1, 8, 1.0));
    QCOMPARE(tool.text(), u"After iteration 8: of its mini-batch, at the weights that it left"_s);
    QCOMPARE(tool.norms().points(0), std::vector<QPointF>({ { 7, 5 } })); // √(3² + 4²)
    QCOMPARE(tool.norms().points(1), std::vector<QPointF>({ { 7, 1 } }));
    QCOMPARE(tool.norms().points(2), std::vector<QPointF>({ { 7, 0 } }));
    QCOMPARE(tool.norms().points(3), std::vector<QPointF>({ { 7, std::sqrt(2.0) } }));
    auto *W1 = tool.findChild<HistogramView *>(u"W1"_s);
    QCOMPARE(W1->note(), u"norm 5 · 50 % exactly 0"_s);
    tool.showModel(snapshot(1, 8, 1.0)); // the same once more
    QCOMPARE(tool.norms().points(0).size(), std::size_t(1));
    tool.showModel(snapshot(1, 9, 2.0));
    QCOMPARE(tool.norms().points(0).back(), QPointF(8, 10));
    tool.show();
    QTest::mouseClick(tool.findChild<QWidget *>(u"histogramsOf"_s)->findChildren<QPushButton *>().at(1), Qt::LeftButton);
    QCOMPARE(W1->note(), u"norm 5.477"_s); // √30
    tool.showModel(snapshot(2, 3, 1.0)); // another net
    QCOMPARE(tool.norms().points(0), std::vector<QPointF>({ { 2, 5 } }));
}

void TestGradients::gradientsSayWhyThereAreNone()
{
    GradientsTool tool;
    QVERIFY(tool.text().startsWith(u"No net yet"_s));
    tool.showModel(snapshot(1, 8, 1.0));
    auto none = snapshot(2, 0, 1.0);
    none->gradients.reset();
    tool.showModel(none);
    QVERIFY(tool.text().contains(u"before the first iteration"_s));
    QVERIFY(tool.norms().points(0).empty());
    QCOMPARE(tool.findChild<HistogramView *>(u"W1"_s)->note(), QString());
    tool.showModel(nullptr);
    QVERIFY(tool.text().contains(u"Another net"_s));
}

void TestGradients::gradientsThatAreNotFinite()
{
    GradientsTool tool;
    auto model = snapshot(1, 5, 1.0);
    model->gradients->W1 = { std::nan(""), 1, std::numeric_limits<double>::infinity(), 2 };
    tool.showModel(model);
    QCOMPARE(tool.findChild<HistogramView *>(u"W1"_s)->note(), u"2 of 4 not finite"_s);
    QVERIFY(!tool.grab().isNull());
}

void TestGradients::normsStayBounded()
{
    GradientsTool tool;
    const Index many = 3 * Index(GradientsTool::mostPoints);
    for (Index i = 1; i <= many; ++i)
        tool.showModel(snapshot(1, i, 1.0));
    const auto points = tool.norms().points(0);
    QVERIFY(points.size() <= GradientsTool::mostPoints);
    QVERIFY(points.size() >= GradientsTool::mostPoints / 2);
    QCOMPARE(points.front().x(), 0.0); // the beginning is still there
    QCOMPARE(points.back().x(), double(many - 1));
}

QTEST_MAIN(TestGradients)
#include "tst_gradients.moc"
