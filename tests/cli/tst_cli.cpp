// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as a shell sees it: what is on stdout and stderr, and the exit code.
#include "document/graph_document.h"
#include "files/demos.h"
#include "files/npz.h"
#include "tests/cli/program.h"
#include "tests/fixtures/bars.h"
#include "training/classifier.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtTest/QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void demosListsTheIds();
    void evalGivesTheSeedsFigures();
    void evalWritesTheShortestNumbers();
    void evalInTopologicalOrder();
    void setChangesAnInput();
    void notANumberIsAString();
    void wrongUsage_data();
    void wrongUsage();
    void couldNotBeDone_data();
    void couldNotBeDone();
    void helpEverywhere_data();
    void helpEverywhere();
    void checkAgrees();
    void checkInFloatCannotTell();
    void checkOfTheNet();
    void trainSavesAndLogs();
    void trainTwiceIsTheSame();
    void interruptedTrainingStillSaves();
    void divergedTrainingSaysSo();
    void scoreIsWhatTrainingSaid();
    void dataFromTheEnvironment();
    void digitsWithoutData();
    void interruptedDownloadLeavesNothing();

private:
    QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QStringList trainArguments(const QStringList &more) const
    {
        return QStringList{ u"train"_s, u"--data"_s, m_folder.path() } + more;
    }

    QTemporaryDir m_folder;
};

void TestCli::initTestCase()
{
    QVERIFY(m_folder.isValid() && writeBars(m_folder.path()));
}

void TestCli::demosListsTheIds()
{
    const Outcome demos = run("demos");
    QCOMPARE(demos.exitCode, 0);
    QCOMPARE(QString::fromUtf8(demos.out).trimmed().split(u'\n'), demoIds());
    QVERIFY(demos.errors.isEmpty());
}

void TestCli::evalGivesTheSeedsFigures()
{
    const Outcome eval = run("eval --demo apple_orange --json");
    QCOMPARE(eval.exitCode, 0);
    QCOMPARE(eval.json()["graph"_L1].toString(), u"apple_orange"_s);
    const QJsonObject price = nodeNamed(eval.json(), "price");
    QCOMPARE(price["op"_L1].toString(), u"mul"_s);
    QVERIFY(price["value"_L1].toDouble() == 715.0000000000001);
    QVERIFY(nodeNamed(eval.json(), "orange")["gradient"_L1].toDouble() == 3.3000000000000003);
    QCOMPARE(nodeNamed(eval.json(), "tax")["op"_L1].toString(), u"input"_s);

    const QByteArray table = run("eval --demo apple").out;
    QVERIFY(table.contains("220.00000000000003") && table.contains("110.00000000000001") && table.contains("2.2\n"));
}

void TestCli::evalWritesTheShortestNumbers()
{
    const QByteArray apple = run("eval --demo apple --json").out;
    QVERIFY(apple.contains("\"value\":100,") && apple.contains("\"gradient\":2.2}") && apple.contains("220.00000000000003"));
    const QByteArray sigmoid = run("eval --demo sigmoid --set x=0 --json").out;
    QVERIFY(sigmoid.contains("\"name\":\"neg\",\"op\":\"mul\",\"value\":-0.0,")); // 0 × −1 keeps its sign
    const QJsonObject one = nodeNamed(QJsonDocument::fromJson(sigmoid).object(), "one");
    QCOMPARE(one["op"_L1].toString(), u"constant"_s);
    QVERIFY(one["gradient"_L1].isNull());
}

void TestCli::evalInTopologicalOrder()
{
    for (const QString &id : demoIds()) {
        const GraphDocument document = *demo(id);
        QSet<QString> seen;
        for (const QJsonValue &node : run({ u"eval"_s, u"--demo"_s, id, u"--json"_s }).json()["nodes"_L1].toArray()) {
            const QString name = node["name"_L1].toString();
            for (const QString &input : document.nodeNamed(name)->inputs)
                QVERIFY2(seen.contains(input), qPrintable(id + u' ' + name));
            seen.insert(name);
        }
        QCOMPARE(seen.size(), document.nodes.size());
    }
}

