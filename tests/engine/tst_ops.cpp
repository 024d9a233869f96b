// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation of the table: its shape rule, a value and gradients worked by hand, a gradient check with uneven upstream
// gradients, wrong shapes, and float beside double.
#include "probe/gradient_check.h"
#include "tests/fixtures/fitting_shapes.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

#include <random>
#include <set>

using namespace Qt::StringLiterals;
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

template <class S> Applied<S> apply(const Op &op, const std::vector<Tensor> &inputs, const Attributes &attributes = {})
{
    auto graph = std::make_shared<Graph>();
    std::vector<NodeId> leaves;
    for (const Tensor &input : inputs)
        leaves.push_back(graph->add(Leaf::Input, input.shape));
    const NodeId node = graph->add(op, leaves, attributes);
    Applied<S> applied{ leaves, node, Run<S>(graph, node, Keep::Edges) };
    for (std::size_t i = 0; i < inputs.size(); ++i)
        applied.run.set(leaves[i], inputs[i].values);
    return applied;
}

template <class S> Applied<S> apply(std::string_view op, const std::vector<Tensor> &inputs)
{
    return apply<S>(*findOp(op), inputs);
}

std::optional<GraphError::Kind> kindThrownBy(auto &&f)
{
    try {
        f();
    } catch (const GraphError &error) {
        return error.kind();
    }
    return std::nullopt;
}

QString text(std::span<const double> values)
{
    QStringList list;
    for (const double x : values)
        list.append(QString::number(x, 'g', 17));
    return list.join(u' ');
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

Q_DECLARE_METATYPE(WorkedExample)

class TestOps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOpIsComplete();
    void everyOpHasItsFolder();
    void handWorked_data();
    void handWorked();
    void attributes();
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
};

void TestOps::everyOpIsComplete()
{
    std::set<std::string_view> ids;
    for (const Op &op : allOps()) {
        QVERIFY2(ids.insert(op.id).second, op.id.data());
        QVERIFY(op.arity >= 1 && op.arity <= maxArity && !op.symbol.empty() && op.shape);
        QVERIFY(op.doubleKernel.forward && op.doubleKernel.backward && op.floatKernel.forward && op.floatKernel.backward);
        QCOMPARE(findOp(op.id), &op);
    }
    QCOMPARE(findOp("mull"), nullptr);
}

