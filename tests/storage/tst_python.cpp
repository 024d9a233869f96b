// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents as Python programs: every operation has its class, and what python3 prints is what the engine computes.
#include "storage/python_code.h"
#include "storage/python_names.h"
#include "tests/storage/python_with_numpy.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cmath>
#include <random>

using namespace chainrule;

namespace {

using Figures = QHash<QString, std::vector<double>>;

// "name = [[1.0, 2.0]]" line by line, as numbers in a row.
Figures figuresOf(const QByteArray &printed)
{
    Figures figures;
    for (const QByteArray &line : printed.split('\n')) {
        const qsizetype equals = line.indexOf(" = ");
        if (equals < 0)
            continue;
        std::vector<double> &numbers = figures[QString::fromUtf8(line.left(equals))];
        for (const QByteArray &number : line.mid(equals + 3).replace('[', ' ').replace(']', ' ').split(','))
            numbers.push_back(number.trimmed().toDouble());
    }
    return figures;
}

bool close(double found, double wanted, double tolerance)
{
    if (std::isnan(wanted) || std::isinf(wanted) || tolerance == 0)
        return found == wanted || (std::isnan(found) && std::isnan(wanted));
    return std::abs(found - wanted) <= tolerance * std::max(1.0, std::abs(wanted));
}

QString difference(const QString &name, const std::vector<double> &found, std::span<const double> wanted, double tolerance)
{
    if (found.size() != wanted.size())
        return QStringLiteral("%1 has %2 numbers, not %3").arg(name).arg(found.size()).arg(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!close(found[i], wanted[i], tolerance))
            return QStringLiteral("%1[%2] is %3, not %4").arg(name).arg(i).arg(found[i], 0, 'g', 17).arg(wanted[i], 0, 'g', 17);
    return {};
}

// A document that is put together node by node; a node's id is its name.
class Maker
{
public:
    explicit Maker(unsigned seed = 7)
        : m_random(seed)
    {
    }

    QString leaf(const QString &name, const Tensor &value, bool constant = false)
    {
        const QString op = constant ? QStringLiteral("constant") : QStringLiteral("input");
        document.nodes.append({ name, name, op, {}, value, {} });
        return document.result = name;
    }

    // Positive numbers, on which every operation is smooth.
    QString anyLeaf(const QString &name, const Shape &shape)
    {
        std::uniform_real_distribution<double> any(0.2, 1.8);
        Tensor value{ shape, {} };
        for (Index i = 0; i < shape.size(); ++i)
            value.values.push_back(any(m_random));
        return leaf(name, value);
    }

    QString apply(const QString &op, const QStringList &inputs, const QString &name)
    {
        document.nodes.append({ name, name, op, inputs, {}, {} });
        return document.result = name;
    }

    GraphDocument document;

private:
    std::mt19937 m_random;
};

using Shapes = std::vector<Shape>;

// Shapes that an operation takes, with broadcasting where it knows that.
std::vector<Shapes> shapesFor(const Op &op)
{
    const Shape one;
    const Shape m(3, 4);
    const Shape row(1, 4);
    if (op.elementwise && op.arity == 1)
        return { { one }, { m } };
    if (op.elementwise)
        return { { one, one }, { m, m }, { one, m }, { m, one }, { row, m }, { m, row } };
    if (op.id == "dot")
        return { { m, Shape(4, 2) }, { one, one }, { Shape(std::array<Index, 3>{ 3, 2, 2 }), Shape(4, 2) } };
    if (op.id == "bias")
        return { { m, row }, { one, one } };
    if (op.id == "affine")
        return { { m, Shape(4, 2), Shape(1, 2) }, { Shape(std::array<Index, 3>{ 3, 2, 2 }), Shape(4, 2), Shape(1, 2) } };
    if (op.id == "squared_error")
        return { { m, m }, { one, one } };
    if (op.arity == 2)
        return { { m, m }, { row, row }, { m, Shape(3, 1) }, { one, one } };
    return { { one }, { m }, { row } };
}

} // namespace