void TestCli::setChangesAnInput()
{
    const QJsonObject apple = run("eval --demo apple --set apple=200 --set tax=1 --json").json();
    QCOMPARE(nodeNamed(apple, "price")["value"_L1].toDouble(), 400.0);

    const Outcome affine = run({ u"eval"_s, u"--demo"_s, u"affine"_s, u"--set"_s, u"X=[[0, 1]]"_s, u"--json"_s });
    QCOMPARE(nodeNamed(affine.json(), "Y")["value"_L1], QJsonValue(QJsonArray{ QJsonArray{ 3, 6, 9 } }));
}

void TestCli::notANumberIsAString()
{
    const QJsonObject overflow = run("eval --demo sigmoid --set x=-1000 --json").json();
    QCOMPARE(nodeNamed(overflow, "exp")["value"_L1].toString(), u"Infinity"_s);
    QCOMPARE(nodeNamed(overflow, "exp")["gradient"_L1].toDouble(), 0.0);
    QCOMPARE(nodeNamed(overflow, "neg")["gradient"_L1].toString(), u"NaN"_s); // −0 · ∞
}

void TestCli::wrongUsage_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *arguments, const char *says) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << QByteArray(says);
    };
    row("evla", "evla");
    row("eval", "--demo");
    row("eval --demo apel", "apel");
    row("eval --demo apple --set apple", "NAME=VALUE");
    row("eval --demo apple --set apel=1", "apel");
    row("eval --demo apple --set price=1", "price");
    row("eval --demo apple --set apple=12a", "12a");
    row("eval --demo apple --set apple=", "apple=");
    row("eval --demo apple --set apple=1e999", "1e999");
    row("eval --demo apple --set apple=nan", "nan");
    row("eval --demo apple --set apple=[[1,2],[3]]", "[[1,2],[3]]");
    row("eval --demo affine --set X=[[1,2,3]]", "(1, 3) and (2, 3)");
    row("check", "--net");
    row("check --demo apple --net", "--net");
    row("check --demo apple --h 0", "--h");
    row("check --demo apple --precision half", "half");
    row("train --iterations 0", "--iterations");
    row("train --iterations 1.5", "1.5");
    row("train --lr -1", "-1");
    row("train --lr 1e999", "1e999");
    row("train --batch 0", "--batch");
    row("train --hidden many", "many");
    row("train --optimiser rmsprop", "adagrad"); // names what there is
    row("train --init glorot", "xavier");
    row("train --init -1", "-1");
    row("train --init nan", "nan");
    row("train --epochs 0", "--epochs");
    row("train --epochs 2 --iterations 5", "--iterations");
    row("train --seed -1", "-1");
    row("score", "--weights");
    row("download --to", "--to");
    row("--demo apel", "apel");
}

void TestCli::wrongUsage()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, says);
    const Outcome outcome = run(arguments.split(u' '));
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.errors.contains(says), outcome.errors);
}

void TestCli::couldNotBeDone_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *arguments, const char *says) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << QByteArray(says);
    };
    row("download --to /proc/chainrule", "/proc/chainrule");
    row("train --data ./digits", "digits does not exist"); // a folder, not the built-in ones
    row("train --data /nonexistent/folder", "/nonexistent/folder");
    row("check --net --data /nonexistent/folder", "/nonexistent/folder");
    row("score --weights /nonexistent/w.npz", "/nonexistent/w.npz");
    row("train --save /nonexistent/w.npz", "/nonexistent/w.npz");
    row("train --log /nonexistent/l.csv", "/nonexistent/l.csv");
}

void TestCli::couldNotBeDone()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, says);
    const Outcome outcome = run(arguments.split(u' '));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.errors.contains(says), outcome.errors);
}

void TestCli::helpEverywhere_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : { "", "demos", "eval", "check", "render", "python", "train", "score", "download" })
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestCli::helpEverywhere()
{
    QFETCH(QString, command);
    QStringList arguments{ u"--help"_s };
    if (!command.isEmpty())
        arguments.prepend(command);
    const Outcome help = run(arguments);
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.out.contains("--help") && help.errors.isEmpty());
}

