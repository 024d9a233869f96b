// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all nodes as a person uses it: what stands in it at each step, selecting, sorting, copying, checking.
#include "tests/fixtures/window_setup.h"
#include "ui/diagram/diagram_view.h"
#include "ui/editor/value_editor.h"
#include "ui/lesson/diagram_page.h"
#include "ui/main_window/main_window.h"
#include "ui/numbers/numbers_model.h"
#include "ui/numbers/numbers_panel.h"
#include "ui/session/graph_session.h"
#include "ui/tensor/tensor_viewer.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_table.h"
#include "ui/widgets/side_panel.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void emptyUntilComputed();
    void exactAtTheEnd();
    void theNodeInActionIsEmphasised();
    void tensorsAreSummed();
    void selectionGoesBothWays();
    void sortsByNumberAndBack();
    void copiesAllAndASelection();
    void enterOnAnInputEdits();
    void doubleClickOnATensorOpensIt();
    void checkBringsNumericalGradients();
    void columnsAreRemembered();
    void cellsHaveAccessibleText();
    void modelKeepsItsPromises();
    void pictures_data();
    void pictures();

private:
    DiagramPage &page() { return m_window->diagramPage(); }
    GraphSession &session() { return page().session(); }
    NumbersPanel &panel() { return page().numbersPanel(); }
    CopyTable &table() { return panel().table(); }
    QAbstractItemModel &model() { return *table().model(); }
    int row(const char *name);
    QString cell(const char *name, int column, int role = Qt::EditRole)
    {
        return model().index(row(name), column).data(role).toString();
    }
    QStringList names();
    void openDemo(const char *id, int position = 0);
    void showPanel();
    void makeWindow();

    QTemporaryDir m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestNumbers::initTestCase()
{
    isolateSettings(m_settings);
}

void TestNumbers::init()
{
    QSettings().clear();
    makeWindow();
}

void TestNumbers::makeWindow()
{
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    m_window->openFirst(u"apple_orange"_s);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    showPanel();
}

void TestNumbers::cleanup()
{
    m_window.reset();
}

void TestNumbers::showPanel()
{
    page().sidePanel().setCurrent(DiagramPage::NumbersPage);
    QVERIFY(table().isVisible());
}

void TestNumbers::openDemo(const char *id, int position)
{
    QVERIFY(m_window->openDemo(QString::fromLatin1(id)));
    session().setPosition(position);
}

int TestNumbers::row(const char *name)
{
    return int(names().indexOf(QString::fromLatin1(name)));
}

QStringList TestNumbers::names()
{
    QStringList all;
    for (int i = 0; i < model().rowCount(); ++i)
        all.append(model().index(i, NumbersModel::Name).data().toString());
    return all;
}

void TestNumbers::emptyUntilComputed()
{
    QCOMPARE(model().rowCount(), session().graph().size());
    QCOMPARE(cell("apple", NumbersModel::Value), u"100"_s);
    QCOMPARE(cell("price", NumbersModel::Value), QString());
    QCOMPARE(cell("apple", NumbersModel::Gradient), QString());
    QCOMPARE(cell("price", NumbersModel::Operation), u"Multiply"_s);
    QCOMPARE(cell("apple", NumbersModel::Operation), u"input"_s);
    page().view().setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_Right);
    QCOMPARE(cell("apple_price", NumbersModel::Value), u"200"_s);
    QTest::keyClick(m_window.get(), Qt::Key_Left);
    QCOMPARE(cell("apple_price", NumbersModel::Value), QString());
}

void TestNumbers::exactAtTheEnd()
{
    session().setPosition(session().count());
    QCOMPARE(cell("price", NumbersModel::Value, Qt::DisplayRole), u"715.0000000000001"_s);
    QCOMPARE(cell("apple_num", NumbersModel::Gradient), u"110.00000000000001"_s);
    QCOMPARE(cell("orange", NumbersModel::Gradient), u"3.3000000000000003"_s);
    QCOMPARE(cell("price", NumbersModel::Gradient), u"1"_s);
    QCOMPARE(model().index(0, NumbersModel::Value).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight, int(Qt::AlignRight));
    // An edit is followed at once.
    session().editValue(u"tax"_s, { 2 });
    QCOMPARE(cell("price", NumbersModel::Value), u"1300"_s); // 650 · 2
}

