// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs that lack something: what is said of it in Numbers and in the picture, and that it is gone when nothing is lacking.
#include "tests/fixtures/editor_window.h"

#include "ui/numbers/numbers_model.h"
#include "ui/numbers/numbers_panel.h"
#include "ui/widgets/copy_table.h"
#include "ui/widgets/side_panel.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// a · ?, and its exp.
GraphDocument halfProduct()
{
    GraphDocument document;
    document.placed = true;
    document.nodes = { leafNode("a", 3, { 0, 0 }), leafNode("b", 4, { 0, 120 }), opNode("m", "mul", { "a", "" }, { 200, 60 }),
                       opNode("e", "exp", { "m" }, { 400, 60 }) };
    return document;
}

struct NumbersBeside : EditorWindow
{
    using EditorWindow::EditorWindow;

    NumbersPanel &panel = window.findChild<DiagramPage *>()->numbersPanel();
    CopyTable &table = panel.table();

    QString cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return table.model()->index(row, column).data(role).toString();
    }
    QStringList column(int which) const
    {
        QStringList texts;
        for (int row = 0; row < table.model()->rowCount(); ++row)
            texts.append(cell(row, which));
        return texts;
    }
    int rowOf(const char *name) const { return int(column(NumbersModel::Name).indexOf(QString::fromUtf8(name))); }
};

} // namespace

class TestUnfinished : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void numbersSayWhatIsLacking();
    void wordsHaveTheRoomOfTheFigures();
    void rowsAndNodesAreSelectedTogether();
    void figuresTakeTheWordsPlace();
    void neighboursSayItBesideEachOther();

private:
    QTemporaryDir m_settings;
};

void TestUnfinished::initTestCase()
{
    isolateSettings(m_settings);
}

void TestUnfinished::numbersSayWhatIsLacking()
{
    const NumbersBeside w(halfProduct());
    QCOMPARE(w.column(NumbersModel::Name).join(u' '), u"a b m e"_s);
    QCOMPARE(w.cell(w.rowOf("m"), NumbersModel::Value), u"needs 1 more input"_s);
    QCOMPARE(w.cell(w.rowOf("e"), NumbersModel::Value), u"waits for m"_s);
    QCOMPARE(w.cell(w.rowOf("m"), NumbersModel::Operation), u"Multiply"_s);
    QCOMPARE(w.cell(w.rowOf("m"), NumbersModel::Value, Qt::AccessibleTextRole), u"m, needs 1 more input"_s);
    for (const int column : { NumbersModel::Gradient, NumbersModel::Numerical, NumbersModel::Difference, NumbersModel::Shape })
        QCOMPARE(w.cell(w.rowOf("e"), column), QString());
}

// Also when the rows are sorted, by which the words come to stand elsewhere.
void TestUnfinished::wordsHaveTheRoomOfTheFigures()
{
    const NumbersBeside w(halfProduct());
    w.page.sidePanel().setCurrent(DiagramPage::NumbersPage);
    for (const auto order : { Qt::AscendingOrder, Qt::DescendingOrder }) {
        w.table.sortByColumn(NumbersModel::Name, order);
        for (const char *name : { "a", "m", "e", "b" }) {
            const int row = w.rowOf(name);
            const bool words = QByteArray(name) == "m" || QByteArray(name) == "e";
            QCOMPARE(w.table.columnSpan(row, NumbersModel::Value) > 1, words);
            const int room = w.table.visualRect(w.table.model()->index(row, NumbersModel::Value)).width();
            if (words)
                QVERIFY(room > w.table.fontMetrics().horizontalAdvance(w.cell(row, NumbersModel::Value)));
        }
    }
}

void TestUnfinished::rowsAndNodesAreSelectedTogether()
{
    NumbersBeside w(halfProduct());
    w.page.sidePanel().setCurrent(DiagramPage::NumbersPage);
    w.click(w.onScreen("e"));
    QCOMPARE(w.table.currentIndex().row(), w.rowOf("e"));
    const QPoint at = w.table.visualRect(w.table.model()->index(w.rowOf("m"), NumbersModel::Name)).center();
    QTest::mouseClick(w.table.viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(w.session.selected(), u"m"_s);
    QTest::keyClick(&w.table, Qt::Key_Return); // there is no tensor to open
    QCOMPARE(w.session.selected(), u"m"_s);
}

// 3 · 4 = 12; and back with undo.
void TestUnfinished::figuresTakeTheWordsPlace()
{
    NumbersBeside w(halfProduct());
    w.drag(w.socket("b"), w.socket("m", 1));
    QCOMPARE(w.cell(w.rowOf("m"), NumbersModel::Value), u"12"_s);
    QCOMPARE(w.table.model()->rowCount(), 4);
    QCOMPARE(w.table.columnSpan(w.rowOf("m"), NumbersModel::Value), 1);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.cell(w.rowOf("m"), NumbersModel::Value), u"needs 1 more input"_s);
    w.session.select(u"b"_s);
    w.key(Qt::Key_Delete);
    QCOMPARE(w.column(NumbersModel::Name).join(u' '), u"a m e"_s);
}

// As near as circles with ports are put by hand.
void TestUnfinished::neighboursSayItBesideEachOther()
{
    GraphDocument document;
    document.placed = true;
    document.nodes = { opNode("m", "mul", { "", "" }, { 0, 0 }), opNode("e", "exp", { "" }, { 110, 0 }) };
    const EditorWindow w(document);
    QCOMPARE(w.item("m").lack, u"needs 2 more inputs"_s);
    QCOMPARE(w.item("e").lack, u"needs 1 more input"_s);
    const Lettering &letters = *w.scene.style().letters;
    QVERIFY(!bounds(w.item("m"), letters).intersects(bounds(w.item("e"), letters)));
}

QTEST_MAIN(TestUnfinished)
#include "tst_unfinished.moc"
