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
    void checkInFloatDoesNot();
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
        return QStringList{ QStringLiteral("train"), QStringLiteral("--data"), m_folder.path() } + more;
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
    QCOMPARE(QString::fromUtf8(demos.out).trimmed().split(QLatin1Char('\n')), demoIds());
    QVERIFY(demos.errors.isEmpty());
}

void TestCli::evalGivesTheSeedsFigures()
{
    const Outcome eval = run("eval --demo apple_orange --json");
    QCOMPARE(eval.exitCode, 0);
    QCOMPARE(eval.json()[QLatin1String("graph")].toString(), QStringLiteral("apple_orange"));
    const QJsonObject price = nodeNamed(eval.json(), "price");
    QCOMPARE(price[QLatin1String("op")].toString(), QStringLiteral("mul"));
    QVERIFY(price[QLatin1String("value")].toDouble() == 715.0000000000001);
    QVERIFY(nodeNamed(eval.json(), "orange")[QLatin1String("gradient")].toDouble() == 3.3000000000000003);
    QCOMPARE(nodeNamed(eval.json(), "tax")[QLatin1String("op")].toString(), QStringLiteral("input"));

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
    QCOMPARE(one[QLatin1String("op")].toString(), QStringLiteral("constant"));
    QVERIFY(one[QLatin1String("gradient")].isNull());
}

void TestCli::evalInTopologicalOrder()
{
    for (const QString &id : demoIds()) {
        const GraphDocument document = *demo(id);
        QSet<QString> seen;
        for (const QJsonValue &node : run({ QStringLiteral("eval"), QStringLiteral("--demo"), id, QStringLiteral("--json") })
                                          .json()[QLatin1String("nodes")]
                                          .toArray()) {
            const QString name = node[QLatin1String("name")].toString();
            for (const QString &input : document.nodeNamed(name)->inputs)
                QVERIFY2(seen.contains(input), qPrintable(id + QLatin1Char(' ') + name));
            seen.insert(name);
        }
        QCOMPARE(seen.size(), document.nodes.size());
    }
}

void TestCli::setChangesAnInput()
{
    const QJsonObject apple = run("eval --demo apple --set apple=200 --set tax=1 --json").json();
    QCOMPARE(nodeNamed(apple, "price")[QLatin1String("value")].toDouble(), 400.0);

    const Outcome affine = run({ QStringLiteral("eval"), QStringLiteral("--demo"), QStringLiteral("affine"),
                                 QStringLiteral("--set"), QStringLiteral("X=[[0, 1]]"), QStringLiteral("--json") });
    QCOMPARE(nodeNamed(affine.json(), "Y")[QLatin1String("value")], QJsonValue(QJsonArray{ QJsonArray{ 3, 6, 9 } }));
}

void TestCli::notANumberIsAString()
{
    const QJsonObject overflow = run("eval --demo sigmoid --set x=-1000 --json").json();
    QCOMPARE(nodeNamed(overflow, "exp")[QLatin1String("value")].toString(), QStringLiteral("Infinity"));
    QCOMPARE(nodeNamed(overflow, "exp")[QLatin1String("gradient")].toDouble(), 0.0);
    QCOMPARE(nodeNamed(overflow, "neg")[QLatin1String("gradient")].toString(), QStringLiteral("NaN")); // −0 · ∞
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
    const Outcome outcome = run(arguments.split(QLatin1Char(' ')));
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
    const Outcome outcome = run(arguments.split(QLatin1Char(' ')));
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
    QStringList arguments{ QStringLiteral("--help") };
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
    QCOMPARE(check.json()[QLatin1String("h")].toDouble(), 1e-3);
    QCOMPARE(check.json()[QLatin1String("agrees")].toBool(), true);
    const QJsonArray entries = check.json()[QLatin1String("entries")].toArray();
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries[0][QLatin1String("name")].toString(), QStringLiteral("apple"));
    QCOMPARE(entries[0][QLatin1String("analytic")].toDouble(), 2.2);
    QVERIFY(std::abs(entries[0][QLatin1String("numerical")].toDouble() - 2.2) < 1e-8);
    QCOMPARE(entries[0][QLatin1String("mean")].toDouble(), std::abs(entries[0][QLatin1String("numerical")].toDouble() - 2.2));
    QVERIFY(run("check --demo apple").out.contains("apple_num"));
}