void TestNumbers::theNodeInActionIsEmphasised()
{
    session().setPosition(1);
    QStringList acting;
    for (int i = 0; i < model().rowCount(); ++i)
        if (model().index(i, 0).data(NumbersModel::ActingRole).toBool())
            acting.append(model().index(i, 0).data().toString());
    QCOMPARE(acting, QStringList{ u"apple_price"_s });
}

void TestNumbers::tensorsAreSummed()
{
    openDemo("affine_batch", 99);
    QCOMPARE(cell("X_dot_W", NumbersModel::Value), u"(2, 3)  max |x| 10"_s); // 1 · 2 + 2 · 4
    QCOMPARE(cell("B", NumbersModel::Gradient), u"(1, 3)  max |x| 9"_s); // 5 7 9
    QCOMPARE(cell("X_dot_W", NumbersModel::Value, Qt::DisplayRole), u"max 10"_s); // what a narrow column has room for
    QCOMPARE(cell("B", NumbersModel::Shape), u"(1, 3)"_s);
    openDemo("apple");
    QCOMPARE(cell("apple", NumbersModel::Shape), QString());
}

void TestNumbers::selectionGoesBothWays()
{
    const QRect at = table().visualRect(model().index(row("orange"), NumbersModel::Name));
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, at.center());
    QCOMPARE(session().selected(), u"orange"_s);
    QTest::keyClick(&table(), Qt::Key_Down);
    QCOMPARE(session().selected(), session().documentNode(row("orange") + 1).id);
    session().select(u"tax"_s);
    QCOMPARE(table().currentIndex().row(), row("tax"));
    QVERIFY(table().selectionModel()->isRowSelected(row("tax")));
    session().select({});
    QVERIFY(!table().selectionModel()->hasSelection());
    // What is folded away selects its group.
    openDemo("sigmoid");
    session().setFolded(u"sigmoid"_s, true);
    const QRect exp = table().visualRect(model().index(row("exp"), NumbersModel::Name));
    QVERIFY(row("exp") >= 0);
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, exp.center());
    QCOMPARE(session().selected(), u"sigmoid"_s);
}

void TestNumbers::sortsByNumberAndBack()
{
    session().setPosition(session().count());
    const QStringList before = names();
    QHeaderView &header = *table().horizontalHeader();
    const auto click = [&] {
        const int x = header.sectionViewportPosition(NumbersModel::Value) + 40;
        QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, { x, header.height() / 2 });
    };
    click();
    QCOMPARE(names().front(), u"tax"_s); // 1.1, and not 100 as text would have it
    QCOMPARE(names().back(), u"price"_s);
    click();
    QCOMPARE(names().front(), u"price"_s);
    click();
    QCOMPARE(names(), before);
}

void TestNumbers::copiesAllAndASelection()
{
    openDemo("apple", 99);
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList all = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(all.front(), u"Name\tValue\tGradient\tOperation\tShape"_s);
    QCOMPARE(all.size(), model().rowCount() + 2); // the header, and the end of the last line
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {},
                      table().visualRect(model().index(row("price"), NumbersModel::Name)).center());
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"Name\tValue\tGradient\tOperation\tShape\nprice\t220.00000000000003\t1\tMultiply\t\n"_s);
}

void TestNumbers::enterOnAnInputEdits()
{
    session().setPosition(session().count());
    table().setFocus();
    session().select(u"apple"_s);
    QTest::keyClick(&table(), Qt::Key_Return);
    QVERIFY(page().editor().isVisible());
    QCOMPARE(page().editor().leaf(), u"apple"_s);
    page().editor().line().selectAll();
    QTest::keyClicks(&page().editor().line(), u"200"_s);
    QTest::keyClick(&page().editor().line(), Qt::Key_Return);
    QCOMPARE(cell("apple", NumbersModel::Value), u"200"_s);
}

