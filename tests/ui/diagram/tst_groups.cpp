// SPDX-License-Identifier: GPL-3.0-or-later
// Groups: folded and unfolded, in each other, moving, and undone.
#include "tests/fixtures/diagram_window.h"

#include "ui/diagram/morph.h"
#include "ui/explain/explain_panel.h"

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestGroups final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void foldedIsOneStepEachWay_data();
    void foldedIsOneStepEachWay();
    void foldedSoftmaxWithLossShowsYMinusT();
    void innerGroupsFoldByThemselves();
    void boundaryFiguresStandStill_data();
    void boundaryFiguresStandStill();
    void oneKeyFoldsEveryGroup();
    void foldingIsUndone();
    void foldingMovesForAMoment();
    void whatWandersIsDrawnWhereItIs();
    void aKeyEndsTheMovement();
    void groupThatNeedsItselfStaysOpen();

private:
    QTemporaryDir m_settings;
};

namespace {

// All values and gradients that are on screen, by the node's name, from a run of the session's document.
QHash<QString, std::vector<double>> figures(const GraphSession &session)
{
    QHash<QString, std::vector<double>> all;
    for (NodeId node = 0; node < session.graph().size(); ++node) {
        const QString &name = session.documentNode(node).name;
        if (session.run().hasValue(node))
            all.insert(name, { session.run().value(node).span().begin(), session.run().value(node).span().end() });
        if (session.run().hasGradient(node))
            all.insert(u"d"_s + name,
                       { session.run().gradient(node).span().begin(), session.run().gradient(node).span().end() });
    }
    return all;
}

} // namespace

void TestGroups::foldedIsOneStepEachWay_data()
{
    QTest::addColumn<QByteArray>("demo");
    QTest::addColumn<QString>("group");
    QTest::newRow("sigmoid") << QByteArray("sigmoid") << u"sigmoid"_s;
    QTest::newRow("softmax with loss") << QByteArray("softmax_loss") << u"softmax_with_loss"_s;
}

// One step forward, the seed, one step back; and the same numbers as unfolded.
void TestGroups::foldedIsOneStepEachWay()
{
    QFETCH(QByteArray, demo);
    QFETCH(QString, group);
    DiagramWindow w(demo.constData());
    w.press(Qt::Key_End);
    const auto unfolded = figures(w.session);
    w.session.setFolded(group, true);
    w.press(Qt::Key_Home);
    QCOMPARE(w.session.count(), 3);
    for (int i = 0; i < 3; ++i)
        w.press(Qt::Key_Right);
    const auto folded = figures(w.session);
    QCOMPARE(folded.size(), unfolded.size());
    for (auto it = unfolded.begin(); it != unfolded.end(); ++it)
        for (std::size_t i = 0; i < it->size(); ++i)
            QVERIFY2(std::abs(folded[it.key()][i] - (*it)[i]) <= 1e-12, qPrintable(it.key()));
}

// 0.1 and 0.9 as scores: softmax gives 0.3100 and 0.6900; with the second as the right one the gradient is 0.31, −0.31.
void TestGroups::foldedSoftmaxWithLossShowsYMinusT()
{
    DiagramWindow w("softmax_loss");
    w.session.setFolded(u"softmax_with_loss"_s, true);
    w.press(Qt::Key_End);
    const auto gradient = w.session.run().gradient(w.session.nodeId(u"x"_s));
    QVERIFY(std::abs(gradient[0] - 0.31002551887238755) < 1e-12);
    QVERIFY(std::abs(gradient[1] + 0.31002551887238755) < 1e-12);
    QCOMPARE(w.value("softmax_with_loss", ""), u"0.3711"_s);
    QVERIFY2(w.page.explainPanel().text().contains(u"softmax(x) − t"_s), qPrintable(w.page.explainPanel().text()));
}

