// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents as Python programs: every operation has its class, and what python3 prints is what the engine computes.
#include "code/python_code.h"
#include "document/compiled_graph.h"
#include "document/python_names.h"
#include "files/demos.h"
#include "tests/code/python_figures.h"
#include "tests/fixtures/python_with_numpy.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cmath>
#include <random>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestPython : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

    QString m_python;
};

#define NEEDS_PYTHON()                                                                                                         \
    if (m_python.isEmpty())                                                                                                    \
    QSKIP("There is no python3 with NumPy (Debian: python3-numpy).")

QString TestPython::compare(const GraphDocument &document, double tolerance) const
{
    return differenceToEngine(m_python, document, pythonProgram(document, compile(document)), tolerance);
}

void TestPython::everyOperationHasItsClass()
{
    for (const Op &op : allOps()) {
        const QString code = pythonClass(op);
        QVERIFY2(code.startsWith("class "_L1), op.id.data());
        QVERIFY2(code.contains("    def forward(self, "_L1), op.id.data());
        QVERIFY2(code.contains("    def backward(self, dout):"_L1), op.id.data());
        for (const QString &line : code.split(u'\n'))
            QVERIFY2(line.size() <= 80 && !line.endsWith(u' '), qPrintable(line));
    }
}

void TestPython::appleReadsAsInTheBook()
{
    const GraphDocument apple = *demo(u"apple"_s);
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
    QCOMPARE(text.count("class "_L1), 1);
    QVERIFY(!text.contains("sum_to"_L1) && !text.contains("base64"_L1));
}

// y = x·x + x: three shares, in the order in which the engine adds them: the sum's first, then the product's two.
void TestPython::branchesAddUp()
{
    Maker maker;
    maker.leaf(u"x"_s, Tensor::scalar(3));
    maker.leaf(u"k"_s, Tensor::scalar(2), true);
    maker.apply(u"mul"_s, { u"x"_s, u"x"_s }, u"s"_s);
    maker.apply(u"add"_s, { u"s"_s, u"x"_s }, u"a"_s);
    maker.apply(u"mul"_s, { u"a"_s, u"k"_s }, u"y"_s);
    const QString text = pythonProgram(maker.document, compile(maker.document)).text();
    QVERIFY2(text.contains("\ndy = 1.0\nda, _ = mul_y_layer.backward(dy)\nds, dx_1 = add_a_layer.backward(da)\n"
                           "dx_2, dx_3 = mul_s_layer.backward(ds)\ndx = dx_1 + dx_2 + dx_3\n"_L1),
             qPrintable(text));
    QVERIFY(!text.contains("dk"_L1));
    NEEDS_PYTHON();
    QString problem;
    QCOMPARE(figuresOf(runPython(m_python, text, &problem))[u"dx"_s], std::vector<double>{ 14 }); // 2 · (2x + 1)
}

void TestPython::linesKnowTheirSteps()
{
    const GraphDocument apple = *demo(u"apple"_s);
    const CompiledGraph compiled = compile(apple);
    QHash<QString, Step> steps;
    for (const CodeLine &line : pythonProgram(apple, compiled).lines)
        if (line.step)
            steps.insert(line.text, *line.step);
    QCOMPARE(steps.size(), 5);
    const NodeId price = compiled.ids[u"price"_s];
    const NodeId applePrice = compiled.ids[u"apple_price"_s];
    const auto step = [&](const char *line) { return steps.value(QString::fromLatin1(line)); };
    QVERIFY(step("price = mul_price_layer.forward(apple_price, tax)") == (Step{ Step::Kind::Forward, price }));
    QVERIFY(step("dprice = 1.0") == (Step{ Step::Kind::Seed, price }));
    QVERIFY(step("dapple, dapple_num = mul_apple_price_layer.backward(dapple_price)")
            == (Step{ Step::Kind::Backward, applePrice }));
    // In the class, the body of each method.
    for (const CodeLine &line : pythonProgram(apple, compiled).lines) {
        if (line.text.contains("dx = dout * self.y"_L1))
            QVERIFY(line.definition && line.definition->op->id == "mul" && line.definition->method == Step::Kind::Backward);
        if (line.text.contains("out = x * y"_L1))
            QVERIFY(line.definition && line.definition->method == Step::Kind::Forward);
        if (line.text.contains("__init__"_L1))
            QVERIFY(!line.definition);
    }
}

