// SPDX-License-Identifier: GPL-3.0-or-later
// `eval --expr` beside PyTorch: random expressions through the program itself, each in a process of its own.
#include "tests/cli/program.h"
#include "tests/code/torch_expressions.h"
#include "tests/fixtures/python_with_numpy.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr double tolerance = 1e-12; // relative, beside the larger of 1 and what PyTorch says

// A number or rows of numbers, one after the other.
std::vector<double> numbersIn(const QJsonValue &value)
{
    if (!value.isArray())
        return { value.toDouble(std::nan("")) };
    std::vector<double> numbers;
    for (const QJsonValue &element : value.toArray())
        for (const double number : numbersIn(element))
            numbers.push_back(number);
    return numbers;
}

bool mentions(const QString &expression, const QString &name)
{
    return expression.contains(QRegularExpression(u"\\b%1\\b"_s.arg(name)));
}

Outcome evaluated(const QString &expression)
{
    QStringList arguments{ u"eval"_s, u"--json"_s, u"--expr"_s, expression };
    for (const auto &[name, value] : expressionInputs())
        if (mentions(expression, name))
            arguments += { u"--set"_s, name + u'=' + value };
    return run(arguments);
}

// Empty when the program says what PyTorch says.
QString disagreement(const QString &expression, const Outcome &outcome, const Figures &wanted)
{
    if (outcome.exitCode != 0)
        return QString::fromUtf8(outcome.errors);
    const QJsonObject graph = outcome.json();
    const QJsonArray nodes = graph["nodes"_L1].toArray();
    QString problem = difference(u"value"_s, numbersIn(nodes.last()["value"_L1]), wanted[u"value"_s], tolerance);
    for (const auto &[name, value] : expressionInputs())
        if (problem.isEmpty() && mentions(expression, name))
            problem = difference(name, numbersIn(nodeNamed(graph, name)["gradient"_L1]), wanted[name], tolerance);
    return problem;
}

} // namespace

class TestCliTorch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomExpressionsAgree();
};

void TestCliTorch::randomExpressionsAgree()
{
    const QString python = pythonWith(u"torch"_s);
    if (python.isEmpty())
        QSKIP("There is no python3 with PyTorch (Debian: python3-torch).");
    const QStringList expressions = randomExpressions(60, 11);
    QString problem;
    const QList<Figures> wanted = torchFigures(python, expressions, &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(wanted.size(), expressions.size());
    for (qsizetype i = 0; i < expressions.size(); ++i) {
        problem = disagreement(expressions[i], evaluated(expressions[i]), wanted[i]);
        QVERIFY2(problem.isEmpty(), qPrintable(expressions[i] + u": "_s + problem));
    }
}

QTEST_GUILESS_MAIN(TestCliTorch)
#include "tst_cli_torch.moc"
