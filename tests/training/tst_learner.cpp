// SPDX-License-Identifier: GPL-3.0-or-later
// Learning of any graph: every iteration's loss, gradients and updated parameters as PyTorch computes them.
#include "tests/fixtures/file_contents.h"
#include "training/learner.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

using Rows = std::vector<std::vector<double>>;

Rows rows(const QJsonValue &value)
{
    Rows rows;
    for (const QJsonValue &row : value.toArray())
        for (rows.emplace_back(); const QJsonValue &x : row.toArray())
            rows.back().push_back(x.toDouble());
    return rows;
}

// A net that is built leaf by leaf, with the leaves' numbers.
struct Built
{
    std::shared_ptr<Graph> graph = std::make_shared<Graph>();
    std::map<NodeId, Rows> values = {};
    QStringList names = {};
    std::vector<NodeId> parameters = {};

    NodeId leaf(Leaf kind, const Rows &numbers)
    {
        const NodeId node = graph->add(kind, Shape(std::ssize(numbers), std::ssize(numbers.front())));
        values[node] = numbers;
        return node;
    }
    NodeId data(const Rows &numbers) { return leaf(Leaf::Constant, numbers); }
    NodeId parameter(const QJsonObject &start, const QString &name)
    {
        names.append(name);
        parameters.push_back(leaf(Leaf::Input, rows(start[name])));
        return parameters.back();
    }
    NodeId affine(NodeId x, const QJsonObject &start, const QString &number)
    {
        const NodeId w = parameter(start, u"W"_s + number);
        return graph->add("affine", { x, w, parameter(start, u"b"_s + number) });
    }

    LearningGraph net(NodeId result, std::vector<NodeId> data = {}) const
    {
        return { graph, result, parameters, std::move(data) };
    }
    Run<double> run(NodeId result) const
    {
        Run<double> run(graph, result);
        for (const auto &[node, numbers] : values) {
            const View<double> view = run.edit(node);
            for (std::size_t r = 0; r < numbers.size(); ++r)
                std::ranges::copy(numbers[r], &view.at(Index(r), 0));
        }
        return run;
    }
};

NodeId addLine(Built &built, const QJsonObject &start)
{
    const NodeId x = built.data({ { 1 }, { 2 }, { 3 }, { 4 } });
    const NodeId product = built.graph->add("dot", { x, built.parameter(start, u"w"_s) });
    const NodeId y = built.graph->add("add", { product, built.parameter(start, u"b"_s) });
    return built.graph->add("squared_error", { y, built.data({ { 3 }, { 5 }, { 7 }, { 9 } }) });
}

NodeId addXor(Built &built, const QJsonObject &start)
{
    const NodeId x = built.data({ { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
    const NodeId hidden = built.graph->add("sigmoid", { built.affine(x, start, u"1"_s) });
    const NodeId y = built.graph->add("sigmoid", { built.affine(hidden, start, u"2"_s) });
    return built.graph->add("squared_error", { y, built.data({ { 0 }, { 1 }, { 1 }, { 0 } }) });
}

NodeId addThreeLayers(Built &built, const QJsonObject &start)
{
    const NodeId x = built.data({ { 0.5, -1 }, { 1.5, 0.25 }, { -0.75, 2 } });
    const NodeId first = built.graph->add("relu", { built.affine(x, start, u"1"_s) });
    const NodeId second = built.graph->add("tanh", { built.affine(first, start, u"2"_s) });
    const NodeId logits = built.affine(second, start, u"3"_s);
    return built.graph->add("softmax_with_loss", { logits, built.data({ { 0 }, { 2 }, { 1 } }) });
}

bool near(double x, double expected)
{
    return std::abs(x - expected) <= 1e-12 * std::max(1.0, std::abs(expected));
}

bool near(View<const double> numbers, const Rows &expected)
{
    Index i = 0;
    for (const std::vector<double> &row : expected)
        for (const double x : row)
            if (i >= numbers.size() || !near(numbers[i++], x))
                return false;
    return i == numbers.size();
}

} // namespace

class TestLearner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asInPyTorch_data();
    void asInPyTorch();
    void theUpdateOfEveryOptimiser_data();
    void theUpdateOfEveryOptimiser();
    void mayDecayItsWeights();
    void miniBatchesAreRowsOfTheData();
    void anotherBatchGoesOnFromTheSameParameters();
    void goesOnFromAStateToTheBit();
    void nobodyElseLearns();
    void aResultOfManyNumbersIsRefused();
    void saysWhereNumbersCeaseToBeFinite();
};

void TestLearner::asInPyTorch_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("line") << 0;
    QTest::newRow("xor") << 1;
    QTest::newRow("three_layers") << 2;
}