void TestGroups::innerGroupsFoldByThemselves()
{
    DiagramWindow w("softmax_loss");
    const int steps = w.session.count();
    w.session.setFolded(u"softmax"_s, true);
    QVERIFY(w.scene.node(u"softmax"_s));
    QVERIFY(!w.scene.node(u"exp"_s));
    QVERIFY(w.scene.node(u"log_y"_s));
    QCOMPARE(w.session.count(), steps - 6); // four nodes become one, each way
    // The outer one takes the inner ones with it, and gives them back as they were.
    w.session.setFolded(u"softmax_with_loss"_s, true);
    QVERIFY(!w.scene.node(u"softmax"_s));
    QCOMPARE(w.scene.visible().nodes.size(), 3); // x, t and the group; the constant −1 is in it
    w.session.setFolded(u"softmax_with_loss"_s, false);
    QVERIFY(w.scene.node(u"softmax"_s));
    QVERIFY(!w.scene.node(u"exp"_s));
}

void TestGroups::boundaryFiguresStandStill_data()
{
    QTest::addColumn<QByteArray>("demo");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QSize>("size");
    QTest::newRow("sigmoid") << QByteArray("sigmoid") << u"sigmoid"_s << QSize(1280, 800);
    QTest::newRow("softmax with loss") << QByteArray("softmax_loss") << u"softmax_with_loss"_s << QSize(2200, 1000);
}

void TestGroups::boundaryFiguresStandStill()
{
    QFETCH(QByteArray, demo);
    QFETCH(QString, group);
    QFETCH(QSize, size);
    DiagramWindow w(demo.constData(), size);
    w.press(Qt::Key_End);
    // Where the figures of what flows in and out are drawn, by the node whose value it is.
    const auto places = [&w] {
        QHash<NodeId, std::pair<QPoint, QPoint>> all;
        const Lettering &letters = *w.scene.style().letters;
        for (int i = 0; i < w.scene.visible().edges.size(); ++i) {
            const ArrowDrawing arrow = w.scene.drawings().arrow(i);
            all.insert(w.scene.visible().edges[i].source,
                       { w.view.mapFromScene(valueRect(arrow, letters).center()),
                         w.view.mapFromScene(gradientRect(arrow, letters).center()) });
        }
        return all;
    };
    const auto before = places();
    w.session.setFolded(group, true);
    const auto after = places();
    QVERIFY(after.size() >= 2);
    for (auto it = after.begin(); it != after.end(); ++it)
        QVERIFY2(*it == before[it.key()], qPrintable(w.session.documentNode(it.key()).name));
}

// F without a selection folds the largest group; on a selected node, the innermost group that it is in.
void TestGroups::oneKeyFoldsEveryGroup()
{
    DiagramWindow w("softmax_loss");
    w.press(Qt::Key_F);
    QVERIFY(w.session.isFolded(u"softmax_with_loss"_s));
    w.press(Qt::Key_F);
    QVERIFY(!w.session.isFolded(u"softmax_with_loss"_s));
    for (const auto &[node, group] : { std::pair("exp", "softmax"), std::pair("log_y", "cross_entropy") }) {
        w.session.select(QString::fromUtf8(node));
        w.press(Qt::Key_F);
        QVERIFY(w.session.isFolded(QString::fromUtf8(group)));
        QCOMPARE(w.session.selected(), QString::fromUtf8(group));
        w.press(Qt::Key_F);
        QVERIFY(!w.session.isFolded(QString::fromUtf8(group)));
        w.session.select({});
    }
    QVERIFY(w.window.openDemo(u"apple"_s));
    w.press(Qt::Key_F); // there is none
    QCOMPARE(w.session.undoStack().count(), 0);
}

void TestGroups::foldingIsUndone()
{
    DiagramWindow w("sigmoid");
    w.session.setPosition(w.session.seedPosition() + 2); // in the middle of the way back
    const int position = w.session.position();
    const QImage before = w.picture();
    w.press(Qt::Key_F);
    QVERIFY(w.scene.node(u"sigmoid"_s));
    QCOMPARE(w.session.position(), w.session.count()); // all that had happened has happened, and the group is one step
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(w.scene.node(u"exp"_s));
    QCOMPARE(w.session.position(), position);
    QVERIFY(w.picture() == before);
    w.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(w.scene.node(u"sigmoid"_s));
}

