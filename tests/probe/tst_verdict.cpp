// SPDX-License-Identifier: GPL-3.0-or-later
// The check's three answers: what cannot be told is neither right nor wrong, and what is wrong does not hide behind it.
#include "probe/node_check.h"
#include "probe/step_error.h"
#include "tests/fixtures/small_graphs.h"

#include <QtTest/QTest>

#include <cmath>

using namespace chainrule;

namespace {

SmallGraph graphOf(std::vector<std::pair<std::string, double>> leaves, std::string_view op,
                   const std::vector<std::string> &inputs)
{
    SmallGraph graph;
    for (const auto &[name, value] : leaves)
        graph.leaf(name, value);
    graph.op("y", op, inputs);
    return graph;
}

// x, to any gradient that is claimed for it.
Verdict verdictOn(const SmallGraph &graph, double claimed, double h = 1e-4)
{
    Run<double> run = graph.run();
    CheckOptions options;
    options.h = h;
    return checkElements(run, graph["x"], spreadElements(1, 1), { claimed }, options)->verdict;
}

} // namespace

Q_DECLARE_METATYPE(chainrule::SmallGraph)

class TestVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threeAnswers_data();
    void threeAnswers();
    void whatIsWrongIsNotInDoubt_data();
    void whatIsWrongIsNotInDoubt();
    void oneDisagreementOutweighsAllDoubts();
    void aFaultIsFoundThoughTheResultHasACorner();
    void inFloatTheStepIsTooSmall();
    void aGraphWithInfinityHasNoCrosses();
    void errorsOfInfinityAreNotNone();
};

void TestVerdict::threeAnswers_data()
{
    QTest::addColumn<SmallGraph>("graph");
    QTest::addColumn<int>("answer");
    QTest::addColumn<int>("doubt");
    const auto row = [](const char *name, const SmallGraph &graph, Answer answer, Doubt doubt = Doubt::None) {
        QTest::newRow(name) << graph << int(answer) << int(doubt);
    };
    const auto of = [](std::string_view op, double x) { return graphOf({ { "x", x } }, op, { "x" }); };
    const auto ofTwo = [](std::string_view op, double x, double z) {
        return graphOf({ { "x", x }, { "z", z } }, op, { "x", "z" });
    };
    row("square", of("square", 3), Answer::Agrees);
    row("max at a tie", ofTwo("max", 5, 5), Answer::Untold, Doubt::Corner);
    row("min at a tie", ofTwo("min", -2, -2), Answer::Untold, Doubt::Corner);
    row("max beside a tie", ofTwo("max", 5, 5.00001), Answer::Agrees);
    row("ReLU at 0", of("relu", 0), Answer::Untold, Doubt::Corner);
    row("ReLU near 0", of("relu", 5e-7), Answer::Agrees);
    row("|x| at 0, where the central difference is its gradient", of("abs", 0), Answer::Untold, Doubt::Corner);
    row("step at 0", of("step", 0), Answer::Untold, Doubt::NoDerivative);
    row("root of 0", of("sqrt", 0), Answer::Untold, Doubt::NoDerivative);
    row("0 to the power of a half", ofTwo("pow", 0, 0.5), Answer::Untold, Doubt::NoDerivative);
    row("log of a negative number", of("log", -1), Answer::Untold, Doubt::NoDerivative);
    row("log of 0", of("log", 0), Answer::Untold, Doubt::Overflow);
    row("exp of 1000", of("exp", 1000), Answer::Untold, Doubt::Overflow);
    row("near a pole", of("reciprocal", 0.001), Answer::Agrees);
    row("nearer than h to a pole", of("log", 1e-5), Answer::Agrees);
    row("sharply bent", of("exp", 30), Answer::Agrees);
    row("flat", ofTwo("max", 1, 5), Answer::Agrees);
    SmallGraph sigmoid = of("neg", -800); // exp(800) is ∞, and 1/∞ is 0: the result is finite, the gradient is not
    row("beyond an overflow", sigmoid.op("e", "exp", { "y" }).op("r", "reciprocal", { "e" }), Answer::Untold, Doubt::Overflow);
}

void TestVerdict::threeAnswers()
{
    QFETCH(SmallGraph, graph);
    QFETCH(int, answer);
    QFETCH(int, doubt);
    Run<double> run = graph.run();
    const LeafCheck leaf = checkGradients(run, std::array{ graph["x"] })->leaves[0];
    QCOMPARE(int(leaf.verdict.answer), answer);
    QCOMPARE(int(leaf.verdict.doubt), doubt);
    QCOMPARE(leaf.untold, Index(leaf.verdict.answer == Answer::Untold));
    QCOMPARE(leaf.kinks, Index(leaf.verdict.doubt == Doubt::Corner));
}

