// SPDX-License-Identifier: GPL-3.0-or-later
// The editor as hands use it: graphs made from nothing by mouse and by keys, and taken back.
#include "document/fault_document.h"
#include "files/demos.h"
#include "tests/fixtures/editor_window.h"
#include "ui/editor/line_entry.h"
#include "ui/editor/palette/palette_panel.h"

#include <QtCore/QMimeData>
#include <QtCore/QTemporaryDir>
#include <QtGui/QDropEvent>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

GraphDocument product()
{
    GraphDocument document = EditorWindow::emptyDocument();
    document.nodes = { leafNode("x", 3, { 0, 0 }), leafNode("y", 4, { 0, 120 }),
                       opNode("mul", "mul", { "x", "y" }, { 160, 56 }), opNode("exp", "exp", { "mul" }, { 320, 56 }) };
    document.result = u"exp"_s;
    return document;
}

// One that can be made in a product.
QString firstFault()
{
    for (const FaultChoice &choice : faultChoices(product()))
        if (choice.places.contains(u"mul"_s))
            return choice.fault;
    return {};
}

} // namespace

class TestEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void cleanupTestCase() { m_window.reset(); }

    void sigmoidFromNothingByMouse();
    void sigmoidByKeys();
    void newDocumentsBeginInTheEditor();
    void circlesAreRefused();
    void shapesThatDoNotFitStandAtTheNode();
    void aDroppedWireOffersWhatFits();
    void aWireIsTakenOff();
    void insertsOnAWire();
    void aNodeIsDroppedOnAWire();
    void replacesInPlace();
    void deletesAndTakesBack();
    void copiesBetweenWindows();
    void selectsWithABoxAndMoves();
    void groupsByHandFoldsAndSteps();
    void renamesAtTheNode();
    void operationsAreDraggedFromThePalette();
    void nothingJumpsWhenADemoIsEdited();
    void tidiesUp();
    void aFaultIsRepairedFirst();
    void randomKeysAreTakenBack();

private:
    // One window for all: it takes longer to make than what is done in it.
    EditorWindow &opened(const GraphDocument &document)
    {
        if (!m_window)
            m_window = std::make_unique<EditorWindow>(document);
        else
            m_window->begin(document);
        return *m_window;
    }

    QTemporaryDir m_settings;
    std::unique_ptr<EditorWindow> m_window;
};

// 1 / (1 + exp(−1)) = 0.7310585786300049 in double.
void TestEditor::sigmoidFromNothingByMouse()
{
    EditorWindow &w = opened(EditorWindow::emptyDocument());
    QVERIFY(w.scene.visible().nodes.isEmpty());
    w.add("x", w.freePlace(0, 0));
    w.add("neg", w.freePlace(1, 0));
    QCOMPARE(w.item("neg1").lack, u"needs 1 more input"_s);
    w.add("exp", w.freePlace(2, 0));
    w.add("1", w.freePlace(0, 2));
    w.add("add", w.freePlace(3, 1));
    QCOMPARE(w.item("add1").lack, u"needs 2 more inputs"_s);
    w.add("reciprocal", w.freePlace(4, 1));
    QCOMPARE(w.document().nodes.size(), 6);
    w.session.editValue(u"x1"_s, { 1.0 });
    w.drag(w.socket("x1"), w.socket("neg1", 0));
    QCOMPARE(w.value("neg1", ""), u"−1"_s); // the first that is computed
    w.drag(w.socket("neg1"), w.socket("exp1", 0));
    w.drag(w.socket("exp1"), w.socket("add1", 0));
    QCOMPARE(w.item("add1").lack, u"needs 1 more input"_s);
    QCOMPARE(w.item("reciprocal1").lack, u"needs 1 more input"_s);
    w.drag(w.socket("c1"), w.socket("add1", 1));
    w.drag(w.socket("add1"), w.socket("reciprocal1", 0));
    QVERIFY(w.session.isWhole());
    QCOMPARE(w.result(), 0.7310585786300049);
    QCOMPARE(w.value("reciprocal1", ""), u"0.7311"_s);
    QCOMPARE(w.gradient("x1", "neg1"), u"0.1966"_s); // y (1 − y)
    // It is stepped through as any other.
    w.press(Qt::Key_Home);
    QVERIFY(w.value("reciprocal1", "").isEmpty());
    w.press(Qt::Key_Right);
    QCOMPARE(w.value("neg1", "exp1"), u"−1"_s);
    while (w.session.undoStack().canUndo())
        w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.document(), EditorWindow::emptyDocument());
}

