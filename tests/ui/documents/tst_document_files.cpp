// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs as files of a person: new, saved, opened again, dropped, and asked for before they are lost.
#include "tests/fixtures/files_window.h"

#include "files/demos.h"
#include "files/document_io.h"
#include "files/save_file.h"
#include "ui/documents/documents.h"
#include "ui/lab/lab_panel.h"
#include "ui/text/document_words.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

using namespace chainrule;

using namespace Qt::StringLiterals;

class TestDocumentFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup();
    void demoIsSavedWhereOneSays();
    void fileIsSavedWithoutAsking();
    void placeAndFoldsComeBack();
    void hiddenNumbersComeBack();
    void newDocument();
    void unsavedWorkIsAskedFor();
    void closingAsks();
    void playIsNotWork();
    void failedSaveSaysWhy();
    void damagedFileIsRefused_data();
    void damagedFileIsRefused();
    void droppedFileOpens();
    void openedByName();
    void titleInPlaceOfAQuestion();
    void recentFiles();
    void lastFileIsOpenedAgain();
    void badFileAtTheStartIsSaid();
    void everyFlawHasWords();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    // A copy of "Buying apples" there.
    QString apples(const char *name = "apples.chainrule") const
    {
        saveDocument(path(name), *demo(u"apple"_s));
        return path(name);
    }

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDocumentFiles::initTestCase()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    isolateSettings(m_settings);
}

void TestDocumentFiles::cleanup()
{
    QVERIFY(!QApplication::activeModalWidget());
    QCOMPARE(unsavedFiles(), QStringList()); // windows that end as they should leave nothing
}

void TestDocumentFiles::demoIsSavedWhereOneSays()
{
    FilesWindow w("apple");
    QCOMPARE(w.title(), u"Buying apples[*] — Chainrule"_s);
    w.change("apple", "150");
    w.activate();
    nameFile(path("mine"));
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!w.window.isWindowModified());
    QCOMPARE(w.title(), u"mine[*] — Chainrule"_s);
    QCOMPARE(w.window.windowFilePath(), path("mine.chainrule"));
    const GraphDocument saved = loadDocument(path("mine.chainrule"));
    QVERIFY(saved == w.session.snapshot());
    QCOMPARE(saved.node(u"apple"_s)->value.values.front(), 150.0);
    QVERIFY(w.window.library().visibleIds().contains(path("mine.chainrule")));
}

void TestDocumentFiles::fileIsSavedWithoutAsking()
{
    FilesWindow w(qPrintable(apples()));
    QCOMPARE(w.title(), u"apples[*] — Chainrule"_s);
    QVERIFY(!w.window.isWindowModified());
    w.change("apple", "90");
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!w.window.isWindowModified());
    QCOMPARE(loadDocument(path("apples.chainrule")).node(u"apple"_s)->value.values.front(), 90.0);
    w.press(Qt::Key_Z, Qt::ControlModifier); // what is saved is not what is seen
    QVERIFY(w.window.isWindowModified());
    QCOMPARE(w.number("apple"), 100.0);
    w.activate();
    nameFile(path("other.chainrule"));
    w.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(w.title(), u"other[*] — Chainrule"_s);
    QCOMPARE(loadDocument(path("apples.chainrule")).node(u"apple"_s)->value.values.front(), 90.0);
    QCOMPARE(loadDocument(path("other.chainrule")).node(u"apple"_s)->value.values.front(), 100.0);
}

void TestDocumentFiles::placeAndFoldsComeBack()
{
    saveDocument(path("s.chainrule"), *demo(u"sigmoid"_s));
    {
        FilesWindow w(qPrintable(path("s.chainrule")));
        w.press(Qt::Key_F);
        w.press(Qt::Key_Right);
        w.press(Qt::Key_Right);
        QVERIFY(w.session.isFolded(u"sigmoid"_s));
        QCOMPARE(w.session.position(), 2);
        w.press(Qt::Key_S, Qt::ControlModifier);
    }
    FilesWindow w(qPrintable(path("s.chainrule")));
    QVERIFY(w.session.isFolded(u"sigmoid"_s));
    QCOMPARE(w.session.position(), 2);
    QVERIFY(!w.window.isWindowModified());
    QCOMPARE(w.shown.value("x", "sigmoid"), u"1"_s); // and it is drawn so
}

