// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs on the command line: typed, from a file, as pictures without a display, as Python.
#include "files/demos.h"
#include "tests/cli/program.h"
#include "tests/fixtures/file_contents.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSizeF>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

double figure(const Outcome &evaluated, const char *name, const char *what)
{
    return nodeNamed(evaluated.json(), name)[QLatin1String(what)].toDouble(-1e300);
}

} // namespace

class TestCliGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedGraphs();
    void aMinusMayComeFirst();
    void matricesAreSet();
    void filesAreRead();
    void tinyNumbers();
    void checkWithoutAResult();
    void nodesAtOnePlace();
    void checkOfATypedGraph();
    void checkTellsThreeAnswers_data();
    void checkTellsThreeAnswers();
    void checkNamesTheMistake();
    void wrongUsage_data();
    void wrongUsage();
    void mistakesArePointedAt();
    void couldNotBeDone();
    void picturesWithoutADisplay();
    void everyStepIsNumbered();
    void everyStepIsAsLarge();
    void scaleAndTheme();
    void aPageEndsWhereReadersEnd();
    void python();
    void wordsOfFilesAreWords();

private:
    static QString document(const char *name) { return QDir(QStringLiteral(CHAINRULE_CORPUS)).filePath(QLatin1String(name)); }
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    Outcome render(const char *command, const char *file) const
    {
        return run(words(QString::fromUtf8(command)) + QStringList{ u"-o"_s, path(file) });
    }

    QTemporaryDir m_folder;
};

// The sigmoid at 0: ½, with the slope ¼.
void TestCliGraph::typedGraphs()
{
    const Outcome sigmoid = run("eval --expr |1/(1+exp(-x))| --set x=0 --json");
    QCOMPARE(sigmoid.exitCode, 0);
    QCOMPARE(figure(sigmoid, "y", "value"), 0.5);
    QCOMPARE(figure(sigmoid, "x", "gradient"), 0.25);
    const Outcome apples = run("eval --expr |(apple*apple_num + orange*orange_num)*tax| --set apple=100 --set apple_num=2 "
                               "--set orange=150 --set orange_num=3 --set tax=1.1 --json");
    QCOMPARE(figure(apples, "y", "value"), 715.0);
    QCOMPARE(figure(apples, "apple", "gradient"), 2.2);
    QCOMPARE(figure(run("eval --expr |a = 3; a ** 2| --json"), "a", "gradient"), 6.0);
    // What is not set has a number of its own, and a shape that fits.
    const Outcome product = run("eval --expr |a * b| --json");
    QVERIFY(figure(product, "a", "gradient") != figure(product, "b", "gradient"));
    QCOMPARE(run("eval --expr |X @ W| --set X=[[1,2,3,4]]").exitCode, 0);
    const Outcome leaky = run("eval --expr |leaky_relu(x, slope=0.25)| --set x=-2 --json");
    QCOMPARE(figure(leaky, "y", "value"), -0.5);
    QCOMPARE(nodeNamed(leaky.json(), "y")["attributes"_L1]["slope"_L1].toDouble(), 0.25);
    QCOMPARE(figure(run("eval --expr |max(sum(X, axis=1))| --set X=[[1,2],[3,4]] --json"), "y", "value"), 7.0);
}

// As Python reads it: −(x²). What follows --expr is its text and never an option.
void TestCliGraph::aMinusMayComeFirst()
{
    for (const char *command : { "eval --expr -x**2 --set x=-3 --json", "eval --set x=-3 --json --expr -x**2",
                                 "eval --expr=-x**2 --set x=-3 --json", "eval --json --expr |- x ** 2| --set x=-3" }) {
        const Outcome outcome = run(command);
        QVERIFY2(outcome.exitCode == 0, outcome.errors);
        QCOMPARE(figure(outcome, "y", "value"), -9.0);
        QCOMPARE(figure(outcome, "x", "gradient"), 6.0);
    }
    QCOMPARE(figure(run("eval --expr -h --set h=2 --json"), "y", "value"), -2.0);
    QVERIFY(run("check --expr -x --set x=2").out.contains("yes"));
}

