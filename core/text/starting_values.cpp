// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes are guessed from the leaves on, operation by operation; then numbers are tried until all that is computed is finite
// and as few gradients as possible coincide.
#include "text/starting_values.h"

#include "document/compiled_graph.h"
#include "document/fresh_value.h"
#include "engine/op.h"
#include "engine/run.h"
#include "text/expression_operators.h"
#include "text/expression_tree.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Of X and W in X @ W.
struct Sizes
{
    Index rows;
    Index inner;
    Index columns;
};

constexpr Sizes sizesToTry[] = { { 2, 3, 2 }, { 2, 2, 2 } }; // the second fits where results go round again
constexpr int variations = 8; // of the numbers
constexpr qsizetype mostTried = 200; // nodes; of larger graphs the first numbers are taken

bool isProduct(const DocumentNode &node)
{
    return node.op == "dot"_L1 || node.op == "affine"_L1;
}

class ShapeGuess final
{
public:
    ShapeGuess(const GraphDocument &document, const QSet<QString> &names, const Sizes &sizes)
        : m_document(document)
        , m_sizes(sizes)
    {
        for (const DocumentNode &node : document.nodes) {
            if (node.isLeaf() && !names.contains(node.name))
                m_shapes.insert(node.id, node.value.shape);
            if (isProduct(node))
                for (const QString &input : node.inputs.mid(0, 2))
                    markFactor(input);
        }
    }

    // By id of a node; empty where no shapes fit.
    QHash<QString, Shape> make()
    {
        for (const DocumentNode &node : m_document.nodes)
            if (!node.isLeaf() && !compute(node))
                return {};
        for (const DocumentNode &node : m_document.nodes)
            settle(node.id, Shape(1, 1));
        return m_shapes;
    }

private:
    // All that makes a factor of @ element by element is a matrix as well.
    void markFactor(const QString &id)
    {
        const DocumentNode &node = *m_document.node(id);
        const Op *op = findOp(node.op.toStdString());
        if (m_factors.contains(id))
            return;
        m_factors.insert(id);
        if (op && (op->elementwise || op->id == "transpose"))
            for (const QString &input : node.inputs)
                markFactor(input);
    }

    std::optional<Shape> known(const QString &id) const
    {
        const auto found = m_shapes.constFind(id);
        return found == m_shapes.constEnd() ? std::nullopt : std::optional(*found);
    }

    void settle(const QString &id, const Shape &shape)
    {
        if (!m_shapes.contains(id))
            m_shapes.insert(id, shape);
    }

    bool compute(const DocumentNode &node)
    {
        const Op &op = *findOp(node.op.toStdString());
        if (isProduct(node))
            settleFactors(node);
        else
            settleOthers(node, op);
        std::vector<Shape> shapes;
        for (const QString &input : node.inputs)
            shapes.push_back(*known(input));
        std::vector<std::optional<double>> attributes;
        for (const Attribute &attribute : op.attributes) {
            const auto given =
                node.attributes.constFind(QString::fromUtf8(attribute.name.data(), qsizetype(attribute.name.size())));
            attributes.push_back(given == node.attributes.constEnd() ? attribute.standard : std::optional(*given));
        }
        const std::optional<Shape> shape = op.shape(shapes, attributes);
        if (shape)
            m_shapes.insert(node.id, *shape);
        return shape.has_value();
    }

    void settleFactors(const DocumentNode &node)
    {
        const std::optional<Shape> right = known(node.inputs[1]);
        settle(node.inputs[0], Shape(m_sizes.rows, right ? right->rows() : m_sizes.inner));
        settle(node.inputs[1], Shape(known(node.inputs[0])->columns(), m_sizes.columns));
        if (node.inputs.size() > 2)
            settle(node.inputs[2], Shape(1, known(node.inputs[1])->columns()));
    }