void TestPython::numbersReadBack()
{
    QCOMPARE(pythonNumber(100), u"100.0"_s);
    QCOMPARE(pythonNumber(220.00000000000003), u"220.00000000000003"_s);
    QCOMPARE(pythonNumber(-0.0), u"-0.0"_s);
    QCOMPARE(pythonNumber(-std::numeric_limits<double>::infinity()), u"-np.inf"_s);
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
    QCOMPARE(names.unique(u"lambda"_s), u"lambda_2"_s);
    QCOMPARE(names.uniquePair(u"x"_s), u"x"_s);
    QCOMPARE(names.uniquePair(u"x"_s), u"x_2"_s);
    QCOMPARE(names.uniquePair(u"dx"_s), u"dx_3"_s); // dx and dx_2 are gradients
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
    QString total = maker.leaf(u"zero"_s, Tensor::scalar(0), true);
    int variant = 0;
    const Op &row = *findOp(id.constData());
    for (const auto &[shapes, attributes] : trials(row)) {
        const QString v = QString::number(++variant);
        QStringList inputs;
        for (const Shape &shape : shapes)
            inputs.append(maker.anyLeaf(u"x%1_%2"_s.arg(v).arg(inputs.size()), shape));
        maker.apply(op, inputs, u"y"_s + v, attributes);
        maker.apply(u"square"_s, { u"y"_s + v }, u"s"_s + v);
        maker.apply(u"sum"_s, { u"s"_s + v }, u"t"_s + v);
        total = maker.apply(u"add"_s, { total, u"t"_s + v }, u"total"_s + v);
    }
    QCOMPARE(compare(maker.document, 1e-12), QString());
}

// + − × ÷ 1/x √ x² and max round alike everywhere.
void TestPython::scalarsAreEqualToTheLastBit()
{
    NEEDS_PYTHON();
    for (unsigned seed = 1; seed <= 3; ++seed) {
        Maker maker(seed);
        QStringList made = { maker.anyLeaf(u"a"_s, {}), maker.anyLeaf(u"b"_s, {}) };
        for (const char *op : { "add", "mul", "div", "sqrt", "sub", "square", "max", "reciprocal", "neg", "mul", "relu", "div",
                                "add", "identity" }) {
            const qsizetype last = made.size() - 1;
            QStringList inputs = { made[last], made[qsizetype(seed) % last] };
            inputs.resize(findOp(op)->arity);
            made.append(maker.apply(QString::fromLatin1(op), inputs, u"n%1"_s.arg(last)));
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
    maker.leaf(u"x"_s, Tensor::scalar(0));
    maker.apply(u"reciprocal"_s, { u"x"_s }, u"r"_s);
    maker.apply(u"log"_s, { u"x"_s }, u"l"_s);
    maker.apply(u"div"_s, { u"x"_s, u"x"_s }, u"q"_s);
    maker.apply(u"pow"_s, { u"x"_s, u"x"_s }, u"p"_s);
    maker.leaf(u"big"_s, Tensor::scalar(1e300));
    maker.apply(u"square"_s, { u"big"_s }, u"over"_s);
    maker.apply(u"add"_s, { u"r"_s, u"over"_s }, u"y"_s);
    QCOMPARE(compare(maker.document, 1e-15), QString());
}

void TestPython::targetsByNumber()
{
    NEEDS_PYTHON();
    for (const char *op : { "cross_entropy", "softmax_with_loss" })
        for (const double label : { 2.0, 7.0 }) { // class 7 of 3 is none: NaN
            Maker maker;
            maker.anyLeaf(u"x"_s, Shape(2, 3));
            maker.leaf(u"t"_s, { Shape(2, 1), { 0, label } });
            maker.apply(QString::fromLatin1(op), { u"x"_s, u"t"_s }, u"L"_s);
            QCOMPARE(compare(maker.document, 1e-12), QString());
        }
}

void TestPython::largeArraysKeepEveryBit()
{
    Maker maker;
    maker.anyLeaf(u"X"_s, Shape(20, 11));
    maker.document.nodes.last().value.values[3] = 5e-324;
    maker.apply(u"square"_s, { u"X"_s }, u"Y"_s);
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
    maker.document.title = u"odd\nimport nothing"_s;
    maker.document.question = u"\"\"\" \\ ?"_s;
    QString total;
    double number = 1;
    for (const char *name : names) {
        const QString id = u"n%1"_s.arg(number);
        maker.leaf(id, Tensor::scalar(number++));
        maker.document.nodes.last().name = QString::fromUtf8(name);
        if (!total.isEmpty()) {
            maker.apply(u"add"_s, { total, id }, u"sum"_s + id);
            maker.document.nodes.last().name = QString::fromUtf8(name);
        }
        total = maker.document.result;
    }
    maker.apply(u"mul"_s, { total, total }, u"last"_s);
    QCOMPARE(compare(maker.document, 0), QString());
}

QTEST_APPLESS_MAIN(TestPython)
#include "tst_python.moc"
