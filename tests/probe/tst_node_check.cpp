// SPDX-License-Identifier: GPL-3.0-or-later
// The check of every node, the error against h, and what if: right graphs pass, figures as worked by hand.
#include "probe/node_check.h"
#include "probe/step_error.h"
#include "probe/what_if.h"
#include "tests/fixtures/fitting_shapes.h"
#include "tests/fixtures/small_graphs.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

#include <random>

using namespace chainrule;

namespace {

// 784-50-10 on a batch with MNIST's share of zeros.
Run<double> twoLayerRun(Index batch)
{
    std::mt19937 random(7);
    std::normal_distribution<double> normal;
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Constant, { batch, 784 });
    const NodeId w1 = graph->add(Leaf::Input, { 784, 50 });
    const NodeId b1 = graph->add(Leaf::Input, { 1, 50 });
    const NodeId w2 = graph->add(Leaf::Input, { 50, 10 });
    const NodeId b2 = graph->add(Leaf::Input, { 1, 10 });
    const NodeId t = graph->add(Leaf::Constant, { batch, 1 });
    const NodeId hidden = graph->add("relu", { graph->add("affine", { x, w1, b1 }) });
    const NodeId scores = graph->add("affine", { hidden, w2, b2 });
    Run<double> run(graph, graph->add("softmax_with_loss", { scores, t }));
    for (double &pixel : run.edit(x).span())
        pixel = random() % 5 == 0 ? double(random() % 256) / 255 : 0;
    for (const NodeId weights : { w1, w2 })
        for (double &w : run.edit(weights).span())
            w = 0.1 * normal(random);
    for (double &label : run.edit(t).span())
        label = double(random() % 10);
    return run;
}

} // namespace

class TestNodeCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOperationAgrees_data();
    void everyOperationAgrees();
    void innerNodesHaveTheBooksGradients();
    void constantsAreNotChecked();
    void nearAPoleTheStepIsNarrower();
    void notANumberAccusesNobody();
    void theRunStaysAsItWas();
    void aHundredNodesTakeNoTime();
    void twoLayerNetInSeconds();
    void canBeStopped();
    void errorAgainstStepIsAV_data();
    void errorAgainstStepIsAV();
    void whatIfByHand_data();
    void whatIfByHand();
    void curveGoesThroughHere();
};

void TestNodeCheck::everyOperationAgrees_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<Attributes>("attributes");
    for (const Op &op : allOps())
        for (const Attributes &attributes : attributeVariants(op))
            QTest::addRow("%s %d", op.id.data(), int(attributes.empty() ? 0 : attributes[0].value_or(9)))
                << QByteArray(op.id.data()) << attributes;
}

void TestNodeCheck::everyOperationAgrees()
{
    QFETCH(QByteArray, id);
    QFETCH(Attributes, attributes);
    const Op &op = *findOp(id.constData());
    const Shapes shapes = fittingShapes(op).back();
    std::mt19937 random(3);
    std::uniform_real_distribution<double> number(op.domain == Op::Domain::Positive ? 0.2 : -2.0, 2.0);
    auto graph = std::make_shared<Graph>();
    std::vector<NodeId> inputs;
    for (const Shape &shape : shapes)
        inputs.push_back(graph->add(Leaf::Input, shape));
    // Something behind it, so that the upstream gradient is uneven.
    Run<double> run(graph, graph->add("square", { graph->add(op, inputs, attributes) }));
    for (const NodeId input : inputs)
        for (double &x : run.edit(input).span())
            x = number(random);
    const auto check = checkNodes(run);
    QVERIFY(check->agrees());
    QVERIFY(check->faulty().empty());
}