void TestDocumentFiles::hiddenNumbersComeBack()
{
    const auto predicts = [](FilesWindow &w) { return w.page.labPanel().findChild<QCheckBox *>(u"predictSwitch"_s); };
    {
        FilesWindow w(qPrintable(apples()));
        w.press(Qt::Key_Right);
        predicts(w)->click();
        QCOMPARE(w.session.document().hidden.size(), 1);
        w.press(Qt::Key_S, Qt::ControlModifier);
    }
    const GraphDocument saved = loadDocument(path("apples.chainrule"));
    QCOMPARE(saved.timeline, 1);
    QCOMPARE(saved.hidden, QList<HiddenNumber>({ { u"price"_s, std::nullopt } }));
    FilesWindow w(qPrintable(path("apples.chainrule")));
    QVERIFY(predicts(w)->isChecked());
    QVERIFY(w.page.labPanel().findChild<QLineEdit *>(u"prediction"_s)->isVisibleTo(&w.page.labPanel()));
    QCOMPARE(w.session.document().hidden, saved.hidden);
}

void TestDocumentFiles::newDocument()
{
    FilesWindow w("apple");
    w.press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(w.title(), u"Untitled[*] — Chainrule"_s);
    QVERIFY(w.session.document().nodes.isEmpty());
    QVERIFY(!w.window.isWindowModified());
    QVERIFY(w.heading().isHidden() && w.page.caption().isEmpty());
    QVERIFY(!w.play().isEnabled()); // nothing to be played yet
    w.activate();
    nameFile(path("empty.chainrule"));
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(loadDocument(path("empty.chainrule")) == GraphDocument());
}

// Once it is closed; whoever only looks at something else is asked nothing.
void TestDocumentFiles::unsavedWorkIsAskedFor()
{
    FilesWindow w(qPrintable(apples()));
    w.change("apple", "90");
    w.activate();
    answer(QMessageBox::Cancel);
    w.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(w.title(), u"apples[*] — Chainrule"_s);
    QCOMPARE(w.number("apple"), 90.0);
    w.activate();
    w.choose(u"sigmoid"_s);
    QCOMPARE(w.title(), u"Sigmoid[*] — Chainrule"_s);
    w.choose(path("apples.chainrule"));
    QCOMPARE(w.number("apple"), 90.0);
    w.activate();
    answer(QMessageBox::Save);
    w.press(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(!w.window.library().visibleIds().contains(path("apples.chainrule")));
    QCOMPARE(loadDocument(path("apples.chainrule")).node(u"apple"_s)->value.values.front(), 90.0);
    w.choose(path("apples.chainrule"));
    w.change("apple", "80");
    w.activate();
    answer(QMessageBox::Discard);
    w.press(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(!w.window.library().visibleIds().contains(path("apples.chainrule")));
    QVERIFY(!w.window.isWindowModified());
    QCOMPARE(loadDocument(path("apples.chainrule")).node(u"apple"_s)->value.values.front(), 90.0);
}

void TestDocumentFiles::closingAsks()
{
    FilesWindow w(qPrintable(apples()));
    w.change("apple", "90");
    w.activate();
    answer(QMessageBox::Cancel);
    w.window.close();
    QVERIFY(w.window.isVisible());
    w.activate();
    inDialog<QMessageBox>([](QMessageBox &box) { QTest::keyClick(&box, Qt::Key_Escape); });
    w.window.close();
    QVERIFY(w.window.isVisible());
    w.activate();
    answer(QMessageBox::Discard);
    w.window.close();
    QVERIFY(!w.window.isVisible());
    QCOMPARE(loadDocument(path("apples.chainrule")).node(u"apple"_s)->value.values.front(), 100.0);
}

// Other numbers in a demo, folding and faults are for the lesson; another graph is work.
void TestDocumentFiles::playIsNotWork()
{
    FilesWindow w("sigmoid");
    w.change("x", "3");
    w.press(Qt::Key_F);
    w.choose(u"apple"_s); // nothing is asked
    QCOMPARE(w.title(), u"Buying apples[*] — Chainrule"_s);
    GraphDocument other = w.session.document();
    other.nodes[0].name = u"pear"_s;
    w.session.editDocument(other, u"Rename"_s);
    w.activate();
    answer(QMessageBox::Cancel);
    w.window.close();
    QVERIFY(w.window.isVisible());
    w.choose(u"sigmoid"_s);
    QCOMPARE(w.title(), u"Sigmoid[*] — Chainrule"_s);
    w.activate();
    answer(QMessageBox::Discard); // it is still there
    w.window.close();
    QVERIFY(!w.window.isVisible());
}

void TestDocumentFiles::failedSaveSaysWhy()
{
    const QString file = path("gone/apples.chainrule");
    QVERIFY(QDir().mkpath(path("gone")));
    saveDocument(file, *demo(u"apple"_s));
    FilesWindow w(qPrintable(file));
    w.change("apple", "90");
    QVERIFY(QDir(path("gone")).removeRecursively());
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY2(w.message().startsWith(u"“apples” is not saved."_s) && w.message().contains(file), qPrintable(w.message()));
    QVERIFY(w.window.isWindowModified());
    w.activate();
    answer(QMessageBox::Save); // that fails, too: it is not left
    w.window.close();
    QVERIFY(w.window.isVisible());
    QVERIFY(QDir().mkpath(path("gone")));
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!w.window.isWindowModified());
    QCOMPARE(w.message(), QString());
}

void TestDocumentFiles::damagedFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *from, const char *to, const char *words) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromUtf8(words);
    };
    row("cut off", "\"title\"", "\"", "not written as JSON");
    row("unknown operation", "\"mul\"", "\"mull\"", "“apple_price” has the operation “mull”, which is not known.");
    row("a circle", "[\"apple\", \"apple_num\"]", "[\"apple\", \"price\"]", "goes round in a circle");
    row("two of one name", "\"name\": \"apple_num\"", "\"name\": \"apple\"", "Two nodes are called “apple”.");
    row("a word for a number", "1.1", "\"1.1\"", "In “tax” the field “value” is of the wrong type.");
    row("a newer format", "\"format\": 4", "\"format\": 14", "newer Chainrule (format 14)");
    row("another program's", "\"nodes\"", "\"knots\"", "no graph of Chainrule");
}

