// SPDX-License-Identifier: GPL-3.0-or-later
// What a graph says in words is edited where it stands: title, question, answer, notes, and the names of groups.
#include "document/document_limits.h"
#include "files/demos.h"
#include "files/document_io.h"
#include "tests/fixtures/editor_window.h"
#include "ui/editor/line_entry.h"
#include "ui/editor/words/note_entry.h"
#include "ui/editor/words/words_field.h"
#include "ui/editor/words/words_form.h"
#include "ui/explain/explain_panel.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestWordsInPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        isolateSettings(m_settings);
    }
    void doubleClickOnTheHeading();
    void byKeysAlone();
    void escapeLeavesThemAndClicksTakeThem();
    void keysOfTheWindowTakeThem();
    void whatNobodyChangedStays();
    void whatIsTooLongIsTold();
    void oddTextsAreMadeFit();
    void notBeforeAClass();
    void titleIsTheSuggestedName();
    void noteOnANodeAndOnAGroup();
    void groupsMayBeCalledAnything();

private:
    static const QLabel &heading(const DiagramWindow &w) { return *w.page.findChild<QLabel *>(u"heading"_s); }
    static GraphDocument again(const GraphDocument &document) { return parseDocument(toJson(document), {}); }

    QTemporaryDir m_settings;
};

void TestWordsInPlace::doubleClickOnTheHeading()
{
    DiagramWindow w("apple");
    const GraphDocument before = w.session.document();
    auto *heading = w.page.findChild<QLabel *>(u"heading"_s);
    QTest::mouseDClick(heading, Qt::LeftButton);
    WordsForm &form = w.page.words();
    QVERIFY(form.isVisible() && form.title().hasFocus());
    QCOMPARE(form.title().toPlainText(), before.title);
    QCOMPARE(form.question().toPlainText(), before.question);
    QCOMPARE(form.answer().toPlainText(), before.answer);
    QTest::keyClicks(&form.title(), u"Pears"_s); // over what is selected
    QTest::keyClick(&form.title(), Qt::Key_Tab);
    QVERIFY(form.question().hasFocus());
    QTest::keyClicks(&form.question(), u"What does a pear cost?"_s);
    QTest::keyClick(&form.question(), Qt::Key_Tab);
    QTest::keyClicks(&form.answer(), u"{value:price}"_s);
    QTest::keyClick(&form.answer(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(&form.answer(), u"yen"_s);
    QTest::keyClick(&form.answer(), Qt::Key_Return);
    QVERIFY(!form.isVisible() && w.view.hasFocus());
    QCOMPARE(heading->text(), u"What does a pear cost?"_s);
    QCOMPARE(w.window.windowTitle(), u"Pears[*] — Chainrule"_s);
    w.press(Qt::Key_End);
    w.press(Qt::Key_Right);
    QCOMPARE(w.page.caption(), u"220\nyen"_s);
    QCOMPARE(again(w.session.document()).title, u"Pears"_s);
    QCOMPARE(again(w.session.document()).answer, u"{value:price}\nyen"_s);
    QCOMPARE(w.session.undoStack().count(), 1);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(heading->text(), before.question);
    QCOMPARE(w.session.document(), before);
}

void TestWordsInPlace::byKeysAlone()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_T, Qt::ControlModifier);
    WordsForm &form = w.page.words();
    QVERIFY(form.title().hasFocus());
    QTest::keyClick(&form.title(), Qt::Key_Return);
    QVERIFY(!w.session.undoStack().canUndo()); // the same words are no change
    w.press(Qt::Key_T, Qt::ControlModifier);
    QTest::keyClick(&form.title(), Qt::Key_Tab);
    QTest::keyClick(&form.question(), Qt::Key_Delete);
    QTest::keyClick(&form.question(), Qt::Key_Enter);
    QCOMPARE(heading(w).text(), u"Buying apples"_s); // in place of a question
}

