// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that learn: NumPy and PyTorch print the losses that the reference has, and the same parameters in the end.
#include "code/torch_code.h"
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/python_with_numpy.h"
#include "text/expression.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int patience = 240'000; // ms

QJsonObject figures(const QString &id)
{
    return QJsonDocument::fromJson(fileContents(QStringLiteral(CHAINRULE_TEST_DATA "/learning.json"))).object()[id].toObject();
}

QString typed(const QJsonValue &rows)
{
    return QString::fromUtf8(QJsonDocument(rows.toArray()).toJson(QJsonDocument::Compact));
}

std::vector<double> numbers(const QJsonValue &value)
{
    if (!value.isArray())
        return { value.toDouble() };
    std::vector<double> all;
    for (const QJsonValue &each : value.toArray())
        for (const double x : numbers(each))
            all.push_back(x);
    return all;
}

bool near(const std::vector<double> &found, const std::vector<double> &expected)
{
    return std::ranges::equal(found, expected, [](double x, double y) { return std::abs(x - y) <= 1e-12; });
}

} // namespace

class TestPythonLearning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsTheReference_data();
    void printsTheReference();
};

void TestPythonLearning::printsTheReference_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("data");
    QTest::addColumn<bool>("torch");
    for (const bool torch : { false, true }) {
        const auto row = [torch](const char *id, const QString &expression, const QString &data) {
            QTest::addRow("%s/%s", id, torch ? "torch" : "numpy") << expression << data << torch;
        };
        row("line", u"squared_error(x @ w + b, t)"_s, u"x = [[1],[2],[3],[4]], t = [[3],[5],[7],[9]]"_s);
        row("xor", u"squared_error(sigmoid(sigmoid(X @ W1 + b1) @ W2 + b2), t)"_s,
            u"X = [[0,0],[0,1],[1,0],[1,1]], t = [[0],[1],[1],[0]]"_s);
        row("three_layers", u"softmax_with_loss(tanh(relu(X @ W1 + b1) @ W2 + b2) @ W3 + b3, t)"_s,
            u"X = [[0.5,-1],[1.5,0.25],[-0.75,2]], t = [[0],[2],[1]]"_s);
    }
}

void TestPythonLearning::printsTheReference()
{
    QFETCH(QString, expression);
    QFETCH(QString, data);
    QFETCH(bool, torch);
    const QString python = pythonWith(torch ? u"torch"_s : u"numpy"_s);
    if (python.isEmpty())
        QSKIP("There is no python3 with this library (Debian: python3-numpy, python3-torch).");
    const QJsonObject wanted = figures(QString::fromUtf8(QTest::currentDataTag()).section(u'/', 0, 0));
    const QJsonObject start = wanted["start"_L1].toObject();
    const QJsonArray iterations = wanted["iterations"_L1].toArray();
    QVERIFY(!iterations.isEmpty());
    QStringList learned;
    for (auto each = start.constBegin(); each != start.constEnd(); ++each)
        learned.append(each.key() + u'=' + typed(*each));
    const GraphDocument document = documentOf(u"learn %1; data %2; %3"_s.arg(learned.join(u", "_s), data, expression));
    const PythonLearning learning{ iterations.size(), wanted["learning_rate"_L1].toDouble() };
    const CompiledGraph compiled = compile(document);
    const PythonProgram program =
        torch ? torchProgram(document, compiled, learning) : pythonProgram(document, compiled, learning);

    QTemporaryDir folder;
    QFile file(folder.filePath(u"learn.py"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(program.text().toUtf8());
    file.close();
    QProcess process;
    process.start(python, { file.fileName() });
    QVERIFY(process.waitForFinished(patience));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), iterations.size() + start.size());
    for (qsizetype i = 0; i < iterations.size(); ++i) {
        const QByteArray begin = "iteration " + QByteArray::number(i) + " loss ";
        QVERIFY(lines[i].startsWith(begin));
        QVERIFY(near({ lines[i].mid(begin.size()).toDouble() }, { iterations[i]["loss"_L1].toDouble() }));
    }
    const QJsonObject after = iterations.last()["after"_L1].toObject();
    for (const QByteArray &line : lines.mid(iterations.size())) {
        const QByteArray name = line.left(line.indexOf(" = "));
        const QJsonDocument value = QJsonDocument::fromJson('[' + line.mid(name.size() + 3) + ']');
        QVERIFY2(near(numbers(value.array()), numbers(after[QString::fromUtf8(name)])), line.constData());
    }
}

QTEST_GUILESS_MAIN(TestPythonLearning)
#include "tst_python_learning.moc"
