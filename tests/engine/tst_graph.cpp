// SPDX-License-Identifier: GPL-3.0-or-later
// The graph and its runs: the seeds' figures to the last bit, shared nodes, long chains, errors.
#include "engine/run.h"

#include <QtTest/QTest>

using namespace chainrule;

class TestGraph : public QObject
{
    Q_OBJECT

private slots:
    void appleGivesTheSeedsFigures();
};

void TestGraph::appleGivesTheSeedsFigures()
{
    auto graph = std::make_shared<Graph>();
    const NodeId apple = graph->add(Leaf::Input);
    const NodeId number = graph->add(Leaf::Input);
    const NodeId tax = graph->add(Leaf::Input);
    const NodeId applePrice = graph->add("mul", { apple, number });
    const NodeId price = graph->add("mul", { applePrice, tax });
    Run<double> run(graph, price);
    run.set(apple, std::array{ 100.0 });
    run.set(number, std::array{ 2.0 });
    run.set(tax, std::array{ 1.1 });
    run.forward();
    run.backward();
    QVERIFY(run.value(price)[0] == 220.00000000000003);
    QVERIFY(run.gradient(apple)[0] == 2.2);
    QVERIFY(run.gradient(number)[0] == 110.00000000000001);
    QVERIFY(run.gradient(tax)[0] == 200.0);
}

QTEST_APPLESS_MAIN(TestGraph)
#include "tst_graph.moc"