class TestPython : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_python = pythonWithNumpy(); }

    void everyOperationHasItsClass();
    void appleReadsAsInTheBook();
    void branchesAddUp();
    void linesKnowTheirSteps();
    void numbersReadBack();
    void identifiers_data();
    void identifiers();
    void namesAreGivenOutOnce();
    void demosPrintTheEnginesFigures_data();
    void demosPrintTheEnginesFigures();
    void everyOperationPrintsTheEnginesFigures_data();
    void everyOperationPrintsTheEnginesFigures();
    void scalarsAreEqualToTheLastBit();
    void whatIsNotFiniteIsPrinted();
    void targetsByNumber();
    void largeArraysKeepEveryBit();
    void oddNamesRun();

private:
    // What the program prints, compared with a run of the engine; an empty text when all is equal.
    QString compare(const GraphDocument &document, double tolerance) const;
    QByteArray run(const QString &program, QString *problem) const;

    QString m_python;
};

#define NEEDS_PYTHON()                                                                                                         \
    if (m_python.isEmpty())                                                                                                    \
    QSKIP("There is no python3 with NumPy (Debian: python3-numpy).")

QByteArray TestPython::run(const QString &program, QString *problem) const
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("program.py")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(program.toUtf8());
    file.close();
    QProcess python;
    python.start(m_python, { QStringLiteral("-W"), QStringLiteral("ignore"), file.fileName() });
    if (!python.waitForFinished(240000) || python.exitCode() != 0)
        *problem = QString::fromUtf8(python.readAllStandardError()) + program;
    return python.readAllStandardOutput();
}

QString TestPython::compare(const GraphDocument &document, double tolerance) const
{
    const CompiledGraph compiled = compile(document);
    const PythonProgram program = pythonProgram(document, compiled);
    Run<double> engine = makeRun(document, compiled);
    engine.forward();
    engine.backward();
    QString problem;
    const Figures figures = figuresOf(run(program.text(), &problem));
    for (NodeId node = 0; node < engine.graph().size() && problem.isEmpty(); ++node) {
        problem = difference(program.values[node], figures[program.values[node]], engine.value(node).span(), tolerance);
        if (problem.isEmpty() && engine.hasGradient(node) == program.gradients[node].isEmpty())
            problem = program.values[node] + QStringLiteral(": has a gradient on one side only");
        if (problem.isEmpty() && engine.hasGradient(node))
            problem =
                difference(program.gradients[node], figures[program.gradients[node]], engine.gradient(node).span(), tolerance);
    }
    return problem;
}

void TestPython::everyOperationHasItsClass()
{
    for (const Op &op : allOps()) {
        const QString code = pythonClass(op);
        QVERIFY2(code.startsWith(QLatin1String("class ")), op.id.data());
        QVERIFY2(code.contains(QLatin1String("    def forward(self, ")), op.id.data());
        QVERIFY2(code.contains(QLatin1String("    def backward(self, dout):")), op.id.data());
        for (const QString &line : code.split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 80 && !line.endsWith(QLatin1Char(' ')), qPrintable(line));
    }
}

void TestPython::appleReadsAsInTheBook()
{
    const GraphDocument apple = *demo(QStringLiteral("apple"));
    const QString text = pythonProgram(apple, compile(apple)).text();
    for (const char *line : { "class MulLayer:\n    def __init__(self):\n", "\napple = 100.0\n", "\ntax = 1.1\n",
                              "\nmul_apple_price_layer = MulLayer()\nmul_price_layer = MulLayer()\n",
                              "\n# forward\napple_price = mul_apple_price_layer.forward(apple, apple_num)\n"
                              "price = mul_price_layer.forward(apple_price, tax)\n",
                              "\n# backward\ndprice = 1.0\ndapple_price, dtax = mul_price_layer.backward(dprice)\n"
                              "dapple, dapple_num = mul_apple_price_layer.backward(dapple_price)\n",
                              "\nshow(\"dapple\", dapple)\n" })
        QVERIFY2(text.contains(QLatin1String(line)), line);
    // Only what is needed.
    QCOMPARE(text.count(QLatin1String("class ")), 1);
    QVERIFY(!text.contains(QLatin1String("sum_to")) && !text.contains(QLatin1String("base64")));
}