void TestCli::checkAgrees()
{
    const Outcome check = run("check --demo apple --h 1e-3 --json");
    QCOMPARE(check.exitCode, 0);
    QCOMPARE(check.json()["h"_L1].toDouble(), 1e-3);
    QCOMPARE(check.json()["agrees"_L1].toBool(), true);
    const QJsonArray entries = check.json()["entries"_L1].toArray();
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries[0]["name"_L1].toString(), u"apple"_s);
    QCOMPARE(entries[0]["analytic"_L1].toDouble(), 2.2);
    QVERIFY(std::abs(entries[0]["numerical"_L1].toDouble() - 2.2) < 1e-8);
    QCOMPARE(entries[0]["mean"_L1].toDouble(), std::abs(entries[0]["numerical"_L1].toDouble() - 2.2));
    QVERIFY(run("check --demo apple").out.contains("apple_num"));
}

void TestCli::checkInFloatCannotTell()
{
    const Outcome check = run("check --demo apple --precision float --json");
    QCOMPARE(check.exitCode, 0);
    QVERIFY(check.json()["agrees"_L1].isNull());
    QVERIFY(check.json()["reason"_L1].toString().contains(u"Raise h"_s));
    const Outcome wide = run("check --demo apple --precision float --h 1 --json");
    QCOMPARE(wide.exitCode, 0);
    QCOMPARE(wide.json()["agrees"_L1].toBool(), true);
}

void TestCli::checkOfTheNet()
{
    const Outcome check = run({ u"check"_s, u"--net"_s, u"--images"_s, u"1"_s, u"--data"_s, m_folder.path(), u"--json"_s });
    QCOMPARE(check.exitCode, 0);
    QStringList names;
    for (const QJsonValue &entry : check.json()["entries"_L1].toArray()) {
        names.append(entry["name"_L1].toString());
        QVERIFY(entry["mean"_L1].toDouble(1) <= 1e-9);
        QVERIFY(entry["analytic"_L1].isUndefined());
    }
    QCOMPARE(names, (QStringList{ u"W1"_s, u"b1"_s, u"W2"_s, u"b2"_s }));
}

