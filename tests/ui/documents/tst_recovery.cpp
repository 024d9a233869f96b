// SPDX-License-Identifier: GPL-3.0-or-later
// Unsaved work is there after a crash. It is kept however much of it waits already, and where it cannot be kept it is said.
#include "tests/fixtures/files_window.h"
#include "tests/ui/documents/library_hand.h"

#include "files/demos.h"
#include "files/document_io.h"
#include "files/save_file.h"

#include <QtCore/QProcess>

#include <cstdio>

using namespace chainrule;

namespace {

using namespace Qt::StringLiterals;

constexpr int unanswered = 40; // starts of the program that ended in a crash

QString messageIn(const MainWindow &window)
{
    return window.findChild<MessageBar *>()->text();
}

void changeNameOf(GraphSession &session)
{
    GraphDocument changed = session.document();
    changed.nodes.front().name = u"renamed"_s;
    session.editDocument(changed, u"Rename"_s);
}

// What the child does until it is killed: changes a file, and a demo beside it, and says when that is kept.
int workUntilKilled(const QString &settings, const QString &path, bool beside)
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings);
    QCoreApplication::setOrganizationName(u"chainrule-test"_s);
    MainWindow window;
    window.openFirst(path);
    window.keepUnsavedWork();
    GraphSession &session = window.diagramPage().session();
    session.editValue(u"apple"_s, { 123 });
    session.setPosition(4);
    if (beside)
        window.library().openRequested(u"sigmoid"_s); // at once, before anything is kept
    if (beside)
        changeNameOf(session);
    while (unsavedFiles().size() < (beside ? 2 : 1))
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
    std::puts("kept");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void afterACrash();
    void inTheFileThatIsOpenAgain();
    void allThatWereOpenAreThereAfterACrash();
    void workOfAnotherWindowIsLeftAlone();
    void unreadableWorkCanBeThrownAway();
    void newWorkIsKeptBesideMuchThatWaits();
    void whatCannotBeKeptIsSaid();

private:
    // A copy of "Buying apples".
    QString apples() const
    {
        QString path = m_files.filePath(u"apples.chainrule"_s);
        saveDocument(path, *demo(u"apple"_s));
        return path;
    }

    QTemporaryDir m_settings;
    QTemporaryDir m_files;
};

void TestRecovery::initTestCase()
{
    isolateSettings(m_settings);
    applyTheme(false);
}

void TestRecovery::cleanup()
{
    QDir(unsavedFolder()).removeRecursively();
    QFile::remove(unsavedFolder());
}

void TestRecovery::afterACrash()
{
    const QString file = apples();
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), { u"--work"_s, m_settings.path(), file });
    QVERIFY(child.waitForReadyRead(patience));
    child.kill();
    QVERIFY(child.waitForFinished(patience));
    QCOMPARE(unsavedFiles().size(), 1);

    FilesWindow w("sigmoid");
    w.window.keepUnsavedWork();
    QVERIFY2(w.message().startsWith(u"“apples” was not saved"_s), qPrintable(w.message()));
    QCOMPARE(w.title(), u"Sigmoid[*] — Chainrule"_s); // nothing happens by itself
    w.click("recover");
    QCOMPARE(w.title(), u"apples[*] — Chainrule"_s);
    QVERIFY(w.window.isWindowModified());
    QCOMPARE(w.number("apple"), 123.0);
    QCOMPARE(w.session.position(), 4);
    QCOMPARE(loadDocument(file).node(u"apple"_s)->value.values.front(), 100.0);
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!w.window.isWindowModified());
    QVERIFY(loadDocument(file) == w.session.snapshot()); // without a trace of its recovery
    QTRY_COMPARE_WITH_TIMEOUT(unsavedFiles(), QStringList(), patience);
}

// As from a double click on the file, after the crash.
void TestRecovery::inTheFileThatIsOpenAgain()
{
    const QString file = apples();
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), { u"--work"_s, m_settings.path(), file });
    QVERIFY(child.waitForReadyRead(patience));
    child.kill();
    QVERIFY(child.waitForFinished(patience));

    FilesWindow w(qPrintable(file));
    w.window.keepUnsavedWork();
    QCOMPARE(w.number("apple"), 100.0);
    w.click("recover");
    QCOMPARE(LibraryHand(w.window.library()).own(), QStringList(u"apples"_s)); // and no second one
    QVERIFY(w.window.isWindowModified());
    QCOMPARE(w.number("apple"), 123.0);
    QCOMPARE(w.session.position(), 4);
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!w.window.isWindowModified());
    QCOMPARE(loadDocument(file).node(u"apple"_s)->value.values.front(), 123.0);
}

