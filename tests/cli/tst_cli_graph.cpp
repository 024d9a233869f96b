// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs on the command line: typed, from a file, as pictures without a display, as Python.
#include "storage/graph_document.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace chainrule;

namespace {

constexpr int patience = 240'000; // ms

struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray errors;

    double figure(const char *name, const char *what) const
    {
        const QJsonObject graph = QJsonDocument::fromJson(out).object();
        for (const QJsonValue &node : graph[QLatin1String("nodes")].toArray())
            if (node[QLatin1String("name")] == QLatin1String(name))
                return node[QLatin1String(what)].toDouble();
        return -1e300;
    }
};

// Without a display, and without being told that there is none.
Outcome run(const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        environment.remove(QLatin1String(name));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CHAINRULE_PROGRAM), arguments);
    process.waitForFinished(patience);
    const bool exited = process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError;
    return { exited ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError() };
}

// The words of a command; what is within bars is one of them.
Outcome run(const char *command)
{
    QStringList arguments;
    const QStringList parts = QString::fromUtf8(command).split(QLatin1Char('|'));
    for (qsizetype i = 0; i < parts.size(); ++i)
        arguments += i % 2 == 1 ? QStringList(parts[i]) : parts[i].split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return run(arguments);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCliGraph : public QObject
{
    Q_OBJECT

private slots:
    void typedGraphs();
    void matricesAreSet();
    void filesAreRead();
    void checkOfATypedGraph();
    void wrongUsage_data();
    void wrongUsage();
    void mistakesArePointedAt();
    void couldNotBeDone();
    void picturesWithoutADisplay();
    void everyStepIsNumbered();
    void everyStepIsAsLarge();
    void scaleAndTheme();
    void python();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    Outcome render(const char *command, const char *file) const
    {
        return run(QString::fromUtf8(command).split(QLatin1Char(' ')) + QStringList{ QStringLiteral("-o"), path(file) });
    }

    QTemporaryDir m_folder;
};

// The sigmoid at 0: ½, with the slope ¼.
void TestCliGraph::typedGraphs()
{
    const Outcome sigmoid = run("eval --expr |1/(1+exp(-x))| --set x=0 --json");
    QCOMPARE(sigmoid.exitCode, 0);
    QCOMPARE(sigmoid.figure("y", "value"), 0.5);
    QCOMPARE(sigmoid.figure("x", "gradient"), 0.25);
    const Outcome apples = run("eval --expr |(apple*apple_num + orange*orange_num)*tax| --set apple=100 --set apple_num=2 "
                               "--set orange=150 --set orange_num=3 --set tax=1.1 --json");
    QCOMPARE(apples.figure("y", "value"), 715.0);
    QCOMPARE(apples.figure("apple", "gradient"), 2.2);
    QCOMPARE(run("eval --expr |a = 3; a ** 2| --json").figure("a", "gradient"), 6.0);
}

void TestCliGraph::matricesAreSet()
{
    const Outcome squares = run("eval --expr |sum((X@W+b)**2)| --set X=[[1],[2]] --set W=[[1,2]] --set b=[[10,20]] --json");
    QCOMPARE(squares.exitCode, 0);
    QCOMPARE(squares.figure("y", "value"), 11.0 * 11 + 22 * 22 + 12 * 12 + 24 * 24);
}

void TestCliGraph::filesAreRead()
{
    QFile demo(QStringLiteral(CHAINRULE_DEMOS "/apple.json"));
    QVERIFY(demo.copy(path("apple.json")));
    const Outcome outcome =
        run({ QStringLiteral("eval"), QStringLiteral("--graph"), path("apple.json"), QStringLiteral("--json") });
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.figure("price", "value"), 220.00000000000003); // 100 · 2 · 1.1 in double
}

void TestCliGraph::checkOfATypedGraph()
{
    const Outcome check = run("check --expr |sum(tanh(X@W))| --set X=[[1,2]] --set W=[[0.1],[0.2]]");
    QCOMPARE(check.exitCode, 0);
    QVERIFY(check.out.contains("yes"));
}