// y = x·x + x: three shares, in the order in which the engine adds them: the sum's first, then the product's two.
void TestPython::branchesAddUp()
{
    Maker maker;
    maker.leaf(QStringLiteral("x"), Tensor::scalar(3));
    maker.leaf(QStringLiteral("k"), Tensor::scalar(2), true);
    maker.apply(QStringLiteral("mul"), { QStringLiteral("x"), QStringLiteral("x") }, QStringLiteral("s"));
    maker.apply(QStringLiteral("add"), { QStringLiteral("s"), QStringLiteral("x") }, QStringLiteral("a"));
    maker.apply(QStringLiteral("mul"), { QStringLiteral("a"), QStringLiteral("k") }, QStringLiteral("y"));
    const QString text = pythonProgram(maker.document, compile(maker.document)).text();
    QVERIFY2(text.contains(QLatin1String("\ndy = 1.0\nda, _ = mul_y_layer.backward(dy)\nds, dx_1 = add_a_layer.backward(da)\n"
                                         "dx_2, dx_3 = mul_s_layer.backward(ds)\ndx = dx_1 + dx_2 + dx_3\n")),
             qPrintable(text));
    QVERIFY(!text.contains(QLatin1String("dk")));
    NEEDS_PYTHON();
    QString problem;
    QCOMPARE(figuresOf(run(text, &problem))[QStringLiteral("dx")], std::vector<double>{ 14 }); // 2 · (2x + 1)
}

void TestPython::linesKnowTheirSteps()
{
    const GraphDocument apple = *demo(QStringLiteral("apple"));
    const CompiledGraph compiled = compile(apple);
    QHash<QString, Step> steps;
    for (const CodeLine &line : pythonProgram(apple, compiled).lines)
        if (line.step)
            steps.insert(line.text, *line.step);
    QCOMPARE(steps.size(), 5);
    const NodeId price = compiled.ids[QStringLiteral("price")];
    const NodeId applePrice = compiled.ids[QStringLiteral("apple_price")];
    const auto step = [&](const char *line) { return steps.value(QString::fromLatin1(line)); };
    QVERIFY(step("price = mul_price_layer.forward(apple_price, tax)") == (Step{ Step::Kind::Forward, price }));
    QVERIFY(step("dprice = 1.0") == (Step{ Step::Kind::Seed, price }));
    QVERIFY(step("dapple, dapple_num = mul_apple_price_layer.backward(dapple_price)")
            == (Step{ Step::Kind::Backward, applePrice }));
    // In the class, the body of each method.
    for (const CodeLine &line : pythonProgram(apple, compiled).lines) {
        if (line.text.contains(QLatin1String("dx = dout * self.y")))
            QVERIFY(line.definition && line.definition->op->id == "mul" && line.definition->method == Step::Kind::Backward);
        if (line.text.contains(QLatin1String("out = x * y")))
            QVERIFY(line.definition && line.definition->method == Step::Kind::Forward);
        if (line.text.contains(QLatin1String("__init__")))
            QVERIFY(!line.definition);
    }
}

void TestPython::numbersReadBack()
{
    QCOMPARE(pythonNumber(100), QStringLiteral("100.0"));
    QCOMPARE(pythonNumber(220.00000000000003), QStringLiteral("220.00000000000003"));
    QCOMPARE(pythonNumber(-0.0), QStringLiteral("-0.0"));
    QCOMPARE(pythonNumber(-std::numeric_limits<double>::infinity()), QStringLiteral("-np.inf"));
    for (const double number : { 0.1, -1.0 / 3, 5e-324, 1.7976931348623157e308, 1e22, -1e-7 })
        QCOMPARE(pythonNumber(number).toDouble(), number);
}

