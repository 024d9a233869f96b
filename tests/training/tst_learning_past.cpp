// SPDX-License-Identifier: GPL-3.0-or-later
// Back in time: an iteration that is come back to has the same numbers to the bit, however far the way was.
#include "training/learning_past.h"

#include <QtTest/QTest>

#include <cmath>
#include <random>

using namespace chainrule;

namespace {

// A small net on 20 random samples, with Adam's memory and drawn mini-batches.
class Small final
{
public:
    Small()
        : m_samples(columns())
    {
        const NodeId W = m_graph->add(Leaf::Input, { 2, 3 });
        const NodeId b = m_graph->add(Leaf::Input, { 1, 3 });
        const NodeId V = m_graph->add(Leaf::Input, { 3, 1 });
        const NodeId hidden = m_graph->add("tanh", { m_graph->add("affine", { m_x, W, b }) });
        m_result = m_graph->add("squared_error", { m_graph->add("dot", { hidden, V }), m_t });
        m_parameters = { W, b, V };
    }

    Learner<double> learner(double rate = 0.01)
    {
        Run<double> run(m_graph, m_result);
        std::mt19937_64 random(5);
        for (const NodeId parameter : m_parameters)
            std::ranges::generate(run.edit(parameter).span(), [&] { return std::normal_distribution<double>()(random); });
        return Learner<double>({ m_graph, m_result, m_parameters, { m_x, m_t } }, run,
                               { .batch = 4, .learningRate = rate, .optimiser = OptimiserKind::Adam }, &m_samples);
    }

private:
    std::vector<TableSamples<double>::Column> columns()
    {
        std::mt19937_64 random(4);
        std::vector<double> x(40), t(20);
        for (std::vector<double> *numbers : { &x, &t })
            std::ranges::generate(*numbers, [&] { return std::normal_distribution<double>()(random); });
        return { { m_x, 2, x }, { m_t, 1, t } };
    }

    std::shared_ptr<Graph> m_graph = std::make_shared<Graph>();
    NodeId m_x = m_graph->add(Leaf::Constant, { 1, 2 });
    NodeId m_t = m_graph->add(Leaf::Constant, { 1, 1 });
    NodeId m_result = noNode;
    std::vector<NodeId> m_parameters;
    TableSamples<double> m_samples;
};

LearnerState<double> stateOf(const LearningPast<double> &past)
{
    LearnerState<double> state;
    past.learner().copyState(state);
    return state;
}

} // namespace

class TestLearningPast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIterationComesBack_data();
    void everyIterationComesBack();
    void lossesStay();
    void anotherRateForgetsWhatCameAfter();
    void ratesAreReplayed();
    void nothingIsLearnedBeyondInfinity();
};

void TestLearningPast::everyIterationComesBack_data()
{
    QTest::addColumn<std::size_t>("memory");
    QTest::newRow("as usual") << LearningPast<double>::usualMemory;
    QTest::newRow("two states") << std::size_t(1);
    QTest::newRow("ten states") << std::size_t(30000);
}

void TestLearningPast::everyIterationComesBack()
{
    QFETCH(std::size_t, memory);
    Small small;
    LearningPast<double> past(small.learner(), memory);
    std::vector<LearnerState<double>> states;
    for (Index i = 0; i <= 500; ++i) {
        past.goTo(i);
        QCOMPARE(past.iteration(), i);
        states.push_back(stateOf(past));
    }
    std::mt19937 random(1);
    for (int i = 0; i < 100; ++i) {
        const auto to = Index(random() % 501);
        past.goTo(to);
        QCOMPARE(past.iteration(), to);
        QVERIFY(stateOf(past) == states[std::size_t(to)]);
    }
    for (Index i = past.iteration(); i >= 0; --i) {
        past.goTo(i);
        QVERIFY(stateOf(past) == states[std::size_t(i)]);
    }
}

void TestLearningPast::lossesStay()
{
    Small small;
    LearningPast<double> past(small.learner());
    past.goTo(30);
    const std::vector<double> losses(past.losses().begin(), past.losses().end());
    QCOMPARE(losses.size(), 30u);
    past.goTo(3);
    QVERIFY(std::ranges::equal(past.losses(), losses));
    past.goTo(31);
    QVERIFY(std::ranges::equal(past.losses().first(30), losses));
}

void TestLearningPast::anotherRateForgetsWhatCameAfter()
{
    Small small;
    LearningPast<double> past(small.learner());
    past.goTo(20);
    const LearnerState<double> before = stateOf(past);
    past.goTo(10);
    past.setLearningRate(0.01); // the same: nothing is forgotten
    QCOMPARE(past.losses().size(), 20u);
    past.setLearningRate(0.1);
    QCOMPARE(past.losses().size(), 10u);
    past.goTo(20);
    QVERIFY(stateOf(past).parameters != before.parameters);
    const LearnerState<double> after = stateOf(past);
    LearningPast<double> back(small.learner());
    back.goTo(10);
    back.setLearningRate(0.1);
    back.goTo(5);
    back.setLearningRate(0.01); // the rate of then, from now on: the other one is forgotten
    back.goTo(20);
    QVERIFY(stateOf(back) == before);
    past.goTo(5); // before the change
    past.goTo(20);
    QVERIFY(stateOf(past) == after);
}

void TestLearningPast::ratesAreReplayed()
{
    Small small;
    LearningPast<double> past(small.learner());
    past.goTo(4);
    past.setLearningRate(0.2);
    past.goTo(7);
    past.setLearningRate(0.05);
    past.setLearningRate(0.06); // in its place
    past.goTo(15);
    const std::vector<RatePhase> rates(past.rates().begin(), past.rates().end());
    QVERIFY(rates == (std::vector<RatePhase>{ { 0, 0.01 }, { 4, 0.2 }, { 7, 0.06 } }));
    LearningPast<double> again(small.learner());
    again.goTo(40);
    again.setRates(rates);
    QCOMPARE(again.iteration(), 0);
    again.goTo(15);
    QVERIFY(stateOf(again) == stateOf(past));
}

void TestLearningPast::nothingIsLearnedBeyondInfinity()
{
    const auto graph = std::make_shared<Graph>();
    const NodeId w = graph->add(Leaf::Input);
    const NodeId result = graph->add("square", { graph->add("square", { w }) });
    Run<double> run(graph, result);
    run.edit(w)[0] = 10;
    LearningPast<double> past(Learner<double>({ graph, result, { w } }, run, { .learningRate = 1 }));
    past.goTo(1000);
    const Index end = past.iteration();
    QVERIFY(end > 1 && end < 1000);
    QVERIFY(!std::isfinite(past.losses().back()));
    past.goTo(1);
    QVERIFY(std::isfinite(past.learner().run().value(w)[0]));
    past.goTo(1000);
    QCOMPARE(past.iteration(), end);
}

QTEST_GUILESS_MAIN(TestLearningPast)
#include "tst_learning_past.moc"
