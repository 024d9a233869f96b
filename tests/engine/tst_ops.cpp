// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation of the table: its shape rule, a value and gradients worked by hand, a gradient check with uneven upstream
// gradients, wrong shapes, and float beside double.
#include "probe/gradient_check.h"
#include "tests/fixtures/fitting_shapes.h"

#include <QtTest/QTest>

#include <random>
#include <set>

using namespace chainrule;

namespace {

Tensor matrix(std::initializer_list<std::initializer_list<double>> rows)
{
    Tensor tensor{ Shape(Index(rows.size()), Index(rows.begin()->size())), {} };
    for (const auto &row : rows)
        tensor.values.insert(tensor.values.end(), row);
    return tensor;
}

Tensor scalar(double x)
{
    return Tensor::scalar(x);
}

// An operation applied to leaves.
template <class S> struct Applied
{
    std::vector<NodeId> leaves;
    NodeId node = -1;
    Run<S> run;
};

template <class S> Applied<S> apply(std::string_view op, const std::vector<Tensor> &inputs)
{
    auto graph = std::make_shared<Graph>();
    std::vector<NodeId> leaves;
    for (const Tensor &input : inputs)
        leaves.push_back(graph->add(Leaf::Input, input.shape));
    const NodeId node = graph->add(*findOp(op), leaves);
    Applied<S> applied{ leaves, node, Run<S>(graph, node, Keep::Edges) };
    for (std::size_t i = 0; i < inputs.size(); ++i)
        applied.run.set(leaves[i], inputs[i].values);
    return applied;
}

QString text(std::span<const double> values)
{
    QStringList list;
    for (const double x : values)
        list.append(QString::number(x, 'g', 17));
    return list.join(QLatin1Char(' '));
}

bool close(std::span<const double> found, const std::vector<double> &wanted, double tolerance = 1e-15)
{
    return std::ranges::equal(found, wanted, [=](double f, double w) {
        return (std::isnan(f) && std::isnan(w)) || f == w || std::abs(f - w) <= tolerance * std::max(1.0, std::abs(w));
    });
}

// Examples that the operation is smooth around: away from 0 and from each other by more than any h.
class Examples
{
public:
    explicit Examples(Op::Domain domain)
        : m_domain(domain)
    {
    }

    Tensor operator()(Shape shape)
    {
        Tensor tensor{ shape, {} };
        for (Index i = 0; i < shape.size(); ++i) {
            const double size = 0.3 + 0.1 * std::uniform_int_distribution(0, 15)(m_random) + 0.0071 * m_count++;
            const bool negative = m_domain == Op::Domain::Real && m_random() % 2 == 0;
            tensor.values.push_back(negative ? -size : size);
        }
        return tensor;
    }

private:
    Op::Domain m_domain;
    std::mt19937 m_random{ 7 };
    int m_count = 0;
};

} // namespace

class TestOps : public QObject
{
    Q_OBJECT

private slots:
    void everyOpIsComplete();
    void handWorked_data();
    void handWorked();
    void everyOpIsHandWorked();
    void gradientsAgreeWithNumericalOnes_data();
    void gradientsAgreeWithNumericalOnes();
    void floatFollowsDouble_data() { gradientsAgreeWithNumericalOnes_data(); }
    void floatFollowsDouble();
    void shapesThatDoNotFit_data();
    void shapesThatDoNotFit();
    void affineTakesMoreDimensions();
    void classIndices();
    void largeScoresDoNotOverflow();
    void notANumberIsNeverHidden();
    void backwardLeavesItsInputsAlone();
    void localDerivativeIsGradientForUpstreamOne();

private:
    QSet<QByteArray> m_handWorked; // ids that were compared
};

void TestOps::everyOpIsComplete()
{
    std::set<std::string_view> ids;
    QCOMPARE(allOps().size(), 27u); // all operations of the book's chapter; change with the table
    for (const Op &op : allOps()) {
        QVERIFY2(ids.insert(op.id).second, op.id.data());
        QVERIFY(op.arity >= 1 && op.arity <= maxArity && !op.symbol.empty() && op.shape);
        QVERIFY(op.doubleKernel.forward && op.doubleKernel.backward && op.floatKernel.forward && op.floatKernel.backward);
        QCOMPARE(findOp(op.id), &op);
    }
    QCOMPARE(findOp("mull"), nullptr);
}

