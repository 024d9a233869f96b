// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, vectors and matrices as a person enters them: typed in place, pasted, in a table, of any shape.
#include "tests/fixtures/diagram_window.h"

#include "document/compiled_graph.h"
#include "files/demos.h"
#include "text/tensor_text.h"
#include "ui/tensor/matrix_entry.h"
#include "ui/tensor/tensor_viewer.h"
#include "ui/widgets/copy_table.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>

using namespace chainrule;

namespace {

// X (2, 2) · W [[2, 2, 2], [4, 4, 4]] + B [1, 2, 3].
constexpr const char *demoWithMatrices = "affine_batch";

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

void toClipboard(const char *text)
{
    QGuiApplication::clipboard()->setText(s(text));
}

} // namespace

class TestMatrixEntry : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_settings;
    std::unique_ptr<DiagramWindow> m_window;

    DiagramWindow &w() { return *m_window; }
    QLineEdit &line() { return w().page.editor().line(); }
    TensorViewer &viewer() { return *w().page.tensorViewer(); }
    const Tensor &value(const char *leaf) { return w().session.document().node(s(leaf))->value; }

    void open(const char *demo) { m_window = std::make_unique<DiagramWindow>(demo); }

    void beginOn(const char *leaf)
    {
        w().session.select(s(leaf));
        QTest::keyClick(&w().view, Qt::Key_Return);
        QVERIFY(w().page.editor().isVisible());
    }

    void type(const char *leaf, const char *text)
    {
        beginOn(leaf);
        line().selectAll();
        QTest::keyClicks(&line(), s(text));
        QTest::keyClick(&line(), Qt::Key_Return);
    }

    std::vector<double> computed(const char *node)
    {
        w().session.setPosition(w().session.count());
        const auto numbers = w().session.run().value(w().session.nodeId(s(node))).span();
        return { numbers.begin(), numbers.end() };
    }

    void click(int row, int column)
    {
        CopyTable &table = viewer().table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(row, column)).center());
    }

    // The leaf's table, by keys from its line.
    void openTable(const char *leaf)
    {
        beginOn(leaf);
        QTest::keyClick(&line(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!w().page.editor().isVisible());
        QVERIFY(viewer().isVisible());
        QCOMPARE(viewer().model().node(), s(leaf));
    }

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void cleanup() { m_window.reset(); }

    void aMatrixIsTypedInPlace()
    {
        open(demoWithMatrices);
        beginOn("X");
        QCOMPARE(line().text(), s("[[2, -1], [1, 2]]"));
        QCOMPARE(w().page.editor().shape(), QString());
        line().selectAll();
        QTest::keyClicks(&line(), s("[[1, 2], [3, 4], [5, 6]]"));
        QCOMPARE(w().page.editor().shape(), s("3 × 2"));
        QTest::keyClick(&line(), Qt::Key_Return);
        QVERIFY(!w().page.editor().isVisible());
        QVERIFY(w().view.hasFocus());
        // (1, 2): 1 · 2 + 2 · 4 = 10; (3, 4): 22; (5, 6): 34; each with B added.
        QCOMPARE(computed("Y"), std::vector<double>({ 11, 12, 13, 23, 24, 25, 35, 36, 37 }));
        w().session.undoStack().undo();
        QCOMPARE(value("X"), (Tensor{ Shape(2, 2), { 2, -1, 1, 2 } }));
        QCOMPARE(w().session.document(), *demo(s(demoWithMatrices)));
    }

    void aNumberBecomesAMatrixAndBack()
    {
        open("relu");
        type("x", "[[1], [-2], [3]]");
        QCOMPARE(computed("y"), std::vector<double>({ 1, 0, 3 }));
        type("x", "[7]");
        QCOMPARE(computed("y"), std::vector<double>({ 7 }));
    }

    void numbersInARowKeepTheShape()
    {
        open(demoWithMatrices);
        type("X", "1 2 3 4");
        QCOMPARE(value("X"), (Tensor{ Shape(2, 2), { 1, 2, 3, 4 } }));
        type("X", "1 2 3");
        QVERIFY(w().page.editor().isVisible());
        QVERIFY(w().page.editor().reason().startsWith(s("4 numbers are needed, row by row; these are 3.")));
        QCOMPARE(value("X"), (Tensor{ Shape(2, 2), { 1, 2, 3, 4 } }));
        QTest::keyClick(&line(), Qt::Key_Escape);
        QVERIFY(!w().page.editor().isVisible());
    }

    void aSpreadsheetIsPastedInPlace()
    {
        open(demoWithMatrices);
        beginOn("W");
        toClipboard("0,5\t1\t2\r\n3\t4\t5\r\n");
        QTest::keyClick(&line(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(w().page.editor().shape(), QString()); // as before
        QTest::keyClick(&line(), Qt::Key_Return);
        QCOMPARE(value("W"), (Tensor{ Shape(2, 3), { 0.5, 1, 2, 3, 4, 5 } }));
        beginOn("W");
        toClipboard("array([[1., 2., 3.],\n       [4., 5., 6.]])");
        QTest::keyClick(&line(), Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(&line(), Qt::Key_Return);
        QCOMPARE(value("W"), (Tensor{ Shape(2, 3), { 1, 2, 3, 4, 5, 6 } }));
        beginOn("W");
        toClipboard("1\n2\n");
        QTest::keyClick(&line(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(w().page.editor().shape(), s("2 × 1"));
        QTest::keyClick(&line(), Qt::Key_Return);
        QCOMPARE(value("W"), (Tensor{ Shape(2, 1), { 1, 2 } }));
    }

    void whatCannotBeReadIsMarked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("marked");
        QTest::newRow("word") << s("[[1, 2], [3, x]]") << s("Row 2, column 2: “x” is not a number.") << s("x");
        QTest::newRow("ragged") << s("[[1, 2], [3]]") << s("Row 2 has 1 numbers, the rows before it have 2.") << s("[3]");
        QTest::newRow("open") << s("[[1, 2], [3, 4]") << s("A bracket is not closed: [[1, 2], [3, 4]].") << s("[");
        QTest::newRow("deep") << s("[[[1]]]") << s("Brackets go two deep: [[1, 2], [3, 4]].") << s("[");
        QTest::newRow("nan") << s("[nan]") << s("Row 1, column 1: “nan” is not a number.") << s("nan");
    }

    void whatCannotBeReadIsMarked()
    {
        QFETCH(QString, text);
        open(demoWithMatrices);
        const GraphDocument before = w().session.document();
        type("X", text.toUtf8().constData());
        QVERIFY(w().page.editor().isVisible());
        QTEST(w().page.editor().reason(), "reason");
        QTEST(line().selectedText(), "marked");
        QCOMPARE(line().accessibleDescription(), w().page.editor().reason());
        QCOMPARE(w().session.document(), before);
        QVERIFY(!w().session.undoStack().canUndo());
        QTest::keyClick(&line(), Qt::Key_1); // in place of what is marked: the reason goes
        QCOMPARE(w().page.editor().reason(), QString());
    }

    // What no longer fits says so where it stands, with both shapes; undo puts it right.
    void aShapeThatDoesNotFitStandsAtItsNode()
    {
        open(demoWithMatrices);
        type("X", "[1, 2, 3]");
        const auto &lacks = w().session.compiled().lacks;
        QVERIFY(lacks.value(s("X_dot_W")).kind == NodeLack::Kind::Shape);
        QCOMPARE(lacks.value(s("X_dot_W")).shapes, std::vector<Shape>({ Shape(1, 3), Shape(2, 3) }));
        w().press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(w().session.compiled().lacks.isEmpty());
    }

    void aNumberIsOpenedAsATable()
    {
        open("apple");
        openTable("apple");
        QTest::keyClicks(&viewer().newShape(), s("2 x 3"));
        QTest::keyClick(&viewer().newShape(), Qt::Key_Return);
        QCOMPARE(viewer().refusal(), QString());
        QCOMPARE(value("apple"), (Tensor{ Shape(2, 3), { 100, 0, 0, 0, 0, 0 } }));
        QCOMPARE(viewer().table().model()->rowCount(), 2);
        QTest::keyClicks(&viewer().newShape(), s("0, 3"));
        QTest::keyClick(&viewer().newShape(), Qt::Key_Return);
        QVERIFY(viewer().refusal().startsWith(s("Type how many rows and columns")));
        QCOMPARE(value("apple").shape, Shape(2, 3));
        // The keys of the diagram's window do not reach this one: it has its own.
        viewer().table().setFocus();
        QTest::keyClick(&viewer().table(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(value("apple"), Tensor::scalar(100));
        QCOMPARE(viewer().table().model()->rowCount(), 1);
    }

    void aBlockIsPastedIntoATable()
    {
        open(demoWithMatrices);
        openTable("W");
        CopyTable &table = viewer().table();
        click(0, 1);
        toClipboard("7\t8\n9\t10\n");
        QTest::keyClick(&table, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(viewer().refusal(), QString());
        QCOMPARE(tensorText(value("W")), s("[[2, 7, 8], [4, 9, 10]]"));
        click(1, 1);
        QTest::keyClick(&table, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(viewer().refusal().startsWith(s("2 × 2 numbers do not fit below row 2, column 2.")));
        toClipboard("seven");
        QTest::keyClick(&table, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(viewer().refusal().contains(s("“seven” is not a number")));
        QCOMPARE(value("W"), (Tensor{ Shape(2, 3), { 2, 7, 8, 4, 9, 10 } }));
        // All of it: another shape.
        toClipboard("[[1. 0.]\n [0. 1.]]");
        table.selectAll();
        QTest::keyClick(&table, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(value("W"), (Tensor{ Shape(2, 2), { 1, 0, 0, 1 } }));
        // What was copied here can be pasted here, with its headings.
        table.selectAll();
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        w().session.undoStack().undo();
        table.selectAll();
        QTest::keyClick(&table, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(value("W"), (Tensor{ Shape(2, 2), { 1, 0, 0, 1 } }));
    }

    void whatIsComputedCannotBePastedInto()
    {
        open(demoWithMatrices);
        const GraphDocument before = w().session.document();
        toClipboard("1\t2");
        QVERIFY(!pasteNumbers(w().session, s("Y"), QRect(0, 0, 1, 1), s("1")).isEmpty());
        QVERIFY(!changeShape(w().session, s("Y"), s("2, 2")).isEmpty());
        QCOMPARE(changeShape(w().session, s("X"), s("2000, 2000")), s("1,000,000 numbers are the most."));
        QCOMPARE(w().session.document(), before);
    }

    // 1/(2 + exp(−x)) is no sigmoid: the group around it must not be explained as one.
    void aGroupWithOtherNumbersIsAnotherFunction()
    {
        open("sigmoid");
        w().session.editValue(s("one"), { 2.0 });
        QCOMPARE(w().session.document().groups[0].op, QString());
        w().session.undoStack().undo();
        QCOMPARE(w().session.document().groups[0].op, s("sigmoid"));
        w().session.editValue(s("x"), { 2.0 });
        QCOMPARE(w().session.document().groups[0].op, s("sigmoid"));
    }

    void pictures_data() { themeRows(); }
    void pictures()
    {
        QFETCH(bool, dark);
        applyTheme(dark);
        open(demoWithMatrices);
        const QString path = screenshotPath(dark);
        beginOn("X");
        QVERIFY(w().window.grab().save(path.arg(s("matrix-line"))));
        line().selectAll();
        QTest::keyClicks(&line(), s("[[1, 2], [3, x]]"));
        QTest::keyClick(&line(), Qt::Key_Return);
        QVERIFY(w().window.grab().save(path.arg(s("matrix-refused"))));
        QTest::keyClick(&line(), Qt::Key_Escape);
        openTable("X");
        QVERIFY(viewer().grab().save(path.arg(s("matrix-table"))));
    }
};

QTEST_MAIN(TestMatrixEntry)
#include "tst_matrix_entry.moc"
