// SPDX-License-Identifier: GPL-3.0-or-later
// PyTorch beside the engine: programs that print the same figures, and its autograd on random expressions as they are typed.
#include "storage/expression.h"
#include "storage/torch_code.h"
#include "tests/storage/python_figures.h"
#include "tests/storage/python_with_numpy.h"

#include <QtTest/QTest>

using namespace chainrule;

namespace {

// Text that Python and documentOf() both read. What it computes stays small, and away from where log and √ end.
class RandomExpression
{
public:
    explicit RandomExpression(unsigned seed)
        : m_random(seed)
    {
    }

    QString make(int depth)
    {
        if (depth == 0)
            return leaf();
        const QString a = make(int(m_random() % unsigned(depth)));
        const QString b = make(depth - 1);
        const QStringList forms{ QStringLiteral("%1 + %2"),
                                 QStringLiteral("%1 - %2"),
                                 QStringLiteral("(%1) * (%2)"),
                                 QStringLiteral("%1 * %2"),
                                 QStringLiteral("(%1) / (3 + tanh(%2))"),
                                 QStringLiteral("%1 - -%2"),
                                 QStringLiteral("-%1 ** 2 + %2"),
                                 QStringLiteral("(%1) ** 2 - (%2)"),
                                 QStringLiteral("%1 * 1 / (1 + exp(-(%2)))"),
                                 QStringLiteral("exp(sin(%1)) - cos(%2)"),
                                 QStringLiteral("log(5 + tanh(%1)) * relu(%2)"),
                                 QStringLiteral("sqrt(2 + sin(%1)) / 2 * %2"),
                                 QStringLiteral("(2 + cos(%1)) ** tanh(%2)"),
                                 QStringLiteral("max(%1, (%2))"),
                                 QStringLiteral("sum(V * (%1)) + mean([[1, -2], [3, 0.5]] @ W) * (%2)"),
                                 QStringLiteral("sum(softmax(V + (%1)) * sigmoid(W @ W)) - (%2)"),
                                 QStringLiteral("sum((V @ W + b) ** 2) / 10 * (%1) + %2") };
        return forms[qsizetype(m_random() % unsigned(forms.size()))].arg(a, b);
    }

private:
    QString leaf()
    {
        const QStringList leaves{ QStringLiteral("x"), QStringLiteral("y"),  QStringLiteral("z"),
                                  QStringLiteral("2"), QStringLiteral("-3"), QStringLiteral("0.5e0") };
        return leaves[qsizetype(m_random() % unsigned(leaves.size()))];
    }

    std::mt19937 m_random;
};

const char leaves[] =
    "x = 0.7; y = -1.3; z = 0.25; V = [[0.5, -0.25], [1.5, 2]]; W = [[0.3, -0.7], [0.2, 0.9]]; b = [[0.1, -0.4]]; ";

// Reads one expression a line with Python's own parser, and prints its value and the gradients of its inputs.
const char asksTorch[] = R"(
import ast
import torch

torch.set_default_dtype(torch.float64)
functions = dict(max=lambda a, b: torch.where(a >= b, a, b), exp=torch.exp, log=torch.log, sqrt=torch.sqrt, sin=torch.sin, cos=torch.cos, tanh=torch.tanh,
                 relu=torch.relu, sigmoid=torch.sigmoid, sum=torch.sum, mean=torch.mean,
                 softmax=lambda x: torch.softmax(x, dim=1))

class Constants(ast.NodeTransformer):
    # every number and every matrix is a tensor, so that Python's own arithmetic has no part in it
    def visit_Constant(self, node):
        return ast.Call(ast.Name('tensor', ast.Load()), [node], [])
    def visit_List(self, node):
        return ast.Call(ast.Name('tensor', ast.Load()), [node], [])
functions['tensor'] = lambda value: torch.tensor(value, dtype=torch.float64)
for line in open('EXPRESSIONS'):
    inputs = {name: torch.tensor(value, requires_grad=True) for name, value in dict(
        x=0.7, y=-1.3, z=0.25, V=[[0.5, -0.25], [1.5, 2.0]], W=[[0.3, -0.7], [0.2, 0.9]], b=[[0.1, -0.4]]).items()}
    tree = ast.fix_missing_locations(Constants().visit(ast.parse(line.strip(), mode='eval')))
    result = eval(compile(tree, 'line', 'eval'), dict(functions), inputs)
    if result.requires_grad:
        result.backward()
    print('value', '=', result.tolist())
    for name, leaf in inputs.items():
        print(name, '=', [] if leaf.grad is None else leaf.grad.flatten().tolist())
)";

} // namespace