void TestNodeCheck::innerNodesHaveTheBooksGradients()
{
    const EvaluatedGraph graph(appleOrangeGraph());
    const auto check = checkNodes(graph.run);
    const LeafCheck &sum = check->node(graph["all_price"])->gradient;
    QCOMPARE(sum.analytic, std::vector{ 1.1 });
    QVERIFY(std::abs(sum.numerical[0] - 1.1) < 1e-8);
    QCOMPARE(check->node(graph["price"])->gradient.analytic, std::vector{ 1.0 });
    QCOMPARE(check->nodes.size(), 9U);
}

void TestNodeCheck::constantsAreNotChecked()
{
    const EvaluatedGraph graph(sigmoidApart());
    const auto check = checkNodes(graph.run);
    QVERIFY(!check->node(graph["one"]));
    QVERIFY(!check->node(-1) && !check->node(99));
}

void TestNodeCheck::nearAPoleTheStepIsNarrower()
{
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input);
    Run<double> run(graph, graph->add("log", { graph->add("identity", { x }) }));
    run.set(x, std::array{ 5e-5 }); // below h: log(x − h) is no number
    const auto check = checkNodes(run);
    QVERIFY(check->agrees() && check->faulty().empty());
    QVERIFY(std::abs(check->node(x)->gradient.numerical[0] - 20000) < 20);
}

void TestNodeCheck::notANumberAccusesNobody()
{
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input);
    Run<double> run(graph, graph->add("log", { x }));
    run.set(x, std::array{ -1.0 });
    const auto check = checkNodes(run);
    QVERIFY(!check->agrees());
    QVERIFY(check->faulty().empty());
}

void TestNodeCheck::theRunStaysAsItWas()
{
    const EvaluatedGraph graph(appleGraph());
    Run<double> run = graph.graph.run();
    run.apply(run.steps()[0]);
    QVERIFY(checkNodes(run));
    QVERIFY(run.hasValue(graph["apple_price"]) && !run.hasValue(graph["price"]));
}

void TestNodeCheck::aHundredNodesTakeNoTime()
{
    auto graph = std::make_shared<Graph>();
    NodeId node = graph->add(Leaf::Input);
    for (int i = 0; i < 99; ++i)
        node = graph->add(i % 2 ? "tanh" : "exp", { node });
    Run<double> run(graph, node);
    run.set(0, std::array{ 0.3 });
    QElapsedTimer timer;
    timer.start();
    const auto check = checkNodes(run);
    const qint64 elapsed = timer.elapsed();
    QCOMPARE(check->nodes.size(), 100U);
    QVERIFY(check->agrees());
    qInfo("%lld ms", elapsed);
    QVERIFY(elapsed < 1000); // 20 times as long as it should be on a machine that is busy
}

void TestNodeCheck::twoLayerNetInSeconds()
{
    const Run<double> run = twoLayerRun(10);
    QElapsedTimer timer;
    timer.start();
    Index last = 0;
    CheckOptions options;
    options.progress = [&](Index done, Index total) {
        QVERIFY(done >= last && done <= total);
        last = done;
    };
    const auto check = checkNodes(run, options);
    qInfo("%lld ms", timer.elapsed());
    QVERIFY(check->agrees());
    QVERIFY(check->faulty().empty());
    QVERIFY(last > 39760);
}

void TestNodeCheck::canBeStopped()
{
    std::stop_source stop;
    CheckOptions options;
    options.stop = stop.get_token();
    options.progress = [&](Index, Index) { stop.request_stop(); };
    QVERIFY(!checkNodes(twoLayerRun(2), options));
    const EvaluatedGraph graph(sigmoidApart());
    QVERIFY(!errorAgainstStep(graph.run, graph["x"], errorSteps(), stop.get_token()));
}

void TestNodeCheck::errorAgainstStepIsAV_data()
{
    QTest::addColumn<QByteArray>("small");
    QTest::addColumn<QByteArray>("node");
    QTest::newRow("sigmoid") << QByteArray("sigmoid") << QByteArray("x");
    QTest::newRow("inside the sigmoid") << QByteArray("sigmoid") << QByteArray("exp");
    QTest::newRow("softmax") << QByteArray("softmax_loss") << QByteArray("x");
}