void TestCliGraph::matricesAreSet()
{
    const Outcome squares = run("eval --expr |sum((X@W+b)**2)| --set X=[[1],[2]] --set W=[[1,2]] --set b=[[10,20]] --json");
    QCOMPARE(squares.exitCode, 0);
    QCOMPARE(figure(squares, "y", "value"), 11.0 * 11 + 22 * 22 + 12 * 12 + 24 * 24);
    // As NumPy prints them and spreadsheets copy them.
    for (const char *command : { "eval --expr sum(X**2) --json --set |X=array([[1., 2.],\n       [3., 4.]])|",
                                 "eval --expr sum(X**2) --json --set |X=1\t2\n3\t4|" })
        QCOMPARE(figure(run(command), "y", "value"), 30.0);
}

void TestCliGraph::filesAreRead()
{
    QFile demo(QStringLiteral(CHAINRULE_DEMOS "/apple.json"));
    QVERIFY(demo.copy(path("apple.json")));
    const Outcome outcome = run({ u"eval"_s, u"--graph"_s, path("apple.json"), u"--json"_s });
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(figure(outcome, "price", "value"), 220.00000000000003); // 100 · 2 · 1.1 in double
}

// What is too small for a double is 0, as in Python; what can be held is held.
void TestCliGraph::tinyNumbers()
{
    const std::pair<const char *, double> rows[] = {
        { "1e-400", 0 }, { "-1e-400", 0 }, { "+1e-400", 0 }, { "5e-324", 5e-324 }
    };
    for (const auto &[number, value] : rows) {
        const QString typed = QLatin1String(number);
        QCOMPARE(figure(run({ u"eval"_s, u"--json"_s, u"--expr"_s, u"x+0"_s, u"--set"_s, u"x="_s + typed }), "x", "value"),
                 value);
        QCOMPARE(figure(run({ u"eval"_s, u"--json"_s, u"--expr"_s, u"x + "_s + typed }), "constant1", "value"), value);
    }
}

// Without it there is no gradient, and no gradient agrees.
void TestCliGraph::checkWithoutAResult()
{
    const Outcome check = run({ u"check"_s, u"--graph"_s, document("empty.json") });
    QCOMPARE(check.exitCode, 1);
    QVERIFY2(check.errors.contains("empty.json: nothing is computed in it"), check.errors);
}

// Arrows between them have no direction; they have a place all the same.
void TestCliGraph::nodesAtOnePlace()
{
    for (const char *name : { "one_place.json", "one_place_placed.json", "group_one_place.json" }) {
        const Outcome outcome = run({ u"render"_s, u"--graph"_s, document(name), u"-o"_s, path("place.png") });
        QVERIFY2(outcome.exitCode == 0, outcome.errors);
    }
}

void TestCliGraph::checkOfATypedGraph()
{
    const Outcome check = run("check --expr |sum(tanh(X@W))| --set X=[[1,2]] --set W=[[0.1],[0.2]]");
    QCOMPARE(check.exitCode, 0);
    QVERIFY(check.out.contains("yes"));
}

void TestCliGraph::checkTellsThreeAnswers_data()
{
    QTest::addColumn<QByteArray>("graph");
    QTest::addColumn<QJsonValue>("agrees");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char *graph, const QJsonValue &agrees, const char *reason) {
        QTest::newRow(graph) << QByteArray(graph) << agrees << QByteArray(reason);
    };
    row("--expr x**2 --set x=3", true, "");
    row("--expr |max(x, y)| --set x=1 --set y=1", {}, "corner or a tie");
    row("--expr x**y --set x=-2 --set y=2", {}, "no derivative");
    row("--expr x**0.5 --set x=0", {}, "no derivative");
    row("--expr exp(x) --set x=1000", {}, "infinite");
    row("--demo apple --precision float", {}, "Raise h");
    // One after the other ReLU(x) − ReLU(−x) is x, whose slope is 1; the conventions at 0 make 0 of it.
    row("--expr |relu(x) - relu(-x)| --set x=0", false, "do not agree");
}

