// SPDX-License-Identifier: GPL-3.0-or-later
// The files that the command line is told to write: asked for before long work, pipes and devices among them, odd names.
#include "files/npz.h"
#include "tests/cli/program.h"
#include "tests/fixtures/bars.h"
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/full_device.h"

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

private Q_SLOTS:
    void initTestCase();
    void readOnlyWeightsAreRefusedFirst();
    void weightsOutliveTheirLog_data();
    void weightsOutliveTheirLog();
    void figuresOutliveTheirWeights();
    void outputThatIsNotTakenIsAFailure_data();
    void outputThatIsNotTakenIsAFailure();
    void scoresAreChecked();
    void closedStreamsGoNowhere_data();
    void closedStreamsGoNowhere();
    void pipesAreWrittenTo_data();
    void pipesAreWrittenTo();
    void standardOutputByItsName();
    void twoTrainingsDoNotShareALog();
    void dataAreDividedAndTurnedAsAsked();
    void namesThatAreNotUtf8_data();
    void namesThatAreNotUtf8();

private:
    QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QByteArray contents(const char *name) const { return fileContents(file(name)); }
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
    QString m_full;
};

void TestCliFiles::initTestCase()
{
    QVERIFY(m_folder.isValid() && writeBars(m_folder.path()));
    m_full = fullDevice(m_folder.path());
    QVERIFY(::chmod(QFile::encodeName(m_folder.path()).constData(), 0777) == 0); // for somebody who is not root
}

// So many iterations would take hours; root, who may write everything, asks as somebody else.
void TestCliFiles::readOnlyWeightsAreRefusedFirst()
{
    QFile old(file("old.npz"));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    QVERIFY(old.setPermissions(QFileDevice::ReadOwner | QFileDevice::ReadOther));
    QProcess process;
    process.setProcessEnvironment(bareEnvironment());
    process.setChildProcessModifier([] {
        constexpr uid_t nobody = 65534;
        if (::geteuid() == 0 && ::setuid(nobody) != 0)
            ::_exit(99);
    });
    process.start(QStringLiteral(CHAINRULE_PROGRAM),
                  words(u"train --data |%1| --iterations 1000000000 --save |%2|"_s.arg(m_folder.path(), old.fileName())));
    const Outcome train = outcomeOf(process);
    QCOMPARE(train.exitCode, 1);
    QVERIFY2(train.out.isEmpty(), train.out);
    QVERIFY2(train.errors.contains("old.npz") && train.errors.contains("Permission denied"), train.errors);
    QCOMPARE(contents("old.npz"), QByteArray("old"));
}

void TestCliFiles::weightsOutliveTheirLog_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArray>("reason");
    const QString train = u"exec \"$0\" train --data \"$1\" --iterations 61 --save kept.npz --json --log "_s;
    QTest::newRow("a full disk") << train + m_full << QByteArray("No space left on device");
    QTest::newRow("a limit") << u"ulimit -f 1; "_s
            + u"exec \"$0\" train --data \"$1\" --iterations 61 --hidden 1 --log limited.csv"_s
                             << QByteArray("File too large");
    QTest::newRow("a reader that goes") << u"mkfifo log; head -n 1 log >first & "_s + train + u"log"_s
                                        << QByteArray("Broken pipe");
}

void TestCliFiles::weightsOutliveTheirLog()
{
    QFETCH(QString, script);
    QFETCH(QByteArray, reason);
    if (script.endsWith(u"--log "_s))
        QSKIP("There is no device that is full.");
    QFile::remove(file("kept.npz"));
    const Outcome train = shell(script);
    QCOMPARE(train.exitCode, 1);
    QVERIFY2(train.errors.contains(reason) && train.errors.count("log is not complete") == 1, train.errors);
    if (!script.contains(u"kept.npz"_s)) {
        QVERIFY2(train.out.contains("61 iterations"), train.out); // to its end
        return;
    }
    QCOMPARE(train.json()["iterations"_L1].toInt(), 61);
    QCOMPARE(loadParameters(file("kept.npz")).size.hidden, 50);
}

void TestCliFiles::figuresOutliveTheirWeights()
{
    if (m_full.isEmpty())
        QSKIP("There is no device that is full.");
    const Outcome train = shell(u"exec \"$0\" train --data \"$1\" --iterations 7 --json --save "_s + m_full);
    QCOMPARE(train.exitCode, 1);
    QVERIFY2(train.errors.contains("No space left on device"), train.errors);
    QCOMPARE(train.json()["iterations"_L1].toInt(), 7);
}

void TestCliFiles::outputThatIsNotTakenIsAFailure_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : { "--help", "--version", "demos", "eval --demo apple", "eval --demo apple --json",
                                 "check --demo apple", "check --demo apple --json", "python --demo apple",
                                 "train --data \"$1\" --iterations 1", "train --data \"$1\" --iterations 1 --json" })
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestCliFiles::outputThatIsNotTakenIsAFailure()
{
    QFETCH(QString, command);
    if (m_full.isEmpty())
        QSKIP("There is no device that is full.");
    const Outcome outcome = shell(u"exec \"$0\" %1 >\"%2\""_s.arg(command, m_full));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.count("The output could not be written (No space left on device).") == 1, outcome.errors);
}

