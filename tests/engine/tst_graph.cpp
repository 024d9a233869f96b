// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs and their runs: the seeds' figures to the last bit, shared nodes, long chains, errors, documents.
#include "document/compiled_graph.h"
#include "document/graph_document.h"
#include "files/demos.h"
#include "files/document_io.h"
#include "files/storage_error.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <cmath>

using namespace chainrule;

namespace {

QJsonObject expected()
{
    QFile file(QStringLiteral(CHAINRULE_TEST_DATA "/expected.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// A demo, run forward and back.
struct Evaluated
{
    GraphDocument document;
    CompiledGraph compiled;
    Run<double> run;

    NodeId id(const char *name) const { return compiled.ids.value(QString::fromLatin1(name)); }
    double value(const char *name) const { return run.value(id(name))[0]; }
    double gradient(const char *name) const { return run.gradient(id(name))[0]; }
};

Evaluated evaluated(GraphDocument document)
{
    CompiledGraph compiled = compile(document);
    Run<double> run = makeRun(document, compiled, Keep::Edges);
    run.forward();
    run.backward();
    return { std::move(document), std::move(compiled), std::move(run) };
}

Evaluated evaluatedDemo(const char *id)
{
    return evaluated(*demo(QString::fromLatin1(id)));
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
    void everyDemoRunsAndAgreesFolded_data();
    void everyDemoRunsAndAgreesFolded();
    void documentsInAnyOrder();
    void damagedDocuments_data();
    void damagedDocuments();
};

void TestGraph::shopping_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("apple") << QStringLiteral("apple");
    QTest::newRow("apple_orange") << QStringLiteral("apple_orange");
}

void TestGraph::shopping()
{
    QFETCH(QString, id);
    const Evaluated graph = evaluatedDemo(qPrintable(id));
    const QJsonObject figures = expected()[id].toObject();
    const QJsonObject values = figures[QLatin1String("values")].toObject();
    const QJsonObject gradients = figures[QLatin1String("gradients")].toObject();
    QCOMPARE(values.size(), graph.compiled.graph->size());
    for (auto it = values.begin(); it != values.end(); ++it)
        QVERIFY2(graph.value(qPrintable(it.key())) == it->toDouble(), qPrintable(it.key())); // to the last bit
    for (auto it = gradients.begin(); it != gradients.end(); ++it)
        QVERIFY2(graph.gradient(qPrintable(it.key())) == it->toDouble(), qPrintable(it.key()));
}

void TestGraph::sigmoidApart()
{
    // NumPy's exp and the C library's differ in the last bit at times.
    const auto same = [](double a, double b) { return std::abs(a - b) <= 1e-15 * std::max(1.0, std::abs(b)); };
    for (const QJsonValue &row : expected()[QLatin1String("sigmoid")].toArray()) {
        const QJsonObject figures = row.toObject();
        GraphDocument document = *demo(QStringLiteral("sigmoid"));
        document.nodes[0].value = Tensor::scalar(figures[QLatin1String("x")].toDouble());
        const Evaluated graph = evaluated(document);
        for (const char *name : { "neg", "exp", "plus1", "y" })
            QVERIFY(same(graph.value(name), figures[QLatin1String(name)].toDouble()));
        QVERIFY(same(graph.gradient("x"), figures[QLatin1String("dx")].toDouble()));
        QVERIFY(same(graph.gradient("plus1"), figures[QLatin1String("d_plus1")].toDouble()));
        QVERIFY(same(graph.gradient("exp"), figures[QLatin1String("d_exp")].toDouble()));
        QVERIFY(same(graph.gradient("neg"), figures[QLatin1String("d_neg")].toDouble()));
    }
}

void TestGraph::softmaxWithLossApart()
{
    const QJsonObject figures = expected()[QLatin1String("softmax_with_loss")].toObject();
    const Evaluated graph = evaluatedDemo("softmax_loss");
    QVERIFY(std::abs(graph.value("L") - figures[QLatin1String("loss")].toDouble()) < 1e-15);
    const std::vector<double> dx = numbers(figures[QLatin1String("dx")]);
    for (Index i = 0; i < 2; ++i)
        QVERIFY(std::abs(graph.run.gradient(graph.id("x"))[i] - dx[std::size_t(i)]) < 1e-15);
}

void TestGraph::matrices()
{
    const auto same = [](View<const double> found, const QJsonValue &wanted) {
        return std::ranges::equal(found.span(), numbers(wanted));
    };
    const QJsonObject relu = expected()[QLatin1String("relu")].toObject();
    const Evaluated mask = evaluatedDemo("relu");
    QVERIFY(same(mask.run.value(mask.id("x")), relu[QLatin1String("x")]));
    QVERIFY(same(mask.run.value(mask.id("y")), relu[QLatin1String("y")]));
    QVERIFY(same(mask.run.gradient(mask.id("x")), relu[QLatin1String("dx")]));

    const QJsonObject bias = expected()[QLatin1String("bias")].toObject();
    const Evaluated batch = evaluatedDemo("affine_batch");
    QVERIFY(same(batch.run.value(batch.id("X_dot_W")), bias[QLatin1String("x_dot_w")]));
    QVERIFY(same(batch.run.value(batch.id("Y")), bias[QLatin1String("y")]));
    QVERIFY(same(batch.run.gradient(batch.id("B")), bias[QLatin1String("db")]));

    const QJsonObject layer = expected()[QLatin1String("sigmoid_layer")].toObject();
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Input, { 2, 2 });
    Run<double> run(graph, graph->add("sigmoid", { x }));
    run.set(x, numbers(layer[QLatin1String("x")]));
    run.setSeed(numbers(layer[QLatin1String("upstream")]));
    run.forward();
    run.backward();
    const std::vector<double> dx = numbers(layer[QLatin1String("dx")]);
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
    const Evaluated graph = evaluatedDemo("sigmoid");
    QVERIFY(graph.run.hasValue(graph.id("one")));
    QVERIFY(!graph.run.hasGradient(graph.id("one")));
    QVERIFY(graph.run.hasGradient(graph.id("x")));
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
    Evaluated graph = evaluatedDemo("apple");
    graph.run.set(graph.id("apple"), std::array{ 200.0 });
    QVERIFY(!graph.run.hasValue(graph.id("price")));
    QVERIFY(!graph.run.hasGradient(graph.id("apple")));
    QVERIFY(graph.run.hasValue(graph.id("apple")));
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

void TestGraph::everyDemoRunsAndAgreesFolded_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : demoIds())
        QTest::newRow(qPrintable(id)) << id;
}

void TestGraph::everyDemoRunsAndAgreesFolded()
{
    QFETCH(QString, id);
    const Evaluated whole = evaluatedDemo(qPrintable(id));
    QVERIFY(!whole.document.title.isEmpty() && !whole.document.question.isEmpty() && !whole.document.answer.isEmpty());
    QStringList folded;
    for (const DocumentGroup &group : whole.document.groups)
        folded.append(group.id);
    Run<double> run = makeRun(whole.document, whole.compiled, Keep::Edges);
    const std::vector<Moment> moments = momentsOf(whole.document, whole.compiled, folded);
    std::size_t steps = 0;
    for (const Moment &moment : moments) {
        steps += moment.size();
        for (const Step step : moment)
            run.apply(step);
    }
    QCOMPARE(steps, whole.run.steps().size());
    QVERIFY(folded.isEmpty() || moments.size() < steps);
    for (NodeId node = 0; node < whole.compiled.graph->size(); ++node) {
        QVERIFY(std::ranges::equal(run.value(node).span(), whole.run.value(node).span()));
        QCOMPARE(run.hasGradient(node), whole.run.hasGradient(node));
        if (run.hasGradient(node))
            QVERIFY(std::ranges::equal(run.gradient(node).span(), whole.run.gradient(node).span()));
    }
}

void TestGraph::documentsInAnyOrder()
{
    GraphDocument document = *demo(QStringLiteral("apple_orange"));
    std::ranges::reverse(document.nodes);
    const Evaluated graph = evaluated(document);
    QCOMPARE(graph.value("price"), 715.0000000000001);
    QCOMPARE(graph.gradient("orange"), 3.3000000000000003);
}

void TestGraph::damagedDocuments_data()
{
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QByteArray>("damaged");
    const auto row = [](const char *name, const char *wanted, const char *damaged) {
        QTest::newRow(name) << QByteArray(wanted) << QByteArray(damaged);
    };
    row("no JSON", "{", "[");
    row("format that is no number", "\"format\": 3", "\"format\": \"3\"");
    row("unknown operation", "\"mul\"", "\"mull\"");
    row("two nodes with one id", "\"id\": \"tax\"", "\"id\": \"apple\"");
    row("no such result", "\"result\": \"price\"", "\"result\": \"prize\"");
    row("a value that is no number", "1.1", "\"1.1\"");
    row("a value that is not finite", "1.1", "1e999");
    row("ragged rows", "1.1", "[[1, 2], [3]]");
    row("an empty matrix", "1.1", "[[]]");
}

void TestGraph::damagedDocuments()
{
    QFETCH(QByteArray, wanted);
    QFETCH(QByteArray, damaged);
    QFile file(QStringLiteral(":/demos/apple.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray json = file.readAll();
    QVERIFY(json.contains(wanted));
    json.replace(json.indexOf(wanted), wanted.size(), damaged);
    try {
        parseDocument(json, QStringLiteral("here.chainrule"));
        QFAIL("the document was accepted");
    } catch (const StorageError &e) {
        QCOMPARE(e.kind(), StorageError::Kind::BadDocument);
        QCOMPARE(e.path(), QStringLiteral("here.chainrule"));
        QVERIFY(!e.detail().isEmpty());
    }
}

QTEST_APPLESS_MAIN(TestGraph)
#include "tst_graph.moc"
