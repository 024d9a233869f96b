// SPDX-License-Identifier: GPL-3.0-or-later
// Every edit that can be made to a graph by hand: what it makes of it, and that it takes anything.
#include "document/edit_words.h"
#include "document/graph_edit.h"

#include "document/compiled_graph.h"
#include "files/demos.h"
#include "files/document_io.h"
#include "tests/document/edit_questions.h"
#include "tests/document/random_edits.h"
#include "tests/fixtures/large_graph.h"

#include <QtTest/QTest>

#include <cmath>
#include <set>

using namespace chainrule;

namespace {

// What the strict part of the program relies on, whatever was done.
void checkIsSound(const GraphDocument &document)
{
    std::set<QString> ids, names;
    for (const DocumentNode &node : document.nodes) {
        QVERIFY2(ids.insert(node.id).second, qPrintable(node.id));
        QVERIFY2(names.insert(node.name).second, qPrintable(node.name));
        const Op *op = findOp(node.op.toStdString());
        QVERIFY(node.isLeaf() || op);
        QCOMPARE(int(node.inputs.size()), node.isLeaf() ? 0 : op->arity);
        for (const QString &input : node.inputs)
            QVERIFY2(input.isEmpty() || document.node(input), qPrintable(input));
        QVERIFY(!node.isLeaf() || Index(node.value.values.size()) == node.value.shape.size());
    }
    for (const DocumentGroup &group : document.groups) {
        QVERIFY(ids.insert(group.id).second);
        QVERIFY(!group.members.isEmpty());
        for (const QString &member : group.members)
            QVERIFY(document.node(member) && document.node(member)->op != s("input"));
    }
    QVERIFY(document.result.isEmpty() || document.node(document.result));
    for (const HiddenNumber &hidden : document.hidden)
        QVERIFY(document.node(hidden.node));
    for (const NodeLack &lack : compileWhatCan(document).lacks)
        QVERIFY(lack.kind != NodeLack::Kind::Cycle && lack.kind != NodeLack::Kind::Arity
                && lack.kind != NodeLack::Kind::UnknownOp && lack.kind != NodeLack::Kind::Attribute);
}

} // namespace

class TestGraphEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // 1/(1 + exp(−x)) at 1, as somebody makes it: 0.7310585786300049.
    void buildsTheSigmoidFromNothing()
    {
        GraphDocument document;
        for (const char *op : { "input", "neg", "exp", "constant", "add", "reciprocal" }) {
            const edit::Edited added = edit::addNode(document, s(op), { 8, 16 });
            QCOMPARE(added.ids.size(), 1);
            document = added.document;
        }
        QStringList names;
        for (const DocumentNode &node : document.nodes)
            names.append(node.name);
        QCOMPARE(names, list("x1 neg1 exp1 c1 add1 reciprocal1"));
        QCOMPARE(document.nodes.last().position, QPointF(8, 16));
        QCOMPARE(document.nodes.first().value, Tensor::scalar(1.5)); // not 1, where too many rules look alike
        QCOMPARE(document.node(s("c1"))->value, Tensor::scalar(1));
        document = edit::setValue(document, s("x1"), Tensor::scalar(1));
        QCOMPARE(inputsOf(document, "add1"), QStringList({ {}, {} }));

        document = edit::connect(document, s("x1"), s("neg1"), 0);
        document = edit::connect(document, s("neg1"), s("exp1"), 0);
        document = edit::connect(document, s("exp1"), s("add1"), 0);
        document = edit::connect(document, s("c1"), s("add1"), 1);
        document = edit::connect(document, s("add1"), s("reciprocal1"), 0);
        QCOMPARE(resultOf(document), 1 / (1 + std::exp(-1.0)));
        QCOMPARE(edit::addNode(document, s("add"), {}).ids, list("add2"));
        QVERIFY(edit::addNode(document, s("frobnicate"), {}).ids.isEmpty());
    }

    void refusesCycles()
    {
        const GraphDocument document = sigmoidDemo();
        QCOMPARE(edit::wireFault(document, s("y"), s("neg"), 0), edit::WireFault::Cycle);
        QCOMPARE(edit::wireFault(document, s("exp"), s("exp"), 0), edit::WireFault::Cycle);
        QCOMPARE(edit::wireFault(document, s("x"), s("neg"), 0), edit::WireFault::Same);
        QCOMPARE(edit::wireFault(document, s("x"), s("neg"), 2), edit::WireFault::Missing);
        QCOMPARE(edit::wireFault(document, s("exp"), s("x"), 0), edit::WireFault::Missing);
        QCOMPARE(edit::wireFault(document, s("nobody"), s("neg"), 0), edit::WireFault::Missing);
        QVERIFY(!edit::wireFault(document, s("x"), s("neg"), 1));
        QCOMPARE(edit::connect(document, s("y"), s("neg"), 0), document);
        QCOMPARE(edit::ancestors(document, s("exp")), QSet<QString>({ s("exp"), s("neg"), s("x"), s("minus_one") }));
        QCOMPARE(edit::descendants(document, s("one")), QSet<QString>({ s("one"), s("plus1"), s("y") }));
    }

    void theResultFollowsTheWire()
    {
        GraphDocument document = sigmoidDemo();
        document.upstream = Tensor::scalar(3);
        for (const char *op : { "square", "log" })
            document = edit::addNode(document, s(op), {}).document;
        document = edit::connect(document, s("square1"), s("log1"), 0);
        QCOMPARE(document.result, s("y"));
        const GraphDocument joined = edit::connect(document, s("y"), s("square1"), 0);
        QCOMPARE(joined.result, s("log1"));
        QVERIFY(!joined.upstream); // it was y's
        // A result in the middle, which somebody chose, stays.
        const GraphDocument chosen = edit::setResult(joined, s("exp"));
        const GraphDocument more = edit::addNode(chosen, s("sin"), {}).document;
        QCOMPARE(edit::connect(more, s("exp"), s("sin1"), 0).result, s("exp"));
    }

    void disconnects()
    {
        const GraphDocument document = edit::disconnect(sigmoidDemo(), s("plus1"), 0);
        QCOMPARE(inputsOf(document, "plus1"), QStringList({ {}, s("one") }));
        QCOMPARE(edit::disconnect(document, s("plus1"), 7), document);
        QCOMPARE(compileWhatCan(document).lacks.value(s("plus1")).input, 0);
    }

    void insertsOnAWire()
    {
        const GraphDocument document = sigmoidDemo();
        const edit::Edited squared = edit::insertOnWire(document, s("plus1"), 0, s("square"), { 480, 100 });
        QCOMPARE(squared.ids, list("square1"));
        QCOMPARE(inputsOf(squared.document, "square1"), list("exp"));
        QCOMPARE(inputsOf(squared.document, "plus1"), list("square1 one"));
        QCOMPARE(resultOf(squared.document), 1 / (1 + std::exp(-1.0) * std::exp(-1.0)));
        // It lies within the group, which now is another function.
        QVERIFY(squared.document.groups[0].members.contains(s("square1")));
        QCOMPARE(squared.document.groups[0].op, QString());
        // On the wire into the group: outside of it.
        const GraphDocument before = edit::insertOnWire(document, s("neg"), 0, s("square"), {}).document;
        QVERIFY(!before.groups[0].members.contains(s("square1")));
        QCOMPARE(before.groups[0].op, s("sigmoid"));
        // A second operand is left open.
        QCOMPARE(inputsOf(edit::insertOnWire(document, s("exp"), 0, s("add"), {}).document, "add1"),
                 QStringList({ s("neg"), {} }));
        QCOMPARE(edit::insertOnWire(document, s("exp"), 0, s("constant"), {}).document, document);
        const GraphDocument open = edit::disconnect(document, s("exp"), 0);
        QCOMPARE(edit::insertOnWire(open, s("exp"), 0, s("square"), {}).document, open);
    }

    void putsANodeOnAWire()
    {
        const GraphDocument document = edit::addNode(sigmoidDemo(), s("sub"), {}).document;
        const GraphDocument half = edit::connect(document, s("x"), s("sub1"), 0);
        const GraphDocument put = edit::putOnWire(half, s("exp"), 0, s("sub1"));
        QCOMPARE(inputsOf(put, "sub1"), list("x neg")); // the open port takes the wire
        QCOMPARE(inputsOf(put, "exp"), list("sub1"));
        QCOMPARE(edit::putOnWire(document, s("exp"), 0, s("y")), document); // a cycle
        QCOMPARE(edit::putOnWire(document, s("exp"), 0, s("x")), document); // no port
    }

    void replacesInPlace()
    {
        GraphDocument document = sigmoidDemo();
        document = edit::addNode(document, s("mul"), { 3, 4 }).document;
        document = edit::connect(document, s("y"), s("mul1"), 0);
        document = edit::connect(document, s("x"), s("mul1"), 1);
        document.nodes.last().fault = s("mul_not_swapped");
        document.hidden = { { s("mul1"), 1 }, { s("mul1"), std::nullopt }, { s("x"), std::nullopt } };
        const GraphDocument after = edit::replaceOp(document, s("mul1"), s("exp"));
        const DocumentNode &node = after.nodes.last();
        QCOMPARE(node.id, s("mul1"));
        QCOMPARE(node.name, s("exp1")); // nobody had named it
        QCOMPARE(node.inputs, list("y"));
        QCOMPARE(node.position, QPointF(3, 4));
        QCOMPARE(node.fault, QString());
        QCOMPARE(after.hidden.size(), 2);
        const GraphDocument wider = edit::replaceOp(after, s("mul1"), s("add"));
        QCOMPARE(inputsOf(wider, "mul1"), QStringList({ s("y"), {} }));

        const GraphDocument named = edit::replaceOp(edit::rename(document, s("mul1"), s("area")), s("mul1"), s("add"));
        QCOMPARE(named.nodes.last().name, s("area"));
        const GraphDocument constant =
            edit::replaceOp(edit::setValue(document, s("x"), Tensor::scalar(4)), s("x"), s("constant"));
        QCOMPARE(constant.node(s("x"))->value, Tensor::scalar(4));
        const GraphDocument input = edit::replaceOp(document, s("mul1"), s("input"));
        QCOMPARE(input.node(s("mul1"))->value, edit::addNode(document, s("input"), {}).document.nodes.last().value);
        // The group's own operations are no longer what it amounts to.
        QCOMPARE(edit::replaceOp(document, s("exp"), s("sin")).groups[0].op, QString());
        QCOMPARE(edit::replaceOp(document, s("exp"), s("frobnicate")), document);
    }

    void removes()
    {
        GraphDocument document = sigmoidDemo();
        document.hidden = { { s("y"), std::nullopt }, { s("exp"), 0 } };
        const GraphDocument after = edit::remove(document, list("y one"));
        QVERIFY(!after.node(s("y")) && !after.node(s("one")));
        QCOMPARE(inputsOf(after, "plus1"), QStringList({ s("exp"), {} }));
        QCOMPARE(after.result, s("plus1")); // what fed it
        QCOMPARE(after.hidden, QList<HiddenNumber>({ { s("exp"), 0 } }));
        QCOMPARE(after.groups[0].members, list("minus_one neg exp plus1"));
        QCOMPARE(after.groups[0].op, QString());
        // Past what goes too, and not to a leaf.
        QCOMPARE(edit::remove(document, list("y plus1")).result, s("exp"));
        QCOMPARE(edit::remove(document, list("neg exp plus1 y")).result, QString());
        QVERIFY(edit::remove(document, list("neg exp plus1 y")).groups.isEmpty()); // only constants are left of it
        // A group with all that is in it.
        const GraphDocument bare = edit::remove(document, list("sigmoid"));
        QCOMPARE(bare.nodes.size(), 1);
        QVERIFY(bare.groups.isEmpty());
        QCOMPARE(edit::remove(document, list("nobody")), document);
    }

    void aGroupStaysWhatItIsWhenOnlyItsInputChanges()
    {
        GraphDocument document = edit::addNode(sigmoidDemo(), s("input"), {}).document;
        document = edit::connect(document, s("x1"), s("neg"), 0);
        QCOMPARE(document.groups[0].op, s("sigmoid"));
        document = edit::connect(edit::remove(document, list("x1")), s("x"), s("neg"), 0);
        QCOMPARE(document.groups[0].op, s("sigmoid"));
        QCOMPARE(edit::connect(document, s("x"), s("plus1"), 1).groups[0].op, QString());
        QCOMPARE(edit::setValue(document, s("one"), Tensor::scalar(2)).groups[0].op, QString());
        QCOMPARE(edit::setValue(document, s("x"), Tensor::scalar(2)).groups[0].op, s("sigmoid"));
    }

    void setsValuesOfAnyShape()
    {
        const GraphDocument document = sigmoidDemo();
        const Tensor row{ Shape(1, 3), { 1, 2, 3 } };
        QCOMPARE(edit::setValue(document, s("x"), row).node(s("x"))->value, row);
        QCOMPARE(edit::setValue(document, s("x"), { Shape(2, 2), { 1, 2, 3 } }), document);
        QCOMPARE(edit::setValue(document, s("x"), Tensor::scalar(HUGE_VAL)), document);
        QCOMPARE(edit::setValue(document, s("exp"), row), document);
        const GraphDocument net = *demo(s("two_layer"));
        QCOMPARE(net.node(s("W1"))->from, s("W1"));
        QCOMPARE(edit::setValue(net, s("W1"), row).node(s("W1"))->from, QString()); // numbers of its own
    }

    void names_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("fault"); // −1 for none
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << s("cost") << -1 << s("cost");
        QTest::newRow("spaces around") << s("  cost ") << -1 << s("cost");
        QTest::newRow("Japanese") << s("りんご") << -1 << s("りんご");
        QTest::newRow("full width") << s("Ｗ１") << -1 << s("W1"); // as Python compares them
        QTest::newRow("its own") << s("exp") << -1 << s("exp");
        QTest::newRow("empty") << s("  ") << int(edit::NameFault::Empty) << s("exp");
        QTest::newRow("digit first") << s("2x") << int(edit::NameFault::NoIdentifier) << s("exp");
        QTest::newRow("space") << s("a b") << int(edit::NameFault::NoIdentifier) << s("exp");
        QTest::newRow("sign") << s("a-b") << int(edit::NameFault::NoIdentifier) << s("exp");
        QTest::newRow("keyword") << s("lambda") << int(edit::NameFault::Keyword) << s("exp");
        QTest::newRow("taken") << s("y") << int(edit::NameFault::Taken) << s("exp");
    }

    void names()
    {
        QFETCH(QString, typed);
        QFETCH(int, fault);
        QFETCH(QString, name);
        const GraphDocument document = sigmoidDemo();
        const auto found = edit::nameFault(document, s("exp"), typed);
        QCOMPARE(found ? int(*found) : -1, fault);
        QCOMPARE(edit::rename(document, s("exp"), typed).node(s("exp"))->name, name);
    }

    void wordsFollowANewName()
    {
        GraphDocument document = sigmoidDemo();
        document.answer = s("{value:x}, {shape:x} and {gradient:x} of x");
        document = edit::rename(document, s("x"), s("speed"));
        QCOMPARE(document.answer, s("{value:speed}, {shape:speed} and {gradient:speed} of x"));
        QCOMPARE(edit::rename(document, s("sigmoid"), s("the  squash ")).groups[0].name, s("the squash"));
        QCOMPARE(edit::setNote(document, s("y"), s("mind this")).node(s("y"))->note, s("mind this"));
    }

    void attributes()
    {
        const GraphDocument document = edit::addNode(sigmoidDemo(), s("leaky_relu"), {}).document;
        const QString id = s("leaky_relu1");
        const auto slopeOf = [&](const GraphDocument &d) { return d.node(id)->attributes.value(s("slope"), -1); };
        QCOMPARE(slopeOf(document), -1.0); // the standard is not written down
        const GraphDocument steep = edit::setAttribute(document, id, s("slope"), 0.25);
        QCOMPARE(slopeOf(steep), 0.25);
        QVERIFY(edit::setAttribute(steep, id, s("slope"), std::nullopt) == document);
        for (const auto &refused :
             { edit::setAttribute(steep, id, s("axis"), 0.0), edit::setAttribute(steep, s("y"), s("slope"), 1.0),
               edit::setAttribute(steep, id, s("slope"), std::nan("")),
               edit::setAttribute(steep, s("nobody"), s("slope"), 1.0) })
            QVERIFY(refused == steep);
        // Another operation keeps what it has, too.
        QVERIFY(edit::replaceOp(steep, id, s("sum")).node(id)->attributes.isEmpty());
        const GraphDocument rows = edit::setAttribute(edit::replaceOp(steep, id, s("sum")), id, s("axis"), -1.0);
        QCOMPARE(edit::replaceOp(rows, id, s("mean")).node(id)->attributes, rows.node(id)->attributes);
        QVERIFY(edit::setAttribute(rows, id, s("axis"), 2.0) == rows);
        // A group is no sigmoid any more when what is in it works in another way.
        GraphDocument grouped = edit::addNode(document, s("sum"), {}).document;
        grouped.groups[0].members.append(s("sum1"));
        QVERIFY(!grouped.groups[0].op.isEmpty());
        QVERIFY(edit::setAttribute(grouped, s("sum1"), s("axis"), 0.0).groups[0].op.isEmpty());
    }

    void groups()
    {
        const GraphDocument document = sigmoidDemo();
        const edit::Edited denominator = edit::group(document, list("x one exp plus1"), s("1 + e"));
        QCOMPARE(denominator.ids, list("group1"));
        const DocumentGroup group = *denominator.document.group(s("group1"));
        QCOMPARE(group.members, list("exp one plus1")); // inputs are nobody's
        QCOMPARE(group.name, s("1 + e"));
        QCOMPARE(edit::group(document, list("exp"), {}).document.groups.last().name, s("group1"));

        QCOMPARE(edit::groupFault(document, list("x one")), edit::GroupFault::Empty);
        QCOMPARE(edit::groupFault(document, list("neg plus1")), edit::GroupFault::NotAtOnce); // exp is between them
        QCOMPARE(edit::groupFault(document, list("sigmoid")), edit::GroupFault::Same);
        const GraphDocument more = edit::connect(edit::addNode(document, s("square"), {}).document, s("y"), s("square1"), 0);
        QCOMPARE(edit::groupFault(more, list("y square1")), edit::GroupFault::Crosses);
        QVERIFY(!edit::groupFault(more, list("sigmoid square1"))); // around the other
        QCOMPARE(edit::group(more, list("y square1"), {}).document, more);
        QVERIFY(edit::ungroup(document, s("sigmoid")).groups.isEmpty());
        QCOMPARE(edit::ungroup(document, s("nobody")), document);
    }

    // The same as the timeline says when it folds the group.
    void groupsThatCannotHappenAtOnce()
    {
        GraphDocument document = LargeGraph(40, 4).document();
        const CompiledGraph compiled = compile(document);
        std::mt19937 random(7);
        int refused = 0;
        for (int i = 0; i < 300; ++i) {
            QStringList members;
            for (const DocumentNode &node : document.nodes)
                if (!node.isLeaf() && random() % 8 == 0)
                    members.append(node.id);
            document.groups = { { s("g"), s("g"), {}, members } };
            bool isPossible = true;
            try {
                momentsOf(document, compiled, { s("g") });
            } catch (const GraphError &) {
                isPossible = false;
            }
            QCOMPARE(edit::happensAtOnce(document, members), isPossible);
            refused += isPossible ? 0 : 1;
        }
        QVERIFY(refused > 50 && refused < 300);
    }

    void takesAnything()
    {
        for (unsigned seed = 1; seed <= 3; ++seed) {
            RandomEdits edits(seed);
            GraphDocument document = *demo(seed % 2 ? s("softmax_loss") : s("two_layer"));
            for (int i = 0; i < 1000; ++i) {
                document = edits.next(document);
                checkIsSound(document);
                if (i % 100 == 99) // and can be kept
                    QCOMPARE(parseDocument(toJson(document), {}), document);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestGraphEdit)
#include "tst_graph_edit.moc"