void TestCliGraph::checkTellsThreeAnswers()
{
    QFETCH(QByteArray, graph);
    QFETCH(QJsonValue, agrees);
    QFETCH(QByteArray, reason);
    const QByteArray command = "check " + graph;
    const Outcome check = run((command + " --json").constData());
    QVERIFY2(check.out.contains("\"agrees\""), check.errors);
    QCOMPARE(check.json()["agrees"_L1], agrees);
    QCOMPARE(check.exitCode, int(agrees == QJsonValue(false)));
    const QString why = check.json()["reason"_L1].toString();
    QVERIFY2(why.contains(QString::fromUtf8(reason)), qPrintable(why));
    QCOMPARE(why.isEmpty(), reason.isEmpty());
    const Outcome told = run(command.constData()); // the same in words
    QCOMPARE(told.exitCode, check.exitCode);
    QVERIFY2(told.out.contains(reason), told.out);
}

// At a tie of max a wrong swap's 2 lies between the slopes, 0 and 3; the node that makes it is found all the same.
void TestCliGraph::checkNamesTheMistake()
{
    QFile file(path("swap.chainrule"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(R"({ "format": 2, "title": "Swap", "nodes": [
        { "id": "a", "name": "a", "position": [0, 0], "op": "input", "value": 2 }, { "id": "b", "name": "b", "position": [0, 100], "op": "input", "value": 3 },
        { "id": "c", "name": "c", "position": [0, 200], "op": "input", "value": 6 },
        { "id": "p", "name": "p", "position": [200, 0], "op": "mul", "inputs": ["a", "b"], "fault": "mul_not_swapped" },
        { "id": "m", "name": "m", "position": [200, 100], "op": "max", "inputs": ["p", "c"] } ], "result": "m" })");
    file.close();
    const Outcome check = run({ u"check"_s, u"--graph"_s, file.fileName() });
    QVERIFY2(check.out.contains("The mistake is made at p"), check.out + check.errors);
    QCOMPARE(check.exitCode, 1);
}

void TestCliGraph::wrongUsage_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("says");
    const std::pair<const char *, const char *> rows[] = {
        { "eval --expr |x +|", "character 4" },
        { "eval --expr |foo(x)|", "foo" },
        { "eval --expr |sum(x, axis=2)|", "axis is 0, 1 or −1." },
        { "eval --expr |leaky_relu(x, steepness=2)|", "\"leaky_relu\" has no attribute \"steepness\". It has: slope." },
        { "eval --expr |exp(x, slope=2)|", "\"exp\" has no attributes, and so no \"slope\"." },
        { "eval --expr ||", "Type an expression" },
        { "eval --expr x --demo apple", "--expr" },
        { "eval --expr x+1 --set q=3", "\"q\" is no input of x+1" },
        { "eval --expr x+1 --set x=3,", "--set x=3,: Nothing stands in row 1, column 2." },
        { "eval --expr x+1 --set x=[[1,2],[3]]", "Row 2 has 1 numbers" },
        { "eval --expr x+1 --set x=1.000,5",
          "\u201c1.000,5\u201d can be read as 1000.5 or as [1, 5]. Type the one that is meant." },
        { "eval --expr x+1 --set x=1,000", "can be read as 1000, as 1 or as [1, 0]." },
        { "train --lr 1,000", "can be read as 1000 or as 1." },
        { "train --lr abc", "abc is not a finite number above 0" },
        { "train --batch 1.000", "can be read as 1000 or as 1." },
        { "eval --expr |X @ W| --set X=[[1,2,3]] --set W=[[1,2]]", "(1, 3) and (1, 2)" },
        { "eval --expr |[[1,2]] + [[1,2,3]]|", "(1, 2) and (1, 3)" },
        { "render --demo apple", "--out" },
        { "render --demo apple -o /tmp/picture.gif", ".svg, .pdf or .png" },
        { "render --demo apple --step 99 -o /tmp/picture.svg", "0 to" },
        { "render --demo apple --step x -o /tmp/picture.svg", "--step x" },
        { "render --demo apple --scale 0 -o /tmp/picture.svg", "--scale" },
        { "render --demo apple --theme blue -o /tmp/picture.svg", "blue" },
        { "render --expr |x +| -o /tmp/picture.svg", "character 4" },
        { "python", "--demo" },
        { "eval --graph ||", "--graph: The name is empty." },
        { "eval --demo ||", "--demo: The name is empty." },
        { "python --demo apple -o ||", "--out: The name is empty." },
        { "render --demo apple -o ||", "--out: The name is empty." },
        { "check --net --data ||", "--data: The name is empty." },
        { "check --net --seed 18446744073709551616", "--seed: \"18446744073709551616\" is not a whole number from 0 to" },
        { "check --net --seed -1", "--seed: \"-1\" is not a whole number from 0 to" },
        { "check --net --images 0x2", "--images: \"0x2\" is not a whole number from 1 to 1000." },
    };
    for (const auto &[command, says] : rows)
        QTest::newRow(command) << QByteArray(command) << QByteArray(says);
}

