// SPDX-License-Identifier: GPL-3.0-or-later
// The demos: each runs, agrees with the gradient check and folded with itself, and damage to one is told.
#include "document/compiled_graph.h"
#include "files/demos.h"
#include "files/document_io.h"
#include "files/storage_error.h"
#include "probe/gradient_check.h"
#include "probe/node_check.h"
#include "tests/fixtures/small_graphs.h"
#include "tests/fixtures/small_net.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// A document, run forward and back.
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

std::vector<NodeId> inputsOf(const Graph &graph)
{
    std::vector<NodeId> inputs;
    for (NodeId node = 0; node < graph.size(); ++node)
        if (graph.isLeaf(node) && !graph.isConstant(node))
            inputs.push_back(node);
    return inputs;
}

void everyDemo()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : demoIds())
        QTest::newRow(qPrintable(id)) << id;
}

} // namespace

class TestDemos : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreTheSmallGraphs_data();
    void theyAreTheSmallGraphs();
    void everyDemoRunsAndAgreesFolded_data() { everyDemo(); }
    void everyDemoRunsAndAgreesFolded();
    void aGroupOfAllIsThreeMoments();
    void everyDemoAgrees_data() { everyDemo(); }
    void everyDemoAgrees();
    void everyNodeOfEveryDemoAgrees_data() { everyDemo(); }
    void everyNodeOfEveryDemoAgrees();
    void documentsInAnyOrder();
    void damagedDocuments_data();
    void damagedDocuments();
};

void TestDemos::theyAreTheSmallGraphs_data()
{
    QTest::addColumn<QString>("id");
    for (const auto &[id, graph] : smallGraphs())
        QTest::newRow(id.c_str()) << QString::fromStdString(id);
}

// The engine's tests know the figures of these; so the demos have them too, to the last bit.
void TestDemos::theyAreTheSmallGraphs()
{
    QFETCH(QString, id);
    const Evaluated graph = evaluated(*demo(id));
    const EvaluatedGraph small(smallGraphs().at(id.toStdString()));
    QCOMPARE(graph.run.graph().size(), small.run.graph().size());
    for (const auto &[name, there] : small.graph.ids()) {
        const NodeId here = graph.id(name.c_str());
        QVERIFY2(here >= 0, name.c_str());
        QVERIFY(graph.run.value(here).rows == small.run.value(there).rows);
        QVERIFY2(std::ranges::equal(graph.run.value(here).span(), small.run.value(there).span()), name.c_str());
        QCOMPARE(graph.run.graph().isConstant(here), small.run.graph().isConstant(there));
        QCOMPARE(graph.run.hasGradient(here), small.run.hasGradient(there));
        if (small.run.hasGradient(there))
            QVERIFY2(std::ranges::equal(graph.run.gradient(here).span(), small.run.gradient(there).span()), name.c_str());
    }
    QCOMPARE(graph.compiled.result, graph.id(small.graph.nameOfResult().c_str()));
}

void TestDemos::everyDemoRunsAndAgreesFolded()
{
    QFETCH(QString, id);
    const Evaluated whole = evaluated(*demo(id));
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

void TestDemos::aGroupOfAllIsThreeMoments()
{
    const Evaluated sigmoid = evaluated(*demo(u"sigmoid"_s));
    const auto moments = momentsOf(sigmoid.document, sigmoid.compiled, { u"sigmoid"_s });
    QCOMPARE(moments.size(), 3U); // forward, the seed, back
    std::vector<Step> all;
    for (int kind = 0; kind < 3; ++kind)
        for (const Step step : moments[std::size_t(kind)]) {
            QCOMPARE(int(step.kind), kind);
            all.push_back(step);
        }
    QVERIFY(std::ranges::equal(all, sigmoid.run.steps()));
}

void TestDemos::everyDemoAgrees()
{
    QFETCH(QString, id);
    const GraphDocument document = *demo(id);
    const CompiledGraph compiled = compile(document);
    Run<double> run = makeRun(document, compiled);
    const std::vector<NodeId> inputs = inputsOf(*compiled.graph);
    run.forward();
    run.backward();
    for (const NodeId input : inputs) {
        constexpr Index most = 500; // elements of the net's 39,200 weights, spread over all of them
        const std::vector<Index> elements = spreadElements(run.value(input).size(), most);
        std::vector<double> analytic;
        for (const Index element : elements)
            analytic.push_back(run.gradient(input)[element]);
        const std::optional<LeafCheck> leaf = checkElements(run, input, elements, analytic);
        QVERIFY(leaf && leaf->agrees());
        QVERIFY(leaf->maxDifference < 1e-7);
        run.forward();
        run.backward();
    }
}

void TestDemos::everyNodeOfEveryDemoAgrees()
{
    QFETCH(QString, id);
    const Evaluated graph = evaluated(smallDemo(id));
    const auto check = checkNodes(graph.run);
    QVERIFY(check && check->agrees());
    QVERIFY(check->faulty().empty());
    for (NodeId node = 0; node < graph.run.graph().size(); ++node)
        QCOMPARE(check->node(node) != nullptr, graph.run.hasGradient(node));
    for (const NodeCheck &node : check->nodes)
        QVERIFY2(node.gradient.maxDifference < 1e-6, qPrintable(QString::number(node.gradient.maxDifference)));
}

void TestDemos::documentsInAnyOrder()
{
    GraphDocument document = *demo(u"apple_orange"_s);
    std::ranges::reverse(document.nodes);
    const Evaluated graph = evaluated(document);
    QCOMPARE(graph.value("price"), 715.0000000000001);
    QCOMPARE(graph.gradient("orange"), 3.3000000000000003);
}

void TestDemos::damagedDocuments_data()
{
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QByteArray>("damaged");
    const auto row = [](const char *name, const char *wanted, const char *damaged) {
        QTest::newRow(name) << QByteArray(wanted) << QByteArray(damaged);
    };
    row("no JSON", "{", "[");
    row("format that is no number", "\"format\": 4", "\"format\": \"4\"");
    row("unknown operation", "\"mul\"", "\"mull\"");
    row("two nodes with one id", "\"id\": \"tax\"", "\"id\": \"apple\"");
    row("no such result", "\"result\": \"price\"", "\"result\": \"prize\"");
    row("a value that is no number", "1.1", "\"1.1\"");
    row("a value that is not finite", "1.1", "1e999");
    row("ragged rows", "1.1", "[[1, 2], [3]]");
    row("an empty matrix", "1.1", "[[]]");
}

void TestDemos::damagedDocuments()
{
    QFETCH(QByteArray, wanted);
    QFETCH(QByteArray, damaged);
    QFile file(u":/demos/apple.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray json = file.readAll();
    QVERIFY(json.contains(wanted));
    json.replace(json.indexOf(wanted), wanted.size(), damaged);
    try {
        parseDocument(json, u"here.chainrule"_s);
        QFAIL("the document was accepted");
    } catch (const StorageError &e) {
        QCOMPARE(e.kind(), StorageError::Kind::BadDocument);
        QCOMPARE(e.path(), u"here.chainrule"_s);
        QVERIFY(!e.detail().isEmpty());
    }
}

QTEST_APPLESS_MAIN(TestDemos)
#include "tst_demos.moc"