void TestVerdict::whatIsWrongIsNotInDoubt_data()
{
    QTest::addColumn<SmallGraph>("graph");
    QTest::addColumn<double>("claimed");
    QTest::addColumn<int>("answer");
    const auto row = [](const char *name, const SmallGraph &graph, double claimed, Answer answer) {
        QTest::newRow(name) << graph << claimed << int(answer);
    };
    const SmallGraph relu = graphOf({ { "x", 0 } }, "relu", { "x" });
    row("either slope at a corner", relu, 1, Answer::Untold);
    row("between them", relu, 0.5, Answer::Untold);
    row("above both", relu, 1.01, Answer::Disagrees);
    row("below both", relu, -0.01, Answer::Disagrees);
    row("infinite at a corner", relu, HUGE_VAL, Answer::Disagrees);
    const SmallGraph beside = graphOf({ { "x", 3e-5 } }, "relu", { "x" });
    row("the mixture that h makes beside a corner", beside, 0.65, Answer::Disagrees);
    row("the slope beyond it", beside, 0, Answer::Disagrees);
    const SmallGraph power = graphOf({ { "x", 0 }, { "z", 1.5 } }, "pow", { "x", "z" });
    row("a half-sided slope", power, 0, Answer::Untold);
    row("far from the one slope that there is", power, 5, Answer::Disagrees);
    row("no number where there is a slope", graphOf({ { "x", 3 } }, "square", { "x" }), NAN, Answer::Disagrees);
}

void TestVerdict::whatIsWrongIsNotInDoubt()
{
    QFETCH(SmallGraph, graph);
    QFETCH(double, claimed);
    QFETCH(int, answer);
    QCOMPARE(int(verdictOn(graph, claimed).answer), answer);
}

void TestVerdict::oneDisagreementOutweighsAllDoubts()
{
    SmallGraph graph;
    graph.leaf("x", { { 1, 4 }, { 0, 0, 0, 2 } }).op("r", "relu", { "x" }).op("y", "sum", { "r" });
    Run<double> run = graph.run();
    const auto verdict = [&](double last) {
        return checkElements(run, graph["x"], spreadElements(4, 4), { 0, 0, 0, last })->verdict;
    };
    QCOMPARE(verdict(1), untold(Doubt::Corner));
    QCOMPARE(verdict(1.1), disagreement);
}

// What a fault hands back lies between the slopes of a tie behind it; the operation that makes it is found all the same.
void TestVerdict::aFaultIsFoundThoughTheResultHasACorner()
{
    Op wrong = *findOp("mul");
    wrong.doubleKernel.backward = [](const BackwardArgs<double> &n) {
        n.downstream[0] = n.upstream[0] * n.in[std::size_t(n.input)][0];
    };
    auto graph = std::make_shared<Graph>();
    const NodeId a = graph->add(Leaf::Input);
    const NodeId b = graph->add(Leaf::Input);
    const NodeId c = graph->add(Leaf::Input);
    const NodeId product = graph->add(wrong, std::array{ a, b });
    Run<double> run(graph, graph->add("max", { product, c }));
    run.set(a, std::array{ 2.0 });
    run.set(b, std::array{ 3.0 });
    run.set(c, std::array{ 6.0 });
    const GraphCheck check = *checkNodes(run);
    QCOMPARE(check.node(a)->gradient.verdict, untold(Doubt::Corner)); // 2, between 0 and 3
    QCOMPARE(check.faulty(), std::vector{ product });
    QCOMPARE(check.verdict(), disagreement);
}

void TestVerdict::inFloatTheStepIsTooSmall()
{
    const SmallGraph graph = appleOrangeGraph();
    Run<float> run = graph.run<float>();
    QCOMPARE(checkGradients(run, graph.inputs())->verdict(), untold(Doubt::SmallStep));
    CheckOptions wide;
    wide.h = 1;
    QCOMPARE(checkGradients(run, graph.inputs(), wide)->verdict(), agreement);
    QCOMPARE(verdictOn(graphOf({ { "x", 3 } }, "square", { "x" }), 6, 1e-20), untold(Doubt::SmallStep));
    // What is wrong by more than rounding can hide is wrong in float, too.
    Run<float> square = graphOf({ { "x", 3 } }, "square", { "x" }).run<float>();
    square.assignGradient(0);
    QVERIFY(checkGradients(square, std::array{ NodeId(0) })->verdict() != disagreement);
}

void TestVerdict::aGraphWithInfinityHasNoCrosses()
{
    SmallGraph graph = graphOf({ { "x", 1000 }, { "z", 2 } }, "exp", { "x" });
    graph.op("s", "add", { "y", "z" });
    const GraphCheck check = *checkNodes(graph.run());
    QCOMPARE(check.verdict(), untold(Doubt::Overflow));
    for (const NodeCheck &node : check.nodes)
        QCOMPARE(node.gradient.verdict, untold(Doubt::Overflow));
    QVERIFY(check.faulty().empty());
}

void TestVerdict::errorsOfInfinityAreNotNone()
{
    const EvaluatedGraph graph(graphOf({ { "x", 1000 } }, "exp", { "x" }));
    const std::vector<StepError> errors = *errorAgainstStep(graph.run, graph["x"], errorSteps());
    for (const StepError &error : errors)
        QVERIFY(!std::isfinite(error.max) && !std::isfinite(error.mean));
}

QTEST_APPLESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