void TestCliGraph::wrongUsage()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, says);
    const Outcome outcome = run(command.constData());
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.errors.contains(says), outcome.errors);
}

void TestCliGraph::mistakesArePointedAt()
{
    const QByteArray said = run("eval --expr |(a + ) * 2|").errors;
    QVERIFY2(said.contains("(a + ) * 2\n     ^"), said);
}

void TestCliGraph::couldNotBeDone()
{
    const Outcome missing = run("eval --graph /nonexistent/graph.json");
    QCOMPARE(missing.exitCode, 1);
    QVERIFY2(missing.errors.contains("/nonexistent/graph.json"), missing.errors);
    const Outcome unwritable = run("render --demo apple -o /nonexistent/folder/apple.svg");
    QCOMPARE(unwritable.exitCode, 1);
    QVERIFY2(unwritable.errors.contains("/nonexistent/folder/apple.svg"), unwritable.errors);
    // A picture that no memory holds.
    const Outcome large = render("render --demo apple_orange --scale 100", "large.png");
    QCOMPARE(large.exitCode, 1);
    QVERIFY2(large.errors.contains("px"), large.errors);
    QVERIFY(!QFile::exists(path("large.png")));
}

void TestCliGraph::picturesWithoutADisplay()
{
    QCOMPARE(render("render --demo apple_orange", "apples.svg").exitCode, 0);
    const QByteArray svg = fileContents(path("apples.svg"));
    QVERIFY(svg.contains("<svg") && svg.contains("<path"));
    QVERIFY(!svg.contains("<text")); // letters are outlines
    QCOMPARE(render("render --demo apple_orange --step 3", "apples.pdf").exitCode, 0);
    QVERIFY(fileContents(path("apples.pdf")).startsWith("%PDF"));
    QCOMPARE(render("render --expr x*y", "product.png").exitCode, 0);
    QVERIFY(fileContents(path("product.png")).startsWith("\x89PNG"));
}

// 2 forward, the seed, 2 backward, and the start: six pictures.
void TestCliGraph::everyStepIsNumbered()
{
    QVERIFY(QDir(m_folder.path()).mkdir(u"steps"_s));
    QCOMPARE(render("render --demo apple --step all", "steps/apple.svg").exitCode, 0);
    QStringList wanted;
    for (int i = 0; i <= 5; ++i)
        wanted.append(u"apple-%1.svg"_s.arg(i));
    QCOMPARE(QDir(path("steps")).entryList(QDir::Files, QDir::Name), wanted);
    QVERIFY(fileContents(path("steps/apple-0.svg")).size() < fileContents(path("steps/apple-5.svg")).size());
}

void TestCliGraph::everyStepIsAsLarge()
{
    QVERIFY(QDir(m_folder.path()).mkdir(u"frames"_s));
    QCOMPARE(render("render --demo copy --step all", "frames/copy.png").exitCode, 0);
    QSet<QByteArray> sizes; // width and height stand at bytes 16 to 23
    const QStringList frames = QDir(path("frames")).entryList(QDir::Files);
    for (const QString &name : frames)
        sizes.insert(fileContents(m_folder.filePath(u"frames/"_s + name)).mid(16, 8));
    QVERIFY(frames.size() > 5);
    QCOMPARE(sizes.size(), 1);
}

