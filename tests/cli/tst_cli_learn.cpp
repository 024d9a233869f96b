// SPDX-License-Identifier: GPL-3.0-or-later
// `train` of a graph of one's own, as a shell runs it: PyTorch's parameters, what is written, what is refused.
#include "tests/cli/program.h"
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/python_with_numpy.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cmath>

using namespace chainrule;

namespace {

QJsonObject figures(const QString &id)
{
    return QJsonDocument::fromJson(fileContents(QStringLiteral(CHAINRULE_TEST_DATA "/learning.json"))).object()[id].toObject();
}

QString typed(const QJsonValue &rows)
{
    return QString::fromUtf8(QJsonDocument(rows.toArray()).toJson(QJsonDocument::Compact));
}

// A number as the program writes it, or the numbers of rows.
std::vector<double> numbers(const QJsonValue &value)
{
    if (!value.isArray())
        return { value.toDouble(std::nan("")) };
    std::vector<double> all;
    for (const QJsonValue &each : value.toArray())
        for (const double x : numbers(each))
            all.push_back(x);
    return all;
}

bool near(const QJsonValue &found, const QJsonValue &expected)
{
    return std::ranges::equal(numbers(found), numbers(expected), [](double x, double y) { return std::abs(x - y) <= 1e-12; });
}

} // namespace

class TestCliLearn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asInPyTorch_data();
    void asInPyTorch();
    void parametersOfADocument();
    void savesWhatItsParametersAreCalled();
    void writesItsLosses();
    void saysWhatItLearned();
    void fromTables();
    void columnsFillOnlyWhatWaitsForThem();
    void picturesOnADrawnNet();
    void refusals_data();
    void refusals();
    void divergenceIsNamed();

private:
    QTemporaryDir m_folder;
};

void TestCliLearn::asInPyTorch_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("x");
    QTest::addColumn<QString>("t");
    QTest::newRow("line") << u"squared_error(x @ w + b, t)"_s << u"[[1],[2],[3],[4]]"_s << u"[[3],[5],[7],[9]]"_s;
    QTest::newRow("xor") << u"squared_error(sigmoid(sigmoid(x @ W1 + b1) @ W2 + b2), t)"_s << u"[[0,0],[0,1],[1,0],[1,1]]"_s
                         << u"[[0],[1],[1],[0]]"_s;
    QTest::newRow("three_layers") << u"softmax_with_loss(tanh(relu(x @ W1 + b1) @ W2 + b2) @ W3 + b3, t)"_s
                                  << u"[[0.5,-1],[1.5,0.25],[-0.75,2]]"_s << u"[[0],[2],[1]]"_s;
}

void TestCliLearn::asInPyTorch()
{
    QFETCH(QString, expression);
    QFETCH(QString, x);
    QFETCH(QString, t);
    const QJsonObject wanted = figures(QString::fromUtf8(QTest::currentDataTag()));
    const QJsonObject start = wanted["start"_L1].toObject();
    const QJsonArray iterations = wanted["iterations"_L1].toArray();
    QVERIFY(!iterations.isEmpty());
    QStringList arguments{ u"train"_s, u"--expr"_s, expression, u"--set"_s, u"x="_s + x, u"--set"_s, u"t="_s + t };
    for (auto each = start.constBegin(); each != start.constEnd(); ++each)
        arguments << u"--set"_s << each.key() + u'=' + typed(*each);
    arguments << u"--learn"_s << start.keys().join(u',') << u"--lr"_s << QString::number(wanted["learning_rate"_L1].toDouble())
              << u"--json"_s << u"--iterations"_s;

    for (qsizetype count = 1; count <= iterations.size(); ++count) {
        const Outcome outcome = run(arguments + QStringList{ QString::number(count) });
        QCOMPARE(outcome.exitCode, 0);
        const QJsonObject json = outcome.json();
        QCOMPARE(json["iterations"_L1].toInt(), count);
        QVERIFY(near(json["loss"_L1], iterations[count - 1]["loss_after"_L1]));
        const QJsonObject after = iterations[count - 1]["after"_L1].toObject();
        QCOMPARE(json["parameters"_L1].toObject().keys(), after.keys());
        for (const QString &name : after.keys())
            QVERIFY2(near(json["parameters"_L1][name], after[name]), qPrintable(name));
    }
}