void TestEditor::sigmoidByKeys()
{
    EditorWindow &w = opened(EditorWindow::emptyDocument());
    w.key(Qt::Key_Slash);
    w.choose("x");
    for (const char *op : { "neg", "exp", "add", "reciprocal" }) {
        const QString before = w.session.selected();
        w.key(Qt::Key_Slash);
        w.choose(op);
        const QString made = w.session.selected();
        w.session.select(before);
        w.key(Qt::Key_C); // to the first input that is open
        w.key(Qt::Key_Return);
        w.session.select(made);
    }
    w.key(Qt::Key_Slash);
    w.choose("1");
    w.key(Qt::Key_C);
    w.key(Qt::Key_Return);
    w.session.editValue(u"x1"_s, { 1.0 });
    QCOMPARE(w.result(), 0.7310585786300049);
}

void TestEditor::newDocumentsBeginInTheEditor()
{
    EditorWindow &w = opened(EditorWindow::emptyDocument());
    w.page.open(*demo(u"apple"_s));
    QVERIFY(!w.desk.editor().isOn());
    QVERIFY(!w.desk.palette().isVisible());
    w.page.open(EditorWindow::emptyDocument());
    QVERIFY(w.desk.editor().isOn());
    QVERIFY(w.desk.palette().isVisible());
    w.press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!w.desk.editor().isOn());
}

void TestEditor::circlesAreRefused()
{
    EditorWindow &w = opened(product());
    w.drag(w.socket("exp"), w.socket("mul", 0));
    QCOMPARE(w.desk.notice(), u"That would be a circle: exp needs mul."_s);
    QCOMPARE(w.document(), product());
    QVERIFY(!w.session.undoStack().canUndo());
}

void TestEditor::shapesThatDoNotFitStandAtTheNode()
{
    GraphDocument document = product();
    document.nodes[0].value = document.nodes[1].value = { Shape(2, 3), std::vector<double>(6, 1) };
    document.nodes[2].op = u"dot"_s;
    document.nodes[2].inputs = { QString(), u"y"_s };
    EditorWindow &w = opened(document);
    w.drag(w.socket("x"), w.socket("mul", 0));
    QCOMPARE(w.node("mul").inputs, QStringList({ u"x"_s, u"y"_s }));
    QCOMPARE(w.item("mul").lack, u"(2, 3) and (2, 3) do not fit"_s);
    QCOMPARE(w.item("exp").lack, u"waits for mul"_s);
    QVERIFY(!w.session.hasResult());
}

void TestEditor::aDroppedWireOffersWhatFits()
{
    EditorWindow &w = opened(product());
    w.drag(w.socket("x"), w.at({ 200, -120 }));
    QVERIFY(w.desk.search().isVisible());
    QVERIFY(!w.desk.search().offered().contains(u"Input"_s)); // takes nothing
    w.choose("square");
    QCOMPARE(w.node("square1").inputs, QStringList{ u"x"_s });
    w.drag(w.socket("mul", 0), w.at({ 60, 240 }));
    QVERIFY(w.node("mul").inputs[0].isEmpty()); // that wire was taken off
    w.drag(w.socket("mul", 0), w.at({ 60, 240 }));
    w.choose("2");
    QCOMPARE(w.node("mul").inputs[0], u"c1"_s);
    QCOMPARE(w.value("mul", "exp"), u"8"_s);
}

void TestEditor::aWireIsTakenOff()
{
    EditorWindow &w = opened(product());
    w.drag(w.socket("mul", 1), w.socket("mul", 0)); // y in place of x
    QCOMPARE(w.node("mul").inputs, QStringList({ u"y"_s, QString() }));
    QCOMPARE(w.session.undoStack().count(), 1);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.document(), product());
}

void TestEditor::insertsOnAWire()
{
    EditorWindow &w = opened(product());
    w.click(w.at(w.edge("mul", "exp")->place.curve.at(0.5)));
    w.key(Qt::Key_I);
    w.choose("neg");
    QCOMPARE(w.node("exp").inputs, QStringList{ u"neg1"_s });
    QCOMPARE(w.node("neg1").inputs, QStringList{ u"mul"_s });
    QCOMPARE(w.value("neg1", "exp"), u"−12"_s);
    w.click(w.at(w.edge("x", "mul")->place.curve.at(0.5)));
    w.key(Qt::Key_Delete);
    QCOMPARE(w.node("mul").inputs, QStringList({ QString(), u"y"_s }));
}

void TestEditor::aNodeIsDroppedOnAWire()
{
    GraphDocument document = product();
    document.nodes.append(opNode("neg", "neg", { "" }, { 240, -80 }));
    EditorWindow &w = opened(document);
    w.drag(w.onScreen("neg"), w.at(w.edge("mul", "exp")->place.curve.at(0.5)));
    QCOMPARE(w.node("exp").inputs, QStringList{ u"neg"_s });
    QCOMPARE(w.session.undoStack().count(), 1);
}

