// SPDX-License-Identifier: GPL-3.0-or-later
// Where nodes stand, changed by hand; and pieces of a graph on their way to another place.
#include "document/graph_fragment.h"
#include "document/graph_place.h"

#include "tests/document/edit_questions.h"

#include <QtTest/QTest>

#include <cmath>

using namespace chainrule;
using edit::Alignment;

class TestGraphPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moves()
    {
        GraphDocument document = sigmoidDemo();
        document.groups[0].position = { 400, 100 };
        const GraphDocument one = edit::move(document, list("y"), { 10, -5 });
        QCOMPARE(one.node(s("y"))->position, QPointF(750, 95));
        QVERIFY(one.placed);
        QCOMPARE(*one.groups[0].position, QPointF(400, 100));
        const GraphDocument all = edit::move(document, list("sigmoid"), { 10, 0 });
        QCOMPARE(*all.groups[0].position, QPointF(410, 100));
        QCOMPARE(all.node(s("y"))->position, QPointF(750, 100));
        QCOMPARE(all.node(s("x"))->position, QPointF(0, 100));
        QCOMPARE(edit::snapped({ 11.9, -4.1 }), QPointF(8, -8));
    }

    void aligns_data()
    {
        QTest::addColumn<int>("alignment");
        QTest::addColumn<QList<QPointF>>("after");
        // From (0, 10), (40, 20) and (100, 60).
        QTest::newRow("left") << int(Alignment::Left) << QList<QPointF>{ { 0, 10 }, { 0, 20 }, { 0, 60 } };
        QTest::newRow("centre x") << int(Alignment::CentreX) << QList<QPointF>{ { 50, 10 }, { 50, 20 }, { 50, 60 } };
        QTest::newRow("right") << int(Alignment::Right) << QList<QPointF>{ { 100, 10 }, { 100, 20 }, { 100, 60 } };
        QTest::newRow("top") << int(Alignment::Top) << QList<QPointF>{ { 0, 10 }, { 40, 10 }, { 100, 10 } };
        QTest::newRow("centre y") << int(Alignment::CentreY) << QList<QPointF>{ { 0, 35 }, { 40, 35 }, { 100, 35 } };
        QTest::newRow("bottom") << int(Alignment::Bottom) << QList<QPointF>{ { 0, 60 }, { 40, 60 }, { 100, 60 } };
        QTest::newRow("distribute x") << int(Alignment::DistributeX) << QList<QPointF>{ { 0, 10 }, { 50, 20 }, { 100, 60 } };
        QTest::newRow("distribute y") << int(Alignment::DistributeY) << QList<QPointF>{ { 0, 10 }, { 40, 35 }, { 100, 60 } };
    }

    void aligns()
    {
        QFETCH(int, alignment);
        QFETCH(QList<QPointF>, after);
        GraphDocument document;
        for (const QPointF &position : { QPointF(0, 10), QPointF(40, 20), QPointF(100, 60) })
            document = edit::addNode(document, s("add"), position).document;
        document = edit::align(document, list("add1 add2 add3"), Alignment(alignment));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(document.nodes[i].position, after[i]);
        QCOMPARE(edit::align(document, list("add2"), Alignment(alignment)), document);
    }

    void copiesAndPastes()
    {
        GraphDocument document = sigmoidDemo();
        document.nodes[1].note = s("kept");
        const GraphDocument fragment = edit::copy(document, list("sigmoid"));
        QCOMPARE(fragment.nodes.size(), 6);
        QCOMPARE(inputsOf(fragment, "neg"), QStringList({ {}, s("minus_one") }));
        QCOMPARE(fragment.groups.size(), 1);
        QVERIFY(edit::copy(document, list("y plus1")).groups.isEmpty());
        QVERIFY(edit::copy(document, list("nobody")).nodes.isEmpty());

        const edit::Edited pasted = edit::paste(document, fragment, { 16, 24 });
        QCOMPARE(pasted.ids, list("minus_one2 neg2 exp2 one2 plus2 y2"));
        const GraphDocument &two = pasted.document;
        QCOMPARE(inputsOf(two, "exp2"), list("neg2"));
        QCOMPARE(inputsOf(two, "neg2"), QStringList({ {}, s("minus_one2") }));
        QCOMPARE(two.node(s("y2"))->name, s("y2"));
        QCOMPARE(two.node(s("y2"))->position, QPointF(756, 124));
        QCOMPARE(two.node(s("minus_one2"))->note, s("kept"));
        QCOMPARE(two.groups[1].id, s("sigmoid2"));
        QCOMPARE(two.groups[1].members, list("minus_one2 neg2 exp2 one2 plus2 y2"));
        QCOMPARE(two.result, s("y"));
        // The two sigmoids one behind the other: σ(σ(1)) = σ(0.7310585786300049).
        QCOMPARE(resultOf(edit::connect(two, s("y"), s("neg2"), 0)), 1 / (1 + std::exp(-1 / (1 + std::exp(-1.0)))));
    }

    void pastesWhatSomebodyElseWrote()
    {
        GraphDocument fragment = edit::copy(sigmoidDemo(), list("sigmoid"));
        fragment.nodes[1].inputs[0] = s("x"); // of another document, which has an x too
        fragment.groups[0].members.append(s("nobody"));
        const GraphDocument pasted = edit::paste(sigmoidDemo(), fragment, {}).document;
        QCOMPARE(inputsOf(pasted, "neg2"), QStringList({ {}, s("minus_one2") }));
        QCOMPARE(pasted.groups.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestGraphPlace)
#include "tst_graph_place.moc"
