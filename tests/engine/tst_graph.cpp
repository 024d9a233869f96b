// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs and their runs: the seeds' figures to the last bit, shared nodes, long chains, errors.
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/small_graphs.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

QJsonObject expected()
{
    return QJsonDocument::fromJson(fileContents(QStringLiteral(CHAINRULE_TEST_DATA "/expected.json"))).object();
}

std::vector<double> numbers(const QJsonValue &value)
{
    std::vector<double> list;
    if (!value.isArray())
        return { value.toDouble() };
    for (const QJsonValue &element : value.toArray())
        for (const double x : numbers(element))
            list.push_back(x);
    return list;
}

} // namespace

class TestGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(!expected().isEmpty(), "tests/data/expected.json"); }
    void shopping_data();
    void shopping();
    void sigmoidApart();
    void softmaxWithLossApart();
    void matrices();
    void aNodeUsedTwiceAddsUp();
    void constantsTakeNoGradient();
    void nodesAsideTakeNoGradient();
    void longChainsDoNotRecurse();
    void stepsComeInOrder();
    void editForgetsWhatWasComputed();
    void errorsNameTheNode();
    void shapes();
};

void TestGraph::shopping_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("apple") << u"apple"_s;
    QTest::newRow("apple_orange") << u"apple_orange"_s;
}

void TestGraph::shopping()
{
    QFETCH(QString, id);
    const EvaluatedGraph graph(smallGraphs().at(id.toStdString()));
    const QJsonObject figures = expected()[id].toObject();
    const QJsonObject values = figures["values"_L1].toObject();
    const QJsonObject gradients = figures["gradients"_L1].toObject();
    QCOMPARE(values.size(), graph.run.graph().size());
    for (auto it = values.begin(); it != values.end(); ++it)
        QVERIFY2(graph.value(qPrintable(it.key())) == it->toDouble(), qPrintable(it.key())); // to the last bit
    for (auto it = gradients.begin(); it != gradients.end(); ++it)
        QVERIFY2(graph.gradient(qPrintable(it.key())) == it->toDouble(), qPrintable(it.key()));
}

void TestGraph::sigmoidApart()
{
    // NumPy's exp and the C library's differ in the last bit at times.
    const auto same = [](double a, double b) { return std::abs(a - b) <= 1e-15 * std::max(1.0, std::abs(b)); };
    for (const QJsonValue &row : expected()["sigmoid"_L1].toArray()) {
        const QJsonObject figures = row.toObject();
        const EvaluatedGraph graph(chainrule::sigmoidApart(figures["x"_L1].toDouble()));
        for (const char *name : { "neg", "exp", "plus1", "y" })
            QVERIFY(same(graph.value(name), figures[QLatin1String(name)].toDouble()));
        QVERIFY(same(graph.gradient("x"), figures["dx"_L1].toDouble()));
        QVERIFY(same(graph.gradient("plus1"), figures["d_plus1"_L1].toDouble()));
        QVERIFY(same(graph.gradient("exp"), figures["d_exp"_L1].toDouble()));
        QVERIFY(same(graph.gradient("neg"), figures["d_neg"_L1].toDouble()));
    }
}

void TestGraph::softmaxWithLossApart()
{
    const QJsonObject figures = expected()["softmax_with_loss"_L1].toObject();
    const EvaluatedGraph graph(chainrule::softmaxWithLossApart());
    QVERIFY(std::abs(graph.value("L") - figures["loss"_L1].toDouble()) < 1e-15);
    const std::vector<double> dx = numbers(figures["dx"_L1]);
    for (Index i = 0; i < 2; ++i)
        QVERIFY(std::abs(graph.run.gradient(graph["x"])[i] - dx[std::size_t(i)]) < 1e-15);
}

void TestGraph::matrices()
{
    const auto same = [](View<const double> found, const QJsonValue &wanted) {
        return std::ranges::equal(found.span(), numbers(wanted));
    };
    const QJsonObject relu = expected()["relu"_L1].toObject();
    const EvaluatedGraph mask(reluGraph({ -1, 2, 3, -4 }));
    QVERIFY(same(mask.run.value(mask["x"]), relu["x"_L1]));
    QVERIFY(same(mask.run.value(mask["y"]), relu["y"_L1]));
    QVERIFY(same(mask.run.gradient(mask["x"]), relu["dx"_L1]));

    const QJsonObject bias = expected()["bias"_L1].toObject();
    const EvaluatedGraph batch(affineBatch());
    QVERIFY(same(batch.run.value(batch["X_dot_W"]), bias["x_dot_w"_L1]));
    QVERIFY(same(batch.run.value(batch["Y"]), bias["y"_L1]));
    QVERIFY(same(batch.run.gradient(batch["B"]), bias["db"_L1]));

    const QJsonObject layer = expected()["sigmoid_layer"_L1].toObject();
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input, { 2, 2 });
    Run<double> run(graph, graph->add("sigmoid", { x }));
    run.set(x, numbers(layer["x"_L1]));
    run.setSeed(numbers(layer["upstream"_L1]));
    run.forward();
    run.backward();
    const std::vector<double> dx = numbers(layer["dx"_L1]);
    for (Index i = 0; i < 4; ++i)
        QVERIFY(std::abs(run.gradient(x)[i] - dx[std::size_t(i)]) < 1e-15);
}