void TestEditor::replacesInPlace()
{
    EditorWindow &w = opened(product());
    w.click(w.onScreen("mul"));
    w.key(Qt::Key_R);
    w.choose("add");
    QCOMPARE(w.node("mul").op, u"add"_s);
    QCOMPARE(w.value("mul", "exp"), u"7"_s);
    QCOMPARE(w.node("mul").position, QPointF(160, 56));
}

void TestEditor::deletesAndTakesBack()
{
    EditorWindow &w = opened(product());
    w.click(w.onScreen("mul"));
    w.key(Qt::Key_Delete);
    QVERIFY(!w.document().node(u"mul"_s));
    QCOMPARE(w.item("exp").lack, u"needs 1 more input"_s);
    QCOMPARE(w.item("exp").openPorts.size(), 1);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.document(), product());
    QCOMPARE(w.value("mul", "exp"), u"12"_s);
    w.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!w.document().node(u"mul"_s));
}

void TestEditor::copiesBetweenWindows()
{
    EditorWindow &one = opened(product());
    one.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(one.session.selection().size(), 4);
    one.key(Qt::Key_C, Qt::ControlModifier);
    EditorWindow other;
    other.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(other.document().nodes.size(), 4);
    QCOMPARE(other.result(), std::exp(12.0));
    QCOMPARE(other.session.selection().size(), 4);
    other.key(Qt::Key_X, Qt::ControlModifier);
    QVERIFY(other.document().nodes.isEmpty());
    other.key(Qt::Key_V, Qt::ControlModifier);
    other.key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(other.document().nodes.size(), 8);
    QCOMPARE(one.document(), product());
}

void TestEditor::selectsWithABoxAndMoves()
{
    EditorWindow &w = opened(product());
    w.drag(w.at({ 110, 0 }), w.at({ 360, 110 })); // around mul and exp
    QCOMPARE(w.session.selection(), QSet<QString>({ u"mul"_s, u"exp"_s }));
    const QPointF scale(w.view.scale(), w.view.scale());
    w.drag(w.onScreen("mul"), w.onScreen("mul") + QPoint(int(80 * scale.x()), int(40 * scale.y())));
    QCOMPARE(w.node("mul").position, QPointF(240, 96)); // on the grid
    QCOMPARE(w.node("exp").position, QPointF(400, 96));
    QCOMPARE(w.node("x").position, QPointF(0, 0));
    QCOMPARE(w.session.undoStack().count(), 1);
    w.click(w.onScreen("x"), Qt::ControlModifier);
    QCOMPARE(w.session.selection().size(), 3);
    w.click(w.onScreen("mul"));
    QCOMPARE(w.session.selection(), QSet<QString>{ u"mul"_s });
    w.key(Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(w.node("mul").position, QPointF(240, 88));
}

void TestEditor::groupsByHandFoldsAndSteps()
{
    EditorWindow &w = opened(product());
    w.drag(w.at({ 110, 0 }), w.at({ 360, 110 }));
    w.key(Qt::Key_G, Qt::ControlModifier);
    QCOMPARE(w.document().groups.size(), 1);
    const QString group = w.document().groups.front().id;
    QCOMPARE(w.session.selected(), group);
    w.press(Qt::Key_F);
    QVERIFY(w.session.isFolded(group));
    QCOMPARE(w.scene.visible().nodes.size(), 3);
    w.press(Qt::Key_Home);
    w.press(Qt::Key_Right); // both at once
    QCOMPARE(w.session.position(), 1);
    QCOMPARE(w.session.run().value(w.session.compiled().result)[0], std::exp(12.0));
    w.press(Qt::Key_F);
    w.click(w.onScreen("mul"));
    w.key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(w.document().groups.isEmpty());
}

void TestEditor::renamesAtTheNode()
{
    EditorWindow &w = opened(product());
    QTest::mouseDClick(w.view.viewport(), Qt::LeftButton, {}, w.onScreen("x"));
    QLineEdit &line = w.desk.entry().line();
    QVERIFY(line.isVisible());
    QTest::keyClicks(&line, u"y"_s);
    QTest::keyClick(&line, Qt::Key_Return);
    QCOMPARE(w.desk.entry().reason(), u"Another node is called “y”."_s);
    line.clear();
    QTest::keyClicks(&line, u"apples"_s);
    QTest::keyClick(&line, Qt::Key_Return);
    QCOMPARE(w.node("x").name, u"apples"_s);
    QVERIFY(!line.isVisible());
}

void TestEditor::operationsAreDraggedFromThePalette()
{
    EditorWindow &w = opened(product());
    QMimeData data;
    data.setData(PalettePanel::mimeType, "neg");
    const auto drop = [&](const QPoint &place) {
        QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(w.view.viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(w.view.viewport(), &event);
    };
    drop(w.at({ 160, 200 }));
    QCOMPARE(w.node("neg1").position, QPointF(160, 200));
    drop(w.at(w.edge("mul", "exp")->place.curve.at(0.5)));
    QCOMPARE(w.node("exp").inputs, QStringList{ u"neg2"_s });
    QTest::keyClicks(&w.desk.palette().filter(), u"softm"_s);
    const QListWidget &list = w.desk.palette().list();
    QVERIFY(list.count() > 1);
    const QPoint row = list.visualItemRect(list.item(0)).center();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, row);
    QTest::mouseDClick(list.viewport(), Qt::LeftButton, {}, row);
    QCOMPARE(w.document().nodes.back().op, u"softmax"_s);
}

void TestEditor::nothingJumpsWhenADemoIsEdited()
{
    EditorWindow &w = opened(*demo(u"apple_orange"_s));
    QHash<QString, QPointF> before;
    for (const VisibleNode &node : w.scene.visible().nodes)
        before.insert(node.id, w.view.mapFromScene(w.scene.node(node.id)->place.centre));
    w.doubleClick(w.freePlace(0, 4));
    w.choose("exp");
    QVERIFY(w.document().placed);
    for (const VisibleNode &node : w.scene.visible().nodes)
        if (before.contains(node.id))
            QCOMPARE(QPointF(w.view.mapFromScene(w.scene.node(node.id)->place.centre)), before.value(node.id));
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.document(), *demo(u"apple_orange"_s));
}

