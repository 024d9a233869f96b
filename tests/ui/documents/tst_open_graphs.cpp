// SPDX-License-Identifier: GPL-3.0-or-later
// Several graphs at once: each stays in the library with its undo, its place and its mark until it is closed, or all are saved.
#include "tests/fixtures/files_window.h"
#include "tests/ui/documents/library_hand.h"

#include "files/demos.h"
#include "files/document_io.h"
#include "ui/expression/expression_dialog.h"
#include "ui/expression/expression_field.h"
#include "ui/lab/lab_panel.h"
#include "ui/session/fault_lab.h"

#include <QtWidgets/QCheckBox>

using namespace chainrule;

using namespace Qt::StringLiterals;

namespace {

// By keys, as from an empty page.
void type(FilesWindow &w, const QString &expression)
{
    inDialog<ExpressionDialog>([expression](ExpressionDialog &dialog) {
        QTest::keyClicks(&dialog.field(), expression);
        QTest::keyClick(&dialog.field(), Qt::Key_Return);
    });
    w.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    w.activate();
}

} // namespace

class TestOpenGraphs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { QVERIFY(!QApplication::activeModalWidget()); }

    void typedGraphIsThereAfterTheDesk();
    void eachHasItsUndoItsPlaceAndItsMark();
    void changedDemoStandsBesideTheDemo();
    void closedByKeysAndByMouse();
    void closingTheProgramAsksOnceForAll();
    void whatCannotBeSavedIsShown();
    void whatIsOpenComesBack();
    void aGraphsOwnFileIsNotAnothers();
    void faultThatIsToBeFoundStaysHidden();
    void predictionsBelongToTheirGraph();
    void deskIsMarkedWhereAFileIsRefused();
    void emptyOnesLeaveNothing();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    QString apples(const char *name = "apples.chainrule") const
    {
        saveDocument(path(name), *demo(u"apple"_s));
        return path(name);
    }

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestOpenGraphs::initTestCase()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    isolateSettings(m_settings);
}

void TestOpenGraphs::typedGraphIsThereAfterTheDesk()
{
    FilesWindow w("apple");
    const LibraryHand library(w.window.library());
    type(w, u"x * y + 1"_s);
    QCOMPARE(library.own(), QStringList(u"x * y + 1"_s));
    QCOMPARE(library.current(), u"x * y + 1"_s);
    QCOMPARE(library.state(u"x * y + 1"_s), u"unsaved"_s);
    QCOMPARE(library.spoken(u"x * y + 1"_s), u"x * y + 1, unsaved"_s);
    library.click(u"Training desk"_s);
    QCOMPARE(w.title(), u"Training desk[*] — Chainrule"_s);
    library.click(u"x * y + 1"_s);
    QCOMPARE(w.title(), u"x * y + 1[*] — Chainrule"_s);
    QVERIFY(w.window.isWindowModified());
    QCOMPARE(w.session.document().title, u"x * y + 1"_s);
    QVERIFY(w.page.isVisible());
}

void TestOpenGraphs::eachHasItsUndoItsPlaceAndItsMark()
{
    FilesWindow w(qPrintable(apples()));
    const LibraryHand library(w.window.library());
    w.change("apple", "90");
    w.press(Qt::Key_Right);
    w.press(Qt::Key_Right);
    w.session.select(u"tax"_s);
    type(w, u"x * y"_s);
    w.press(Qt::Key_End);
    QCOMPARE(library.own(), QStringList({ u"x * y"_s, u"apples"_s }));
    QCOMPARE(library.state(u"apples"_s), u"changed"_s);

    library.click(u"apples"_s); // nothing is asked
    QCOMPARE(w.title(), u"apples[*] — Chainrule"_s);
    QVERIFY(w.window.isWindowModified());
    QCOMPARE(w.number("apple"), 90.0);
    QCOMPARE(w.session.position(), 2);
    QCOMPARE(w.session.selected(), u"tax"_s);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.number("apple"), 100.0);
    QVERIFY(!w.window.isWindowModified());
    QCOMPARE(library.state(u"apples"_s), QString());
    QCOMPARE(w.session.document().title, u"Buying apples"_s); // one step back, and not into the other

    library.click(u"x * y"_s);
    QVERIFY(w.session.isAtEnd() && w.window.isWindowModified());
    library.click(u"apples"_s);
    w.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(w.number("apple"), 90.0);
}

void TestOpenGraphs::changedDemoStandsBesideTheDemo()
{
    FilesWindow w("apple");
    const LibraryHand library(w.window.library());
    GraphDocument other = w.session.document();
    other.nodes[0].name = u"pear"_s;
    w.session.editDocument(other, u"Rename"_s);
    QCOMPARE(library.own(), QStringList(u"Buying apples"_s));
    library.click(u"Sigmoid"_s);
    w.choose(u"apple"_s);
    QCOMPARE(w.session.document().nodes[0].name, u"apple"_s);
    library.click(u"Buying apples"_s); // the last row of this name
    QCOMPARE(w.session.document().nodes[0].name, u"pear"_s);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(library.own(), QStringList()); // nothing is left of it
}

