// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient check of whole graphs: it agrees with what is right, points at what is wrong, and can be stopped.
#include "probe/gradient_check.h"
#include "probe/node_check.h"
#include "tests/fixtures/small_graphs.h"

#include <QtTest/QTest>

using namespace chainrule;

namespace {

// A copy of an operation that makes a mistake which learners make.
Op faulty(std::string_view id, void (*backward)(const BackwardArgs<double> &))
{
    Op op = *findOp(id);
    op.doubleKernel.backward = backward;
    return op;
}

} // namespace

class TestGradientCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeGraph();
    void aFaultIsFound();
    void aCornerIsNoFault();
    void inFloatItDoesNotAgree();
    void notANumberDoesNotAgree();
    void canBeStopped();
    void leavesTheRunAsItWas();
    void withoutAResult();
};

// All elements of all leaves at once are what the elements are one by one.
void TestGradientCheck::wholeGraph()
{
    const SmallGraph graph = affineBatch();
    Run<double> run = graph.run();
    const std::vector<NodeId> inputs = graph.inputs();
    const std::optional<GradientCheck> check = checkGradients(run, inputs);
    QVERIFY(check && check->agrees());
    QCOMPARE(check->h, 1e-4);
    QCOMPARE(check->leaves.size(), inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const LeafCheck &leaf = check->leaves[i];
        const std::vector<Index> all = spreadElements(run.value(inputs[i]).size(), run.value(inputs[i]).size());
        QCOMPARE(leaf.numerical.size(), all.size());
        QCOMPARE(checkElements(run, inputs[i], all, leaf.analytic)->numerical, leaf.numerical);
    }
}

void TestGradientCheck::aFaultIsFound()
{
    // Multiply without swapping: each input receives the upstream gradient times itself.
    const Op wrong =
        faulty("mul", [](const BackwardArgs<double> &n) { n.downstream[0] = n.upstream[0] * n.in[std::size_t(n.input)][0]; });
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input);
    const NodeId y = graph->add(Leaf::Input);
    const NodeId z = graph->add(Leaf::Input);
    const NodeId product = graph->add(wrong, std::array{ x, y });
    Run<double> run(graph, graph->add("add", { product, z }));
    run.set(x, std::array{ 2.0 });
    run.set(y, std::array{ 3.0 });
    const std::optional<GradientCheck> check = checkGradients(run, std::array{ x, y, z });
    QVERIFY(!check->agrees());
    QVERIFY(!check->leaves[0].agrees() && !check->leaves[1].agrees());
    QVERIFY(check->leaves[2].agrees()); // the fault is not on its way
    QCOMPARE(check->leaves[0].analytic, std::vector{ 2.0 });
    QVERIFY(std::abs(check->leaves[0].numerical[0] - 3.0) < 1e-8);
    QVERIFY(std::abs(check->leaves[0].maxDifference - 1.0) < 1e-8);
}

void TestGradientCheck::aCornerIsNoFault()
{
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input, { 1, 2 });
    Run<double> run(graph, graph->add("sum", { graph->add("relu", { x }) }));
    run.set(x, std::array{ 3e-5, 1.0 }); // within h of the corner: the central difference is a mixture
    const LeafCheck leaf = checkGradients(run, std::array{ x })->leaves[0];
    QVERIFY(leaf.agrees());
    QCOMPARE(leaf.kinks, 0);
    QVERIFY(std::abs(leaf.numerical[0] - 1) < 1e-9); // a narrower step does not reach the corner
    QCOMPARE(leaf.analytic[0], 1.0);
}

void TestGradientCheck::inFloatItDoesNotAgree()
{
    const SmallGraph graph = appleGraph();
    Run<float> run = graph.run<float>();
    QVERIFY(!checkGradients(run, graph.inputs())->agrees());
}

void TestGradientCheck::notANumberDoesNotAgree()
{
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input);
    Run<double> run(graph, graph->add("log", { x }));
    run.set(x, std::array{ -1.0 });
    const LeafCheck leaf = checkGradients(run, std::array{ x })->leaves[0];
    QVERIFY(!leaf.agrees());
    QVERIFY(std::isnan(leaf.maxDifference));
}

void TestGradientCheck::canBeStopped()
{
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input, { 100, 100 });
    Run<double> run(graph, graph->add("sum", { x }));
    std::stop_source stop;
    Index seen = 0;
    CheckOptions options;
    options.stop = stop.get_token();
    options.progress = [&](Index done, Index total) {
        QCOMPARE(total, 10000);
        seen = done;
        if (done >= 1000)
            stop.request_stop();
    };
    QVERIFY(!checkGradients(run, std::array{ x }, options));
    QVERIFY(seen >= 1000 && seen < 2000);
}

void TestGradientCheck::leavesTheRunAsItWas()
{
    const SmallGraph graph = appleOrangeGraph();
    Run<double> run = graph.run();
    QVERIFY(checkGradients(run, graph.inputs()));
    QCOMPARE(run.value(graph.result())[0], 715.0000000000001);
    QCOMPARE(run.gradient(graph["orange"])[0], 3.3000000000000003);
    QCOMPARE(run.value(graph["orange"])[0], 150.0);
}

// There is nothing to differentiate: the run says so, and nobody reads a result that is not there.
void TestGradientCheck::withoutAResult()
{
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input);
    Run<double> run(graph, noNode);
    QCOMPARE(run.seed().size(), 0);
    const auto kindOf = [](const auto &check) {
        try {
            check();
        } catch (const GraphError &e) {
            return e.kind();
        }
        return GraphError::Kind::Order;
    };
    QCOMPARE(kindOf([&] { checkGradients(run, std::array{ x }); }), GraphError::Kind::NoResult);
    QCOMPARE(kindOf([&] { checkNodes(run); }), GraphError::Kind::NoResult);
}

QTEST_APPLESS_MAIN(TestGradientCheck)
#include "tst_gradient_check.moc"
