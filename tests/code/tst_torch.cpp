// SPDX-License-Identifier: GPL-3.0-or-later
// PyTorch beside the engine: programs that print the same figures, and its autograd on random expressions as they are typed.
#include "code/torch_code.h"
#include "document/compiled_graph.h"
#include "files/demos.h"
#include "tests/code/torch_expressions.h"
#include "tests/fixtures/python_with_numpy.h"
#include "text/expression.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestTorch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_python = pythonWith(u"torch"_s); }

    void everyOperationHasItsForm();
    void appleReadsAsOneWritesIt();
    void theEnginesFigures();
    void randomExpressionsAgree();

private:
    QString m_python;
};

#define NEEDS_TORCH()                                                                                                          \
    if (m_python.isEmpty())                                                                                                    \
    QSKIP("There is no python3 with PyTorch (Debian: python3-torch).")

void TestTorch::everyOperationHasItsForm()
{
    for (const Op &op : allOps()) {
        const QString code = torchFunction(op);
        QVERIFY2(code.startsWith("lambda "_L1) || code.startsWith("def "_L1), op.id.data());
        for (const QString &line : code.split(u'\n'))
            QVERIFY2(line.size() <= 80 && !line.endsWith(u' '), qPrintable(line));
    }
}

void TestTorch::appleReadsAsOneWritesIt()
{
    const GraphDocument apple = *demo(u"apple"_s);
    const QString text = torchProgram(apple, compile(apple)).text();
    for (const char *line :
         { "\nimport torch\n\ntorch.set_default_dtype(torch.float64)\n", "\napple = torch.tensor(100.0, requires_grad=True)\n",
           "\n# forward\napple_price = apple * apple_num\nprice = apple_price * tax\n", "\nprice.backward()\n",
           "\nshow(\"dapple\", gradient(apple))\n" })
        QVERIFY2(text.contains(QLatin1String(line)), qPrintable(text));
}

// All operations in one program, that is in one Python: importing PyTorch takes a second.
void TestTorch::theEnginesFigures()
{
    NEEDS_TORCH();
    const GraphDocument net = *demo(u"two_layer"_s); // its numbers are written as bytes
    QCOMPARE(differenceToEngine(m_python, net, torchProgram(net, compile(net)), 1e-12), QString());
    Maker maker;
    QString total = maker.leaf(u"zero"_s, Tensor::scalar(0), true);
    int number = 0;
    for (const Op &op : allOps())
        for (const auto &[shapes, attributes] : trials(op)) {
            const QString v = QString::number(++number);
            QStringList inputs;
            for (const Shape &shape : shapes)
                inputs.append(maker.anyLeaf(u"x%1_%2"_s.arg(v).arg(inputs.size()), shape));
            // A class's number receives nothing.
            if (op.id.find("entropy") != std::string_view::npos && shapes[1] == Shape(3, 1))
                maker.document.nodes.last().op = constantOp;
            maker.apply(QString::fromUtf8(op.id.data()), inputs, u"y"_s + v, attributes);
            maker.apply(u"square"_s, { u"y"_s + v }, u"s"_s + v);
            maker.apply(u"sum"_s, { u"s"_s + v }, u"t"_s + v);
            total = maker.apply(u"add"_s, { total, u"t"_s + v }, u"total"_s + v);
        }
    QCOMPARE(differenceToEngine(m_python, maker.document, torchProgram(maker.document, compile(maker.document)), 1e-12),
             QString());
}

// In this process; tst_cli_torch asks the program.
void TestTorch::randomExpressionsAgree()
{
    NEEDS_TORCH();
    const QStringList expressions = randomExpressions(400, 5);
    QString leaves;
    for (const auto &[name, value] : expressionInputs())
        leaves += name + " = "_L1 + value + "; "_L1;
    QString problem;
    const QList<Figures> wanted = torchFigures(m_python, expressions, &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(wanted.size(), expressions.size());
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const GraphDocument document = documentOf(leaves + expressions[i]);
        const CompiledGraph compiled = compile(document);
        Run<double> run = makeRun(document, compiled);
        run.forward();
        run.backward();
        problem = difference(u"value"_s, wanted[i][u"value"_s], run.value(run.result()).span(), 1e-12);
        for (const DocumentNode &node : document.nodes)
            if (const NodeId id = compiled.ids[node.id]; node.op == inputOp && run.hasGradient(id) && problem.isEmpty())
                problem = difference(node.name, wanted[i][node.name], run.gradient(id).span(), 1e-12);
        QVERIFY2(problem.isEmpty(), qPrintable(expressions[i] + u": "_s + problem));
    }
}

QTEST_GUILESS_MAIN(TestTorch)
#include "tst_torch.moc"