void TestCli::trainSavesAndLogs()
{
    const Outcome train = run(
        trainArguments({ u"--iterations"_s, u"61"_s, u"--save"_s, file("w.npz"), u"--log"_s, file("log.csv"), u"--json"_s }));
    QVERIFY2(train.exitCode == 0, train.errors);
    const QJsonObject result = train.json(); // one object, nothing else on stdout
    for (const char *key : { "seconds", "iterations", "loss", "train_accuracy", "test_accuracy", "peak_mib" })
        QVERIFY2(result[QLatin1String(key)].isDouble(), key);
    QCOMPARE(result["iterations"_L1].toInt(), 61);
    QCOMPARE(train.errors.count("epoch"), 11); // 600 images, batch 100: iterations 0, 6, …, 60

    QFile log(file("log.csv"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = log.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 62);
    QCOMPARE(lines[0], QByteArray("iteration,loss,train_accuracy,test_accuracy"));
    QVERIFY(lines[1].startsWith("0,") && lines[1].count(',') == 3 && !lines[1].endsWith(','));
    QVERIFY(lines[2].startsWith("1,") && lines[2].endsWith(",,"));
    QCOMPARE(lines[61].split(',')[1].toDouble(), result["loss"_L1].toDouble());
    QCOMPARE(lines[61].split(',')[3].toDouble(), result["test_accuracy"_L1].toDouble());
    QCOMPARE(loadParameters(file("w.npz")).size, (NetSize{ 784, 50, 10 }));
}

void TestCli::trainTwiceIsTheSame()
{
    const auto losses = [this](const char *seed) {
        const Outcome train = run(trainArguments(
            { u"--iterations"_s, u"20"_s, u"--seed"_s, QString::fromLatin1(seed), u"--log"_s, file("seed.csv") }));
        QFile log(file("seed.csv"));
        return train.exitCode == 0 && log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray();
    };
    const QByteArray first = losses("4");
    QVERIFY(first.size() > 100);
    QCOMPARE(losses("4"), first);
    QVERIFY(losses("5") != first);
}

void TestCli::interruptedTrainingStillSaves()
{
    QProcess process;
    process.setReadChannel(QProcess::StandardError);
    process.start(QStringLiteral(CHAINRULE_PROGRAM),
                  trainArguments({ u"--iterations"_s, u"100000000"_s, u"--save"_s, file("kept.npz"), u"--json"_s }));
    while (!process.readAllStandardError().contains("epoch")) // it is under way
        QVERIFY(process.waitForReadyRead(patience));
    ::kill(pid_t(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    const QJsonObject result = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QVERIFY(result["iterations"_L1].toInt() > 0 && result["iterations"_L1].toInt() < 100000000);
    QCOMPARE(loadParameters(file("kept.npz")).size.hidden, 50);
}

void TestCli::divergedTrainingSaysSo()
{
    const Outcome train =
        run(trainArguments({ u"--lr"_s, u"1e30"_s, u"--iterations"_s, u"50"_s, u"--save"_s, file("never.npz") }));
    QCOMPARE(train.exitCode, 1);
    QVERIFY2(train.errors.contains("1e+30") && train.errors.contains("iteration"), train.errors);
    QVERIFY(!QFile::exists(file("never.npz")));
}

void TestCli::scoreIsWhatTrainingSaid()
{
    const QJsonObject trained =
        run(trainArguments({ u"--iterations"_s, u"100"_s, u"--hidden"_s, u"20"_s, u"--save"_s, file("w20.npz"), u"--json"_s }))
            .json();
    const QStringList arguments{ u"score"_s, u"--weights"_s, file("w20.npz"), u"--data"_s, m_folder.path() };
    const Outcome score = run(arguments + QStringList{ u"--json"_s });
    QCOMPARE(score.exitCode, 0);
    QCOMPARE(score.json()["accuracy"_L1].toDouble(), trained["test_accuracy"_L1].toDouble());
    int images = 0;
    int correct = 0;
    const QJsonArray confusion = score.json()["confusion"_L1].toArray();
    for (int label = 0; label < confusion.size(); ++label) {
        for (const QJsonValue &count : confusion[label].toArray())
            images += count.toInt();
        correct += confusion[label][label].toInt();
    }
    QCOMPARE(images, 200);
    QCOMPARE(correct / 200.0, trained["test_accuracy"_L1].toDouble());
    QVERIFY(run(arguments).out.contains("200 test images"));
}

void TestCli::dataFromTheEnvironment()
{
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(u"CHAINRULE_MNIST_DIR"_s, m_folder.path());
    QCOMPARE(run({ u"train"_s, u"--iterations"_s, u"1"_s }, environment).exitCode, 0);
}

// What is in use is named in the output, in text and as JSON.
void TestCli::digitsWithoutData()
{
    const Outcome train = run({ u"train"_s, u"--iterations"_s, u"2"_s, u"--save"_s, file("digits.npz") });
    QVERIFY2(train.exitCode == 0, train.errors);
    QVERIFY2(train.out.startsWith("data      built-in digits, 60000 training and 10000 test images\n"), train.out);
    const QJsonObject score =
        run({ u"score"_s, u"--data"_s, u"digits"_s, u"--weights"_s, file("digits.npz"), u"--json"_s }).json();
    QCOMPARE(score["data"_L1].toString(), u"built-in digits"_s);
    QCOMPARE(score["images"_L1].toInt(), 10'000);
    const QJsonObject check =
        run({ u"check"_s, u"--net"_s, u"--images"_s, u"1"_s, u"--data"_s, m_folder.path(), u"--json"_s }).json();
    QCOMPARE(check["data"_L1].toString(), m_folder.path());
}

// Behind a proxy that never answers.
void TestCli::interruptedDownloadLeavesNothing()
{
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    QProcessEnvironment environment = bareEnvironment();
    const QString url = u"http://127.0.0.1:%1"_s.arg(proxy.serverPort());
    for (const char *name : { "https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy" })
        environment.insert(QLatin1String(name), url);
    environment.remove(u"no_proxy"_s);
    environment.remove(u"NO_PROXY"_s);
    const QString folder = file("fetched");
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CHAINRULE_PROGRAM), { u"download"_s, u"--to"_s, folder });
    QVERIFY(proxy.waitForNewConnection(patience));
    ::kill(pid_t(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("goes on from here"));
    QVERIFY(!QFile::exists(folder));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