void TestOpenGraphs::closedByKeysAndByMouse()
{
    FilesWindow w(qPrintable(apples("one.chainrule")));
    const LibraryHand library(w.window.library());
    for (const char *name : { "two.chainrule", "three.chainrule", "four.chainrule" })
        w.choose(apples(name));
    QCOMPARE(library.own(), QStringList({ u"four"_s, u"three"_s, u"two"_s, u"one"_s }));
    w.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(library.own(), QStringList({ u"three"_s, u"two"_s, u"one"_s }));
    QCOMPARE(w.title(), u"three[*] — Chainrule"_s); // what stands below it
    library.clickCross(u"one"_s);
    QTRY_COMPARE(library.own(), QStringList({ u"three"_s, u"two"_s }));
    QCOMPARE(w.title(), u"three[*] — Chainrule"_s);
    QCOMPARE(library.current(), u"three"_s);
    library.click(u"two"_s);
    w.change("apple", "90");
    w.activate();
    library.tree.setFocus();
    answer(QMessageBox::Cancel);
    QTest::keyClick(&library.tree, Qt::Key_Delete);
    QCOMPARE(library.own(), QStringList({ u"three"_s, u"two"_s }));
    w.activate();
    library.tree.setFocus();
    answer(QMessageBox::Discard);
    QTest::keyClick(&library.tree, Qt::Key_Delete);
    QCOMPARE(library.own(), QStringList(u"three"_s));
    QCOMPARE(w.title(), u"three[*] — Chainrule"_s);
    w.activate();
    w.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(library.own(), QStringList());
    QCOMPARE(w.title(), u"Apples and oranges[*] — Chainrule"_s);
    w.press(Qt::Key_W, Qt::ControlModifier); // a demo has nowhere to go
    QCOMPARE(w.title(), u"Apples and oranges[*] — Chainrule"_s);
}

void TestOpenGraphs::closingTheProgramAsksOnceForAll()
{
    FilesWindow w(qPrintable(apples()));
    w.change("apple", "90");
    w.activate();
    type(w, u"x * y"_s);
    w.choose(u"sigmoid"_s);
    inDialog<QMessageBox>([](QMessageBox &box) {
        QVERIFY2(box.text().contains(u'2'), qPrintable(box.text()));
        QVERIFY(box.informativeText().contains(u"“apples”"_s) && box.informativeText().contains(u"“x * y”"_s));
        QTest::mouseClick(box.button(QMessageBox::Cancel), Qt::LeftButton);
    });
    w.window.close();
    QVERIFY(w.window.isVisible());
    QCOMPARE(w.title(), u"Sigmoid[*] — Chainrule"_s);
    w.activate();
    inDialog<QMessageBox>([this](QMessageBox &box) {
        QTest::mouseClick(box.button(QMessageBox::SaveAll), Qt::LeftButton);
        nameFile(path("product.chainrule"));
    });
    w.window.close();
    QVERIFY(!w.window.isVisible());
    QCOMPARE(loadDocument(path("apples.chainrule")).node(u"apple"_s)->value.values.front(), 90.0);
    QCOMPARE(loadDocument(path("product.chainrule")).title, u"x * y"_s);
}

void TestOpenGraphs::whatCannotBeSavedIsShown()
{
    QVERIFY(QDir().mkpath(path("gone")));
    FilesWindow w(qPrintable(apples("gone/apples.chainrule")));
    w.change("apple", "90");
    w.choose(apples("other.chainrule"));
    w.change("apple", "80");
    QVERIFY(QDir(path("gone")).removeRecursively());
    w.activate();
    answer(QMessageBox::SaveAll);
    w.window.close();
    QVERIFY(w.window.isVisible());
    QCOMPARE(w.title(), u"apples[*] — Chainrule"_s);
    QVERIFY2(w.message().startsWith(u"“apples” is not saved."_s), qPrintable(w.message()));
    QCOMPARE(loadDocument(path("other.chainrule")).node(u"apple"_s)->value.values.front(), 80.0);
}