void TestCli::checkInFloatDoesNot()
{
    const Outcome check = run("check --demo apple --precision float --json");
    QCOMPARE(check.exitCode, 1);
    QCOMPARE(check.json()[QLatin1String("agrees")].toBool(true), false);
}

void TestCli::checkOfTheNet()
{
    const Outcome check = run({ QStringLiteral("check"), QStringLiteral("--net"), QStringLiteral("--images"),
                                QStringLiteral("1"), QStringLiteral("--data"), m_folder.path(), QStringLiteral("--json") });
    QCOMPARE(check.exitCode, 0);
    QStringList names;
    for (const QJsonValue &entry : check.json()[QLatin1String("entries")].toArray()) {
        names.append(entry[QLatin1String("name")].toString());
        QVERIFY(entry[QLatin1String("mean")].toDouble(1) <= 1e-9);
        QVERIFY(entry[QLatin1String("analytic")].isUndefined());
    }
    QCOMPARE(names, (QStringList{ QStringLiteral("W1"), QStringLiteral("b1"), QStringLiteral("W2"), QStringLiteral("b2") }));
}

void TestCli::trainSavesAndLogs()
{
    const Outcome train =
        run(trainArguments({ QStringLiteral("--iterations"), QStringLiteral("61"), QStringLiteral("--save"), file("w.npz"),
                             QStringLiteral("--log"), file("log.csv"), QStringLiteral("--json") }));
    QVERIFY2(train.exitCode == 0, train.errors);
    const QJsonObject result = train.json(); // one object, nothing else on stdout
    for (const char *key : { "seconds", "iterations", "loss", "train_accuracy", "test_accuracy", "peak_mib" })
        QVERIFY2(result[QLatin1String(key)].isDouble(), key);
    QCOMPARE(result[QLatin1String("iterations")].toInt(), 61);
    QCOMPARE(train.errors.count("epoch"), 11); // 600 images, batch 100: iterations 0, 6, …, 60

    QFile log(file("log.csv"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = log.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 62);
    QCOMPARE(lines[0], QByteArray("iteration,loss,train_accuracy,test_accuracy"));
    QVERIFY(lines[1].startsWith("0,") && lines[1].count(',') == 3 && !lines[1].endsWith(','));
    QVERIFY(lines[2].startsWith("1,") && lines[2].endsWith(",,"));
    QCOMPARE(lines[61].split(',')[1].toDouble(), result[QLatin1String("loss")].toDouble());
    QCOMPARE(lines[61].split(',')[3].toDouble(), result[QLatin1String("test_accuracy")].toDouble());
    QCOMPARE(loadParameters(file("w.npz")).size, (NetSize{ 784, 50, 10 }));
}

void TestCli::trainTwiceIsTheSame()
{
    const auto losses = [this](const char *seed) {
        const Outcome train =
            run(trainArguments({ QStringLiteral("--iterations"), QStringLiteral("20"), QStringLiteral("--seed"),
                                 QString::fromLatin1(seed), QStringLiteral("--log"), file("seed.csv") }));
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
                  trainArguments({ QStringLiteral("--iterations"), QStringLiteral("100000000"), QStringLiteral("--save"),
                                   file("kept.npz"), QStringLiteral("--json") }));
    while (!process.readAllStandardError().contains("epoch")) // it is under way
        QVERIFY(process.waitForReadyRead(patience));
    ::kill(pid_t(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    const QJsonObject result = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QVERIFY(result[QLatin1String("iterations")].toInt() > 0 && result[QLatin1String("iterations")].toInt() < 100000000);
    QCOMPARE(loadParameters(file("kept.npz")).size.hidden, 50);
}

void TestCli::divergedTrainingSaysSo()
{
    const Outcome train = run(trainArguments({ QStringLiteral("--lr"), QStringLiteral("1e30"), QStringLiteral("--iterations"),
                                               QStringLiteral("50"), QStringLiteral("--save"), file("never.npz") }));
    QCOMPARE(train.exitCode, 1);
    QVERIFY2(train.errors.contains("1e+30") && train.errors.contains("iteration"), train.errors);
    QVERIFY(!QFile::exists(file("never.npz")));
}

void TestCli::scoreIsWhatTrainingSaid()
{
    const QJsonObject trained =
        run(trainArguments({ QStringLiteral("--iterations"), QStringLiteral("100"), QStringLiteral("--hidden"),
                             QStringLiteral("20"), QStringLiteral("--save"), file("w20.npz"), QStringLiteral("--json") }))
            .json();
    const QStringList arguments{ QStringLiteral("score"), QStringLiteral("--weights"), file("w20.npz"),
                                 QStringLiteral("--data"), m_folder.path() };
    const Outcome score = run(arguments + QStringList{ QStringLiteral("--json") });
    QCOMPARE(score.exitCode, 0);
    QCOMPARE(score.json()[QLatin1String("accuracy")].toDouble(), trained[QLatin1String("test_accuracy")].toDouble());
    int images = 0;
    int correct = 0;
    const QJsonArray confusion = score.json()[QLatin1String("confusion")].toArray();
    for (int label = 0; label < confusion.size(); ++label) {
        for (const QJsonValue &count : confusion[label].toArray())
            images += count.toInt();
        correct += confusion[label][label].toInt();
    }
    QCOMPARE(images, 200);
    QCOMPARE(correct / 200.0, trained[QLatin1String("test_accuracy")].toDouble());
    QVERIFY(run(arguments).out.contains("200 test images"));
}

void TestCli::dataFromTheEnvironment()
{
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(QStringLiteral("CHAINRULE_MNIST_DIR"), m_folder.path());
    QCOMPARE(run({ QStringLiteral("train"), QStringLiteral("--iterations"), QStringLiteral("1") }, environment).exitCode, 0);
}

// What is in use is named in the output, in text and as JSON.
void TestCli::digitsWithoutData()
{
    const Outcome train = run({ QStringLiteral("train"), QStringLiteral("--iterations"), QStringLiteral("2"),
                                QStringLiteral("--save"), file("digits.npz") });
    QVERIFY2(train.exitCode == 0, train.errors);
    QVERIFY2(train.out.startsWith("data      built-in digits, 60000 training and 10000 test images\n"), train.out);
    const QJsonObject score = run({ QStringLiteral("score"), QStringLiteral("--data"), QStringLiteral("digits"),
                                    QStringLiteral("--weights"), file("digits.npz"), QStringLiteral("--json") })
                                  .json();
    QCOMPARE(score[QLatin1String("data")].toString(), QStringLiteral("built-in digits"));
    QCOMPARE(score[QLatin1String("images")].toInt(), 10'000);
    const QJsonObject check = run({ QStringLiteral("check"), QStringLiteral("--net"), QStringLiteral("--images"),
                                    QStringLiteral("1"), QStringLiteral("--data"), m_folder.path(), QStringLiteral("--json") })
                                  .json();
    QCOMPARE(check[QLatin1String("data")].toString(), m_folder.path());
}

// Behind a proxy that never answers.
void TestCli::interruptedDownloadLeavesNothing()
{
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    QProcessEnvironment environment = bareEnvironment();
    const QString url = QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort());
    for (const char *name : { "https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy" })
        environment.insert(QLatin1String(name), url);
    environment.remove(QStringLiteral("no_proxy"));
    environment.remove(QStringLiteral("NO_PROXY"));
    const QString folder = file("fetched");
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CHAINRULE_PROGRAM), { QStringLiteral("download"), QStringLiteral("--to"), folder });
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
