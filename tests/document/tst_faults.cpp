// SPDX-License-Identifier: GPL-3.0-or-later
// Learners' mistakes: each gives the wrong gradient that its author got, and the check marks the node that makes it.
#include "document/compiled_graph.h"
#include "document/fault_document.h"
#include "document/utf8.h"
#include "files/demos.h"
#include "files/document_io.h"
#include "files/storage_error.h"
#include "probe/faults.h"
#include "probe/node_check.h"
#include "probe/slice.h"
#include "tests/fixtures/small_net.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

GraphDocument demoOf(const QString &id)
{
    return smallDemo(id);
}

void setLeaf(GraphDocument &document, const QString &id, Shape shape, const std::vector<double> &values)
{
    for (DocumentNode &node : document.nodes)
        if (node.id == id)
            node.value = { shape, values };
}

// A batch of two, where the demo has a single sample.
GraphDocument twoSamples()
{
    GraphDocument document = demoOf(u"softmax_loss"_s);
    setLeaf(document, u"x"_s, { 2, 2 }, { 0.1, 0.9, 2.0, -1.0 });
    setLeaf(document, u"t"_s, { 2, 2 }, { 0, 1, 1, 0 });
    return document;
}

QList<GraphDocument> documents()
{
    QList<GraphDocument> all;
    for (const QString &id : demoIds())
        all.append(demoOf(id));
    all.append(twoSamples());
    return all;
}

std::vector<double> gradientOf(const GraphDocument &document, const char *id)
{
    const CompiledGraph compiled = compile(document);
    const Run<double> run = fullPass(makeRun(document, compiled));
    const auto gradient = run.gradient(compiled.ids.value(QString::fromUtf8(id))).span();
    return { gradient.begin(), gradient.end() };
}

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsFoundWhereverItCanBeMade_data();
    void eachIsFoundWhereverItCanBeMade();
    void eachCanBeMadeSomewhere();
    void forwardStaysRight();
    void wrongGradientsByHand_data();
    void wrongGradientsByHand();
    void reluInPlaceSpoilsWhatItWasGiven();
    void sigmoidBecomesOneNode();
    void anOuterGroupTakesItsInnerOnesAlong();
    void obstaclesAreNamed_data();
    void obstaclesAreNamed();
    void whatDoesNotFitChangesNothing();
    void sameFactorsHideAMissingSwap();
    void takenOutItIsRight();
    void readFromJson();
};

void TestFaults::eachIsFoundWhereverItCanBeMade_data()
{
    QTest::addColumn<GraphDocument>("document");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("fault");
    int number = 0;
    for (const GraphDocument &document : documents()) {
        for (const FaultChoice &choice : faultChoices(document))
            for (const QString &place : choice.places)
                QTest::addRow("%d %s: %s at %s", number, qPrintable(document.id), qPrintable(choice.fault), qPrintable(place))
                    << document << place << choice.fault;
        ++number;
    }
}

void TestFaults::eachIsFoundWhereverItCanBeMade()
{
    QFETCH(GraphDocument, document);
    QFETCH(QString, place);
    QFETCH(QString, fault);
    const GraphDocument faulty = withFault(document, place, fault);
    const CompiledGraph compiled = compile(faulty);
    const DocumentNode *culprit = faultyNode(faulty);
    QVERIFY(culprit);
    const auto check = checkNodes(makeRun(faulty, compiled));
    QVERIFY(check);
    QCOMPARE(check->faulty(), std::vector{ compiled.ids.value(culprit->id) });
    QVERIFY(!check->agrees());
}

void TestFaults::eachCanBeMadeSomewhere()
{
    for (const std::string_view id : allFaults()) {
        const QString fault = fromUtf8(id);
        bool somewhere = false;
        for (const GraphDocument &document : documents())
            for (const FaultChoice &choice : faultChoices(document))
                somewhere = somewhere || (choice.fault == fault && !choice.places.isEmpty());
        QVERIFY2(somewhere, qPrintable(fault));
    }
}

void TestFaults::forwardStaysRight()
{
    for (const Fault &fault : faultTable()) {
        const Op *right = findOp(fault.op.id);
        QVERIFY(right);
        QVERIFY(fault.op.doubleKernel.forward == right->doubleKernel.forward);
        QVERIFY(fault.op.floatKernel.forward == right->floatKernel.forward);
        QVERIFY(fault.op.doubleKernel.backward != right->doubleKernel.backward);
        QVERIFY(fault.op.floatKernel.backward != right->floatKernel.backward);
        QVERIFY(fault.op.symbol == right->symbol && fault.op.shape == right->shape);
        QVERIFY(std::ranges::count(allFaults(), fault.id) == 1);
    }
}