void TestLearner::asInPyTorch()
{
    QFETCH(int, number);
    constexpr NodeId (*const builders[])(Built &, const QJsonObject &) = { addLine, addXor, addThreeLayers };
    const QByteArray json = fileContents(QStringLiteral(CHAINRULE_TEST_DATA "/learning.json"));
    const QJsonObject figures = QJsonDocument::fromJson(json).object()[QLatin1String(QTest::currentDataTag())].toObject();
    Built built;
    const NodeId result = builders[number](built, figures["start"_L1].toObject());
    Learner<double> learner(built.net(result), built.run(result), { .learningRate = figures["learning_rate"_L1].toDouble() });

    QVERIFY(!figures["iterations"_L1].toArray().isEmpty());
    for (const QJsonValue &iteration : figures["iterations"_L1].toArray()) {
        const LearnerReport report = learner.step();
        QVERIFY(near(report.before, iteration["loss"_L1].toDouble()));
        QVERIFY(near(report.after, iteration["loss_after"_L1].toDouble()));
        for (qsizetype i = 0; i < built.names.size(); ++i) {
            const NodeId parameter = built.parameters[std::size_t(i)];
            QVERIFY2(near(learner.run().gradient(parameter), rows(iteration["gradients"_L1][built.names[i]])),
                     qPrintable(built.names[i]));
            QVERIFY2(near(learner.run().value(parameter), rows(iteration["after"_L1][built.names[i]])),
                     qPrintable(built.names[i]));
        }
    }
}

namespace {

// L = ½ (w · 2 − 8)² from w = 1: y − t = −6, so ∂L/∂w = −12.
struct OneWeight
{
    Built built;
    NodeId w;
    NodeId result;

    OneWeight()
    {
        w = built.leaf(Leaf::Input, { { 1 } });
        built.parameters = { w };
        const NodeId y = built.graph->add("mul", { w, built.data({ { 2 } }) });
        result = built.graph->add("squared_error", { y, built.data({ { 8 } }) });
    }

    Learner<double> learner(const LearnerOptions &options) const
    {
        return Learner<double>(built.net(result), built.run(result), options);
    }
};

} // namespace

void TestLearner::theUpdateOfEveryOptimiser_data()
{
    QTest::addColumn<OptimiserKind>("kind");
    QTest::addColumn<double>("after");
    QTest::newRow("sgd") << OptimiserKind::Sgd << 1 + 0.01 * 12;
    QTest::newRow("momentum") << OptimiserKind::Momentum << 1 + 0.01 * 12; // v begins at 0
    QTest::newRow("adagrad") << OptimiserKind::AdaGrad << 1 + 0.01 * 12 / (12 + 1e-7);
    // The book's form: the first step is η · m / (√v + ε) with m = 0.1 g, v = 0.001 g², η corrected by √0.001 / 0.1.
    QTest::newRow("adam") << OptimiserKind::Adam << 1 + 0.01 * (std::sqrt(0.001) / 0.1) * 1.2 / (std::sqrt(0.001 * 144) + 1e-7);
}

void TestLearner::theUpdateOfEveryOptimiser()
{
    QFETCH(OptimiserKind, kind);
    QFETCH(double, after);
    const OneWeight one;
    Learner<double> learner = one.learner({ .learningRate = 0.01, .optimiser = kind });
    const LearnerReport report = learner.step();
    QVERIFY(near(report.before, 18));
    QVERIFY(near(learner.run().value(one.w)[0], after));
    QVERIFY(near(report.after, 2 * (after - 4) * (after - 4)));
}

// 0.5 · w is added to the gradient: −12 + 0.5.
void TestLearner::mayDecayItsWeights()
{
    const OneWeight one;
    Learner<double> learner = one.learner({ .learningRate = 0.01, .weightDecay = 0.5 });
    learner.step();
    QVERIFY(near(learner.run().value(one.w)[0], 1 + 0.01 * 11.5));
    learner.step(); // y − t is 2 · 1.115 − 8
    QVERIFY(near(learner.run().value(one.w)[0], 1.115 - 0.01 * (2 * (2 * 1.115 - 8) + 0.5 * 1.115)));
}

namespace {

// t = 10 x for x = 0 … 9, and a mini-batch of any size.
struct Tens
{
    Built built;
    NodeId x, w, t, result;
    TableSamples<double> samples;

    Tens()
        : x(built.data({ { 0 } }))
        , w(built.leaf(Leaf::Input, { { 3 } }))
        , t(built.data({ { 0 } }))
        , result(built.graph->add("squared_error", { built.graph->add("dot", { x, w }), t }))
        , samples({ { x, 1, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 } }, { t, 1, { 0, 10, 20, 30, 40, 50, 60, 70, 80, 90 } } })
    {
        built.parameters = { w };
    }

