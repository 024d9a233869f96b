// SPDX-License-Identifier: GPL-3.0-or-later
// Wires where an end is not to be seen: in a folded group it is refused in words, and by keys the chosen end is read aloud.
#include "tests/fixtures/editor_window.h"

#include "document/graph_document.h"
#include "files/demos.h"

#include <QtGui/QAccessible>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// z beside a sigmoid that is folded.
GraphDocument foldedSigmoid()
{
    GraphDocument document = *demo(u"sigmoid"_s);
    document.placed = true;
    document.groups.front().folded = true;
    document.nodes.append(leafNode("z", 2, { 0, 300 }));
    return document;
}

GraphDocument unjoined()
{
    GraphDocument document;
    document.placed = true;
    document.nodes = { leafNode("x", 3, { 0, 0 }), opNode("mul", "mul", { "", "" }, { 200, 0 }),
                       opNode("exp", "exp", { "" }, { 400, 0 }) };
    return document;
}

} // namespace

class TestWires : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void onAFoldedGroupIsRefusedInWords();
    void takenOffAndDroppedOnAFoldedGroupStays();
    void keysSayWhichEndIsChosen();
    void leavingSaysNothingMore();

private:
    QTemporaryDir m_settings;
};

void TestWires::initTestCase()
{
    isolateSettings(m_settings);
}

void TestWires::onAFoldedGroupIsRefusedInWords()
{
    EditorWindow w(foldedSigmoid());
    const GraphDocument before = w.document();
    w.drag(w.socket("z"), w.onScreen("sigmoid"));
    QVERIFY2(w.desk.notice().startsWith(u"sigmoid is folded: unfold it (F)"_s), qPrintable(w.desk.notice()));
    QVERIFY(!w.desk.search().isVisible()); // it is not a place for something new
    QCOMPARE(w.document(), before);
    w.session.select(u"sigmoid"_s);
    w.press(Qt::Key_F); // as it says
    w.drag(w.socket("z"), w.socket("plus1", 1));
    QCOMPARE(w.node("plus1").inputs, QStringList({ u"exp"_s, u"z"_s }));
}

void TestWires::takenOffAndDroppedOnAFoldedGroupStays()
{
    GraphDocument document = foldedSigmoid();
    document.nodes.append(opNode("square", "square", { "z" }, { 215, 300 }));
    EditorWindow w(document);
    w.drag(w.socket("square", 0), w.onScreen("sigmoid"));
    QVERIFY(w.desk.notice().contains(u"is folded"_s));
    QCOMPARE(w.node("square").inputs, QStringList{ u"z"_s });
}

void TestWires::keysSayWhichEndIsChosen()
{
    EditorWindow w(unjoined());
    w.session.select(u"x"_s);
    const QString keys = u" · Enter connects, the arrows choose another, Esc leaves it as it was"_s;
    w.key(Qt::Key_C);
    QCOMPARE(w.desk.chosenEnd(), u"To input 1 of mul"_s + keys);
    w.key(Qt::Key_Down);
    QCOMPARE(w.desk.chosenEnd(), u"To input 2 of mul"_s + keys);
    w.key(Qt::Key_Down);
    QCOMPARE(w.desk.chosenEnd(), u"To exp"_s + keys);
    auto *label = w.view.findChild<QLabel *>(u"chosenEnd"_s);
    QVERIFY(label->isVisible());
    QCOMPARE(QAccessible::queryAccessibleInterface(label)->text(QAccessible::Name), w.desk.chosenEnd()); // what is read aloud
    w.key(Qt::Key_Return);
    QCOMPARE(w.node("exp").inputs, QStringList{ u"x"_s });
    QVERIFY(w.desk.chosenEnd().isEmpty());
}

void TestWires::leavingSaysNothingMore()
{
    EditorWindow w(unjoined());
    w.session.select(u"x"_s);
    w.key(Qt::Key_C);
    QVERIFY(!w.desk.chosenEnd().isEmpty());
    w.key(Qt::Key_Escape);
    QVERIFY(w.desk.chosenEnd().isEmpty());
    QCOMPARE(w.document(), unjoined());
}

QTEST_MAIN(TestWires)
#include "tst_wires.moc"