void TestFaults::wrongGradientsByHand_data()
{
    QTest::addColumn<GraphDocument>("document");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QByteArray>("at");
    QTest::addColumn<std::vector<double>>("gradient");
    const auto row = [](const char *demo, const char *place, const char *fault, const char *at,
                        const std::vector<double> &gradient) {
        QTest::newRow(fault) << demoOf(QString::fromUtf8(demo)) << QString::fromUtf8(place) << QString::fromUtf8(fault)
                             << QByteArray(at) << gradient;
    };
    row("mul", "z", "mul_not_swapped", "x", { 13 }); // 1.3 times x itself, where 1.3 · 5 is right
    row("copy", "x", "branch_assigned", "x", { 2 }); // the last share, where 2 + 5 is right
    row("relu", "y", "relu_no_mask", "x", { 5, -6, 7, 8 }); // the upstream gradient as it came
    row("sigmoid", "sigmoid", "sigmoid_of_x", "x", { 0 }); // x(1 − x) at 1
    row("affine_batch", "Y", "bias_not_summed", "B", { 1, 2, 3 }); // where 5, 7, 9 is right
    // dY · W with W's memory 2 2 2 4 4 4 read as (3, 2): [[2, 2], [2, 4], [4, 4]]
    row("affine_batch", "X_dot_W", "affine_not_transposed", "X", { 18, 22, 42, 52 });
    QTest::newRow("exp_of_one") << demoOf(u"sigmoid"_s) << u"exp"_s << u"exp_of_one"_s << QByteArray("x")
                                << std::vector{ 0.534446645388523 }; // y², e⁻¹ being left out
}