void TestPython::identifiers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("identifier");
    const std::pair<const char *, const char *> rows[] = {
        { "apple", "apple" }, { "2 apples", "_2_apples" },  { "", "node" },           { " \n", "node" },
        { "__", "node" },     { "a-b.c", "a_b_c" },         { "りんご", "りんご" },   { "ﬁsh", "fish" },
        { "x₂", "x2" },       { "∂L/∂x", "_L_x" },          { "__init__", "_init_" }, { "ä", "ä" },
        { "\"\"\"", "node" }, { "x'; import", "x_import" },
    };
    for (const auto &[name, identifier] : rows)
        QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(identifier);
}

void TestPython::identifiers()
{
    QFETCH(QString, name);
    QFETCH(QString, identifier);
    QCOMPARE(PythonNames::identifier(name), identifier);
}

void TestPython::namesAreGivenOutOnce()
{
    PythonNames names;
    QCOMPARE(names.unique(QStringLiteral("lambda")), QStringLiteral("lambda_2"));
    QCOMPARE(names.uniquePair(QStringLiteral("x")), QStringLiteral("x"));
    QCOMPARE(names.uniquePair(QStringLiteral("x")), QStringLiteral("x_2"));
    QCOMPARE(names.uniquePair(QStringLiteral("dx")), QStringLiteral("dx_3")); // dx and dx_2 are gradients
}

void TestPython::demosPrintTheEnginesFigures_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : demoIds())
        QTest::newRow(qPrintable(id)) << id;
}

void TestPython::demosPrintTheEnginesFigures()
{
    NEEDS_PYTHON();
    QFETCH(QString, id);
    QCOMPARE(compare(*demo(id), 1e-12), QString());
}

void TestPython::everyOperationPrintsTheEnginesFigures_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const Op &op : allOps())
        QTest::newRow(op.id.data()) << QByteArray(op.id.data());
}

// In all of its shapes at once; the upstream gradients are uneven, since even ones hide mistakes.
void TestPython::everyOperationPrintsTheEnginesFigures()
{
    NEEDS_PYTHON();
    QFETCH(QByteArray, id);
    const QString op = QString::fromLatin1(id);
    Maker maker;
    QString total = maker.leaf(QStringLiteral("zero"), Tensor::scalar(0), true);
    int variant = 0;
    for (const Shapes &shapes : shapesFor(*findOp(id.constData()))) {
        const QString v = QString::number(++variant);
        QStringList inputs;
        for (const Shape &shape : shapes)
            inputs.append(maker.anyLeaf(QStringLiteral("x%1_%2").arg(v).arg(inputs.size()), shape));
        maker.apply(op, inputs, QStringLiteral("y") + v);
        maker.apply(QStringLiteral("square"), { QStringLiteral("y") + v }, QStringLiteral("s") + v);
        maker.apply(QStringLiteral("sum"), { QStringLiteral("s") + v }, QStringLiteral("t") + v);
        total = maker.apply(QStringLiteral("add"), { total, QStringLiteral("t") + v }, QStringLiteral("total") + v);
    }
    QCOMPARE(compare(maker.document, 1e-12), QString());
}

// + − × ÷ 1/x √ x² and max round alike everywhere.
void TestPython::scalarsAreEqualToTheLastBit()
{
    NEEDS_PYTHON();
    for (unsigned seed = 1; seed <= 3; ++seed) {
        Maker maker(seed);
        QStringList made = { maker.anyLeaf(QStringLiteral("a"), {}), maker.anyLeaf(QStringLiteral("b"), {}) };
        for (const char *op : { "add", "mul", "div", "sqrt", "sub", "square", "max", "reciprocal", "neg", "mul", "relu", "div",
                                "add", "identity" }) {
            const qsizetype last = made.size() - 1;
            QStringList inputs = { made[last], made[qsizetype(seed) % last] };
            inputs.resize(findOp(op)->arity);
            made.append(maker.apply(QString::fromLatin1(op), inputs, QStringLiteral("n%1").arg(last)));
        }
        QCOMPARE(compare(maker.document, 0), QString());
    }
    for (const char *id : { "apple", "apple_orange", "chain", "add", "mul", "copy", "max" })
        QCOMPARE(compare(*demo(QString::fromLatin1(id)), 0), QString());
}