void TestDocumentFiles::damagedFileIsRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, words);
    QByteArray json = toJson(*demo(u"apple"_s));
    QVERIFY(json.contains(from));
    saveFile(path("bad.chainrule"), json.replace(from, to));
    FilesWindow w("sigmoid");
    w.choose(path("bad.chainrule"));
    QVERIFY2(w.message().contains(words), qPrintable(w.message()));
    QVERIFY2(w.message().contains(path("bad.chainrule")), qPrintable(w.message()));
    QCOMPARE(w.title(), u"Sigmoid[*] — Chainrule"_s);
    QVERIFY(!w.window.library().visibleIds().contains(path("bad.chainrule")));
}

void TestDocumentFiles::droppedFileOpens()
{
    FilesWindow w("sigmoid");
    const auto drop = [&](const QString &file) {
        QMimeData mime;
        mime.setUrls({ QUrl::fromLocalFile(file) });
        QWidget *target = w.shown.view.viewport();
        QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(target, &enter);
        QDropEvent event(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        if (enter.isAccepted())
            QCoreApplication::sendEvent(target, &event);
        return enter.isAccepted();
    };
    QVERIFY(drop(apples()));
    QTRY_COMPARE(w.title(), u"apples[*] — Chainrule"_s);
    saveFile(path("picture.png"), "no graph");
    drop(path("picture.png")); // a canvas hears of everything that comes over it
    QCoreApplication::processEvents();
    QCOMPARE(w.title(), u"apples[*] — Chainrule"_s);
    QVERIFY(w.message().isEmpty());
}

void TestDocumentFiles::openedByName()
{
    apples();
    FilesWindow w("sigmoid");
    w.activate();
    nameFile(path("apples.chainrule"));
    w.press(Qt::Key_O, Qt::ControlModifier);
    QCOMPARE(w.title(), u"apples[*] — Chainrule"_s);
    // The library has it among one's own graphs, marked.
    const auto *tree = w.window.library().findChild<QTreeWidget *>();
    QVERIFY(tree && tree->currentItem());
    QCOMPARE(tree->currentItem()->text(0), u"apples"_s);
}

// A graph that asks nothing is headed by its title.
void TestDocumentFiles::titleInPlaceOfAQuestion()
{
    GraphDocument document = *demo(u"apple"_s);
    FilesWindow w(qPrintable(apples()));
    QCOMPARE(w.heading().text(), document.questionText());
    document.question.clear();
    document.title = u"Apples, by hand"_s;
    saveDocument(path("quiet.chainrule"), document);
    w.choose(path("quiet.chainrule"));
    QCOMPARE(w.heading().text(), document.title);
    QVERIFY(w.heading().isVisible() && w.play().isEnabled());
}

void TestDocumentFiles::recentFiles()
{
    FilesWindow w(qPrintable(apples("one.chainrule")));
    for (const char *name : { "two.chainrule", "three.chainrule" })
        w.choose(apples(name));
    const QStringList newest{ path("three.chainrule"), path("two.chainrule"), path("one.chainrule") };
    QCOMPARE(w.window.library().visibleIds().last(3), newest);
    QMenu *menu = nullptr;
    for (QMenu *each : w.window.menuBar()->findChildren<QMenu *>())
        if (each->title() == u"Open &recent"_s)
            menu = each;
    QVERIFY(menu && menu->isEnabled());
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions().at(1)->text().startsWith(u"two"_s));
    menu->actions().at(1)->trigger();
    QCOMPARE(w.title(), u"two[*] — Chainrule"_s);
    w.choose(path("one.chainrule"));
    w.press(Qt::Key_W, Qt::ControlModifier);
    w.choose(path("two.chainrule"));
    QVERIFY(QFile::remove(path("one.chainrule")));
    w.choose(path("one.chainrule"));
    QVERIFY2(w.message().contains(u"does not exist"_s), qPrintable(w.message()));
    QCOMPARE(w.title(), u"two[*] — Chainrule"_s);
    QVERIFY(!w.window.library().visibleIds().contains(path("one.chainrule")));
    Q_EMIT menu->aboutToShow();
    menu->actions().last()->trigger();
    QVERIFY(!menu->isEnabled());
    QVERIFY(w.window.library().visibleIds().contains(path("two.chainrule"))); // which is open
}