void TestCliGraph::scaleAndTheme()
{
    const auto widthOf = [this](const char *file) { return fileContents(path(file)).mid(16, 4).toHex().toInt(nullptr, 16); };
    QCOMPARE(render("render --demo mul --scale 1", "one.png").exitCode, 0);
    QCOMPARE(render("render --demo mul --scale 3 --theme dark", "three.png").exitCode, 0);
    QVERIFY(std::abs(widthOf("three.png") - 3 * widthOf("one.png")) <= 3);
    QCOMPARE(render("render --demo mul --theme light", "light.svg").exitCode, 0);
    QCOMPARE(render("render --demo mul --theme dark", "dark.svg").exitCode, 0);
    QVERIFY(fileContents(path("light.svg")).contains("#006aa8")); // the values' blue
    QVERIFY(!fileContents(path("dark.svg")).contains("#006aa8"));
}

// Acrobat shows no page of more than 14,400 points: the picture is drawn smaller, and that is said.
void TestCliGraph::aPageEndsWhereReadersEnd()
{
    const auto sides = [&](const char *file) {
        static const QRegularExpression box(u"/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]"_s);
        const auto found = box.match(QString::fromLatin1(fileContents(path(file))));
        return QSizeF(found.captured(1).toDouble(), found.captured(2).toDouble());
    };
    const Outcome large = render("render --demo apple_orange --scale 50", "large.pdf");
    QCOMPARE(large.exitCode, 0);
    QVERIFY2(large.errors.contains("ends at 14,400 points") && large.errors.contains("not at 50"), large.errors);
    const QSizeF page = sides("large.pdf");
    QVERIFY(page.width() > 14'000 && page.width() <= 14'400 && page.height() > 1000 && page.height() <= 14'400);
    const Outcome small = render("render --demo apple_orange --scale 2", "small.pdf");
    QVERIFY2(!small.errors.contains("points"), small.errors);
    const QSizeF plain = sides("small.pdf");
    QVERIFY(std::abs(plain.width() / plain.height() - page.width() / page.height()) < 0.01); // of the same form
}

void TestCliGraph::python()
{
    const Outcome numpy = run("python --expr |1/(1+exp(-x))|");
    QCOMPARE(numpy.exitCode, 0);
    QVERIFY(numpy.out.contains("import numpy as np") && numpy.out.contains("class ExpLayer"));
    const Outcome torch = run("python --torch --demo apple");
    QVERIFY(torch.out.contains("import torch") && torch.out.contains("price.backward()"));
    QCOMPARE(render("python --demo apple", "apple.py").exitCode, 0);
    QVERIFY(fileContents(path("apple.py")).startsWith("# "));
}

// Neither does an error steer the terminal, nor does a name turn the figures of its line round.
void TestCliGraph::wordsOfFilesAreWords()
{
    const auto write = [this](const QByteArray &name, const QByteArray &more) {
        QFile file(path("odd.json"));
        return file.open(QIODevice::WriteOnly)
            && file.write("{\"format\": 2, \"nodes\": [{\"id\": \"x\", \"op\": \"input\", \"position\": [0, 0], \"name\": \""
                          + name + "\"" + more + "}]}")
            > 0;
    };
    QVERIFY(write("\\u001b]0;x\\u0007", {}));
    const Outcome refused = run({ u"eval"_s, u"--graph"_s, path("odd.json") });
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(!refused.errors.isEmpty());
    QVERIFY2(!refused.errors.contains('\x1b') && !refused.errors.contains('\x07'), refused.errors);
    QVERIFY(write("\\u202ex", ", \"value\": 12"));
    const Outcome read = run({ u"eval"_s, u"--graph"_s, path("odd.json") });
    QCOMPARE(read.exitCode, 0);
    QVERIFY2(read.out.contains("\nx  "), read.out);
    QVERIFY(run("python --expr |coding=5; x*coding|").out.startsWith("# -*- coding: utf-8 -*-\n# "));
}

QTEST_GUILESS_MAIN(TestCliGraph)
#include "tst_cli_graph.moc"