void TestOps::everyOpHasItsFolder()
{
    QDir folders(QStringLiteral(CHAINRULE_OPS_DIR));
    for (const QString &folder : folders.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QVERIFY2(findOp(folder.toStdString()),
                 qPrintable(u"resources/ops/%1 has no row in core/engine/ops.cpp."_s.arg(folder)));
    for (const Op &op : allOps()) {
        const QString id = QString::fromLatin1(op.id.data());
        QVERIFY2(folders.exists(id), qPrintable(u"The operation %1 has no folder resources/ops/%1."_s.arg(id)));
        for (const char *file : { "en.json", "numpy.py", "torch.py", "example.json" })
            QVERIFY2(folders.exists(id + u'/' + QLatin1String(file)),
                     qPrintable(u"resources/ops/%1 lacks %2."_s.arg(id, QLatin1String(file))));
    }
}

void TestOps::handWorked_data()
{
    QTest::addColumn<QByteArray>("op");
    QTest::addColumn<WorkedExample>("worked");
    for (const Op &op : allOps()) {
        const std::vector<WorkedExample> examples = workedExamples(op);
        QVERIFY2(!examples.empty(), op.id.data());
        for (std::size_t i = 0; i < examples.size(); ++i)
            QTest::addRow("%s %zu", op.id.data(), i) << QByteArray(op.id.data()) << examples[i];
    }

    // What a file cannot say.
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();
    const auto edge = [](const char *name, const char *op, const std::vector<Tensor> &inputs, double value, double upstream,
                         const std::vector<double> &gradients) {
        WorkedExample worked{ inputs, {}, scalar(value), scalar(upstream), {} };
        for (const double gradient : gradients)
            worked.gradients.push_back(scalar(gradient));
        QTest::newRow(name) << QByteArray(op) << worked;
    };
    edge("max: NaN wins", "max", { scalar(1), scalar(nan) }, nan, 2, { 0, 2 });
    edge("min: NaN wins", "min", { scalar(1), scalar(nan) }, nan, 2, { 0, 2 });
    edge("step of NaN", "step", { scalar(nan) }, nan, 2, { 0 });
    edge("softplus does not overflow", "softplus", { scalar(1000) }, 1000, 2, { 2 });
    edge("log of 0", "log", { scalar(0) }, -inf, 1, { inf });
    edge("log of a negative number", "log", { scalar(-1) }, nan, 1, { -1 });
    edge("division by 0", "reciprocal", { scalar(0) }, inf, 1, { -inf });
    edge("exp overflows", "exp", { scalar(1000) }, inf, 1, { inf });
}

void TestOps::handWorked()
{
    QFETCH(QByteArray, op);
    QFETCH(WorkedExample, worked);
    const Op &row = *findOp(op.constData());
    QCOMPARE(int(worked.inputs.size()), row.arity);
    QCOMPARE(int(worked.gradients.size()), row.arity);
    Applied<double> applied = apply<double>(row, worked.inputs, worked.attributes);
    QCOMPARE(applied.run.graph().shape(applied.node), worked.value.shape);
    QCOMPARE(worked.upstream.shape, worked.value.shape);
    applied.run.setSeed(worked.upstream.values);
    applied.run.forward();
    applied.run.backward();
    const auto value = applied.run.value(applied.node).span();
    QVERIFY2(close(value, worked.value.values), qPrintable(text(value)));
    for (std::size_t i = 0; i < worked.gradients.size(); ++i) {
        QCOMPARE(worked.gradients[i].shape, worked.inputs[i].shape);
        const auto gradient = applied.run.gradient(applied.leaves[i]).span();
        QVERIFY2(close(gradient, worked.gradients[i].values), qPrintable(u"input %1: "_s.arg(i) + text(gradient)));
    }
}

void TestOps::attributes()
{
    const Op &leaky = *findOp("leaky_relu");
    const Op &sum = *findOp("sum");
    Graph graph;
    const NodeId x = graph.add(Leaf::Input, Shape(2, 3));
    QCOMPARE(graph.attributes(graph.add(leaky, { x }))[0], std::optional(0.01)); // the standard
    QVERIFY(!graph.attributes(graph.add(sum, { x }))[0]);
    const auto added = [&](const Op &op, const Attributes &attributes) { return graph.add(op, std::array{ x }, attributes); };
    QCOMPARE(graph.attributes(added(leaky, { 0.2 }))[0], std::optional(0.2));
    QCOMPARE(graph.shape(added(sum, { 0.0 })), Shape(1, 3));
    QCOMPARE(graph.shape(added(sum, { 1.0 })), Shape(2, 1));
    QCOMPARE(graph.shape(added(sum, { -1.0 })), Shape(2, 1));
    const auto refused = [&](const Op &op, const Attributes &attributes) {
        return kindThrownBy([&] { added(op, attributes); }) == GraphError::Kind::Attribute;
    };
    QVERIFY(refused(sum, { 2.0 }) && refused(sum, { 0.5 }) && refused(sum, { 0.0, 0.0 }) && refused(*findOp("exp"), { 1.0 }));
    QVERIFY(refused(leaky, { std::numeric_limits<double>::infinity() }) && refused(leaky, { std::nan("") }));

    // An axis is one of a matrix; all numbers can be taken together whatever their dimensions.
    const NodeId deep = graph.add(Leaf::Input, Shape(std::array<Index, 3>{ 2, 3, 2 }));
    const Attributes axis{ 0.0 };
    QVERIFY(kindThrownBy([&] { graph.add(sum, std::array{ deep }, axis); }) == GraphError::Kind::Shape);
    QVERIFY(kindThrownBy([&] { graph.add("transpose", { deep }); }) == GraphError::Kind::Shape);
    QVERIFY(graph.shape(graph.add("sum", { deep })).isScalar());
}

void TestOps::gradientsAgreeWithNumericalOnes_data()
{
    QTest::addColumn<QByteArray>("op");
    QTest::addColumn<int>("variant");
    QTest::addColumn<Attributes>("attributes");
    for (const Op &op : allOps())
        for (std::size_t i = 0; i < fittingShapes(op).size(); ++i)
            for (std::size_t k = 0; k < attributeVariants(op).size(); ++k)
                QTest::addRow("%s %zu %zu", op.id.data(), i, k)
                    << QByteArray(op.id.data()) << int(i) << attributeVariants(op)[k];
}

template <class S> static Applied<S> tried(const Op &op, const Shapes &shapes, const Attributes &attributes)
{
    Examples numbers(op.domain);
    std::vector<Tensor> inputs;
    for (const Shape &shape : shapes)
        inputs.push_back(numbers(shape));
    Applied<S> applied = apply<S>(op, inputs, attributes);
    Examples any(Op::Domain::Real);
    applied.run.setSeed(any(applied.run.graph().shape(applied.node)).values); // uneven: even ones hide mistakes
    return applied;
}

void TestOps::gradientsAgreeWithNumericalOnes()
{
    QFETCH(QByteArray, op);
    QFETCH(int, variant);
    QFETCH(Attributes, attributes);
    const Op &row = *findOp(op.constData());
    Applied<double> applied = tried<double>(row, fittingShapes(row)[std::size_t(variant)], attributes);
    const std::optional<GradientCheck> check = checkGradients(applied.run, applied.leaves);
    QVERIFY(check && check->agrees());
    for (const LeafCheck &leaf : check->leaves) {
        QVERIFY2(leaf.maxDifference < 1e-6, qPrintable(text(leaf.analytic) + u" / "_s + text(leaf.numerical)));
        QCOMPARE(leaf.kinks, 0);
    }
}

void TestOps::floatFollowsDouble()
{
    QFETCH(QByteArray, op);
    QFETCH(int, variant);
    QFETCH(Attributes, attributes);
    const Op &row = *findOp(op.constData());
    Applied<double> wide = tried<double>(row, fittingShapes(row)[std::size_t(variant)], attributes);
    Applied<float> narrow = tried<float>(row, fittingShapes(row)[std::size_t(variant)], attributes);
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
    if (const auto own = shapesIn(row, "misfits"_L1); !own.empty())
        wrong = own;
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