// Those that are marked in it, unless others are named.
void TestCliLearn::parametersOfADocument()
{
    const QString path = m_folder.filePath(u"line.chainrule"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"format": 4, "result": "L", "nodes": [
        {"id": "x", "name": "x", "op": "data", "value": [[1], [2], [3], [4]], "position": [0, 0]},
        {"id": "t", "name": "t", "op": "data", "value": [[3], [5], [7], [9]], "position": [0, 1]},
        {"id": "w", "name": "w", "op": "parameter", "value": 0.5, "position": [0, 2]},
        {"id": "b", "name": "b", "op": "input", "value": 0, "position": [0, 3]},
        {"id": "p", "name": "p", "op": "dot", "inputs": ["x", "w"], "position": [1, 0]},
        {"id": "y", "name": "y", "op": "add", "inputs": ["p", "b"], "position": [2, 0]},
        {"id": "L", "name": "L", "op": "squared_error", "inputs": ["y", "t"], "position": [3, 0]}]})");
    file.close();
    const QStringList once{ u"train"_s, u"--graph"_s, path, u"--lr"_s, u"0.02"_s, u"--iterations"_s, u"1"_s, u"--json"_s };
    const QJsonObject parameters = run(once).json()["parameters"_L1].toObject();
    QCOMPARE(parameters.keys(), QStringList{ u"w"_s });
    QVERIFY(near(parameters["w"_L1], 1.6));
    const QJsonObject other = run(once + QStringList{ u"--learn"_s, u"b"_s }).json()["parameters"_L1].toObject();
    QCOMPARE(other.keys(), QStringList{ u"b"_s });
    QVERIFY(near(other["b"_L1], 0.38));
    // Drawn from the rows of its data leaves: the same rows with the same seed.
    const QStringList drawn = once + QStringList{ u"--batch"_s, u"2"_s, u"--seed"_s };
    const Outcome first = run(drawn + QStringList{ u"3"_s });
    QCOMPARE(first.exitCode, 0);
    QVERIFY(!near(first.json()["parameters"_L1]["w"_L1], 1.6));
    QCOMPARE(run(drawn + QStringList{ u"3"_s }).json()["parameters"_L1], first.json()["parameters"_L1]);
}

void TestCliLearn::savesWhatItsParametersAreCalled()
{
    const QString python = pythonWithNumpy();
    if (python.isEmpty())
        QSKIP("There is no Python with NumPy.");
    const QString path = m_folder.filePath(u"weights.npz"_s);
    QCOMPARE(run(QStringList{ u"train"_s, u"--expr"_s, u"sum(square(x @ Θ + s))"_s, u"--set"_s, u"x=[[1, 2]]"_s, u"--set"_s,
                              u"Θ=[[1, 2, 3], [4, 5, 6]]"_s, u"--set"_s, u"s=0"_s, u"--learn"_s, u"Θ,s"_s, u"--lr"_s, u"0"_s,
                              u"--iterations"_s, u"1"_s, u"--save"_s, path })
                 .exitCode,
             2); // a rate of 0 learns nothing
    QCOMPARE(run(QStringList{ u"train"_s, u"--expr"_s, u"sum(square(x @ Θ + s))"_s, u"--set"_s, u"x=[[0, 0]]"_s, u"--set"_s,
                              u"Θ=[[1, 2, 3], [4, 5, 6]]"_s, u"--set"_s, u"s=2"_s, u"--learn"_s, u"Θ,s"_s, u"--lr"_s, u"0.25"_s,
                              u"--iterations"_s, u"1"_s, u"--save"_s, path })
                 .exitCode,
             0);
    QProcess numpy;
    numpy.start(
        python,
        { u"-c"_s,
          u"import numpy, sys; a = numpy.load(sys.argv[1]); print([(k, a[k].dtype.str, a[k].tolist()) for k in sorted(a)])"_s,
          path });
    // ∂L/∂s = Σ 2 (0 + 2) over three elements = 12, and 2 − 0.25 · 12 = −1; Θ's gradient is 0.
    QCOMPARE(outcomeOf(numpy).out.trimmed(),
             QByteArray("[('s', '<f8', -1.0), ('Θ', '<f8', [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])]"));
}

