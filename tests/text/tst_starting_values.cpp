// SPDX-License-Identifier: GPL-3.0-or-later
// The values that new inputs begin with: distinct, such that rules can be told apart, and of shapes that fit.
#include "document/graph_edit.h"
#include "tests/text/typed.h"
#include "text/starting_values.h"

#include <QtTest/QTest>

#include <cmath>
#include <set>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

GraphDocument started(const QString &text)
{
    return withStartingValues(documentOf(text), untoldInputs(text));
}

QString shapeOf(const GraphDocument &document, const char *name)
{
    return QString::fromStdString(document.nodeNamed(QString::fromUtf8(name))->value.shape.text());
}

} // namespace

class TestStartingValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gradientsDiffer_data();
    void gradientsDiffer();
    void shapesFit();
    void whatIsGivenStays();
    void inputsThatAreAddedDiffer();
    void largeGraphsAreQuick();
};

void TestStartingValues::gradientsDiffer_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : { "a*b", "a*b*c", "a/b", "a**b", "x**2 + y**2", "a*x + b*y*z", "max(a, b)", "log(a - b)",
                              "1/(1 + exp(-x))", "sqrt(a) * exp(b)", "a*b + c*d*a" })
        QTest::newRow(text) << QString::fromUtf8(text);
}

// The gradients of two inputs are the same only where the rule says so, as of a + b; none is an input's own value.
void TestStartingValues::gradientsDiffer()
{
    QFETCH(QString, text);
    const GraphDocument document = started(text);
    const Run<double> run = evaluated(document);
    const CompiledGraph compiled = compile(document);
    std::set<double> values;
    std::set<double> gradients;
    int inputs = 0;
    for (const DocumentNode &node : document.nodes) {
        if (node.op != inputOp)
            continue;
        ++inputs;
        const double value = node.value.values.front();
        QVERIFY(value != 0 && value != 1 && value != 2);
        values.insert(value);
        gradients.insert(run.gradient(compiled.ids[node.id])[0]);
        QVERIFY(std::isfinite(run.gradient(compiled.ids[node.id])[0]));
        QVERIFY(run.gradient(compiled.ids[node.id])[0] != value);
    }
    QCOMPARE(int(values.size()), inputs);
    QCOMPARE(int(gradients.size()), inputs);
}

void TestStartingValues::shapesFit()
{
    const GraphDocument layer = started(u"sum((X@W + b)**2)"_s);
    QCOMPARE(shapeOf(layer, "X"), u"(2, 3)"_s);
    QCOMPARE(shapeOf(layer, "W"), u"(3, 2)"_s);
    QCOMPARE(shapeOf(layer, "b"), u"(1, 2)"_s);
    for (const char *text :
         { "X@W", "tanh(X)@W", "X.T@X", "relu(X@W1 + b1)@W2 + b2", "a*(X@W)", "affine(X, W, b)", "softmax_with_loss(X@W, T)",
           "sum(X, axis=0)", "h = tanh(x@W + h0@U + b); tanh(x2@W + h@U + b)", "A@A", "mean((X@W - Y)**2)" }) {
        const GraphDocument document = started(QString::fromUtf8(text));
        compile(document); // throws where shapes do not fit
        const bool matrices = std::ranges::any_of(
            document.nodes, [](const DocumentNode &node) { return node.op == inputOp && !node.value.shape.isScalar(); });
        QVERIFY2(matrices, text);
        const Run<double> run = evaluated(document);
        QVERIFY2(std::ranges::all_of(run.value(run.result()).span(), [](double x) { return std::isfinite(x); }), text);
    }
}

void TestStartingValues::whatIsGivenStays()
{
    const GraphDocument document = started(u"W = [[1, 2, 3, 4], [5, 6, 7, 8]]; e = 1; X@W*e + k"_s);
    QCOMPARE(document.nodeNamed(u"W"_s)->value.shape, Shape(2, 4));
    QCOMPARE(document.nodeNamed(u"e"_s)->value, Tensor::scalar(1));
    QCOMPARE(shapeOf(document, "X"), u"(2, 2)"_s);
    QCOMPARE(shapeOf(document, "k"), u"(1, 4)"_s);
    QCOMPARE(untoldInputs(u"W = 3; W * x + π * e"_s), QSet<QString>{ u"x"_s });
}

void TestStartingValues::inputsThatAreAddedDiffer()
{
    GraphDocument document;
    std::set<double> values;
    for (int i = 0; i < 40; ++i) {
        document = edit::addNode(document, inputOp, {}).document;
        values.insert(document.nodes.last().value.values.front());
    }
    QCOMPARE(values.size(), 40);
    QVERIFY(!values.contains(1));
}

void TestStartingValues::largeGraphsAreQuick()
{
    QString text = u"x0"_s;
    for (int i = 1; i < 5000; ++i)
        text += u" + x%1"_s.arg(i);
    std::set<double> values;
    for (const DocumentNode &node : started(text).nodes)
        if (node.isLeaf())
            values.insert(node.value.values.front());
    QCOMPARE(values.size(), 5000);
}

QTEST_APPLESS_MAIN(TestStartingValues)
#include "tst_starting_values.moc"