void TestRecovery::allThatWereOpenAreThereAfterACrash()
{
    const QString file = apples();
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), { u"--works"_s, m_settings.path(), file });
    QVERIFY(child.waitForReadyRead(patience));
    child.kill();
    QVERIFY(child.waitForFinished(patience));

    FilesWindow w("affine");
    w.window.keepUnsavedWork();
    QVERIFY2(w.message().contains(u"“apples”"_s) && w.message().contains(u"“Sigmoid”"_s), qPrintable(w.message()));
    w.click("recover");
    QVERIFY(w.window.isWindowModified());
    const LibraryHand library(w.window.library());
    QCOMPARE(library.own().size(), 2);
    library.click(u"Sigmoid"_s);
    QCOMPARE(w.session.document().nodes.front().name, u"renamed"_s);
    QCOMPARE(library.state(u"Sigmoid"_s), u"unsaved"_s);
    QCOMPARE(unsavedFiles().size(), 2); // still, should it crash again
    answer(QMessageBox::Discard);
    w.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(w.title(), u"apples[*] — Chainrule"_s);
    QVERIFY(w.window.isWindowModified());
    QCOMPARE(w.number("apple"), 123.0);
    QCOMPARE(w.session.position(), 4);
    QCOMPARE(unsavedFiles().size(), 1);
    w.press(Qt::Key_S, Qt::ControlModifier); // nobody else wrote to it
    QCOMPARE(loadDocument(file).node(u"apple"_s)->value.values.front(), 123.0);
    QTRY_COMPARE_WITH_TIMEOUT(unsavedFiles(), QStringList(), patience);
}

void TestRecovery::workOfAnotherWindowIsLeftAlone()
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), { u"--work"_s, m_settings.path(), apples() });
    QVERIFY(child.waitForReadyRead(patience));
    {
        FilesWindow w("sigmoid");
        w.window.keepUnsavedWork(); // it is in use
        QCOMPARE(w.message(), QString());
        child.kill();
        QVERIFY(child.waitForFinished(patience));
    }
    QCOMPARE(unsavedFiles().size(), 1);
    FilesWindow w("sigmoid");
    w.window.keepUnsavedWork();
    QVERIFY(!w.message().isEmpty());
    w.click("throwAway");
    QCOMPARE(unsavedFiles(), QStringList());
}

void TestRecovery::unreadableWorkCanBeThrownAway()
{
    QVERIFY(QDir().mkpath(unsavedFolder()));
    saveFile(unsavedFolder() + u"/document-3"_s, "no graph");
    FilesWindow w("sigmoid");
    w.window.keepUnsavedWork();
    QVERIFY2(w.message().contains(u"document-3"_s), qPrintable(w.message()));
    w.click("throwAway");
    QCOMPARE(unsavedFiles(), QStringList());
}

void TestRecovery::newWorkIsKeptBesideMuchThatWaits()
{
    QVERIFY(QDir().mkpath(unsavedFolder()));
    for (int i = 1; i <= unanswered; ++i)
        saveDocument(unsavedFolder() + u"/document-%1"_s.arg(i), *demo(u"apple"_s));
    const QStringList waiting = unsavedFiles();
    DiagramWindow w("sigmoid");
    w.window.keepUnsavedWork();
    QVERIFY2(messageIn(w.window).startsWith(u"40 graphs were not saved"_s), qPrintable(messageIn(w.window)));
    changeNameOf(w.session);
    QTRY_COMPARE_WITH_TIMEOUT(unsavedFiles().size(), unanswered + 1, patience);
    for (const QString &file : waiting)
        QVERIFY(unsavedFiles().contains(file));
}

// Where the folder should be there is a file.
void TestRecovery::whatCannotBeKeptIsSaid()
{
    QVERIFY(QDir().mkpath(QFileInfo(unsavedFolder()).path()));
    saveFile(unsavedFolder(), "no folder");
    DiagramWindow w("sigmoid");
    w.window.keepUnsavedWork();
    QCOMPARE(messageIn(w.window), QString());
    changeNameOf(w.session);
    QTRY_VERIFY_WITH_TIMEOUT(messageIn(w.window).contains(u"not kept for the case of a crash"_s), patience);
    QVERIFY2(messageIn(w.window).contains(u"unsaved"_s), qPrintable(messageIn(w.window)));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (const QByteArray first = argc == 4 ? argv[1] : ""; first == "--work" || first == "--works")
        return workUntilKilled(QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[3]), first == "--works");
    TestRecovery test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_recovery.moc"