// By dot or without, when it has been found out how.
void TestEditor::tidiesUp()
{
    GraphDocument crossed = product();
    crossed.nodes[0].position = { 400, 300 }; // x behind everything that needs it
    EditorWindow &w = opened(crossed);
    w.key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(w.session.undoStack().canUndo());
    QVERIFY(w.node("x").position.x() < w.node("mul").position.x());
    QVERIFY(w.node("mul").position.x() < w.node("exp").position.x());
    QCOMPARE(w.item("x").place.centre, w.node("x").position);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.document(), crossed);
}

// The fault lab would put back what was there before the fault, and with it undo every edit.
void TestEditor::aFaultIsRepairedFirst()
{
    EditorWindow &w = opened(product());
    w.page.open(withFault(product(), u"mul"_s, firstFault()));
    w.press(Qt::Key_E, Qt::ControlModifier);
    const GraphDocument before = w.document();
    w.click(w.onScreen("exp"));
    w.key(Qt::Key_Delete);
    QCOMPARE(w.document(), before);
    QCOMPARE(w.desk.notice(), u"There is a fault in the graph: repair it before you edit."_s);
}

void TestEditor::randomKeysAreTakenBack()
{
    EditorWindow &w = opened(product());
    struct Stroke
    {
        Qt::Key key;
        Qt::KeyboardModifiers modifiers;
    };
    const Stroke strokes[] = { { Qt::Key_Delete, Qt::NoModifier },
                               { Qt::Key_D, Qt::ControlModifier },
                               { Qt::Key_D, Qt::ControlModifier },
                               { Qt::Key_G, Qt::ControlModifier },
                               { Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier },
                               { Qt::Key_F, Qt::NoModifier },
                               { Qt::Key_Right, Qt::ShiftModifier },
                               { Qt::Key_Down, Qt::ShiftModifier },
                               { Qt::Key_A, Qt::ControlModifier },
                               { Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier },
                               { Qt::Key_V, Qt::ControlModifier },
                               { Qt::Key_C, Qt::ControlModifier } };
    std::uint32_t random = 5;
    const auto next = [&random](int below) {
        random = random * 1664525U + 1013904223U;
        return int((random >> 16) % std::uint32_t(below));
    };
    for (int i = 0; i < 120; ++i) {
        const auto &nodes = w.scene.visible().nodes;
        if (!nodes.isEmpty())
            w.session.select(nodes[next(int(nodes.size()))].id);
        const Stroke stroke = strokes[next(int(std::size(strokes)))];
        if (stroke.key != Qt::Key_A || w.document().nodes.size() < 12) // doubling would go on for ever
            w.key(stroke.key, stroke.modifiers);
    }
    const GraphDocument after = w.document();
    QVERIFY(w.session.undoStack().count() > 40);
    while (w.session.undoStack().canUndo())
        w.session.undoStack().undo();
    QCOMPARE(w.document(), product());
    while (w.session.undoStack().canRedo())
        w.session.undoStack().redo();
    QCOMPARE(w.document(), after);
}

QTEST_MAIN(TestEditor)
#include "tst_editor.moc"