void TestNodeCheck::errorAgainstStepIsAV()
{
    QFETCH(QByteArray, small);
    QFETCH(QByteArray, node);
    const EvaluatedGraph graph(smallGraphs().at(small.toStdString()));
    const std::vector<double> steps = errorSteps();
    QCOMPARE(steps.size(), 34U);
    QCOMPARE(steps.front(), 1e-12);
    QCOMPARE(steps.back(), 1e-1);
    const auto errors = *errorAgainstStep(graph.run, graph[node.constData()], steps);
    const auto least = std::ranges::min_element(errors, {}, &StepError::mean);
    QVERIFY2(least->h > 1e-9 && least->h < 1e-3, qPrintable(QString::number(least->h)));
    QVERIFY(errors.front().mean > 1000 * least->mean);
    QVERIFY(errors.back().mean > 1000 * least->mean);
    // At the right the error is truncation, which falls with h².
    const double ratio = errors.back().mean / errors[errors.size() - 4].mean;
    QVERIFY2(ratio > 80 && ratio < 120, qPrintable(QString::number(ratio)));
}

void TestNodeCheck::whatIfByHand_data()
{
    QTest::addColumn<QByteArray>("small");
    QTest::addColumn<QByteArray>("node");
    QTest::addColumn<int>("element");
    QTest::addColumn<double>("nudge");
    QTest::addColumn<double>("predicted");
    QTest::addColumn<double>("actual");
    const auto row = [](const char *name, const char *small, const char *node, int element, double nudge, double predicted,
                        double actual) {
        QTest::newRow(name) << QByteArray(small) << QByteArray(node) << element << nudge << predicted << actual;
    };
    row("an apple costs 1 yen more", "apple", "apple", 0, 1, 2.2, 2.2);
    row("the tax rises", "apple", "tax", 0, 0.1, 20, 20);
    row("a square is no line", "chain", "x", 0, 0.5, 3, 3.25); // (1.5 + 2)² − 9
    row("an inner node", "chain", "t", 0, 1, 6, 7); // 4² − 3²
    row("beyond the corner", "relu", "x", 0, 3, 0, 10); // upstream 5; ReLU(−1 + 3) = 2
    row("an element of a matrix", "affine_batch", "W", 5, 1, 9, 9); // −1 · 3 + 2 · 6: X's column against dY's
}

void TestNodeCheck::whatIfByHand()
{
    QFETCH(QByteArray, small);
    QFETCH(QByteArray, node);
    QFETCH(int, element);
    QFETCH(double, nudge);
    QFETCH(double, predicted);
    QFETCH(double, actual);
    const EvaluatedGraph graph(smallGraphs().at(small.toStdString()));
    WhatIf whatIf(graph.run, graph[node.constData()], element);
    QVERIFY2(std::abs(whatIf.predicted(nudge) - predicted) < 1e-9, qPrintable(QString::number(whatIf.predicted(nudge))));
    QVERIFY2(std::abs(whatIf.actual(nudge) - actual) < 1e-9, qPrintable(QString::number(whatIf.actual(nudge))));
}

void TestNodeCheck::curveGoesThroughHere()
{
    const EvaluatedGraph graph(chainGraph());
    WhatIf whatIf(graph.run, graph["x"], 0);
    QCOMPARE(whatIf.here(), 9.0);
    const auto curve = whatIf.curve(-2, 2, 5);
    QCOMPARE(curve.size(), 5U);
    QCOMPARE(curve[0].change, -8.0); // (−1 + 2)² − 9
    QCOMPARE(curve[2].nudge, 0.0);
    QCOMPARE(curve[2].change, 0.0);
    QCOMPARE(curve[4].change, 16.0);
}

QTEST_APPLESS_MAIN(TestNodeCheck)
#include "tst_node_check.moc"
