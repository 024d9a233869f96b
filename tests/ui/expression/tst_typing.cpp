// SPDX-License-Identifier: GPL-3.0-or-later
// Typing an expression in the window: keys alone, from the menu's shortcut to the first gradient.
#include "files/demos.h"
#include "tests/fixtures/diagram_window.h"
#include "tests/fixtures/time_limit.h"
#include "text/expression.h"
#include "text/expression_tree.h"
#include "ui/expression/expression_dialog.h"
#include "ui/expression/expression_field.h"
#include "ui/text/expression_words.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestTyping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_folder); }

    void fromKeysToAGraph();
    void beginsWithTheGraphThatIsShown();
    void noTwoActionsShareAKey();
    void escapeKeepsWhatIsOpen();
    void mistakesArePointedAt();
    void unfinishedIsNoMistake();
    void longTextsAreRefusedAtOnce();
    void shapesAreTold();
    void repeatedPartsAreASwitch();
    void previewShowsTheGraph_data() { themeRows(); }
    void previewShowsTheGraph();
    void everyErrorHasWords_data();
    void everyErrorHasWords();

private:
    QTemporaryDir m_folder;
};

void TestTyping::fromKeysToAGraph()
{
    DiagramWindow w("apple");
    QTimer::singleShot(0, &w.window, [&] {
        auto *dialog = qobject_cast<ExpressionDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        QTest::keyClicks(&dialog->field(), u"1/(1+exp(-x))"_s);
        QTest::keyClick(&dialog->field(), Qt::Key_Return);
    });
    w.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(w.session.document().title, u"1/(1+exp(-x))"_s);
    w.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&w.window));
    w.press(Qt::Key_End);
    QCOMPARE(w.gradient("x", "neg1"), u"0.1491"_s); // y(1 − y) at 1.5
}

// With all its numbers, and typed over by whoever wants another one.
void TestTyping::beginsWithTheGraphThatIsShown()
{
    DiagramWindow w("apple");
    w.session.editValue(u"apple_num"_s, { 1 });
    w.session.setPosition(w.session.count());
    const double before = w.session.run().value(w.session.compiled().result)[0];
    QTimer::singleShot(0, &w.window, [&] {
        auto *dialog = qobject_cast<ExpressionDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        QCOMPARE(dialog->field().toPlainText(), u"apple = 100; apple_num = 1; tax = 1.1; apple * apple_num * tax"_s);
        QCOMPARE(dialog->field().textCursor().selectedText(), dialog->field().toPlainText());
        QTest::keyClick(&dialog->field(), Qt::Key_End);
        QTest::keyClicks(&dialog->field(), u" * 2"_s);
        QTest::keyClick(&dialog->field(), Qt::Key_Return);
    });
    w.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    w.session.setPosition(w.session.count());
    QCOMPARE(w.session.run().value(w.session.compiled().result)[0], 2 * before);

    QCOMPARE(expressionToEdit(*demo(u"two_layer"_s)), QString()); // 80,000 numbers
    QCOMPARE(expressionToEdit({}), QString());
    GraphDocument unfinished = *demo(u"apple"_s);
    unfinished.nodes.last().inputs.first().clear();
    QCOMPARE(expressionToEdit(unfinished), QString());
}

// Qt does nothing at all when a key means two things.
void TestTyping::noTwoActionsShareAKey()
{
    DiagramWindow w("apple");
    QHash<QKeySequence, QString> owners;
    const auto actions = w.window.findChildren<QAction *>();
    for (const QAction *action : actions) {
        if (action->shortcutContext() != Qt::WindowShortcut)
            continue;
        for (const QKeySequence &key : action->shortcuts()) {
            const QString said = u"%1: %2, %3"_s.arg(key.toString(), owners.value(key), action->text());
            QVERIFY2(!owners.contains(key), qPrintable(said));
            owners.insert(key, action->text());
        }
    }
    QVERIFY(owners.size() > 30);
}

void TestTyping::escapeKeepsWhatIsOpen()
{
    DiagramWindow w("apple");
    QTimer::singleShot(0, &w.window, [&] {
        auto *dialog = qobject_cast<ExpressionDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        QTest::keyClicks(&dialog->field(), u"x + 1"_s);
        QTest::keyClick(dialog, Qt::Key_Escape);
    });
    w.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(w.session.document().id, u"apple"_s);
}

void TestTyping::mistakesArePointedAt()
{
    ExpressionDialog dialog({});
    QTest::keyClicks(&dialog.field(), u"a + * b"_s);
    QCOMPARE(dialog.field().mistake(), 4);
    QVERIFY2(dialog.message().contains(u'*'), qPrintable(dialog.message()));
    QVERIFY(!dialog.document());
    QTest::keyClick(&dialog.field(), Qt::Key_Return); // nothing happens
    QCOMPARE(dialog.result(), 0);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(&dialog.field(), Qt::Key_Backspace);
    QTest::keyClicks(&dialog.field(), u"b"_s);
    QCOMPARE(dialog.field().mistake(), -1);
    QVERIFY(dialog.document());
    QVERIFY2(dialog.message().contains("a, b"_L1), qPrintable(dialog.message()));
}