struct Worked
{
    std::vector<Tensor> inputs;
    Tensor value;
    std::vector<double> upstream;
    std::vector<std::vector<double>> gradients;
};
Q_DECLARE_METATYPE(Worked)

void TestOps::handWorked_data()
{
    QTest::addColumn<QByteArray>("op");
    QTest::addColumn<Worked>("worked");
    const auto row = [](const char *op, const Worked &worked) { QTest::newRow(op) << QByteArray(op) << worked; };
    const double e = std::exp(1.0);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();

    row("add", { { scalar(10), scalar(5) }, scalar(15), { 1.3 }, { { 1.3 }, { 1.3 } } }); // the book's figure 5-11
    row("sub", { { scalar(10), scalar(4) }, scalar(6), { 2 }, { { 2 }, { -2 } } });
    row("mul", { { scalar(10), scalar(5) }, scalar(50), { 1.3 }, { { 6.5 }, { 13 } } }); // 5-13
    row("div", { { scalar(3), scalar(4) }, scalar(0.75), { 2 }, { { 0.5 }, { -0.375 } } });
    row("neg", { { scalar(3) }, scalar(-3), { 2 }, { { -2 } } });
    row("reciprocal", { { scalar(4) }, scalar(0.25), { 2 }, { { -0.125 } } });
    row("exp", { { scalar(1) }, scalar(e), { 2 }, { { 2 * e } } });
    row("log", { { scalar(4) }, scalar(std::log(4)), { 2 }, { { 0.5 } } });
    row("sqrt", { { scalar(4) }, scalar(2), { 2 }, { { 0.5 } } });
    row("square", { { scalar(-3) }, scalar(9), { 2 }, { { -12 } } });
    row("pow", { { scalar(2), scalar(3) }, scalar(8), { 2 }, { { 24 }, { 16 * std::log(2) } } });
    row("sin", { { scalar(0) }, scalar(0), { 2 }, { { 2 } } });
    row("cos", { { scalar(0) }, scalar(1), { 2 }, { { -0.0 } } });
    row("tanh", { { scalar(0) }, scalar(0), { 2 }, { { 2 } } });
    row("max", { { scalar(3), scalar(5) }, scalar(5), { 2 }, { { 0 }, { 2 } } });
    row("relu", { { matrix({ { -1, 2 }, { 3, 0 } }) }, matrix({ { 0, 2 }, { 3, 0 } }), { 1, 2, 3, 4 }, { { 0, 2, 3, 0 } } });
    row("sigmoid", { { scalar(0) }, scalar(0.5), { 2 }, { { 0.5 } } });
    row("identity", { { scalar(7) }, scalar(7), { 2 }, { { 2 } } });
    row("dot",
        { { matrix({ { 1, 2 } }), matrix({ { 1, 3, 5 }, { 2, 4, 6 } }) },
          matrix({ { 5, 11, 17 } }),
          { 1, 2, 3 },
          { { 22, 28 }, { 1, 2, 3, 2, 4, 6 } } });
    row("bias",
        { { matrix({ { 0, 0, 0 }, { 10, 10, 10 } }), matrix({ { 1, 2, 3 } }) },
          matrix({ { 1, 2, 3 }, { 11, 12, 13 } }),
          { 1, 2, 3, 4, 5, 6 },
          { { 1, 2, 3, 4, 5, 6 }, { 5, 7, 9 } } }); // the seeds' dB
    row("affine",
        { { matrix({ { 1, 2 } }), matrix({ { 1, 3, 5 }, { 2, 4, 6 } }), matrix({ { 1, 2, 3 } }) },
          matrix({ { 6, 13, 20 } }),
          { 1, 2, 3 },
          { { 22, 28 }, { 1, 2, 3, 2, 4, 6 }, { 1, 2, 3 } } });
    row("sum", { { matrix({ { 1, 2 }, { 3, 4 } }) }, scalar(10), { 3 }, { { 3, 3, 3, 3 } } });
    row("mean", { { matrix({ { 1, 2 }, { 3, 4 } }) }, scalar(2.5), { 2 }, { { 0.5, 0.5, 0.5, 0.5 } } });
    row("softmax", { { matrix({ { 0, std::log(3) } }) }, matrix({ { 0.25, 0.75 } }), { 1, 2 }, { { -0.1875, 0.1875 } } });
    row("cross_entropy",
        { { matrix({ { 0.25, 0.75 } }), matrix({ { 0, 1 } }) },
          scalar(-std::log(0.75)),
          { 3 },
          { { 0, -4 }, { -3 * std::log(0.25), -3 * std::log(0.75) } } });
    row("softmax_with_loss",
        { { matrix({ { 0, std::log(3) }, { std::log(3), 0 } }), matrix({ { 0, 1 }, { 0, 1 } }) },
          scalar((-std::log(0.75) - std::log(0.25)) / 2),
          { 4 }, // halved by the batch, times 4 from upstream
          { { 0.5, -0.5, 1.5, -1.5 },
            { -2 * std::log(0.25), -2 * std::log(0.75), -2 * std::log(0.75), -2 * std::log(0.25) } } });
    row("squared_error", { { matrix({ { 1, 5 } }), matrix({ { 3, 4 } }) }, scalar(2.5), { 2 }, { { -4, 2 }, { 4, -2 } } });

    const auto edge = [](const char *name, const char *op, const Worked &worked) {
        QTest::newRow(name) << QByteArray(op) << worked;
    };
    edge("max: a tie goes to the first", "max", { { scalar(5), scalar(5) }, scalar(5), { 2 }, { { 2 }, { 0 } } });
    edge("max: NaN wins", "max", { { scalar(1), scalar(nan) }, scalar(nan), { 2 }, { { 0 }, { 2 } } });
    edge("log of 0", "log", { { scalar(0) }, scalar(-inf), { 1 }, { { inf } } });
    edge("log of a negative number", "log", { { scalar(-1) }, scalar(nan), { 1 }, { { -1 } } });
    edge("division by 0", "reciprocal", { { scalar(0) }, scalar(inf), { 1 }, { { -inf } } });
    edge("exp overflows", "exp", { { scalar(1000) }, scalar(inf), { 1 }, { { inf } } });
    edge("sigmoid saturates", "sigmoid", { { scalar(-1000) }, scalar(0), { 1 }, { { 0 } } });
    edge("pow: to the power of 0", "pow", { { scalar(0), scalar(0) }, scalar(1), { 1 }, { { 0 }, { 0 } } });
}

