// SPDX-License-Identifier: GPL-3.0-or-later
// The files that the command line is told to write: asked for before long work, pipes and devices among them, odd names.
#include "tests/cli/program.h"
#include "tests/data/bars.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace chainrule;
using namespace Qt::StringLiterals;

class TestCliFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void closedStreamsGoNowhere_data();
    void closedStreamsGoNowhere();

private:
    QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QByteArray contents(const char *name) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    // $0 is the program, $1 the folder, in which it runs.
    Outcome shell(const QString &script) const
    {
        QProcess process;
        process.setProcessEnvironment(bareEnvironment());
        process.setWorkingDirectory(m_folder.path());
        process.start(u"/bin/sh"_s, { u"-c"_s, script, QStringLiteral(CHAINRULE_PROGRAM), m_folder.path() });
        return outcomeOf(process);
    }

    QTemporaryDir m_folder;
};

void TestCliFiles::initTestCase()
{
    QVERIFY(m_folder.isValid() && writeBars(m_folder.path()));
    QVERIFY(::chmod(QFile::encodeName(m_folder.path()).constData(), 0777) == 0); // for somebody who is not root
}

void TestCliFiles::closedStreamsGoNowhere_data()
{
    QTest::addColumn<QString>("closed");
    for (const char *closed : { "<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-" })
        QTest::newRow(closed) << QString::fromLatin1(closed);
}

void TestCliFiles::closedStreamsGoNowhere()
{
    QFETCH(QString, closed);
    const Outcome train = shell(u"exec \"$0\" train --data \"$1\" --iterations 20 --log a.csv "_s + closed);
    QCOMPARE(train.exitCode, 0);
    const QList<QByteArray> lines = contents("a.csv").trimmed().split('\n');
    QCOMPARE(lines.size(), 21);
    for (const QByteArray &line : lines)
        QCOMPARE(line.count(','), 3);
}

QTEST_GUILESS_MAIN(TestCliFiles)
#include "tst_cli_files.moc"