void TestCliLearn::writesItsLosses()
{
    const QString path = m_folder.filePath(u"log.csv"_s);
    QCOMPARE(run(QStringList{ u"train"_s, u"--expr"_s, u"square(w)"_s, u"--set"_s, u"w=8"_s, u"--learn"_s, u"w"_s, u"--lr"_s,
                              u"0.25"_s, u"--iterations"_s, u"3"_s, u"--log"_s, path })
                 .exitCode,
             0); // each halves it
    QCOMPARE(fileContents(path), QByteArray("iteration,loss,train_accuracy,test_accuracy\n0,16,,\n1,4,,\n2,1,,\n"));
}

void TestCliLearn::saysWhatItLearned()
{
    const Outcome outcome = run("train --expr |square(w)| --set w=8 --learn w --lr 0.25 --iterations 3");
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.startsWith("3 iterations in 0.00 s  loss 1\n"));
    QVERIFY(outcome.out.contains("w          1      4")); // the gradient that made 1 of 2
}

void TestCliLearn::fromTables()
{
    const QString path = m_folder.filePath(u"points.csv"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("t,x,other\n3,1,7\n5,2,7\n7,3,7\n9,4,7\n");
    file.close();
    const QStringList once{ u"train"_s, u"--expr"_s, u"learn w = 0.5, b = 0; squared_error(x @ w + b, t)"_s,
                            u"--lr"_s,  u"0.02"_s,   u"--iterations"_s,
                            u"1"_s,     u"--json"_s, u"--data"_s };
    for (const QString &data : { path, u"line"_s }) { // the same four points
        const Outcome outcome = run(once + QStringList{ data });
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(near(outcome.json()["parameters"_L1]["w"_L1], 1.6));
        QCOMPARE(outcome.errors.trimmed(), QByteArray("data      " + data.toUtf8() + ", 4 rows: t from t; x from x"));
    }
    const Outcome bound = run(once + QStringList{ path, u"--bind"_s, u"x=x,other"_s, u"--set"_s, u"w=[[1],[0]]"_s });
    QCOMPARE(bound.exitCode, 0);
    QCOMPARE(bound.json()["parameters"_L1]["w"_L1].toArray().size(), 2);
    const Outcome moons = run("train --data moons --bind x=x1,x2 --batch all --iterations 500 --lr 0.5 --json --expr "
                              "|learn W = he(2, 8), b = zeros(1, 8), V = he(8, 2), c = zeros(1, 2); "
                              "softmax_with_loss(relu(x @ W + b) @ V + c, t)|");
    QCOMPARE(moons.exitCode, 0);
    QVERIFY2(moons.json()["loss"_L1].toDouble() < 0.1, moons.out.constData());
}

// A column that is called like a parameter or a constant fills neither.
void TestCliLearn::columnsFillOnlyWhatWaitsForThem()
{
    const Outcome outcome =
        run("train --data line --expr |sum((x*w - t)**2)| --set w=0 --set x=2 --learn x,w --iterations 1 --lr 0.01 --json");
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.errors.trimmed(), QByteArray("data      line, 4 rows: t from t"));
    // Σ (x w − t)² at x = 2, w = 0: ∂/∂w = Σ −2 t x = −96, ∂/∂x = 0.
    QVERIFY(near(outcome.json()["parameters"_L1]["w"_L1], 0.96));
    QVERIFY(near(outcome.json()["parameters"_L1]["x"_L1], 2));
}

