// SPDX-License-Identifier: GPL-3.0-or-later
// The optimisers against figures worked by hand and against the book's own code, run with NumPy 1.24.
#include "tests/fixtures/bars.h"
#include "training/optimiser.h"
#include "training/trainer.h"

#include <QtTest/QTest>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// Chapter 6 compares the optimisers on f(x, y) = x²/20 + y², from (−7, 2).
template <class S> std::array<S, 2> descend(OptimiserKind kind, double rate, int updates)
{
    std::array<S, 2> p{ -7, 2 };
    Optimiser<S> optimiser(kind, 2);
    for (int i = 0; i < updates; ++i) {
        const std::array<S, 2> gradient{ p[0] / 10, 2 * p[1] };
        optimiser.begin(rate);
        optimiser.update(p, gradient);
    }
    return p;
}

} // namespace

class TestOptimiser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asInTheBook_data();
    void asInTheBook();
    void firstUpdatesByHand();
    void tensorsDoNotMix();
    void tableIsInOrder();
    void eachLearns_data();
    void eachLearns();
};

void TestOptimiser::asInTheBook_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("updates");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    const auto row = [](OptimiserKind kind, double rate, int updates, double x, double y) {
        QTest::addRow("%s, %d", info(kind).id.data(), updates) << int(kind) << rate << updates << x << y;
    };
    // The rates of the book's optimizer_compare_naive.py; the figures are what its classes give.
    row(OptimiserKind::Sgd, 0.95, 1, -6.335, -1.7999999999999998);
    row(OptimiserKind::Sgd, 0.95, 3, -5.188523375, -1.4579999999999997);
    row(OptimiserKind::Sgd, 0.95, 30, -0.3503929957523197, 0.0847823165504322);
    row(OptimiserKind::Momentum, 0.1, 1, -6.93, 1.6);
    row(OptimiserKind::Momentum, 0.1, 3, -6.610653, 0.12399999999999967);
    row(OptimiserKind::Momentum, 0.1, 30, 0.896413858493733, 0.08808560171506971);
    row(OptimiserKind::AdaGrad, 1.5, 1, -5.500000214285683, 0.5000000374999991);
    row(OptimiserKind::AdaGrad, 1.5, 3, -3.887842338970987, 0.03731457049652155);
    row(OptimiserKind::AdaGrad, 1.5, 30, -0.12016232231416045, 2.486389893984459e-17);
    row(OptimiserKind::Adam, 0.3, 1, -6.700001355255732, 1.700000237170637);
    row(OptimiserKind::Adam, 0.3, 3, -6.1015490069813225, 1.108912039425857);
    row(OptimiserKind::Adam, 0.3, 30, 0.13600685239498186, 0.31824537553721943);
}

void TestOptimiser::asInTheBook()
{
    QFETCH(int, kind);
    QFETCH(double, rate);
    QFETCH(int, updates);
    QFETCH(double, x);
    QFETCH(double, y);
    const std::array<double, 2> p = descend<double>(OptimiserKind(kind), rate, updates);
    const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(1.0, std::abs(b)); };
    QVERIFY2(near(p[0], x) && near(p[1], y), qPrintable(u"%1 %2"_s.arg(p[0], 0, 'g', 17).arg(p[1], 0, 'g', 17)));
    const std::array<float, 2> narrow = descend<float>(OptimiserKind(kind), rate, updates);
    QVERIFY(std::abs(double(narrow[0]) - x) < 1e-4 && std::abs(double(narrow[1]) - y) < 1e-4);
}

// With a slope of 2 and a rate of 0.5, worked on paper.
void TestOptimiser::firstUpdatesByHand()
{
    const auto twice = [](OptimiserKind kind) {
        std::array<double, 1> w{ 10 };
        const std::array<double, 1> slope{ 2 };
        Optimiser<double> optimiser(kind, 1);
        for (int i = 0; i < 2; ++i) {
            optimiser.begin(0.5);
            optimiser.update(w, slope);
        }
        return w[0];
    };
    QCOMPARE(twice(OptimiserKind::Sgd), 10.0 - 1 - 1);
    QCOMPARE(twice(OptimiserKind::Momentum), 10.0 - 1 - 1.9); // v = −1, then 0.9 · −1 − 1
    QVERIFY(std::abs(twice(OptimiserKind::AdaGrad) - (10 - 0.5 - 1 / std::sqrt(8.0))) < 1e-6); // h = 4, then 8
    // The corrected averages of a constant slope are the slope and its square, so that each step is the rate.
    QVERIFY(std::abs(twice(OptimiserKind::Adam) - 9) < 1e-5);
}

// Two tensors in one optimiser go the ways that they go in one of their own.
void TestOptimiser::tensorsDoNotMix()
{
    for (const OptimiserInfo &each : optimisers()) {
        Optimiser<double> both(each.kind, 5), one(each.kind, 2), other(each.kind, 3);
        std::array<double, 2> a{ 1, 2 }, alone{ 1, 2 };
        std::array<double, 3> b{ 3, 4, 5 }, alsoAlone{ 3, 4, 5 };
        for (int i = 1; i < 5; ++i) {
            const std::array<double, 2> slopeA{ 0.1 * i, -0.2 };
            const std::array<double, 3> slopeB{ 3, -0.4 * i, 50 };
            for (Optimiser<double> *optimiser : { &both, &one, &other })
                optimiser->begin(0.1);
            both.update(a, slopeA);
            both.update(b, slopeB);
            one.update(alone, slopeA);
            other.update(alsoAlone, slopeB);
        }
        QCOMPARE(a, alone);
        QCOMPARE(b, alsoAlone);
    }
}

void TestOptimiser::tableIsInOrder()
{
    QCOMPARE(optimisers().size(), std::size_t(4));
    for (const OptimiserInfo &each : optimisers()) {
        QCOMPARE(&info(each.kind), &each);
        QCOMPARE(findOptimiser(each.id), &each);
    }
    QCOMPARE(info(OptimiserKind::Adam).id, std::string_view("adam"));
    QVERIFY(!findOptimiser("rmsprop"));
}

void TestOptimiser::eachLearns_data()
{
    QTest::addColumn<int>("kind");
    for (const OptimiserInfo &each : optimisers())
        QTest::newRow(each.id.data()) << int(each.kind);
}

void TestOptimiser::eachLearns()
{
    QFETCH(int, kind);
    const auto optimiser = OptimiserKind(kind);
    const auto data = std::make_shared<const Dataset>(Dataset{ bars(600, 1), bars(200, 2), 10 });
    Trainer<float> trainer(data, { .learningRate = info(optimiser).usualRate, .optimiser = optimiser });
    for (int i = 0; i < 300; ++i)
        trainer.step();
    QVERIFY2(trainer.accuracy().test > 0.95, qPrintable(QString::number(trainer.accuracy().test)));
}

QTEST_APPLESS_MAIN(TestOptimiser)
#include "tst_optimiser.moc"