// Told quietly: who types is not wrong yet.
// Before they are laid out, which takes minutes; what stood there stays.
void TestTyping::longTextsAreRefusedAtOnce()
{
    ExpressionDialog dialog({});
    dialog.show();
    QTest::keyClicks(&dialog.field(), u"a + b"_s);
    QElapsedTimer clock;
    clock.start();
    QGuiApplication::clipboard()->setText(u"x+"_s.repeated(500'000) + u'x');
    dialog.field().paste();
    QCoreApplication::processEvents();
    QVERIFY2(clock.elapsed() < timeLimit(1000), qPrintable(u"%1 ms"_s.arg(clock.elapsed())));
    QCOMPARE(dialog.field().toPlainText(), u"a + b"_s);
    QVERIFY2(dialog.message().contains(dialog.locale().toString(longestExpression)), qPrintable(dialog.message()));
    QVERIFY(dialog.document());
    // What is replaced does not count.
    QGuiApplication::clipboard()->setText(QString(longestExpression, u' ').replace(0, 1, u'c'));
    dialog.field().selectAll();
    dialog.field().paste();
    QCOMPARE(dialog.field().toPlainText().size(), longestExpression);
    QVERIFY(dialog.document());
}

void TestTyping::unfinishedIsNoMistake()
{
    ExpressionDialog dialog({});
    const auto *message = dialog.findChild<QLabel *>(u"message"_s);
    QVERIFY(message);
    dialog.show(); // dressed by the style sheet
    QTest::keyClicks(&dialog.field(), u"exp("_s);
    QVERIFY(message->palette().color(QPalette::WindowText) != Theme::of(dialog.palette()).bad);
    QTest::keyClicks(&dialog.field(), u")"_s);
    QCOMPARE(message->palette().color(QPalette::WindowText), Theme::of(dialog.palette()).bad);
}

void TestTyping::shapesAreTold()
{
    ExpressionDialog dialog({});
    QTest::keyClicks(&dialog.field(), u"[[1, 2]] @ [[1, 2]]"_s);
    QVERIFY2(dialog.message().contains("(1, 2)"_L1), qPrintable(dialog.message()));
    QVERIFY(!dialog.document());
}

void TestTyping::repeatedPartsAreASwitch()
{
    ExpressionDialog dialog({});
    QTest::keyClicks(&dialog.field(), u"(a+b)*(a+b)"_s);
    QCOMPARE(dialog.document()->nodes.size(), 5);
    auto *shared = dialog.findChild<QCheckBox *>();
    QTest::keyClick(shared, Qt::Key_Space);
    QCOMPARE(dialog.document()->nodes.size(), 4);
}

void TestTyping::previewShowsTheGraph()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    ExpressionDialog dialog({});
    dialog.show();
    QTest::keyClicks(&dialog.field(), u"(apple*apple_num + orange*orange_num)*tax"_s);
    const QImage picture = dialog.grab().toImage();
    const QColor blue = Theme::of(dialog.palette()).forward;
    bool found = false;
    for (int y = 0; y < picture.height() && !found; ++y)
        for (int x = 0; x < picture.width() && !found; ++x)
            found = picture.pixelColor(x, y) == blue;
    QVERIFY(found);
    QVERIFY(picture.save(screenshotPath(dark).arg(u"expression"_s)));
    applyTheme(false);
}

void TestTyping::everyErrorHasWords_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    const std::pair<const char *, const char *> rows[] = {
        { "", "Type an expression" },
        { "x ^ 2", "x ** y" },
        { "(a b)", "\")\"" },
        { "min(a)", "2 needed, 1 given" },
        { "sum(a, axis=2)", "axis is 0, 1 or" },
        { "leaky_relu(a, 0.1, slope=1, b)", "an attribute such as slope=0.1" },
        { "sqr(x)", "sqrt, square" },
        { "foo(x)", "add, sub" },
        { "[[1, 2], [3]]", "as long as the first" },
        { "1e999", "1e999 is larger" },
        { "x + 1; x = 2; x", "already" },
        { "a +", "missing at the end" },
    };
    for (const auto &[typed, says] : rows)
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(says);
}

void TestTyping::everyErrorHasWords()
{
    QFETCH(QString, typed);
    QFETCH(QString, says);
    try {
        documentOf(typed);
        QFAIL("It was read");
    } catch (const ExpressionError &e) {
        QVERIFY2(words(e).contains(says), qPrintable(words(e)));
    }
}

QTEST_MAIN(TestTyping)
#include "tst_typing.moc"
