// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of other programs, pasted on the canvas: they become an input.
#include "tests/fixtures/editor_window.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QUndoStack>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestPaste : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        isolateSettings(m_settings);
        m_window = std::make_unique<EditorWindow>();
    }
    void init() { m_window->begin(EditorWindow::emptyDocument()); }
    void cleanupTestCase() { m_window.reset(); }

    void numbersBecomeAnInput_data();
    void numbersBecomeAnInput();
    void isTakenBackAtOnce();
    void isPartOfTheGraphAtOnce();
    void namesStayApart();
    void otherTextIsRefused_data();
    void otherTextIsRefused();
    void onlyWhileTheGraphIsEdited();
    void aCopyTakesNothingAway();

private:
    void paste(const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        m_window->key(Qt::Key_V, Qt::ControlModifier);
    }

    QTemporaryDir m_settings;
    std::unique_ptr<EditorWindow> m_window;
};

void TestPaste::numbersBecomeAnInput_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Tensor>("value");
    const Tensor square{ Shape(2, 2), { 1, 2, 3, 4 } };
    QTest::newRow("a number") << u" -2.5\n"_s << Tensor::scalar(-2.5);
    QTest::newRow("a list") << u"[[1, 2], [3, 4]]"_s << square;
    QTest::newRow("a vector") << u"[1, 2, 3, 4]"_s << Tensor{ Shape(1, 4), { 1, 2, 3, 4 } };
    QTest::newRow("a spreadsheet") << u"1\t2\r\n3\t4\r\n"_s << square;
    QTest::newRow("a spreadsheet with decimal commas") << u"0,5\t2\n3\t4,25\n"_s << Tensor{ Shape(2, 2), { 0.5, 2, 3, 4.25 } };
    QTest::newRow("code for NumPy") << u"np.array([[1.0, 2.0], [3.0, 4.0]])"_s << square;
    QTest::newRow("what NumPy prints") << u"array([[1., 2.],\n       [3., 4.]], dtype=float32)"_s << square;
    QTest::newRow("what PyTorch prints") << u"tensor([[1., 2.],\n        [3., 4.]])"_s << square;
}

void TestPaste::numbersBecomeAnInput()
{
    QFETCH(QString, text);
    QFETCH(Tensor, value);
    paste(text);
    QCOMPARE(m_window->document().nodes.size(), 1);
    const DocumentNode &input = m_window->document().nodes.front();
    QCOMPARE(input.op, u"input"_s);
    QVERIFY(input.value == value);
    QCOMPARE(m_window->session.selected(), input.id);
    QVERIFY(m_window->view.viewport()->rect().contains(m_window->onScreen(input.id.toUtf8().constData())));
    QCOMPARE(m_window->desk.notice(), QString());
}

void TestPaste::isTakenBackAtOnce()
{
    paste(u"[[1, 2], [3, 4]]"_s);
    QCOMPARE(m_window->session.undoStack().count(), 1);
    const GraphDocument pasted = m_window->document();
    m_window->press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_window->document(), EditorWindow::emptyDocument());
    m_window->press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_window->document(), pasted);
}

// 1 + 4 + 9 + 16 = 30.
void TestPaste::isPartOfTheGraphAtOnce()
{
    EditorWindow &w = *m_window;
    paste(u"1\t2\n3\t4"_s);
    w.add("square", w.freePlace(4, 0));
    w.add("sum", w.freePlace(5, 3));
    w.drag(w.socket("x1"), w.socket("square1", 0));
    w.drag(w.socket("square1"), w.socket("sum1", 0));
    QVERIFY(w.session.isWhole());
    QCOMPARE(w.result(), 30.0);
}

void TestPaste::namesStayApart()
{
    paste(u"1"_s);
    paste(u"2"_s);
    const QList<DocumentNode> &nodes = m_window->document().nodes;
    QCOMPARE(nodes.size(), 2);
    QVERIFY(nodes[0].name != nodes[1].name);
    QVERIFY(nodes[0].position != nodes[1].position);
}

void TestPaste::otherTextIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("words") << u"three apples"_s << u"“three” is not a number"_s;
    QTest::newRow("nothing") << u" \n"_s << u"nothing on the clipboard"_s;
    QTest::newRow("rows of two lengths") << u"[[1, 2], [3]]"_s << u"Row 2 has 1 numbers"_s;
    QTest::newRow("left out") << u"[1, 2, ..., 9]"_s << u"“...” stands for numbers"_s;
    QTest::newRow("infinite") << u"[1, inf]"_s << u"inf"_s;
    QTest::newRow("another JSON") << u"{\"a\": 1}"_s << u"no piece of a graph"_s;
}

void TestPaste::otherTextIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    paste(text);
    QCOMPARE(m_window->document(), EditorWindow::emptyDocument());
    QVERIFY(!m_window->session.undoStack().canUndo());
    QVERIFY2(m_window->desk.notice().contains(says), qPrintable(m_window->desk.notice()));
    const auto *notice = m_window->view.viewport()->findChild<QLabel *>(u"refusal"_s);
    QVERIFY(notice->isVisible() && m_window->view.viewport()->rect().contains(notice->geometry()));
    QVERIFY(notice->height() >= notice->heightForWidth(notice->width())); // all of it is to be read
    paste(u"7"_s); // and the next one is taken
    QCOMPARE(m_window->document().nodes.size(), 1);
    QCOMPARE(m_window->desk.notice(), QString());
}

void TestPaste::onlyWhileTheGraphIsEdited()
{
    m_window->desk.editor().setOn(false);
    paste(u"[1, 2]"_s);
    QVERIFY(m_window->document().nodes.isEmpty());
}

// Of a graph that was made by hand, all of it: the result stays, and the copy lies beside.
void TestPaste::aCopyTakesNothingAway()
{
    EditorWindow &w = *m_window;
    w.add("x", w.freePlace(2, 1));
    w.add("square", w.freePlace(4, 1));
    w.drag(w.socket("x1"), w.socket("square1", 0));
    QVERIFY(w.document().result.isEmpty()); // nobody has said which
    const auto hasGradient = [&](const char *node) {
        w.session.setPosition(w.session.count());
        return w.session.run().hasGradient(w.session.nodeId(QString::fromUtf8(node)));
    };
    QVERIFY(hasGradient("x1"));
    w.key(Qt::Key_A, Qt::ControlModifier);
    w.key(Qt::Key_C, Qt::ControlModifier);
    for (int copies = 1; copies <= 2; ++copies) {
        w.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(w.document().nodes.size(), 2 + 2 * copies);
        QVERIFY(hasGradient("x1"));
        QCOMPARE(w.session.documentNode(w.session.compiled().result).id, u"square1"_s);
        for (const NodePlace &a : w.scene.layout().nodes)
            for (const NodePlace &b : w.scene.layout().nodes)
                QVERIFY(&a == &b || !a.outline.intersects(b.outline));
    }
    w.press(Qt::Key_Z, Qt::ControlModifier);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(w.document().result.isEmpty());
}

QTEST_MAIN(TestPaste)
#include "tst_paste.moc"