void TestFaults::wrongGradientsByHand()
{
    QFETCH(GraphDocument, document);
    QFETCH(QString, place);
    QFETCH(QString, fault);
    QFETCH(QByteArray, at);
    QFETCH(std::vector<double>, gradient);
    const std::vector<double> found = gradientOf(withFault(document, place, fault), at.constData());
    QCOMPARE(found.size(), gradient.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY2(std::abs(found[i] - gradient[i]) < 1e-12, qPrintable(QString::number(found[i], 'g', 17)));
}

void TestFaults::reluInPlaceSpoilsWhatItWasGiven()
{
    const GraphDocument document = withFault(demoOf(u"relu"_s), u"y"_s, u"relu_in_place"_s);
    QCOMPARE(gradientOf(document, "x"), (std::vector<double>{ 0, -6, 7, 0 })); // what it hands on is right …
    QCOMPARE(gradientOf(document, "y"), (std::vector<double>{ 0, -6, 7, 0 })); // … what it was given was 5, −6, 7, 8
    const CompiledGraph compiled = compile(document);
    const auto check = checkNodes(makeRun(document, compiled));
    QVERIFY(!check->node(compiled.ids.value(u"y"_s))->sums);
    QVERIFY(check->node(compiled.ids.value(u"x"_s))->agrees());
}

void TestFaults::sigmoidBecomesOneNode()
{
    const GraphDocument document = demoOf(u"sigmoid"_s);
    const GraphDocument faulty = withFault(document, u"sigmoid"_s, u"sigmoid_of_x"_s);
    QCOMPARE(faulty.nodes.size(), 2);
    QVERIFY(faulty.groups.isEmpty());
    QCOMPARE(faulty.result, u"y"_s);
    const DocumentNode *node = faulty.node(u"y"_s);
    QCOMPARE(node->op, u"sigmoid"_s);
    QCOMPARE(node->inputs, QStringList{ u"x"_s });
    QCOMPARE(node->position, QPointF(477.5, 100)); // the middle of neg (215) and y (740)
    const CompiledGraph compiled = compile(faulty);
    QCOMPARE(fullPass(makeRun(faulty, compiled)).value(compiled.result)[0], 0.7310585786300049);
}

void TestFaults::anOuterGroupTakesItsInnerOnesAlong()
{
    const GraphDocument faulty = withFault(twoSamples(), u"softmax_with_loss"_s, u"loss_not_averaged"_s);
    QVERIFY(faulty.groups.isEmpty());
    QCOMPARE(faulty.nodes.size(), 3); // x, t and L
    QCOMPARE(faulty.node(u"L"_s)->inputs, (QStringList{ u"x"_s, u"t"_s }));
    QCOMPARE(faulty.node(u"L"_s)->position, QPointF(1060, 80)); // where the folded group stands
    QVERIFY(!faulty.answer.contains(u"{value:y}"_s)); // there is no y any more
}

void TestFaults::obstaclesAreNamed_data()
{
    using Obstacle = FaultChoice::Obstacle;
    QTest::addColumn<QString>("demo");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("obstacle");
    const auto row = [](const char *demo, std::string_view fault, Obstacle obstacle) {
        QTest::newRow(demo) << QString::fromUtf8(demo) << fromUtf8(fault) << int(obstacle);
    };
    row("apple", branchFault, Obstacle::NoBranch);
    row("add", "relu_no_mask", Obstacle::NoOperation);
    row("affine", "bias_not_summed", Obstacle::NoDifference); // one sample: the first row is the sum
    row("softmax_loss", "loss_not_averaged", Obstacle::NoDifference);
    row("copy", branchFault, Obstacle::None);
}

void TestFaults::obstaclesAreNamed()
{
    QFETCH(QString, demo);
    QFETCH(QString, fault);
    QFETCH(int, obstacle);
    for (const FaultChoice &choice : faultChoices(demoOf(demo)))
        if (choice.fault == fault)
            QCOMPARE(int(choice.obstacle), obstacle);
}

void TestFaults::whatDoesNotFitChangesNothing()
{
    const GraphDocument document = demoOf(u"apple"_s);
    for (const auto &[place, fault] :
         { std::pair("price", "relu_no_mask"), std::pair("nobody", "mul_not_swapped"), std::pair("price", "no_such_fault") }) {
        const GraphDocument same = withFault(document, QString::fromUtf8(place), QString::fromUtf8(fault));
        QVERIFY(!faultyNode(same));
        QCOMPARE(same.nodes.size(), document.nodes.size());
    }
    GraphDocument broken = document;
    broken.nodes.last().fault = u"relu_no_mask"_s;
    QVERIFY_THROWS_EXCEPTION(GraphError, compile(broken));
}

void TestFaults::sameFactorsHideAMissingSwap()
{
    GraphDocument document = demoOf(u"mul"_s);
    const auto wrong = [&] { return withFault(document, u"z"_s, u"mul_not_swapped"_s); };
    QVERIFY(makesDifference(document, wrong()));
    setLeaf(document, u"x"_s, Shape(), { 5 }); // as y
    QVERIFY(!makesDifference(document, wrong()));
    const GraphDocument relu = demoOf(u"relu"_s); // its own gradient only
    QVERIFY(makesDifference(relu, withFault(relu, u"y"_s, u"relu_in_place"_s)));
}

void TestFaults::takenOutItIsRight()
{
    const GraphDocument faulty = withFault(demoOf(u"copy"_s), u"x"_s, u"branch_assigned"_s);
    QCOMPARE(gradientOf(withoutFaults(faulty), "x"), std::vector{ 7.0 });
}

void TestFaults::readFromJson()
{
    const QByteArray json = R"({"format": 1, "result": "z", "nodes": [{"id": "x", "op": "input", "value": 2},
        {"id": "z", "op": "exp", "inputs": ["x"], "fault": "%1"}]})";
    const auto parsed = [&](const char *fault) { return parseDocument(QByteArray(json).replace("%1", fault), u"a.json"_s); };
    QCOMPARE(parsed("exp_of_one").node(u"z"_s)->fault, u"exp_of_one"_s);
    QCOMPARE(gradientOf(parsed("exp_of_one"), "x"), std::vector{ 1.0 });
    QVERIFY(parsed("").node(u"z"_s)->fault.isEmpty());
    for (const char *unknown : { "no_such_fault", "mul_not_swapped" }) {
        try {
            parsed(unknown);
            QFAIL("an unknown fault was taken");
        } catch (const StorageError &e) {
            QCOMPARE(e.kind(), StorageError::Kind::BadDocument);
            QCOMPARE(e.detail(), u"z: "_s + QString::fromUtf8(unknown));
        }
    }
}

QTEST_APPLESS_MAIN(TestFaults)
#include "tst_faults.moc"
