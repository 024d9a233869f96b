// SPDX-License-Identifier: GPL-3.0-or-later
// A graph is edited by keys alone: nodes and wires are chosen, joined, deleted, grouped, and each choice is read aloud.
#include "tests/fixtures/editor_window.h"

#include "document/graph_document.h"
#include "ui/editor/edit_tool.h"

#include <QtGui/QAccessible>
#include <QtGui/QContextMenuEvent>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// x·y, exp of it.
GraphDocument chain()
{
    GraphDocument document;
    document.placed = true;
    document.nodes = { leafNode("x", 3, { 0, 0 }), leafNode("y", 2, { 0, 120 }),
                       opNode("mul", "mul", { "x", "y" }, { 200, 60 }), opNode("exp", "exp", { "mul" }, { 400, 60 }) };
    return document;
}

} // namespace

class TestKeysAlone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void aWireIsChosenAndDeleted();
    void wiresAreGoneThrough();
    void severalNodesAreChosen();
    void theMenuIsThatOfTheNode();

private:
    QTemporaryDir m_settings;
};

void TestKeysAlone::aWireIsChosenAndDeleted()
{
    EditorWindow w(chain());
    w.key(Qt::Key_Tab); // x
    w.key(Qt::Key_Tab); // y
    QCOMPARE(w.session.selected(), u"y"_s);
    w.key(Qt::Key_W);
    QVERIFY2(w.desk.chosenEnd().startsWith(u"The wire from y to input 2 of mul · Delete removes it"_s),
             qPrintable(w.desk.chosenEnd()));
    auto *label = w.view.findChild<QLabel *>(u"chosenEnd"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(label)->text(QAccessible::Name), w.desk.chosenEnd());
    w.key(Qt::Key_Delete);
    QCOMPARE(w.node("mul").inputs, QStringList({ u"x"_s, u""_s }));
    w.key(Qt::Key_Tab); // and joined anew, elsewhere
    QCOMPARE(w.session.selected(), u"x"_s);
    w.key(Qt::Key_C);
    w.key(Qt::Key_Return);
    QCOMPARE(w.node("mul").inputs, QStringList({ u"x"_s, u"x"_s }));
}

void TestKeysAlone::wiresAreGoneThrough()
{
    EditorWindow w(chain());
    w.session.select(u"mul"_s);
    QStringList said;
    for (int i = 0; i < 4; ++i) {
        w.key(Qt::Key_W);
        said.append(w.desk.chosenEnd().section(u" ·"_s, 0, 0));
    }
    QCOMPARE(said,
             QStringList({ u"The wire from x to input 1 of mul"_s, u"The wire from y to input 2 of mul"_s,
                           u"The wire from mul to exp"_s, u"The wire from x to input 1 of mul"_s }));
    w.key(Qt::Key_I); // as after a click on it
    QVERIFY(w.desk.search().isVisible());
    w.choose("neg");
    QCOMPARE(w.document().nodes.size(), 5);
    w.key(Qt::Key_Escape);
    w.session.select({});
    w.key(Qt::Key_W);
    QVERIFY(!w.desk.chosenEnd().isEmpty()); // of all of them
    w.key(Qt::Key_Escape);
    QVERIFY(w.desk.chosenEnd().isEmpty());
    QVERIFY(w.desk.tool().pickedWire().isNone());
    EditorWindow lonely;
    lonely.key(Qt::Key_W);
    QCOMPARE(lonely.desk.notice(), u"No wire begins or ends here."_s);
}

void TestKeysAlone::severalNodesAreChosen()
{
    EditorWindow w(chain());
    w.key(Qt::Key_K);
    QVERIFY(w.desk.notice().startsWith(u"Select a node first"_s));
    w.key(Qt::Key_Tab);
    w.key(Qt::Key_K);
    QVERIFY(w.desk.chosenEnd().startsWith(u"Kept selected: 1 node"_s));
    w.key(Qt::Key_Tab);
    w.key(Qt::Key_Tab);
    QCOMPARE(w.session.selection(), QSet<QString>({ u"x"_s, u"mul"_s })); // y was only passed
    w.key(Qt::Key_K);
    w.key(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(w.session.selection(), QSet<QString>({ u"x"_s, u"mul"_s, u"exp"_s }));
    w.key(Qt::Key_Left, Qt::ControlModifier); // back on what is kept
    QCOMPARE(w.session.selection(), QSet<QString>({ u"x"_s, u"mul"_s }));
    w.key(Qt::Key_K); // no longer
    w.key(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(w.session.selection(), QSet<QString>({ u"x"_s, u"exp"_s }));
    w.key(Qt::Key_Escape);
    QVERIFY(w.session.selection().isEmpty());
    w.key(Qt::Key_Tab);
    w.key(Qt::Key_K);
    w.key(Qt::Key_Tab);
    w.key(Qt::Key_Delete);
    QCOMPARE(w.document().nodes.size(), 2);
    w.key(Qt::Key_Tab); // what is gone is kept no longer
    QCOMPARE(w.session.selection().size(), 1);
}

// By its key it opens where the node is, and leaves it selected, whatever lies in the middle.
void TestKeysAlone::theMenuIsThatOfTheNode()
{
    EditorWindow w(chain());
    w.session.select(u"x"_s);
    const QPoint middle = w.view.viewport()->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, middle, w.view.viewport()->mapToGlobal(middle));
    QApplication::sendEvent(&w.view, &event);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QCOMPARE(w.session.selection(), QSet<QString>{ u"x"_s });
    QCOMPARE(menu->pos(), w.view.viewport()->mapToGlobal(w.onScreen("x")));
    menu->close();
}

QTEST_MAIN(TestKeysAlone)
#include "tst_keys_alone.moc"