void TestCliGraph::wrongUsage_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("says");
    const std::pair<const char *, const char *> rows[] = {
        { "eval --expr |x +|", "character 4" },
        { "eval --expr |foo(x)|", "foo" },
        { "eval --expr ||", "Type an expression" },
        { "eval --expr x --demo apple", "--expr" },
        { "eval --expr x+1 --set q=3", "\"q\" is no input of x+1" },
        { "eval --expr x+1 --set x=3,", "--set x=3," },
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
    const QByteArray svg = contents(path("apples.svg"));
    QVERIFY(svg.contains("<svg") && svg.contains("<path"));
    QVERIFY(!svg.contains("<text")); // letters are outlines
    QCOMPARE(render("render --demo apple_orange --step 3", "apples.pdf").exitCode, 0);
    QVERIFY(contents(path("apples.pdf")).startsWith("%PDF"));
    QCOMPARE(render("render --expr x*y", "product.png").exitCode, 0);
    QVERIFY(contents(path("product.png")).startsWith("\x89PNG"));
}

// 2 forward, the seed, 2 backward, and the start: six pictures.
void TestCliGraph::everyStepIsNumbered()
{
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("steps")));
    QCOMPARE(render("render --demo apple --step all", "steps/apple.svg").exitCode, 0);
    QStringList wanted;
    for (int i = 0; i <= 5; ++i)
        wanted.append(QStringLiteral("apple-%1.svg").arg(i));
    QCOMPARE(QDir(path("steps")).entryList(QDir::Files, QDir::Name), wanted);
    QVERIFY(contents(path("steps/apple-0.svg")).size() < contents(path("steps/apple-5.svg")).size());
}

void TestCliGraph::everyStepIsAsLarge()
{
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("frames")));
    QCOMPARE(render("render --demo copy --step all", "frames/copy.png").exitCode, 0);
    QSet<QByteArray> sizes; // width and height stand at bytes 16 to 23
    const QStringList frames = QDir(path("frames")).entryList(QDir::Files);
    for (const QString &name : frames)
        sizes.insert(contents(m_folder.filePath(QStringLiteral("frames/") + name)).mid(16, 8));
    QVERIFY(frames.size() > 5);
    QCOMPARE(sizes.size(), 1);
}

void TestCliGraph::scaleAndTheme()
{
    const auto widthOf = [this](const char *file) { return contents(path(file)).mid(16, 4).toHex().toInt(nullptr, 16); };
    QCOMPARE(render("render --demo mul --scale 1", "one.png").exitCode, 0);
    QCOMPARE(render("render --demo mul --scale 3 --theme dark", "three.png").exitCode, 0);
    QVERIFY(std::abs(widthOf("three.png") - 3 * widthOf("one.png")) <= 3);
    QCOMPARE(render("render --demo mul --theme light", "light.svg").exitCode, 0);
    QCOMPARE(render("render --demo mul --theme dark", "dark.svg").exitCode, 0);
    QVERIFY(contents(path("light.svg")).contains("#006aa8")); // the values' blue
    QVERIFY(!contents(path("dark.svg")).contains("#006aa8"));
}

void TestCliGraph::python()
{
    const Outcome numpy = run("python --expr |1/(1+exp(-x))|");
    QCOMPARE(numpy.exitCode, 0);
    QVERIFY(numpy.out.contains("import numpy as np") && numpy.out.contains("class ExpLayer"));
    const Outcome torch = run("python --torch --demo apple");
    QVERIFY(torch.out.contains("import torch") && torch.out.contains("price.backward()"));
    QCOMPARE(render("python --demo apple", "apple.py").exitCode, 0);
    QVERIFY(contents(path("apple.py")).startsWith("# "));
}

QTEST_GUILESS_MAIN(TestCliGraph)
#include "tst_cli_graph.moc"
