// SPDX-License-Identifier: GPL-3.0-or-later
// One file in two windows: the second is told, and neither writes over what the other, or another program, has written.
#include "tests/fixtures/files_window.h"
#include "tests/ui/documents/library_hand.h"

#include "files/demos.h"
#include "files/document_io.h"

#include <QtCore/QProcess>

#include <cstdio>

using namespace chainrule;

using namespace Qt::StringLiterals;

namespace {

// What the child does until it is killed.
int holdUntilKilled(const QString &settings, const QString &path)
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings);
    QCoreApplication::setOrganizationName(u"chainrule-test"_s);
    MainWindow window;
    window.openFirst(path);
    std::puts("open");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

// Presses the button of a question that is called so.
void pressInQuestion(const QString &text)
{
    inDialog<QMessageBox>([text](QMessageBox &box) {
        for (QAbstractButton *button : box.buttons())
            if (button->text() == text)
                return QTest::mouseClick(button, Qt::LeftButton);
        QTest::keyClick(&box, Qt::Key_Escape);
    });
}

} // namespace

class TestSharedFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { QVERIFY(!QApplication::activeModalWidget()); }

    void secondWindowIsTold();
    void filesOfAnotherWindowDoNotComeBackHere();
    void whatSomebodyElseWroteIsAskedFor();
    void ownSavingIsNoSurprise();

private:
    QString apples(double price = 100) const
    {
        GraphDocument document = *demo(u"apple"_s);
        for (DocumentNode &node : document.nodes)
            if (node.id == u"apple"_s)
                node.value = Tensor::scalar(price);
        saveDocument(path("apples.chainrule"), document);
        return path("apples.chainrule");
    }
    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    double saved(const char *name) const { return loadDocument(path(name)).node(u"apple"_s)->value.values.front(); }

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSharedFiles::initTestCase()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    isolateSettings(m_settings);
}

void TestSharedFiles::secondWindowIsTold()
{
    const QString file = apples();
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), { u"--hold"_s, m_settings.path(), file });
    QVERIFY(child.waitForReadyRead(patience));
    FilesWindow w("sigmoid");
    w.choose(file);
    QCOMPARE(w.title(), u"apples[*] — Chainrule"_s);
    QVERIFY2(w.message().startsWith(u"“apples” is open in another window of Chainrule, too."_s), qPrintable(w.message()));
    w.choose(u"sigmoid"_s);
    LibraryHand(w.window.library()).clickCross(u"apples"_s);
    QTRY_VERIFY(!w.window.library().visibleIds().contains(file));
    child.kill();
    QVERIFY(child.waitForFinished(patience));
    w.choose(file);
    QCOMPARE(w.message(), QString());
}

void TestSharedFiles::filesOfAnotherWindowDoNotComeBackHere()
{
    const QString file = apples();
    { // what was open last
        FilesWindow w(qPrintable(file));
        w.window.close();
    }
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), { u"--hold"_s, m_settings.path(), file });
    QVERIFY(child.waitForReadyRead(patience));
    {
        MainWindow second;
        second.openFirst({});
        QCOMPARE(second.windowTitle(), u"Apples and oranges[*] — Chainrule"_s);
        QVERIFY(!second.library().visibleIds().contains(file));
        second.close();
    }
    child.kill();
    QVERIFY(child.waitForFinished(patience));
    MainWindow third;
    third.openFirst({});
    QVERIFY(third.library().visibleIds().contains(file));
}

void TestSharedFiles::whatSomebodyElseWroteIsAskedFor()
{
    FilesWindow w(qPrintable(apples()));
    w.change("apple", "90");
    apples(70); // by whatever program
    w.activate();
    answer(QMessageBox::Cancel);
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(w.window.isWindowModified());
    QCOMPARE(saved("apples.chainrule"), 70.0);
    w.activate();
    inDialog<QMessageBox>([this](QMessageBox &box) {
        nameFile(path("mine.chainrule"));
        QTest::mouseClick(box.findChild<QPushButton *>(u"saveElsewhere"_s), Qt::LeftButton);
    });
    w.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(w.title(), u"mine[*] — Chainrule"_s);
    QCOMPARE(saved("apples.chainrule"), 70.0);
    QCOMPARE(saved("mine.chainrule"), 90.0);
    w.change("apple", "80");
    QVERIFY(QFile::remove(path("mine.chainrule")));
    QVERIFY(QFile::copy(path("apples.chainrule"), path("mine.chainrule")));
    w.activate();
    pressInQuestion(u"&Write over it"_s);
    w.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!w.window.isWindowModified());
    QCOMPARE(saved("mine.chainrule"), 80.0);
}

void TestSharedFiles::ownSavingIsNoSurprise()
{
    FilesWindow w(qPrintable(apples()));
    for (const char *price : { "90", "80", "70" }) {
        w.change("apple", price);
        w.press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!w.window.isWindowModified());
    }
    QCOMPARE(saved("apples.chainrule"), 70.0);
    w.change("apple", "60");
    QVERIFY(QFile::remove(path("apples.chainrule"))); // nothing is written over
    w.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(saved("apples.chainrule"), 60.0);
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc == 4 && QByteArray(argv[1]) == "--hold")
        return holdUntilKilled(QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[3]));
    TestSharedFiles test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_shared_files.moc"