void TestOpenGraphs::whatIsOpenComesBack()
{
    {
        FilesWindow w(qPrintable(apples("one.chainrule")));
        for (const char *name : { "two.chainrule", "three.chainrule", "four.chainrule" })
            w.choose(apples(name));
        LibraryHand(w.window.library()).clickCross(u"three"_s);
        QTRY_COMPARE(LibraryHand(w.window.library()).own().size(), 3);
        w.choose(path("two.chainrule"));
        w.window.close();
    }
    MainWindow next;
    next.openFirst({});
    const LibraryHand library(next.library());
    QCOMPARE(library.own(), QStringList({ u"four"_s, u"two"_s, u"one"_s }));
    QCOMPARE(library.current(), u"two"_s);
    QCOMPARE(next.windowTitle(), u"two[*] — Chainrule"_s);
    next.resize(1280, 800);
    next.show();
    QVERIFY(QTest::qWaitForWindowActive(&next));
    library.click(u"one"_s);
    QCOMPARE(next.windowTitle(), u"one[*] — Chainrule"_s);
    QVERIFY(QFile::remove(path("four.chainrule")));
    library.click(u"four"_s);
    QVERIFY(next.findChild<MessageBar *>()->text().contains(u"does not exist"_s));
    QCOMPARE(library.own(), QStringList({ u"two"_s, u"one"_s }));
    QCOMPARE(library.current(), u"one"_s);
}

void TestOpenGraphs::aGraphsOwnFileIsNotAnothers()
{
    FilesWindow w(qPrintable(apples("one.chainrule")));
    w.choose(apples("two.chainrule"));
    w.change("apple", "90");
    w.activate();
    inDialog<QFileDialog>([this](QFileDialog &dialog) {
        dialog.selectFile(path("one.chainrule"));
        answer(QMessageBox::Yes); // it is to be replaced
        QTest::mouseClick(dialog.findChild<QDialogButtonBox *>()->buttons().constFirst(), Qt::LeftButton);
    });
    w.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(w.message().contains(u"open as well"_s), qPrintable(w.message()));
    QCOMPARE(w.title(), u"two[*] — Chainrule"_s);
    QCOMPARE(loadDocument(path("one.chainrule")).node(u"apple"_s)->value.values.front(), 100.0);
}

// Who comes back to it has not been told what it is.
void TestOpenGraphs::faultThatIsToBeFoundStaysHidden()
{
    FilesWindow w(qPrintable(apples()));
    QVERIFY(w.page.faults().surprise());
    const QString fault = w.page.faults().fault();
    w.choose(u"sigmoid"_s);
    QVERIFY(!w.page.faults().isHidden());
    w.choose(path("apples.chainrule"));
    QCOMPARE(w.page.faults().fault(), fault);
    QVERIFY(w.page.faults().isHidden());
    w.page.faults().repair();
    QVERIFY(w.page.faults().fault().isEmpty());
    QCOMPARE(w.session.document().nodes, demo(u"apple"_s)->nodes);
}

void TestOpenGraphs::predictionsBelongToTheirGraph()
{
    FilesWindow w(qPrintable(apples()));
    w.press(Qt::Key_Right);
    QCheckBox &predicts = *w.page.labPanel().findChild<QCheckBox *>(u"predictSwitch"_s);
    predicts.click();
    QVERIFY(w.window.isWindowModified()); // its question marks would be in the file
    w.choose(apples("other.chainrule"));
    QVERIFY(!predicts.isChecked() && !w.window.isWindowModified());
    QVERIFY(w.session.document().hidden.isEmpty());
    w.choose(path("apples.chainrule"));
    QVERIFY(predicts.isChecked() && w.window.isWindowModified());
    QCOMPARE(w.session.document().hidden, QList<HiddenNumber>({ { u"price"_s, std::nullopt } }));
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!w.window.isWindowModified());
    w.press(Qt::Key_Right); // other question marks are the timeline's
    QVERIFY(!w.window.isWindowModified());
    predicts.click();
    QVERIFY(w.window.isWindowModified());
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(loadDocument(path("apples.chainrule")).hidden.isEmpty());
}

void TestOpenGraphs::deskIsMarkedWhereAFileIsRefused()
{
    {
        FilesWindow w(qPrintable(apples("one.chainrule")));
        w.choose(apples("two.chainrule"));
        w.window.close();
    }
    MainWindow next;
    next.openFirst({});
    next.resize(1280, 800);
    next.show();
    QVERIFY(QTest::qWaitForWindowActive(&next));
    const LibraryHand there(next.library());
    there.click(u"Training desk"_s);
    QVERIFY(QFile::remove(path("one.chainrule")));
    there.click(u"one"_s);
    QCOMPARE(next.windowTitle(), u"Training desk[*] — Chainrule"_s);
    QCOMPARE(there.current(), u"Training desk"_s);
}

void TestOpenGraphs::emptyOnesLeaveNothing()
{
    FilesWindow w("apple");
    const LibraryHand library(w.window.library());
    w.press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(library.own(), QStringList(u"Untitled"_s));
    QCOMPARE(library.current(), u"Untitled"_s);
    w.choose(u"sigmoid"_s);
    QCOMPARE(library.own(), QStringList());
}

QTEST_MAIN(TestOpenGraphs)
#include "tst_open_graphs.moc"