class TestTorch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_python = pythonWith(QStringLiteral("torch")); }

    void everyOperationHasItsForm();
    void appleReadsAsOneWritesIt();
    void theEnginesFigures();
    void randomExpressions();

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
        QVERIFY2(code.startsWith(QLatin1String("lambda ")) || code.startsWith(QLatin1String("def ")), op.id.data());
        for (const QString &line : code.split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 80 && !line.endsWith(QLatin1Char(' ')), qPrintable(line));
    }
}

void TestTorch::appleReadsAsOneWritesIt()
{
    const GraphDocument apple = *demo(QStringLiteral("apple"));
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
    const GraphDocument net = *demo(QStringLiteral("two_layer")); // its numbers are written as bytes
    QCOMPARE(differenceToEngine(m_python, net, torchProgram(net, compile(net)), 1e-12), QString());
    Maker maker;
    QString total = maker.leaf(QStringLiteral("zero"), Tensor::scalar(0), true);
    int number = 0;
    for (const Op &op : allOps())
        for (const Shapes &shapes : shapesFor(op)) {
            const QString v = QString::number(++number);
            QStringList inputs;
            for (const Shape &shape : shapes)
                inputs.append(maker.anyLeaf(QStringLiteral("x%1_%2").arg(v).arg(inputs.size()), shape));
            // A class's number receives nothing.
            if (op.id.find("entropy") != op.id.npos && shapes[1] == Shape(3, 1))
                maker.document.nodes.last().op = QStringLiteral("constant");
            maker.apply(QString::fromUtf8(op.id.data()), inputs, QStringLiteral("y") + v);
            maker.apply(QStringLiteral("square"), { QStringLiteral("y") + v }, QStringLiteral("s") + v);
            maker.apply(QStringLiteral("sum"), { QStringLiteral("s") + v }, QStringLiteral("t") + v);
            total = maker.apply(QStringLiteral("add"), { total, QStringLiteral("t") + v }, QStringLiteral("total") + v);
        }
    QCOMPARE(differenceToEngine(m_python, maker.document, torchProgram(maker.document, compile(maker.document)), 1e-12),
             QString());
}

void TestTorch::randomExpressions()
{
    NEEDS_TORCH();
    constexpr int count = 400;
    RandomExpression random(5);
    QStringList expressions;
    for (int i = 0; i < count; ++i)
        expressions.append(random.make(1 + i % 5));
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("expressions")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(expressions.join(QLatin1Char('\n')).toUtf8());
    file.close();
    QString problem;
    QString program = QString::fromLatin1(asksTorch);
    const QByteArray printed = runPython(m_python, program.replace(QLatin1String("EXPRESSIONS"), file.fileName()), &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));

    const QList<QByteArray> lines = printed.trimmed().split('\n');
    constexpr int linesEach = 7; // the value and six inputs
    QCOMPARE(lines.size(), count * linesEach);
    for (int i = 0; i < count; ++i) {
        const Figures figures = figuresOf(lines.mid(i * linesEach, linesEach).join('\n'));
        const GraphDocument document = documentOf(QLatin1String(leaves) + expressions[i]);
        const CompiledGraph compiled = compile(document);
        Run<double> run = makeRun(document, compiled);
        run.forward();
        run.backward();
        problem = difference(QStringLiteral("value"), figures[QStringLiteral("value")], run.value(run.result()).span(), 1e-12);
        for (const DocumentNode &node : document.nodes)
            if (const NodeId id = compiled.ids[node.id];
                node.op == QLatin1String("input") && run.hasGradient(id) && problem.isEmpty())
                problem = difference(node.name, figures[node.name], run.gradient(id).span(), 1e-12);
        QVERIFY2(problem.isEmpty(), qPrintable(expressions[i] + QStringLiteral(": ") + problem));
    }
}

QTEST_GUILESS_MAIN(TestTorch)
#include "tst_torch.moc"
