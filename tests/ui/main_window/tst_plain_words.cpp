// SPDX-License-Identifier: GPL-3.0-or-later
// Markup in every word of a document, in the names of its file and of a folder of data: whatever shows them shows them as they
// are.
#include "files/document_io.h"
#include "tests/fixtures/diagram_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "ui/main_window/export_menu.h"
#include "ui/session/fault_lab.h"

#include <QtGui/QHelpEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QToolTip>

using namespace chainrule;

namespace {

using namespace Qt::StringLiterals;

constexpr int patience = 60'000; // ms

// All that has words has these.
GraphDocument documentWith(const QString &text)
{
    GraphDocument document;
    document.nodes = { leafNode("x", 3, { 0, 0 }),
                       leafNode("k", 2, { 0, 200 }),
                       opNode("s", "mul", { "x", "k" }, { 200, 100 }),
                       opNode("a", "add", { "s", "x" }, { 400, 100 }),
                       opNode("y", "square", { "a" }, { 600, 100 }),
                       opNode("lacking", "add", { "x", "" }, { 400, 300 }) };
    for (DocumentNode &node : document.nodes) {
        node.name = text + node.id;
        node.note = text + u" note"_s;
    }
    document.groups.append({ u"g"_s, text + u" group"_s, {}, { u"s"_s, u"a"_s } });
    document.groups[0].note = text + u" group's note"_s;
    document.result = u"y"_s;
    document.title = text;
    document.question = text + u" question {data}"_s;
    document.answer = text + u" answer"_s;
    document.data = text + u" data"_s;
    return document;
}

// What the labels on screen say that have the text in them. Fails for one that takes it for something else.
QStringList plainTextsWith(const QString &text)
{
    QStringList texts;
    for (QWidget *widget : QApplication::allWidgets()) {
        const auto *label = qobject_cast<QLabel *>(widget);
        if (!label || !label->text().contains(text))
            continue;
        widget->ensurePolished();
        if (label->textFormat() != Qt::PlainText)
            QTest::qFail(
                qPrintable(u"%1 “%2” is no plain text"_s.arg(QLatin1String(label->metaObject()->className()), label->text())),
                __FILE__, __LINE__);
        texts.append(label->text());
    }
    return texts;
}

// The tool tip at a point of a widget; empty when there is none.
QString tipAt(QWidget *widget, const QPoint &point)
{
    QToolTip::hideText();
    QHelpEvent help(QEvent::ToolTip, point, widget->mapToGlobal(point));
    QApplication::sendEvent(widget, &help);
    return QToolTip::isVisible() ? QToolTip::text() : QString();
}

} // namespace

class TestPlainWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_folder); }

    void everyTextStays_data();
    void everyTextStays();
    void labelsOfQtAreTold();
    void namesOfDataStay();
    void ampersandsAreNoKeys();

private:
    QTemporaryDir m_folder;
};

void TestPlainWords::everyTextStays_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("image") << u"<img src='nowhere'>"_s;
    QTest::newRow("bold") << u"<b>x"_s;
    QTest::newRow("entity") << u"&lt;b&gt; &amp;"_s;
    QTest::newRow("link") << u"<a href='x'>y"_s;
}