void TestOps::handWorked()
{
    QFETCH(QByteArray, op);
    QFETCH(Worked, worked);
    m_handWorked.insert(op);
    Applied<double> applied = apply<double>(op.constData(), worked.inputs);
    QCOMPARE(applied.run.graph().shape(applied.node), worked.value.shape);
    applied.run.setSeed(worked.upstream);
    applied.run.forward();
    applied.run.backward();
    const auto value = applied.run.value(applied.node).span();
    QVERIFY2(close(value, worked.value.values), qPrintable(text(value)));
    for (std::size_t i = 0; i < worked.gradients.size(); ++i) {
        const auto gradient = applied.run.gradient(applied.leaves[i]).span();
        QVERIFY2(close(gradient, worked.gradients[i]), qPrintable(QStringLiteral("input %1: ").arg(i) + text(gradient)));
    }
}

void TestOps::everyOpIsHandWorked()
{
    for (const Op &op : allOps())
        QVERIFY2(m_handWorked.contains(QByteArray(op.id.data())), op.id.data());
}

void TestOps::gradientsAgreeWithNumericalOnes_data()
{
    QTest::addColumn<QByteArray>("op");
    QTest::addColumn<int>("variant");
    for (const Op &op : allOps())
        for (std::size_t i = 0; i < fittingShapes(op).size(); ++i)
            QTest::addRow("%s %zu", op.id.data(), i) << QByteArray(op.id.data()) << int(i);
}

template <class S> static Applied<S> tried(const Op &op, const Shapes &shapes)
{
    Examples numbers(op.domain);
    std::vector<Tensor> inputs;
    for (const Shape &shape : shapes)
        inputs.push_back(numbers(shape));
    Applied<S> applied = apply<S>(op.id, inputs);
    Examples any(Op::Domain::Real);
    applied.run.setSeed(any(applied.run.graph().shape(applied.node)).values); // uneven: even ones hide mistakes
    return applied;
}

