// SPDX-License-Identifier: GPL-3.0-or-later
// Unsaved work is kept however much of it waits already, and where it cannot be kept it is said.
#include "tests/fixtures/diagram_window.h"

#include "files/demos.h"
#include "files/document_io.h"
#include "files/save_file.h"
#include "ui/widgets/message_bar.h"

#include <QtCore/QStandardPaths>

using namespace chainrule;

namespace {

using namespace Qt::StringLiterals;

constexpr int patience = 60'000; // ms
constexpr int unanswered = 40; // starts of the program that ended in a crash

QString unsavedFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/unsaved"_s;
}

QStringList unsavedFiles()
{
    QStringList names = QDir(unsavedFolder()).entryList(QDir::Files);
    names.removeIf([](const QString &name) { return name.endsWith(u".lock"_s); });
    return names;
}

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

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void newWorkIsKeptBesideMuchThatWaits();
    void whatCannotBeKeptIsSaid();

private:
    QTemporaryDir m_settings;
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

void TestRecovery::newWorkIsKeptBesideMuchThatWaits()
{
    QVERIFY(QDir().mkpath(unsavedFolder()));
    for (int i = 1; i <= unanswered; ++i)
        saveDocument(unsavedFolder() + u"/document-%1"_s.arg(i), *demo(u"apple"_s));
    const QStringList waiting = unsavedFiles();
    DiagramWindow w("sigmoid");
    w.window.keepUnsavedWork();
    QVERIFY2(messageIn(w.window).contains(u"was not saved"_s), qPrintable(messageIn(w.window)));
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

QTEST_MAIN(TestRecovery)
#include "tst_recovery.moc"