void TestNumbers::doubleClickOnATensorOpensIt()
{
    openDemo("affine_batch", 99);
    const QPoint at = table().visualRect(model().index(row("Y"), NumbersModel::Value)).center();
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table().viewport(), Qt::LeftButton, {}, at);
    QVERIFY(page().tensorViewer() && page().tensorViewer()->isVisible());
    QCOMPARE(page().tensorViewer()->model().node(), u"Y"_s);
}

void TestNumbers::checkBringsNumericalGradients()
{
    QVERIFY(table().isColumnHidden(NumbersModel::Numerical));
    panel().checkSwitch().setFocus();
    QTest::keyClick(&panel().checkSwitch(), Qt::Key_Space);
    QVERIFY(!table().isColumnHidden(NumbersModel::Numerical));
    QTRY_VERIFY_WITH_TIMEOUT(!cell("apple", NumbersModel::Numerical).isEmpty(), 240'000);
    QVERIFY(std::abs(cell("apple", NumbersModel::Numerical).toDouble() - 2.2) < 1e-6);
    QVERIFY(cell("apple", NumbersModel::Difference, Qt::DisplayRole).startsWith(u"✓ "_s));
    QVERIFY(cell("apple", NumbersModel::Difference).toDouble() < 1e-6);
    // Another number: what was found is gone at once, and found again.
    session().editValue(u"tax"_s, { 2 });
    QVERIFY(cell("apple", NumbersModel::Numerical).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(cell("apple", NumbersModel::Numerical).toDouble() - 4) < 1e-6, 240'000);
    QTest::keyClick(&panel().checkSwitch(), Qt::Key_Space);
    QVERIFY(table().isColumnHidden(NumbersModel::Numerical));
}

void TestNumbers::columnsAreRemembered()
{
    table().setColumnWidth(NumbersModel::Value, 211);
    table().horizontalHeader()->moveSection(NumbersModel::Operation, 1);
    m_window->close();
    m_window.reset();
    makeWindow();
    QCOMPARE(table().columnWidth(NumbersModel::Value), 211);
    QCOMPARE(table().horizontalHeader()->visualIndex(NumbersModel::Operation), 1);
    QVERIFY(table().isColumnHidden(NumbersModel::Numerical));
}

void TestNumbers::cellsHaveAccessibleText()
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&table());
    QVERIFY(accessible && accessible->tableInterface());
    QCOMPARE(accessible->text(QAccessible::Name), u"Numbers of all nodes"_s);
    QCOMPARE(cell("apple", NumbersModel::Value, Qt::AccessibleTextRole), u"apple, Value: 100"_s);
    QCOMPARE(cell("apple", NumbersModel::Gradient, Qt::AccessibleTextRole), u"apple, Gradient: none"_s);
}

void TestNumbers::modelKeepsItsPromises()
{
    QAbstractItemModelTester tester(&model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    session().setPosition(session().count());
    openDemo("sigmoid", 3);
    session().setFolded(u"sigmoid"_s, true);
    openDemo("two_layer", 99);
    QCOMPARE(model().rowCount(), 10);
}

void TestNumbers::pictures_data()
{
    themeRows();
}

void TestNumbers::pictures()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    const QString name = screenshotPath(dark);
    session().setPosition(session().count() - 1);
    session().select(u"tax"_s);
    QVERIFY(m_window->grab().save(name.arg(u"numbers"_s)));
    panel().checkSwitch().setFocus();
    QTest::keyClick(&panel().checkSwitch(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!cell("apple", NumbersModel::Numerical).isEmpty(), 240'000);
    panel().setParent(nullptr);
    panel().resize(900, 400);
    panel().show();
    QTRY_VERIFY_WITH_TIMEOUT(!cell("apple", NumbersModel::Numerical).isEmpty(), 240'000);
    QVERIFY(panel().grab().save(name.arg(u"numbers-checked"_s)));
    panel().setParent(&page());
    qApp->setStyleSheet({});
}

QTEST_MAIN(TestNumbers)
#include "tst_numbers.moc"