void TestOps::gradientsAgreeWithNumericalOnes()
{
    QFETCH(QByteArray, op);
    QFETCH(int, variant);
    const Op &row = *findOp(op.constData());
    Applied<double> applied = tried<double>(row, fittingShapes(row)[std::size_t(variant)]);
    const std::optional<GradientCheck> check = checkGradients(applied.run, applied.leaves);
    QVERIFY(check && check->agrees());
    for (const LeafCheck &leaf : check->leaves) {
        QVERIFY2(leaf.maxDifference < 1e-6, qPrintable(text(leaf.analytic) + QStringLiteral(" / ") + text(leaf.numerical)));
        QCOMPARE(leaf.kinks, 0);
    }
}

void TestOps::floatFollowsDouble()
{
    QFETCH(QByteArray, op);
    QFETCH(int, variant);
    const Op &row = *findOp(op.constData());
    Applied<double> wide = tried<double>(row, fittingShapes(row)[std::size_t(variant)]);
    Applied<float> narrow = tried<float>(row, fittingShapes(row)[std::size_t(variant)]);
    wide.run.forward();
    wide.run.backward();
    narrow.run.forward();
    narrow.run.backward();
    const auto same = [](std::span<const float> found, std::span<const double> wanted) {
        const std::vector<double> widened(found.begin(), found.end());
        return close(widened, { wanted.begin(), wanted.end() }, 2e-5);
    };
    QVERIFY(same(narrow.run.value(narrow.node).span(), wide.run.value(wide.node).span()));
    for (const NodeId leaf : wide.leaves)
        QVERIFY(same(narrow.run.gradient(leaf).span(), wide.run.gradient(leaf).span()));
}

void TestOps::shapesThatDoNotFit_data()
{
    QTest::addColumn<QByteArray>("op");
    QTest::addColumn<int>("variant");
    for (const Op &op : allOps())
        for (int i = 0; op.arity > 1 && i < 3; ++i)
            QTest::addRow("%s %d", op.id.data(), i) << QByteArray(op.id.data()) << i;
}

void TestOps::shapesThatDoNotFit()
{
    QFETCH(QByteArray, op);
    QFETCH(int, variant);
    const Op &row = *findOp(op.constData());
    std::vector<Shapes> wrong = { { Shape(2, 3), Shape(3, 2) }, { Shape(2, 3), Shape(2, 4) }, { Shape(1, 3), Shape(2, 2) } };
    if (row.id == "dot")
        wrong = { { Shape(2, 3), Shape(2, 3) }, { Shape(), Shape(2, 3) }, { Shape(2, 3), Shape(1, 3) } };
    if (row.id == "affine")
        wrong = { { Shape(2, 3), Shape(2, 3), Shape(1, 3) },
                  { Shape(2, 3), Shape(3, 4), Shape(1, 3) },
                  { Shape(2, 3), Shape(3, 4), Shape() } };
    const Shapes &shapes = wrong[std::size_t(variant)];
    Graph graph;
    std::vector<NodeId> leaves;
    for (const Shape &shape : shapes)
        leaves.push_back(graph.add(Leaf::Input, shape));
    try {
        graph.add(row, leaves);
        QFAIL("the shapes were accepted");
    } catch (const GraphError &e) {
        QCOMPARE(e.kind(), GraphError::Kind::Shape);
        QCOMPARE(e.node(), int(leaves.size())); // the id that the node would have had
        QVERIFY(e.shapes() == shapes);
        QCOMPARE(graph.size(), int(leaves.size()));
    }
}

void TestOps::affineTakesMoreDimensions()
{
    Examples numbers(Op::Domain::Real);
    const Shape deep(std::array<Index, 3>{ 2, 3, 2 });
    const Tensor x = numbers(deep);
    Tensor flat = x;
    flat.shape = Shape(2, 6);
    const Tensor W = numbers({ 6, 4 });
    const Tensor b = numbers({ 1, 4 });
    Applied<double> one = apply<double>("affine", { x, W, b });
    Applied<double> other = apply<double>("affine", { flat, W, b });
    for (Applied<double> *applied : { &one, &other }) {
        applied->run.forward();
        applied->run.backward();
    }
    QVERIFY(std::ranges::equal(one.run.value(one.node).span(), other.run.value(other.node).span()));
    QVERIFY(std::ranges::equal(one.run.gradient(one.leaves[0]).span(), other.run.gradient(other.leaves[0]).span()));
    QCOMPARE(one.run.graph().shape(one.leaves[0]).dimensions().size(), 3u); // dX has the shape that came in
    QCOMPARE(one.run.graph().shape(one.node), Shape(2, 4));
}

