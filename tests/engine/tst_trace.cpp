// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline's cursor: the position alone determines what has been computed.
#include "engine/trace.h"
#include "tests/fixtures/small_graphs.h"

#include <QtTest/QTest>

using namespace chainrule;

namespace {

// All that can be seen of a run, as text.
QString picture(const Run<double> &run)
{
    QString text;
    for (NodeId node = 0; node < run.graph().size(); ++node) {
        text += QString::number(node) + u':';
        if (run.hasValue(node))
            text += QString::number(run.value(node)[0], 'g', 17);
        if (run.hasGradient(node))
            text += u'|' + QString::number(run.gradient(node)[0], 'g', 17);
        for (int k = 0; k < int(run.graph().inputs(node).size()); ++k)
            if (run.hasEdgeGradient(node, k))
                text += u'/' + QString::number(run.edgeGradient(node, k)[0], 'g', 17);
        text += u' ';
    }
    return text;
}

} // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithTheLeavesAlone();
    void forwardThenSeedThenBackward();
    void backIsTheSamePicture();
    void seekIsTheSamePicture();
    void refreshFollowsAnEdit();

private:
    const SmallGraph m_graph = copyGraph();
};

void TestTrace::startsWithTheLeavesAlone()
{
    Run<double> run = m_graph.run();
    run.forward();
    run.backward();
    const Trace trace(run); // whatever the run went through before
    QCOMPARE(trace.position(), 0);
    QVERIFY(!trace.current());
    for (NodeId node = 0; node < run.graph().size(); ++node) {
        QCOMPARE(run.hasValue(node), run.graph().isLeaf(node));
        QVERIFY(!run.hasGradient(node));
    }
}

void TestTrace::forwardThenSeedThenBackward()
{
    Run<double> run = m_graph.run(Keep::Edges);
    Trace trace(run);
    QCOMPARE(trace.count(), 7);
    QCOMPARE(trace.seedPosition(), 4);
    trace.seek(4);
    QCOMPARE(trace.current()->front(), (Step{ Step::Kind::Seed, m_graph.result() }));
    QCOMPARE(run.gradient(m_graph.result())[0], 1.0);

    // x is used twice: its gradient grows term by term.
    const NodeId x = m_graph["x"];
    trace.seek(5);
    QVERIFY(!run.hasGradient(x));
    trace.next();
    QCOMPARE(run.gradient(x)[0], 5.0);
    trace.next();
    QCOMPARE(run.gradient(x)[0], 7.0);
    QVERIFY(!trace.next());
    QCOMPARE(trace.position(), 7);
}

void TestTrace::backIsTheSamePicture()
{
    Run<double> run = m_graph.run(Keep::Edges);
    Trace trace(run);
    QStringList pictures{ picture(run) };
    while (trace.next())
        pictures.append(picture(run));
    QCOMPARE(QSet<QString>(pictures.begin(), pictures.end()).size(), pictures.size()); // each step shows something new
    for (int position = trace.count(); position >= 0; --position) {
        QCOMPARE(trace.position(), position);
        QCOMPARE(picture(run), pictures[position]);
        QCOMPARE(trace.previous(), position > 0);
    }
}

void TestTrace::seekIsTheSamePicture()
{
    Run<double> run = m_graph.run(Keep::Edges);
    Trace trace(run);
    Run<double> other = m_graph.run(Keep::Edges);
    Trace stepped(other);
    for (const int position : { 6, 2, 5, 0, 7 }) {
        trace.seek(position);
        stepped.seek(0);
        while (stepped.position() < position)
            stepped.next();
        QCOMPARE(picture(run), picture(other));
    }
    trace.seek(99);
    QCOMPARE(trace.position(), 7);
    trace.seek(-3);
    QCOMPARE(trace.position(), 0);
}

void TestTrace::refreshFollowsAnEdit()
{
    Run<double> run = m_graph.run(Keep::Edges);
    Trace trace(run);
    trace.seek(6);
    run.set(m_graph["b"], std::array{ 50.0 });
    trace.refresh();
    QCOMPARE(trace.position(), 6);
    QCOMPARE(run.gradient(m_graph["x"])[0], 50.0);
}

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"