void TestGroups::foldingMovesForAMoment()
{
    DiagramWindow w("sigmoid");
    w.press(Qt::Key_End);
    w.press(Qt::Key_F);
    const QImage folded = w.picture();
    w.press(Qt::Key_F);
    const QImage unfolded = w.picture();
    w.page.motion().setWanted(true);
    w.doubleClick(w.view.mapFromScene(w.scene.layout().frames.front().bottomRight() - QPointF(30, 30)));
    QVERIFY(w.page.motion().isRunning());
    QVERIFY(w.picture() != folded);
    QTRY_VERIFY(!w.page.motion().isRunning());
    QVERIFY(w.picture() == folded);
    w.doubleClick(w.onScreen("sigmoid"));
    QVERIFY(w.page.motion().isRunning());
    QTRY_VERIFY(!w.page.motion().isRunning());
    QVERIFY(w.picture() == unfolded);
}

// Halfway out of its group, not where it will come to stand.
void TestGroups::whatWandersIsDrawnWhereItIs()
{
    DiagramWindow w("sigmoid");
    w.press(Qt::Key_End);
    w.press(Qt::Key_F);
    Morph morph(w.scene);
    w.press(Qt::Key_F);
    w.picture();
    morph.show(0.5);
    int far = 0;
    for (int i = 0; i < w.scene.visible().nodes.size(); ++i) {
        const QRectF around = bounds(w.scene.drawings().node(i), *w.scene.style().letters);
        far += w.scene.passages().nodes.value(i).by.manhattanLength() > around.width();
        QVERIFY2(w.isPainted(i), qPrintable(w.scene.visible().nodes[i].id));
    }
    QVERIFY2(far >= 2, qPrintable(QString::number(far)));
}

void TestGroups::aKeyEndsTheMovement()
{
    DiagramWindow w("sigmoid");
    w.press(Qt::Key_End);
    w.press(Qt::Key_F);
    const QImage folded = w.picture();
    w.press(Qt::Key_F);
    w.page.motion().setWanted(true);
    w.press(Qt::Key_F);
    QVERIFY(w.page.motion().isRunning());
    w.press(Qt::Key_Shift);
    QVERIFY(!w.page.motion().isRunning());
    QVERIFY(w.picture() == folded);
    // In the middle of it, the window may be resized and the demo changed.
    w.press(Qt::Key_F);
    QVERIFY(w.page.motion().isRunning());
    w.window.resize(1100, 700);
    w.press(Qt::Key_F);
    QVERIFY(w.window.openDemo(u"apple"_s));
    QVERIFY(!w.page.motion().isRunning());
}

// a → b → c with a and c in one group: folded it would need b, which needs it.
void TestGroups::groupThatNeedsItselfStaysOpen()
{
    DiagramWindow w("apple");
    GraphDocument document;
    document.nodes = { leafNode("x", 1, {}), opNode("a", "exp", { "x" }, { 200, 0 }), opNode("b", "exp", { "a" }, { 400, 0 }),
                       opNode("c", "exp", { "b" }, { 600, 0 }) };
    DocumentGroup group;
    group.id = group.name = u"g"_s;
    group.members = { u"a"_s, u"c"_s };
    document.groups = { group };
    document.result = u"c"_s;
    w.page.open(document);
    w.press(Qt::Key_End);
    w.session.setFolded(u"g"_s, true);
    QVERIFY(!w.session.isFolded(u"g"_s));
    QCOMPARE(w.session.count(), 7);
    document.groups[0].folded = true;
    w.page.open(document);
    QVERIFY(!w.session.isFolded(u"g"_s));
    QCOMPARE(w.session.count(), 7);
}

QTEST_MAIN(TestGroups)
#include "tst_groups.moc"