void TestOps::classIndices()
{
    const Tensor scores = matrix({ { 0.1, 0.9, -2 }, { 3, 1, 0.5 } });
    Applied<double> oneHot = apply<double>("softmax_with_loss", { scores, matrix({ { 0, 1, 0 }, { 0, 0, 1 } }) });
    Applied<double> indices = apply<double>("softmax_with_loss", { scores, matrix({ { 1 }, { 2 } }) });
    for (Applied<double> *applied : { &oneHot, &indices }) {
        applied->run.forward();
        applied->run.backward();
    }
    QCOMPARE(indices.run.value(indices.node)[0], oneHot.run.value(oneHot.node)[0]);
    QVERIFY(std::ranges::equal(indices.run.gradient(indices.leaves[0]).span(), oneHot.run.gradient(oneHot.leaves[0]).span()));

    Applied<double> outside = apply<double>("softmax_with_loss", { scores, matrix({ { 1 }, { 3 } }) });
    outside.run.forward();
    QVERIFY(std::isnan(outside.run.value(outside.node)[0])); // class 3 of 0…2: shown, never a crash
}

void TestOps::largeScoresDoNotOverflow()
{
    Applied<double> large = apply<double>("softmax", { matrix({ { 1000, 1001 } }) });
    Applied<double> small = apply<double>("softmax", { matrix({ { 0, 1 } }) });
    large.run.forward();
    small.run.forward();
    QVERIFY(std::ranges::equal(large.run.value(large.node).span(), small.run.value(small.node).span()));

    Applied<double> loss = apply<double>("softmax_with_loss", { matrix({ { 1000, 1001 } }), matrix({ { 1, 0 } }) });
    loss.run.forward();
    QVERIFY(close(loss.run.value(loss.node).span(), { std::log(1 + std::exp(1.0)) }, 1e-12));
}

void TestOps::notANumberIsNeverHidden()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();
    Applied<double> relu = apply<double>("relu", { scalar(nan) });
    relu.run.forward();
    QVERIFY(std::isnan(relu.run.value(relu.node)[0]));

    // Zeros meet an infinity: 0 · ∞ is NaN however many zeros there are to skip.
    Tensor zeros{ Shape(4, 64), std::vector<double>(256, 0.0) };
    Tensor weights{ Shape(64, 3), std::vector<double>(192, 1.0) };
    weights.values[10] = inf;
    Applied<double> dot = apply<double>("dot", { zeros, weights });
    dot.run.forward();
    QVERIFY(std::isnan(dot.run.value(dot.node).at(0, 1)));
    QCOMPARE(dot.run.value(dot.node).at(0, 0), 0.0);
}

void TestOps::backwardLeavesItsInputsAlone()
{
    // The seeds' ReLU writes into the gradient that it was given, so that running it twice gives another answer.
    Applied<double> relu = apply<double>("relu", { matrix({ { -1, 2 }, { 3, -4 } }) });
    relu.run.setSeed(std::array{ -1.0, 2.0, 3.0, -4.0 });
    for (int pass = 0; pass < 2; ++pass) {
        relu.run.forward();
        relu.run.backward();
        QVERIFY(close(relu.run.value(relu.leaves[0]).span(), { -1, 2, 3, -4 }));
        QVERIFY(close(relu.run.gradient(relu.node).span(), { -1, 2, 3, -4 }));
        QVERIFY(close(relu.run.gradient(relu.leaves[0]).span(), { 0, 2, 3, 0 }));
    }
}

void TestOps::localDerivativeIsGradientForUpstreamOne()
{
    Applied<double> mul = apply<double>("mul", { scalar(10), scalar(5) });
    mul.run.setSeed(std::array{ 1.3 });
    mul.run.forward();
    mul.run.backward();
    QCOMPARE(mul.run.localDerivative(mul.node, 0), std::vector{ 5.0 });
    QCOMPARE(mul.run.localDerivative(mul.node, 1), std::vector{ 10.0 });
    QCOMPARE(mul.run.gradient(mul.leaves[0])[0], 1.3 * 5.0); // and is not disturbed by asking
}

QTEST_APPLESS_MAIN(TestOps)
#include "tst_ops.moc"