// 1/0, log 0 and an overflow are figures, not the end of the program.
void TestPython::whatIsNotFiniteIsPrinted()
{
    NEEDS_PYTHON();
    Maker maker;
    maker.leaf(QStringLiteral("x"), Tensor::scalar(0));
    maker.apply(QStringLiteral("reciprocal"), { QStringLiteral("x") }, QStringLiteral("r"));
    maker.apply(QStringLiteral("log"), { QStringLiteral("x") }, QStringLiteral("l"));
    maker.apply(QStringLiteral("div"), { QStringLiteral("x"), QStringLiteral("x") }, QStringLiteral("q"));
    maker.apply(QStringLiteral("pow"), { QStringLiteral("x"), QStringLiteral("x") }, QStringLiteral("p"));
    maker.leaf(QStringLiteral("big"), Tensor::scalar(1e300));
    maker.apply(QStringLiteral("square"), { QStringLiteral("big") }, QStringLiteral("over"));
    maker.apply(QStringLiteral("add"), { QStringLiteral("r"), QStringLiteral("over") }, QStringLiteral("y"));
    QCOMPARE(compare(maker.document, 1e-15), QString());
}

void TestPython::targetsByNumber()
{
    NEEDS_PYTHON();
    for (const char *op : { "cross_entropy", "softmax_with_loss" })
        for (const double label : { 2.0, 7.0 }) { // class 7 of 3 is none: NaN
            Maker maker;
            maker.anyLeaf(QStringLiteral("x"), Shape(2, 3));
            maker.leaf(QStringLiteral("t"), { Shape(2, 1), { 0, label } });
            maker.apply(QString::fromLatin1(op), { QStringLiteral("x"), QStringLiteral("t") }, QStringLiteral("L"));
            QCOMPARE(compare(maker.document, 1e-12), QString());
        }
}

void TestPython::largeArraysKeepEveryBit()
{
    Maker maker;
    maker.anyLeaf(QStringLiteral("X"), Shape(20, 11));
    maker.document.nodes.last().value.values[3] = 5e-324;
    maker.apply(QStringLiteral("square"), { QStringLiteral("X") }, QStringLiteral("Y"));
    maker.document.upstream = maker.document.nodes.first().value;
    const PythonProgram program = pythonProgram(maker.document, compile(maker.document));
    for (const CodeLine &line : program.lines)
        QVERIFY2(line.text.size() <= 96, qPrintable(line.text));
    QVERIFY(std::ranges::count_if(program.lines, &CodeLine::data) > 10);
    NEEDS_PYTHON();
    QCOMPARE(compare(maker.document, 0), QString());
}

// Keywords, digits, Unicode, collisions before and after NFKC, names of Python's own, quotes and line ends.
void TestPython::oddNamesRun()
{
    NEEDS_PYTHON();
    const char *names[] = { "class", "2x",   "りんご", "apple num", "apple_num", "x",    "dx",           "ﬁ",           "fi",
                            "print", "show", "np",     "",          "\"\"\"",    "a\nb", "AddLayer",     "add_x_layer", "_",
                            "μ",     "µ",    "é",      "e\u0301",   "λ",         "self", "__builtins__", "dx_1",        "len" };
    Maker maker;
    maker.document.title = QStringLiteral("odd\nimport nothing");
    maker.document.question = QStringLiteral("\"\"\" \\ ?");
    QString total;
    double number = 1;
    for (const char *name : names) {
        const QString id = QStringLiteral("n%1").arg(number);
        maker.leaf(id, Tensor::scalar(number++));
        maker.document.nodes.last().name = QString::fromUtf8(name);
        if (!total.isEmpty()) {
            maker.apply(QStringLiteral("add"), { total, id }, QStringLiteral("sum") + id);
            maker.document.nodes.last().name = QString::fromUtf8(name);
        }
        total = maker.document.result;
    }
    maker.apply(QStringLiteral("mul"), { total, total }, QStringLiteral("last"));
    QCOMPARE(compare(maker.document, 0), QString());
}

QTEST_APPLESS_MAIN(TestPython)
#include "tst_python.moc"
