// SPDX-License-Identifier: GPL-3.0-or-later
// Where nodes stand when a graph is tidied up: with dot, with a dot that misbehaves, and without any.
#include "document/graph_edit.h"
#include "document/wiring.h"
#include "layout/arrange.h"
#include "layout/dot_layout.h"
#include "layout/tidy.h"

#include "files/demos.h"
#include "tests/fixtures/large_graph.h"
#include "tests/fixtures/time_limit.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QLineF>
#include <QtCore/QSet>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace chainrule;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(chainrule::GraphDocument)

namespace {

QPointF at(const GraphDocument &document, const char *node)
{
    return document.node(QString::fromLatin1(node))->position;
}

// Inputs to the left of what uses them, no two figures in one place.
void checkIsTidy(const GraphDocument &document)
{
    const Wiring wiring(document);
    std::set<std::pair<double, double>> places;
    for (int node = 0; node < document.nodes.size(); ++node) {
        const QPointF place = document.nodes[node].position;
        QVERIFY2(places.insert({ place.x(), place.y() }).second, qPrintable(document.nodes[node].id));
        for (const int input : wiring.inputs(node))
            QVERIFY2(document.nodes[input].position.x() < place.x(), qPrintable(document.nodes[node].id));
    }
}

GraphDocument withoutPositions(GraphDocument document)
{
    for (DocumentNode &node : document.nodes)
        node.position = {};
    for (DocumentGroup &group : document.groups)
        group.position.reset();
    document.placed = false;
    return document;
}

} // namespace