    void settleOthers(const DocumentNode &node, const Op &op)
    {
        std::optional<Shape> matrix;
        for (const QString &input : node.inputs)
            if (const auto shape = known(input); shape && !shape->isScalar())
                matrix = shape;
        const Shape usual(m_sizes.rows, m_sizes.inner);
        const bool sums = op.id == "add" || op.id == "sub" || op.id == "bias";
        for (const QString &input : node.inputs) {
            if (m_factors.contains(input) || !op.elementwise)
                settle(input, !matrix ? usual : op.id == "bias" ? Shape(1, matrix->columns()) : *matrix);
            else
                settle(input, matrix && sums ? Shape(1, matrix->columns()) : Shape(1, 1));
        }
    }

    const GraphDocument &m_document;
    Sizes m_sizes;
    QHash<QString, Shape> m_shapes;
    QSet<QString> m_factors;
};

// The element of a matrix: small, with a minus here and there unless it must be positive.
double element(std::size_t place, int variation)
{
    const bool positive = variation >= variations / 2;
    constexpr std::size_t tenths = 9; // 0.1 to 0.9
    constexpr std::size_t stride = 5; // from one to the next: no divisor of them, so each comes before one comes again
    const double magnitude = double(1 + (place * stride + std::size_t(variation)) % tenths) / 10;
    return !positive && place % 3 == 1 ? -magnitude : magnitude;
}

GraphDocument filled(GraphDocument document, const QSet<QString> &names, const QHash<QString, Shape> &shapes, int variation)
{
    std::size_t index = 0;
    std::size_t elements = 0;
    for (DocumentNode &node : document.nodes) {
        if (!node.isLeaf() || node.isConstant() || !names.contains(node.name))
            continue;
        const Shape shape = shapes.value(node.id, Shape(1, 1));
        node.value = { shape, std::vector<double>(std::size_t(shape.size())) };
        if (shape.isScalar())
            node.value.values.front() = startingNumber(index++, std::size_t(variation));
        else
            std::ranges::generate(node.value.values, [&] { return element(elements++, variation); });
    }
    return document;
}

// How many of the inputs' gradients differ; nothing where something is not finite, or no shapes fit.
std::optional<int> differentGradients(const GraphDocument &document)
{
    try {
        const CompiledGraph compiled = compile(document);
        Run<double> run = makeRun(document, compiled);
        run.forward();
        run.backward();
        std::set<double> gradients;
        for (const DocumentNode &node : document.nodes) {
            const NodeId id = compiled.ids[node.id];
            if (!std::ranges::all_of(run.value(id).span(), [](double value) { return std::isfinite(value); }))
                return std::nullopt;
            if (!node.isLeaf() || !run.hasGradient(id)) // what leads nowhere has none
                continue;
            for (const double gradient : run.gradient(id).span()) {
                if (!std::isfinite(gradient))
                    return std::nullopt;
                gradients.insert(gradient);
            }
        }
        return int(gradients.size());
    } catch (const GraphError &) {
        return std::nullopt;
    }
}

} // namespace

QSet<QString> untoldInputs(const QString &expression)
{
    const ExpressionTree tree = parseExpression(expression);
    QSet<QString> names;
    for (const ExpressionNode &node : tree.nodes)
        if (node.kind == ExpressionNode::Kind::Name && !findConstant(node.name.toStdString()))
            names.insert(node.name);
    for (const ExpressionRole &role : tree.roles)
        if (role.value)
            names.remove(role.name);
        else
            names.insert(role.name);
    for (const ExpressionStatement &statement : tree.statements)
        names.remove(statement.name);
    return names;
}

GraphDocument withStartingValues(const GraphDocument &document, const QSet<QString> &names)
{
    if (document.nodes.size() > mostTried)
        return filled(document, names, {}, 0);
    for (const Sizes &sizes : sizesToTry) {
        const QHash<QString, Shape> shapes = ShapeGuess(document, names, sizes).make();
        std::optional<GraphDocument> best;
        int most = -1;
        for (int variation = 0; variation < variations && !shapes.isEmpty(); ++variation) {
            GraphDocument tried = filled(document, names, shapes, variation);
            const std::optional<int> different = differentGradients(tried);
            if (different && *different > most) {
                most = *different;
                best = std::move(tried);
            }
        }
        if (best)
            return *best;
    }
    return filled(document, names, {}, 0);
}

} // namespace chainrule