void TestGraph::aNodeUsedTwiceAddsUp()
{
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input);
    const NodeId square = graph->add("mul", { x, x });
    const NodeId result = graph->add("add", { square, x }); // x² + x
    Run<double> run(graph, result, Keep::Edges);
    run.set(x, std::array{ 3.0 });
    run.forward();
    run.backward();
    QCOMPARE(run.value(result)[0], 12.0);
    QCOMPARE(run.gradient(x)[0], 7.0); // 2x + 1
    QCOMPARE(run.edgeGradient(square, 0)[0], 3.0);
    QCOMPARE(run.edgeGradient(square, 1)[0], 3.0);
    QCOMPARE(run.edgeGradient(result, 1)[0], 1.0);
    run.backward(); // a second pass starts afresh
    QCOMPARE(run.gradient(x)[0], 7.0);

    Run<double> sums(graph, result, Keep::Sums);
    sums.set(x, std::array{ 3.0 });
    sums.forward();
    sums.backward();
    QCOMPARE(sums.gradient(x)[0], 7.0);
}

void TestGraph::constantsTakeNoGradient()
{
    const EvaluatedGraph graph(chainrule::sigmoidApart());
    QVERIFY(graph.run.hasValue(graph["one"]));
    QVERIFY(!graph.run.hasGradient(graph["one"]));
    QVERIFY(graph.run.hasGradient(graph["x"]));
}

void TestGraph::nodesAsideTakeNoGradient()
{
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input);
    const NodeId result = graph->add("square", { x });
    const NodeId aside = graph->add("exp", { x });
    Run<double> run(graph, result);
    run.set(x, std::array{ 3.0 });
    run.forward();
    run.backward();
    QCOMPARE(run.gradient(x)[0], 6.0);
    QVERIFY(run.hasValue(aside) && !run.hasGradient(aside));
}

void TestGraph::longChainsDoNotRecurse()
{
    constexpr int length = 10000;
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input);
    const NodeId one = graph->add(Leaf::Input);
    NodeId node = x;
    for (int i = 0; i < length; ++i)
        node = graph->add("add", { node, one });
    Run<double> run(graph, node);
    run.set(one, std::array{ 1.0 });
    run.forward();
    run.backward();
    QCOMPARE(run.value(node)[0], double(length));
    QCOMPARE(run.gradient(x)[0], 1.0);
    QCOMPARE(run.gradient(one)[0], double(length));
}

void TestGraph::stepsComeInOrder()
{
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input);
    const NodeId square = graph->add("square", { x });
    const NodeId result = graph->add("neg", { square });
    using enum Step::Kind;
    const std::vector<Step> wanted = {
        { Forward, square }, { Forward, result }, { Seed, result }, { Backward, result }, { Backward, square }
    };
    QVERIFY(stepsOf(*graph, result) == wanted);

    Run<double> run(graph, result);
    const auto refused = [&run](Step step) {
        try {
            run.apply(step);
        } catch (const GraphError &e) {
            return e.kind() == GraphError::Kind::Order && e.node() == step.node;
        }
        return false;
    };
    QVERIFY(refused({ Forward, result }));
    QVERIFY(refused({ Seed, result }));
    QVERIFY(refused({ Backward, square }));
    for (const Step step : wanted)
        run.apply(step);
    QVERIFY(run.hasGradient(x));
}

void TestGraph::editForgetsWhatWasComputed()
{
    EvaluatedGraph graph(appleGraph());
    graph.run.set(graph["apple"], std::array{ 200.0 });
    QVERIFY(!graph.run.hasValue(graph["price"]));
    QVERIFY(!graph.run.hasGradient(graph["apple"]));
    QVERIFY(graph.run.hasValue(graph["apple"]));
    graph.run.forward();
    QCOMPARE(graph.value("price"), 440.00000000000006);
}

void TestGraph::errorsNameTheNode()
{
    Graph graph;
    const NodeId x = graph.add(Leaf::Input);
    const auto kindOf = [&](auto &&build) {
        try {
            build();
        } catch (const GraphError &e) {
            return e.kind();
        }
        return GraphError::Kind(-1);
    };
    QCOMPARE(kindOf([&] { graph.add("mull", { x, x }); }), GraphError::Kind::UnknownOp);
    QCOMPARE(kindOf([&] { graph.add("mul", { x }); }), GraphError::Kind::Arity);
    QCOMPARE(kindOf([&] { graph.add("mul", { x, 7 }); }), GraphError::Kind::UnknownNode);
    QCOMPARE(kindOf([&] { graph.add("mul", { x, -1 }); }), GraphError::Kind::UnknownNode);
    QCOMPARE(graph.size(), 1);

    auto shared = std::make_shared<Graph>(graph);
    const NodeId square = shared->add("square", { x });
    Run<double> run(shared, square);
    QCOMPARE(kindOf([&] { run.edit(square); }), GraphError::Kind::NotALeaf);
    QCOMPARE(kindOf([&] { run.set(x, std::array{ 1.0, 2.0 }); }), GraphError::Kind::Size);
    QCOMPARE(kindOf([&] { Run<double>(shared, 9); }), GraphError::Kind::UnknownNode);
}

void TestGraph::shapes()
{
    QCOMPARE(Shape(100, 784).text(), std::string("(100, 784)"));
    QCOMPARE(Shape().text(), std::string("()"));
    const auto refused = [](std::initializer_list<Index> dimensions) {
        try {
            Shape(std::span(dimensions.begin(), dimensions.size()));
        } catch (const GraphError &e) {
            return e.kind() == GraphError::Kind::Size;
        }
        return false;
    };
    QVERIFY(refused({ 0, 3 }) && refused({ 3, -1 }) && refused({ 3 }) && refused({ 1, 1, 1, 1, 1 }));
    QVERIFY(refused({ Index(1) << 40, Index(1) << 40 }));
}

QTEST_APPLESS_MAIN(TestGraph)
#include "tst_graph.moc"