class TestTidy : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    // A program in dot's place.
    QString script(const char *body)
    {
        static int number = 0;
        QString path = m_folder.filePath(u"dot%1"_s.arg(++number));
        QFile file(path);
        [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
        file.write(QByteArray("#!/bin/sh\n") + body);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

    GraphDocument tidiedBy(const QString &program, const GraphDocument &document, std::chrono::milliseconds limit = 10s)
    {
        Tidy tidy(program, limit);
        QSignalSpy finished(&tidy, &Tidy::finished);
        tidy.start(document);
        [&] {
            QVERIFY(tidy.isRunning());
            QCOMPARE(finished.size(), 0); // never before start() returns
            QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, int(timeLimit(10'000)));
            QVERIFY(!tidy.isRunning());
            QCOMPARE(finished[0][0].value<GraphDocument>(), document);
        }();
        return finished.isEmpty() ? GraphDocument() : finished[0][1].value<GraphDocument>();
    }

    // What plain ranks give, at the document's corner.
    static GraphDocument plain(const GraphDocument &document)
    {
        GraphDocument ranks = arranged(document);
        ranks.placed = true;
        return ranks;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        qRegisterMetaType<GraphDocument>();
    }

    void ranksStandAsInTheBook()
    {
        const GraphDocument apples = arranged(withoutPositions(*demo(u"apple_orange"_s)));
        checkIsTidy(apples);
        // Leaves in the order in which they are used, each product between its two; the tax just before its use.
        QVERIFY(at(apples, "apple_num").y() != at(apples, "apple").y());
        QCOMPARE(at(apples, "apple_num").x(), at(apples, "orange").x());
        QVERIFY(at(apples, "apple").y() < at(apples, "orange").y());
        QCOMPARE(at(apples, "apple_price").y(), (at(apples, "apple").y() + at(apples, "apple_num").y()) / 2);
        QVERIFY(at(apples, "tax").x() > at(apples, "apple").x());
        QVERIFY(!apples.placed);

        const GraphDocument sigmoid = arranged(withoutPositions(*demo(u"sigmoid"_s)));
        checkIsTidy(sigmoid);
        for (const char *node : { "neg", "exp", "plus1", "y" }) // one straight line; the constants below it
            QCOMPARE(at(sigmoid, node).y(), at(sigmoid, "x").y());
        QVERIFY(at(sigmoid, "one").y() > at(sigmoid, "x").y());
        QCOMPARE(at(sigmoid, "x"), QPointF(0, 0));
    }

    // exp feeds the sum, and what is divided by the sum: its second arrow does not run through the circles of the first.
    void nothingStandsOnALongArrow()
    {
        const GraphDocument document = arranged(withoutPositions(*demo(u"softmax_loss"_s)));
        const Wiring wiring(document);
        for (int to = 0; to < document.nodes.size(); ++to) {
            for (const int from : wiring.inputs(to)) {
                const QLineF arrow(document.nodes[from].position, document.nodes[to].position);
                for (const DocumentNode &other : document.nodes) {
                    const QPointF place = other.position;
                    if (place.x() <= arrow.x1() || place.x() >= arrow.x2())
                        continue;
                    const double y = arrow.pointAt((place.x() - arrow.x1()) / arrow.dx()).y();
                    QVERIFY2(std::abs(y - place.y()) > 32, qPrintable(other.id)); // a circle's radius
                }
            }
        }
    }

    void matricesHaveMoreRoom()
    {
        const GraphDocument numbers = arranged(withoutPositions(*demo(u"mul"_s)));
        const GraphDocument matrices = arranged(withoutPositions(*demo(u"affine"_s)));
        const auto gap = [](const GraphDocument &document) {
            return document.nodes[1].position.y() - document.nodes[0].position.y();
        };
        QVERIFY(gap(numbers) >= 96);
        QVERIFY(gap(matrices) >= 160); // as in the demo itself
    }

    void ranksTakeEveryDemo()
    {
        for (const QString &id : demoIds())
            checkIsTidy(arranged(withoutPositions(*demo(id))));
    }

    void ranksTakeWhatIsUnfinished()
    {
        GraphDocument document;
        QCOMPARE(arranged(document), document);
        for (const char *op : { "add", "input", "exp", "constant" })
            document = edit::addNode(document, QString::fromLatin1(op), {}).document;
        checkIsTidy(arranged(document));
        // A damaged file's: a cycle, and a wire from nowhere.
        document.nodes[0].inputs = { document.nodes[2].id, u"nobody"_s };
        document.nodes[2].inputs = { document.nodes[0].id };
        QCOMPARE(arranged(document).nodes.size(), 4);
    }

    void ranksTakeTenThousandNodes()
    {
        const GraphDocument document = withoutPositions(LargeGraph(10'000, 50).document());
        QElapsedTimer timer;
        timer.start();
        const GraphDocument ranks = arranged(document);
        QVERIFY2(timer.elapsed() < timeLimit(1000), qPrintable(QString::number(timer.elapsed())));
        checkIsTidy(ranks);

        GraphDocument chain; // as deep as it is long
        chain.nodes.append(document.nodes[0]);
        for (int i = 1; i < 10'000; ++i) {
            DocumentNode node = document.nodes[0];
            node.id = u"chain%1"_s.arg(i);
            node.op = u"exp"_s;
            node.inputs = { chain.nodes.last().id };
            chain.nodes.append(node);
        }
        checkIsTidy(arranged(chain));
    }

    void saysWhatIsToBeDrawn()
    {
        const QByteArray text = dotText(*demo(u"sigmoid"_s));
        QVERIFY(text.contains("rankdir=LR"));
        QVERIFY(text.contains("subgraph cluster_0 {\nn1;\nn2;\nn3;\nn4;\nn5;\nn6;\n}"));
        QVERIFY(text.indexOf("n0 -> n2 ") < text.indexOf("n1 -> n2 ")); // ports from top to bottom
        QVERIFY(!text.contains("minus_one")); // names could be anything
    }

    void nestsClusters()
    {
        GraphDocument document = *demo(u"sigmoid"_s);
        document = edit::group(document, { u"exp"_s, u"plus1"_s }, {}).document;
        const QByteArray text = dotText(document);
        QVERIFY(text.contains("subgraph cluster_0 {\nsubgraph cluster_1 {\nn3;\nn5;\n}\nn1;\nn2;\nn4;\nn6;\n}"));
        document.groups[1].members = QStringList{ u"x"_s, u"exp"_s }; // crosses, as no editor allows
        QVERIFY(!dotText(document).contains("cluster_1"));
    }

    // What `dot -Tjson0` (graphviz 2.43) says of x → exp, in points, with y upwards.
    void readsWhatDotSays()
    {
        GraphDocument document = edit::addNode({}, inputOp, {}).document;
        document = edit::addNode(document, u"exp"_s, {}).document;
        document.groups = { { u"g"_s, {}, {}, { u"exp1"_s }, true, QPointF(1, 1) } };
        const QByteArray answer = R"({"name": "%3", "directed": true, "_subgraph_cnt": 1, "objects": [
            {"name": "cluster_0", "bb": "140,8,220,88", "_gvid": 0, "nodes": [2]},
            {"_gvid": 1, "name": "n0", "height": "0.889", "pos": "10,48", "width": "0.278"},
            {"_gvid": 2, "name": "n1", "height": "0.889", "pos": "164,-8", "width": "0.889"}], "edges": []})";
        const auto placed = positionsFromDot(document, answer);
        QVERIFY(placed.has_value());
        // "x1" is 20 wide and stands at its right end, x = 20; the circle is 144 further, and 56 lower.
        QCOMPARE(placed->nodes[0].position, QPointF(0, 0));
        QCOMPARE(placed->nodes[1].position, QPointF(144, 56));
        QVERIFY(!placed->groups[0].position);
        QByteArray other = answer;
        QVERIFY(!positionsFromDot(document, other.replace("\"n1\"", "\"n7\"")));
        other = answer;
        QVERIFY(!positionsFromDot(document, other.replace("164,-8", "nan,-8")));
        other = answer;
        QVERIFY(!positionsFromDot(document, other.replace("164,-8", "1e300,-8")));
        QVERIFY(!positionsFromDot(document, "garbage"));
        QVERIFY(!positionsFromDot(document, {}));
    }

    void usesDot()
    {
        // Every node 200 further right and 100 further down than the one before: nothing but its own widths is added.
        const QString program = script(R"(awk '/^n[0-9]+ .width/ {
            nodes = nodes sprintf("%s{\"name\": \"n%d\", \"pos\": \"%d,%d\"}", k > 0 ? ", " : "", k, 200 * k, -100 * k)
            k++
        } END { print "{\"objects\": [" nodes "]}" }'
)");
        GraphDocument document = *demo(u"sigmoid"_s);
        document = edit::ungroup(document, u"sigmoid"_s);
        const GraphDocument tidied = tidiedBy(program, document);
        QVERIFY(tidied.placed);
        QCOMPARE(at(tidied, "exp") - at(tidied, "neg"), QPointF(200, 104)); // on the grid
        QCOMPARE(at(tidied, "y").y() - at(tidied, "x").y(), 600.0);
        // Where it was: the demo's corner is (0, 100), to the grid of 8.
        QVERIFY(std::abs(at(tidied, "x").x()) <= 4 && std::abs(at(tidied, "x").y() - 100) <= 4);
        // Nothing but positions has changed.
        GraphDocument back = tidied;
        for (int i = 0; i < back.nodes.size(); ++i)
            back.nodes[i].position = document.nodes[i].position;
        back.placed = false;
        QCOMPARE(back, document);
    }

    void doesWithoutDot_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("none") << m_folder.filePath(u"nothing-here"_s);
        QTest::newRow("fails") << script("cat > /dev/null; echo oops >&2; exit 1\n");
        QTest::newRow("crashes") << script("kill -SEGV $$\n");
        QTest::newRow("says nonsense") << script("cat > /dev/null; echo '{\"objects\": [1, {\"name\": \"n0\"}]}'\n");
        QTest::newRow("says nothing") << script("cat > /dev/null\n");
        QTest::newRow("does not listen") << script("exit 0\n");
        QTest::newRow("never ends to speak") << script("exec cat /dev/zero\n");
        QTest::newRow("hangs") << script("exec sleep 1000\n");
    }

    void doesWithoutDot()
    {
        QFETCH(QString, program);
        const GraphDocument document = withoutPositions(*demo(u"softmax_loss"_s));
        const bool isToHang = QLatin1String(QTest::currentDataTag()) == "hangs"_L1;
        QCOMPARE(tidiedBy(program, document, isToHang ? 50ms : 10s), plain(document));
    }

    void doesNotAskDotTooMuch()
    {
        const QString witness = m_folder.filePath(u"asked"_s);
        const QString program = script(("touch " + witness.toLocal8Bit() + "; exit 1\n").constData());
        const GraphDocument document = withoutPositions(LargeGraph(Tidy::mostForDot + 1, 20).document());
        QCOMPARE(tidiedBy(program, document), plain(document));
        QVERIFY(!QFile::exists(witness));
        tidiedBy(program, withoutPositions(*demo(u"apple"_s)));
        QVERIFY(QFile::exists(witness));
    }

    void canBeCancelled()
    {
        Tidy tidy(script("exec sleep 1000\n"), 20s);
        QSignalSpy finished(&tidy, &Tidy::finished);
        const GraphDocument first = *demo(u"apple"_s);
        tidy.start(first);
        tidy.cancel();
        QVERIFY(!tidy.isRunning());
        // Another one in its place: only that is answered.
        Tidy again(m_folder.filePath(u"nothing-here"_s), 20s);
        QSignalSpy answered(&again, &Tidy::finished);
        const GraphDocument second = *demo(u"max"_s);
        again.start(first);
        again.start(second);
        QTRY_COMPARE(answered.size(), 1);
        QCOMPARE(answered[0][0].value<GraphDocument>(), second);
        QCOMPARE(finished.size(), 0);
        QCoreApplication::processEvents();
        QCOMPARE(answered.size(), 1);
    }

    void worksWithGraphviz()
    {
        if (QStandardPaths::findExecutable(u"dot"_s).isEmpty())
            QSKIP("graphviz is not installed");
        int other = 0;
        for (const QString &id : demoIds()) {
            const GraphDocument document = withoutPositions(*demo(id));
            const GraphDocument tidied = tidiedBy(u"dot"_s, document);
            checkIsTidy(tidied);
            other += tidied == plain(document) ? 0 : 1;
        }
        QVERIFY(other > 0); // it was dot
    }
};

QTEST_GUILESS_MAIN(TestTidy)
#include "tst_tidy.moc"