// Of scores and downloads too, whose first lines are not their last.
void TestCliFiles::scoresAreChecked()
{
    if (m_full.isEmpty())
        QSKIP("There is no device that is full.");
    QCOMPARE(shell(u"\"$0\" train --data \"$1\" --iterations 1 --save scored.npz"_s).exitCode, 0);
    const Outcome outcome = shell(u"exec \"$0\" score --data \"$1\" --weights scored.npz >\"%1\""_s.arg(m_full));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.contains("The output could not be written"), outcome.errors);
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

void TestCliFiles::pipesAreWrittenTo_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("pipe");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("python") << u"python --demo apple"_s << u"p.py"_s << QByteArray("#");
    QTest::newRow("render") << u"render --demo apple"_s << u"p.svg"_s << QByteArray("<?xml");
}

void TestCliFiles::pipesAreWrittenTo()
{
    QFETCH(QString, command);
    QFETCH(QString, pipe);
    QFETCH(QByteArray, begins);
    // The reader ends by itself where nobody comes.
    const Outcome outcome =
        shell(u"mkfifo %2 && { timeout 20 cat %2 & } && \"$0\" %1 -o %2 && test -p %2 && wait"_s.arg(command, pipe));
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    QVERIFY2(outcome.out.startsWith(begins), outcome.out.left(80));
}

void TestCliFiles::standardOutputByItsName()
{
    const QByteArray program = shell(u"exec \"$0\" python --demo apple"_s).out;
    QCOMPARE(shell(u"exec \"$0\" python --demo apple -o /dev/stdout"_s).out.trimmed(), program.trimmed());
    const Outcome between =
        shell(u"{ echo before; \"$0\" python --demo apple -o /dev/stdout && echo after; } >all.py"_s); // an ordinary file
    QVERIFY2(between.exitCode == 0, between.errors);
    QCOMPARE(contents("all.py"), "before\n" + program.trimmed() + "\nafter\n");
    QVERIFY(shell(u"exec \"$0\" train --data \"$1\" --iterations 3 --json --log /dev/stderr"_s).errors.contains("\n2,"));
}

void TestCliFiles::twoTrainingsDoNotShareALog()
{
    const QStringList arguments =
        words(u"train --data |%1| --iterations 100000000 --json --log |%2|"_s.arg(m_folder.path(), file("shared.csv")));
    QProcess first;
    first.setReadChannel(QProcess::StandardError);
    first.start(QStringLiteral(CHAINRULE_PROGRAM), arguments);
    while (!first.readAllStandardError().contains("epoch")) // it is under way
        QVERIFY(first.waitForReadyRead(patience));
    const Outcome second = shell(u"exec \"$0\" train --data \"$1\" --iterations 7 --log shared.csv"_s);
    ::kill(pid_t(first.processId()), SIGINT);
    QVERIFY(first.waitForFinished(patience));
    QCOMPARE(first.exitCode(), 0);
    QCOMPARE(second.exitCode, 1);
    QVERIFY2(second.errors.contains("shared.csv") && second.errors.contains("another Chainrule"), second.errors);
    qsizetype iteration = -1;
    for (const QByteArray &line : contents("shared.csv").trimmed().split('\n'))
        if (iteration++ >= 0)
            QVERIFY2(line.startsWith(QByteArray::number(iteration - 1) + ','), line);
    QCOMPARE(shell(u"exec \"$0\" train --data \"$1\" --iterations 7 --log shared.csv"_s).exitCode, 0);
}

// \351 is é in Latin 1.
void TestCliFiles::dataAreDividedAndTurnedAsAsked()
{
    QFile csv(file("table.csv"));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    for (int i = 0; i < 14; ++i)
        csv.write(QByteArray::number(i % 3) + ',' + QByteArray::number(i) + ",50,100,200\n");
    csv.close();
    const QString train = u"exec \"$0\" train --iterations 3 --batch 4 --data table.csv --log %1.csv "_s;
    const Outcome one = shell(train.arg(u"one"_s) + u"--split-seed 7"_s);
    QCOMPARE(one.exitCode, 0);
    QVERIFY2(one.out.contains("table.csv, divided with seed 7, 12 training and 2 test images"), one.out);
    QVERIFY2(!one.out.contains("on their side"), one.out);
    QVERIFY(shell(train.arg(u"other"_s)).out.contains("divided with seed 1"));
    QVERIFY(contents("one.csv") != contents("other.csv"));
    QVERIFY(shell(train.arg(u"turned"_s) + u"--split-seed 7 --turn"_s).out.contains("seed 7, turned, 12"));
    QVERIFY(contents("one.csv") != contents("turned.csv"));
}

void TestCliFiles::namesThatAreNotUtf8_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments :
         { "python --demo apple -o", "render --demo apple -o", "train --data digits --iterations 1 --save",
           "train --data digits --iterations 1 --log", "download --to", "eval --graph", "score --weights", "train --data", "" })
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void TestCliFiles::namesThatAreNotUtf8()
{
    QFETCH(QString, arguments);
    const QStringList before = QDir(m_folder.path()).entryList();
    const Outcome outcome = shell(u"exec \"$0\" %1 \"$(printf 'caf\\351.svg')\""_s.arg(arguments));
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains("caf") && outcome.errors.contains("UTF-8"), outcome.errors);
    QCOMPARE(QDir(m_folder.path()).entryList(), before);
}

QTEST_GUILESS_MAIN(TestCliFiles)
#include "tst_cli_files.moc"