void TestWordsInPlace::escapeLeavesThemAndClicksTakeThem()
{
    DiagramWindow w("apple");
    WordsForm &form = w.page.words();
    w.press(Qt::Key_T, Qt::ControlModifier);
    QTest::keyClicks(&form.title(), u"Pears"_s);
    QTest::keyClick(&form.title(), Qt::Key_Escape);
    QVERIFY(!form.isVisible());
    QCOMPARE(w.session.document().title, u"Buying apples"_s);
    w.press(Qt::Key_T, Qt::ControlModifier);
    QTest::keyClicks(&form.title(), u"Pears"_s);
    w.view.setFocus(Qt::MouseFocusReason);
    QVERIFY(!form.isVisible());
    QCOMPARE(w.session.document().title, u"Pears"_s);
}

void TestWordsInPlace::keysOfTheWindowTakeThem()
{
    DiagramWindow w("apple");
    WordsForm &form = w.page.words();
    w.press(Qt::Key_T, Qt::ControlModifier);
    QTest::keyClicks(&form.title(), u"Pears"_s);
    w.press(Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(form.title().toPlainText(), u"Pears"_s);
    w.press(Qt::Key_F5);
    QVERIFY(!form.isVisible());
    QCOMPARE(w.session.document().title, u"Pears"_s);
    w.press(Qt::Key_F5);
    w.press(Qt::Key_T, Qt::ControlModifier);
    QTest::keyClicks(&form.title(), u"Plums"_s);
    QTimer::singleShot(0, &w.window, [] { // it asks about them
        if (auto *box = qobject_cast<QDialog *>(QApplication::activeModalWidget()))
            box->reject();
    });
    QVERIFY(!w.window.close());
    QCOMPARE(w.session.document().title, u"Plums"_s);
}

// A title from elsewhere may end with a blank.
void TestWordsInPlace::whatNobodyChangedStays()
{
    DiagramWindow w("apple");
    GraphDocument document = w.session.document();
    document.title += u' ';
    document.question += u'\n';
    w.session.open(document);
    w.press(Qt::Key_T, Qt::ControlModifier);
    QTest::keyClick(&w.page.words().title(), Qt::Key_Return);
    QCOMPARE(w.session.undoStack().count(), 0);
    w.press(Qt::Key_T, Qt::ControlModifier);
    WordsField &title = w.page.words().title();
    title.setPlainText(u"Two"_s);
    title.moveCursor(QTextCursor::End);
    QGuiApplication::clipboard()->setText(u" pears"_s);
    title.paste();
    QCOMPARE(title.toPlainText(), u"Two pears"_s);
}

void TestWordsInPlace::whatIsTooLongIsTold()
{
    DiagramWindow w("apple");
    WordsForm &form = w.page.words();
    w.press(Qt::Key_T, Qt::ControlModifier);
    QGuiApplication::clipboard()->setText(QString(DocumentLimit::lineLength + 1, u'x'));
    QTest::keyClick(&form.title(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(form.title().toPlainText(), u"Buying apples"_s);
    QVERIFY2(form.reason().contains(u"1,001"_s) && form.reason().contains(u"1,000"_s), qPrintable(form.reason()));
    QGuiApplication::clipboard()->setText(QString(DocumentLimit::lineLength, u'x'));
    QTest::keyClick(&form.title(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(form.reason().isEmpty());
    QTest::keyClicks(&form.title(), u"y"_s);
    QVERIFY(!form.reason().isEmpty());
    QCOMPARE(form.title().toPlainText().size(), DocumentLimit::lineLength);
    QTest::keyClick(&form.title(), Qt::Key_Backspace);
    QTest::keyClicks(&form.title(), u"y"_s);
    QTest::keyClick(&form.title(), Qt::Key_Return);
    QVERIFY(w.session.document().title.endsWith(u"xy"_s));
    QVERIFY(!toJson(w.session.document()).isEmpty()); // can be kept
}

void TestWordsInPlace::oddTextsAreMadeFit()
{
    DiagramWindow w("apple");
    WordsForm &form = w.page.words();
    w.press(Qt::Key_T, Qt::ControlModifier);
    QGuiApplication::clipboard()->setText(u"a\r\nb\u0001\u2028c"_s);
    QTest::keyClick(&form.title(), Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(&form.title(), Qt::Key_Tab);
    QTest::keyClick(&form.question(), Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(&form.question(), Qt::Key_Return);
    QCOMPARE(w.session.document().title, u"a b  c"_s);
    QCOMPARE(w.session.document().question, u"a\nb \nc"_s);
    QCOMPARE(again(w.session.document()), w.session.document());
}

void TestWordsInPlace::notBeforeAClass()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_F5);
    w.press(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(!w.page.words().isVisible());
}

void TestWordsInPlace::titleIsTheSuggestedName()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_T, Qt::ControlModifier);
    QTest::keyClicks(&w.page.words().title(), u"Pears/plums"_s);
    QTest::keyClick(&w.page.words().title(), Qt::Key_Return);
    QString suggested;
    QTimer watch;
    connect(&watch, &QTimer::timeout, this, [&] {
        if (auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget())) {
            suggested = QFileInfo(dialog->selectedFiles().value(0)).fileName();
            dialog->reject();
        }
    });
    watch.start(5);
    w.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(suggested, u"Pears-plums.chainrule"_s);
}

void TestWordsInPlace::noteOnANodeAndOnAGroup()
{
    EditorWindow w;
    w.begin(*demo(u"sigmoid"_s));
    w.session.select(u"exp"_s);
    w.key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    NoteEntry &entry = w.desk.note();
    QVERIFY(entry.isVisible() && entry.field().hasFocus());
    QTest::keyClicks(&entry.field(), u"never below x or 0"_s);
    QTest::keyClick(&entry.field(), Qt::Key_Return);
    QCOMPARE(w.node("exp").note, u"never below x or 0"_s);
    const QString explained = w.window.findChild<ExplainPanel *>()->text();
    QVERIFY2(explained.contains(u"never below x or 0"_s), qPrintable(explained)); // an author's x is an x

    w.session.setFolded(u"sigmoid"_s, true);
    w.session.select(u"sigmoid"_s);
    w.key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(&entry.field(), u"squashes"_s);
    w.view.setFocus(Qt::MouseFocusReason); // a click elsewhere takes it
    QVERIFY(!entry.isVisible());
    QCOMPARE(again(w.session.document()).noteOn(u"sigmoid"_s), u"squashes"_s);
    QVERIFY(w.window.findChild<ExplainPanel *>()->text().contains(u"squashes"_s));
    QVERIFY(w.scene.toolTipAt(w.item("sigmoid").place.outline.center()).contains(u"squashes"_s));
    w.key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(entry.field().toPlainText(), u"squashes"_s);
    QTest::keyClick(&entry.field(), Qt::Key_Escape);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.document().noteOn(u"sigmoid"_s), QString());
    QGuiApplication::clipboard()->setText(QString(DocumentLimit::textLength + 1, u'x'));
    w.key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(&entry.field(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(entry.field().toPlainText().isEmpty() && entry.reason().contains(u"20,000"_s));
}

void TestWordsInPlace::groupsMayBeCalledAnything()
{
    EditorWindow w;
    w.begin(*demo(u"sigmoid"_s));
    w.session.setFolded(u"sigmoid"_s, true);
    w.session.select(u"sigmoid"_s);
    w.key(Qt::Key_R, Qt::ControlModifier);
    QLineEdit &line = w.desk.entry().line();
    line.setText(QString(DocumentLimit::lineLength + 1, u'x'));
    QTest::keyClick(&line, Qt::Key_Return);
    QVERIFY2(w.desk.entry().reason().contains(u"1,000"_s), qPrintable(w.desk.entry().reason()));
    line.clear();
    QTest::keyClicks(&line, u"hidden layer, 50 units"_s);
    QTest::keyClick(&line, Qt::Key_Return);
    QCOMPARE(w.document().group(u"sigmoid"_s)->name, u"hidden layer, 50 units"_s);
    QCOMPARE(again(w.document()).group(u"sigmoid"_s)->name, u"hidden layer, 50 units"_s);
}

QTEST_MAIN(TestWordsInPlace)
#include "tst_words_in_place.moc"