    Learner<double> learner(const LearnerOptions &options)
    {
        return Learner<double>(built.net(result, { x, t }), built.run(result), options, &samples);
    }
};

} // namespace

void TestLearner::miniBatchesAreRowsOfTheData()
{
    Tens tens;
    Learner<double> learner = tens.learner({ .batch = 4, .learningRate = 0.001 });
    QVERIFY(learner.lastBatch().empty());
    const double before = learner.run().value(tens.w)[0];
    const LearnerReport report = learner.step();
    QCOMPARE(learner.lastBatch().size(), 4u);
    double loss = 0;
    for (const Index sample : learner.lastBatch())
        loss += 0.5 * double(sample * sample) * (before - 10) * (before - 10);
    QVERIFY(near(report.before, loss));

    Learner<double> whole = tens.learner({ .learningRate = 0.001 });
    QVERIFY(near(whole.step().before, 0.5 * 285 * 49)); // Σ x² is 285, (3 − 10)² is 49
    QCOMPARE(whole.lastBatch().size(), 10u);
    for (int i = 0; i < 100; ++i)
        whole.step();
    QVERIFY(near(whole.run().value(tens.w)[0], 10)); // the whole batch's parabola has its bottom there
}

void TestLearner::anotherBatchGoesOnFromTheSameParameters()
{
    Tens tens;
    Learner<double> learner = tens.learner({ .batch = 4, .learningRate = 0.001 });
    learner.step();
    const double w = learner.run().value(tens.w)[0];
    learner.setBatch(7);
    QCOMPARE(learner.run().value(tens.w)[0], w);
    QVERIFY(learner.lastBatch().empty());
    learner.step();
    QCOMPARE(learner.lastBatch().size(), 7u);
    learner.setBatch(std::nullopt);
    const double before = learner.run().value(tens.w)[0];
    QVERIFY(near(learner.step().before, 0.5 * 285 * (before - 10) * (before - 10)));
}

void TestLearner::goesOnFromAStateToTheBit()
{
    Tens tens;
    const LearnerOptions options{ .batch = 3, .learningRate = 0.002, .optimiser = OptimiserKind::Adam, .seed = 8 };
    Learner<double> learner = tens.learner(options);
    for (int i = 0; i < 5; ++i)
        learner.step();
    LearnerState<double> state;
    learner.copyState(state);
    Learner<double> other = tens.learner(options);
    other.setState(state);
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(other.step().after, learner.step().after);
        QVERIFY(std::ranges::equal(other.lastBatch(), learner.lastBatch()));
    }
}

// An input that is no parameter takes a gradient where it is looked at, and none where nobody learns it.
void TestLearner::nobodyElseLearns()
{
    Built built;
    const NodeId x = built.leaf(Leaf::Input, { { 2 } });
    const NodeId w = built.leaf(Leaf::Input, { { 3 } });
    const NodeId result = built.graph->add("square", { built.graph->add("mul", { x, w }) });
    built.parameters = { w };
    Learner<double> learner(built.net(result), built.run(result), { .learningRate = 0.01 });
    learner.step();
    QCOMPARE(learner.run().value(x)[0], 2);
    QVERIFY(!learner.net().graph->takesGradient(x));
    QVERIFY(near(learner.run().value(w)[0], 3 - 0.01 * 2 * 6 * 2));
}

void TestLearner::aResultOfManyNumbersIsRefused()
{
    Built built;
    const NodeId w = built.leaf(Leaf::Input, { { 1, 2 } });
    built.parameters = { w };
    const NodeId result = built.graph->add("exp", { w });
    try {
        const Learner<double> learner(built.net(result), built.run(result), {});
        QFAIL("two numbers have no least");
    } catch (const GraphError &error) {
        QCOMPARE(error.kind(), GraphError::Kind::Size);
        QCOMPARE(error.node(), result);
    }
}

void TestLearner::saysWhereNumbersCeaseToBeFinite()
{
    const OneWeight one;
    Learner<double> learner = one.learner({ .learningRate = 1e200 });
    QVERIFY(!learner.firstNonFinite());
    QVERIFY(std::isinf(learner.step().after)); // w is 1.2e201: finite, its error's square is not
    const auto found = learner.firstNonFinite();
    QVERIFY(found);
    QCOMPARE(found->what, NonFiniteNumber::What::Value);
    QCOMPARE(found->node, one.result);
    const double w = learner.run().value(one.w)[0];
    QVERIFY(std::isinf(learner.step().before));
    QCOMPARE(learner.run().value(one.w)[0], w); // nothing can be learned of it
}

QTEST_GUILESS_MAIN(TestLearner)
#include "tst_learner.moc"