void TestDocumentFiles::lastFileIsOpenedAgain()
{
    {
        FilesWindow w(qPrintable(apples()));
        w.window.close();
    }
    MainWindow next;
    next.openFirst({});
    QCOMPARE(next.windowTitle(), u"apples[*] — Chainrule"_s);
    next.close();
    QVERIFY(QFile::remove(path("apples.chainrule")));
    MainWindow later;
    later.openFirst({});
    QCOMPARE(later.windowTitle(), u"Apples and oranges[*] — Chainrule"_s);
}

// Also when the graph of last time stands in for it.
void TestDocumentFiles::badFileAtTheStartIsSaid()
{
    FilesWindow(qPrintable(apples())).window.close();
    MainWindow next;
    next.openFirst(path("none.chainrule"));
    QCOMPARE(next.windowTitle(), u"apples[*] — Chainrule"_s);
    const QString said = next.findChild<MessageBar *>()->text();
    QVERIFY2(said.contains(u"none.chainrule"_s) && said.contains(u"does not exist"_s), qPrintable(said));
}

void TestDocumentFiles::everyFlawHasWords()
{
    for (int kind = 0; kind <= int(DocumentFlaw::Kind::TooLarge); ++kind) {
        const QString text = words(DocumentFlaw{ DocumentFlaw::Kind(kind), u"%2 here"_s, u"that"_s });
        QVERIFY2(text.endsWith(u'.') && !text.contains(u"%1"_s), qPrintable(text));
        QVERIFY2(text.contains(u"that"_s) || text.contains(u"%2 here"_s), qPrintable(text));
    }
}

QTEST_MAIN(TestDocumentFiles)
#include "tst_document_files.moc"