void TestCliLearn::picturesOnADrawnNet()
{
    const Outcome outcome =
        run("train --data digits --bind X=pixels --bind t=label --iterations 200 --precision float --json --expr "
            "|learn A = he(784, 20), a = zeros(1, 20), B = he(20, 15), b = zeros(1, 15), C = he(15, 10), "
            "c = zeros(1, 10); softmax_with_loss(relu(relu(X @ A + a) @ B + b) @ C + c, t)|");
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.json()["loss"_L1].toDouble() < 1.2, outcome.out.constData()); // ln 10 = 2.3 at the start
    QVERIFY(outcome.json()["parameters"_L1].isNull()); // 16,075 numbers are too many to be told
}

void TestCliLearn::refusals_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QString &command, const QString &message) {
        QTest::newRow(name) << command << message;
    };
    row("no parameters", u"train --demo apple"_s,
        u"apple has no parameters, which learn: \"learn w\" in an expression makes one, and so does train --learn w."_s);
    row("a program that learns nothing", u"python --demo apple --iterations 3"_s, u"apple has no parameters"_s);
    row("no such input", u"train --demo apple --learn tax,pear"_s, u"--learn pear: \"pear\" is no input of apple"_s);
    row("an operation", u"train --demo apple --learn apple_price"_s,
        u"--learn apple_price: \"apple_price\" is no input of apple"_s);
    row("many numbers", u"train --demo affine_batch --learn W"_s,
        u"The result Y has shape (2, 3): what learns makes one number small, such as sum(…) or squared_error(…)."_s);
    row("no rows", u"train --demo apple --learn tax --batch 3"_s,
        u"--batch: apple has no data leaves with as many rows each, of which a mini-batch could be drawn."_s);
    row("the net's option", u"train --demo apple --learn tax --hidden 3"_s,
        u"--hidden: is of the two-layer net, and not of a graph of one's own."_s);
    row("the graph's option", u"train --learn x --iterations 3"_s,
        u"--learn: is of a graph: give one with --demo, --graph or --expr."_s);
    row("two graphs", u"train --demo apple --expr x --learn x"_s,
        u"Requires at most 1 options be given from [--demo,--graph,--expr]"_s);
    row("no such column", u"train --data line --bind x=y --expr |learn w; x * w|"_s,
        u"--bind x=y: there is no column \"y\" in line. There are: x, t"_s);
    row("what learns is no data", u"train --data line --bind x=x --expr |learn x; sum(x)|"_s,
        u"--bind x=x: \"x\" learns, and cannot be filled with data"_s);
    row("no such leaf", u"train --data line --bind z=x --expr |learn w; x * w|"_s, u"--bind z=x: \"z\" is no input of "_s);
    row("nothing bound", u"train --data line --expr |learn w; sum(a * w)|"_s,
        u"--data: no input is called as a column of line (x, t). Say which it is with --bind LEAF=COLUMN,…"_s);
    row("no batch", u"train --demo apple --learn tax --batch 0"_s, u"\"0\" is not a whole number from 1"_s);
}

void TestCliLearn::refusals()
{
    QFETCH(QString, command);
    QFETCH(QString, message);
    const Outcome outcome = run(words(command));
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(QString::fromUtf8(outcome.errors).contains(message), outcome.errors.constData());
}

// (100 w)²: each step makes w −1,999 times what it was.
void TestCliLearn::divergenceIsNamed()
{
    const Outcome outcome = run("train --expr |square(w * 100)| --set w=1 --learn w --iterations 1000");
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.errors.trimmed(),
             QByteArray("The loss became Infinity at iteration 46, with learning rate 0.1; it began at y. Learn again with a "
                        "lower one."));
}

QTEST_GUILESS_MAIN(TestCliLearn)
#include "tst_cli_learn.moc"