void TestPlainWords::everyTextStays()
{
    QFETCH(QString, text);
    const QString path = m_folder.filePath(text + u".chainrule"_s);
    saveDocument(path, documentWith(text));
    DiagramWindow w(path.toUtf8().constData());
    QVERIFY(w.session.document().title == text);
    QStringList shown;
    for (const Qt::Key tab : { Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4 }) {
        w.press(tab, Qt::ControlModifier);
        for (int position = 0; position <= w.session.count(); ++position) {
            w.session.setPosition(position);
            shown += plainTextsWith(text);
        }
        w.session.next();
        shown += plainTextsWith(text);
        for (const DocumentNode &node : w.session.document().nodes) {
            w.session.select(node.id);
            shown += plainTextsWith(text);
        }
        w.session.select({});
    }
    for (const QString &needed : { text + u" question "_s + text + u" data"_s, text + u" answer"_s, text + u"x"_s })
        QVERIFY2(shown.contains(needed), qPrintable(needed));
    // Explain's words about a node, and those of a fault.
    QVERIFY(std::ranges::any_of(shown, [&](const QString &words) { return words.contains(text + u" note"_s); }));
    for (const FaultChoice &choice : w.page.faults().choices()) {
        if (choice.obstacle != FaultChoice::Obstacle::None)
            continue;
        w.page.faults().put(choice.places.first(), choice.fault);
        QVERIFY(!plainTextsWith(text).isEmpty());
        w.page.faults().repair();
    }
}

// A tool tip of the diagram, of the table, of the library; messages.
void TestPlainWords::labelsOfQtAreTold()
{
    const QString text = u"<i>x"_s;
    const QString path = m_folder.filePath(text + u".chainrule"_s);
    saveDocument(path, documentWith(text));
    DiagramWindow w(path.toUtf8().constData());
    w.session.setPosition(w.session.count());
    QCOMPARE(tipAt(w.view.viewport(), w.onScreen("x")).section(u'\n', 0, 0), text + u"x"_s);
    QVERIFY(!plainTextsWith(text + u" note"_s).isEmpty());
    w.press(Qt::Key_2, Qt::ControlModifier);
    for (QAbstractItemView *view : w.window.findChildren<QAbstractItemView *>()) {
        const QModelIndex first = view->model() ? view->model()->index(0, 0) : QModelIndex();
        if (view->isVisible() && first.isValid())
            tipAt(view->viewport(), view->visualRect(first).center());
        plainTextsWith(text);
    }
    QString told;
    w.readMessage(told);
    QVERIFY(!w.window.exports().exportPicture(u"/nonexistent/<i>x/a.svg"_s, {}));
    QVERIFY(told.contains(text));
    w.session.editValue(u"x"_s, { 5 });
    bool seen = false;
    QTimer::singleShot(0, &w.window, [&] {
        seen = plainTextsWith(u"“%1"_s.arg(text)).size() == 1; // is it to be saved?
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    });
    w.window.close();
    QVERIFY(seen);
}

void TestPlainWords::namesOfDataStay()
{
    const QString text = u"<u>x"_s;
    QDir(m_folder.path()).mkdir(text);
    DiagramWindow w("apple");
    w.window.openData(m_folder.filePath(text)); // there is nothing in it
    QTRY_VERIFY_WITH_TIMEOUT(!plainTextsWith(text).isEmpty(), patience);
    IdxFixture::write(m_folder.filePath(text));
    w.window.openData(m_folder.filePath(text));
    QTRY_VERIFY_WITH_TIMEOUT(plainTextsWith(text).contains(u"Two-layer net on "_s + text), patience);
}

void TestPlainWords::ampersandsAreNoKeys()
{
    const QString path = m_folder.filePath(u"keys.chainrule"_s);
    saveDocument(path, documentWith(u"R&D "_s));
    DiagramWindow w(path.toUtf8().constData());
    w.session.editValue(u"x"_s, { 5 });
    QStringList entries;
    for (const QAction *menu : w.window.menuBar()->actions())
        for (const QAction *entry : menu->menu()->actions())
            entries.append(entry->text());
    QVERIFY2(entries.contains(u"&Undo Change of R&&D x"_s), qPrintable(entries.join(u'\n')));
    w.session.undoStack().undo();
    QVERIFY(std::ranges::any_of(w.window.menuBar()->actions(), [](const QAction *menu) {
        return std::ranges::any_of(menu->menu()->actions(),
                                   [](const QAction *entry) { return entry->text() == u"&Redo Change of R&&D x"_s; });
    }));
}

QTEST_MAIN(TestPlainWords)
#include "tst_plain_words.moc"
