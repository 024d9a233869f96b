// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/step_figures.h"

#include "document/utf8.h"
#include "engine/op.h"
#include "ui/session/graph_session.h"
#include "ui/text/numbers.h"
#include "ui/text/op_texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr Index mostShown = 4; // rows and columns of a matrix whose numbers are shown

QString shapeText(const Shape &shape)
{
    return QString::fromStdString(shape.text());
}

bool isSmall(const Shape &shape)
{
    return shape.dimensions().size() == 2 && shape.rows() <= mostShown && shape.columns() <= mostShown;
}

Formula sign(const QString &text)
{
    return Formula::word(text, Formula::Style::Operator);
}

Formula row(std::initializer_list<Formula> parts)
{
    return { Formula::Kind::Row, Formula::Style::Upright, {}, parts };
}

// What it comes to: a number, a matrix, or at least its shape.
Formula result(const Shape &shape, View<const double> numbers, Formula::Style style, StepFigures::Detail detail)
{
    if (shape.isScalar())
        return row({ sign(u"="_s), Formula::word(displayNumber(numbers[0]), style) });
    if (detail == StepFigures::Detail::Numbers && isSmall(shape))
        return row({ sign(u"="_s), Formula::matrix(numbers, style) });
    return row({ sign(u"→"_s), Formula::word(shapeText(shape), style) });
}

void append(Formula &all, const Formula &more)
{
    all.parts.insert(all.parts.end(), more.parts.begin(), more.parts.end());
}

} // namespace

QString asFactor(const QString &markup)
{
    int depth = 0;
    for (const QChar c : markup) {
        depth += u"{(["_s.contains(c) ? 1 : u"})]"_s.contains(c) ? -1 : 0;
        if (depth == 0 && u"−+"_s.contains(c))
            return u"(%1)"_s.arg(markup);
    }
    return markup;
}

QString oneByOne(const QString &markup)
{
    return QString(markup).replace(u"·"_s, u"⊙"_s);
}

QHash<QString, double> attributeLetters(const GraphSession &session, const VisibleNode &node, const OpText &text)
{
    QHash<QString, double> letters;
    const Op *op = operationOf(session, node);
    const std::vector<std::optional<double>> values = attributesOf(session, node);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string_view name = op->attributes[i].name;
        const QString letter = text.attributes.value(fromUtf8(name)).letter;
        if (values[i] && !letter.isEmpty())
            letters.insert(letter, *values[i]);
    }
    return letters;
}

StepFigures::StepFigures(const GraphSession &session, const VisibleNode &node, const OpText &text, const OwnNames &names,
                         Detail detail)
    : m_session(session)
    , m_node(node)
    , m_text(text)
    , m_names(names)
    , m_detail(detail)
    , m_sources(sourcesOf(session, node))
{
    addLetters();
}

bool StepFigures::hasMatrices(const GraphSession &session, const VisibleNode &node)
{
    const auto matrix = [&](NodeId id) { return !session.graph().shape(id).isScalar(); };
    return matrix(node.node) || std::ranges::any_of(sourcesOf(session, node), matrix);
}

bool StepFigures::worksOneByOne(const GraphSession &session, const VisibleNode &node)
{
    const auto matrix = [&](NodeId id) { return !session.graph().shape(id).isScalar(); };
    return operationOf(session, node)->elementwise && std::ranges::all_of(sourcesOf(session, node), matrix);
}

Formula StepFigures::figure(const Shape &shape, View<const double> numbers, const Formula &symbol, Formula::Style style) const
{
    if (shape.isScalar())
        return Formula::word(displayFactor(numbers[0]), style);
    if (m_detail == Detail::Numbers && isSmall(shape))
        return Formula::matrix(numbers, style);
    return Formula::below(symbol, shapeText(shape));
}

Formula StepFigures::input(qsizetype which) const
{
    const NodeId source = m_sources[std::size_t(which)];
    const View<const double> numbers = m_session.run().value(source);
    const Formula symbol = namedFormula(m_text.inputs[which], m_names);
    const Shape &shape = m_session.graph().shape(source);
    const Shape &first = m_session.graph().shape(m_sources[0]);
    if (m_text.inputs[which] != m_text.oneHot || shape.columns() == first.columns())
        return figure(shape, numbers, symbol);
    std::vector<double> rows;
    for (const double index : numbers.span())
        for (Index column = 0; column < first.columns(); ++column)
            rows.push_back(double(column) == index ? 1 : 0);
    return figure(first, { rows.data(), first.rows(), first.columns() }, symbol);
}

void StepFigures::addLetters()
{
    const Run<double> &run = m_session.run();
    const Graph &graph = m_session.graph();
    const qsizetype count = std::min(qsizetype(m_sources.size()), m_text.inputs.size());
    for (qsizetype k = 0; k < count; ++k)
        m_letters.insert(m_text.inputs[k], input(k));
    const Shape &own = graph.shape(m_node.node);
    if (run.hasValue(m_node.node))
        m_letters.insert(m_text.result, figure(own, run.value(m_node.node), namedFormula(m_text.result, m_names)));
    if (run.hasGradient(m_node.node)) {
        const QString upstream = u"∂L/∂"_s + m_text.result;
        const Formula symbol = namedFormula(u"\\frac{∂L}{∂%1}"_s.arg(m_text.result), m_names);
        m_letters.insert(upstream, figure(own, run.gradient(m_node.node), symbol));
    }
    const QHash<QString, double> attributes = attributeLetters(m_session, m_node, m_text);
    for (auto each = attributes.begin(); each != attributes.end(); ++each)
        m_letters.insert(each.key(), Formula::word(displayFactor(*each)));
    if (count == 0)
        return;
    // N samples, n numbers in all or for each number of the result, J ones in the first input's shape.
    const Shape &first = graph.shape(m_sources[0]);
    const std::vector<double> ones(std::size_t(first.size()), 1);
    m_letters.insert(u"N"_s, Formula::word(QString::number(first.rows())));
    m_letters.insert(u"n"_s, Formula::word(QString::number(std::max<Index>(1, first.size() / own.size()))));
    m_letters.insert(u"J"_s, figure(first, { ones.data(), first.rows(), first.columns() }, Formula::word(u"1"_s)));
    for (auto it = m_text.letters.constBegin(); it != m_text.letters.constEnd(); ++it)
        addApplied(it.key(), it.value());
}

// A letter that stands for another operation's value: y = softmax(x).
void StepFigures::addApplied(const QString &letter, const QString &op)
{
    const Op *applied = findOp(op.toStdString());
    const Shape &shape = m_session.graph().shape(m_sources[0]);
    if (!applied || applied->arity != 1)
        return;
    if (m_detail == Detail::Shapes || !isSmall(shape)) {
        m_letters.insert(letter, Formula::below(namedFormula(letter, m_names), shapeText(shape)));
        return;
    }
    auto graph = std::make_shared<Graph>();
    const NodeId input = graph->add(Leaf::Input, shape);
    Run<double> run(graph, graph->add(*applied, { input }));
    const auto values = m_session.run().value(m_sources[0]).span();
    run.set(input, values);
    run.forward();
    m_letters.insert(letter, figure(graph->shape(run.result()), run.value(run.result()), {}));
}

Formula StepFigures::forward() const
{
    const QString markup = m_text.numbers.isEmpty() ? m_text.formula : m_text.numbers;
    const Formula rule = Formula::parse(worksOneByOne(m_session, m_node) ? oneByOne(markup) : markup);
    const Formula value =
        result(m_session.graph().shape(m_node.node), m_session.run().value(m_node.node), Formula::Style::Value, m_detail);
    Formula all = row({ sign(u"="_s) });
    append(all, rule.replaced(m_letters));
    append(all, value);
    return all;
}

Formula StepFigures::given(const Shape &shape, View<const double> gradient)
{
    return result(shape, gradient, Formula::Style::Gradient, Detail::Numbers);
}

// ∂z/∂x of an elementwise operation, as a matrix where every number has its own: the mask of a ReLU.
Formula StepFigures::local(const Share &share) const
{
    const Graph &graph = m_session.graph();
    const Shape &shape = graph.shape(share.source);
    const bool oneByOneOnly = worksOneByOne(m_session, m_node);
    const QString given = m_text.derivatives.value(share.input);
    const QString derivative = oneByOneOnly ? oneByOne(given) : given;
    if (!m_node.group && shape.size() == graph.shape(m_node.node).size()) {
        const std::vector<double> numbers = m_session.run().localDerivative(m_node.node, share.input);
        return figure(shape, { numbers.data(), shape.rows(), shape.columns() }, namedFormula(asFactor(derivative), m_names));
    }
    return Formula::parse(asFactor(derivative)).replaced(m_letters);
}

Formula StepFigures::backward(const Share &share) const
{
    const Run<double> &run = m_session.run();
    const Op *op = operationOf(m_session, m_node);
    const QString upstream = u"∂L/∂"_s + m_text.result;
    Formula all = row({ sign(u"="_s) });
    if (op->elementwise) {
        // What was broadcast receives a sum.
        if (m_session.graph().shape(share.source).size() != m_session.graph().shape(m_node.node).size())
            all.parts.push_back(Formula::parse(u"\\sum"_s).parts.front());
        all.parts.push_back(m_letters.value(upstream));
        all.parts.push_back(sign(u"⊙"_s));
        all.parts.push_back(local(share));
    } else {
        const QString numbers = m_text.derivativeNumbers.value(share.input);
        Formula rule = Formula::parse(numbers.isEmpty() ? m_text.derivatives.value(share.input) : numbers);
        if (m_text.result == "L"_L1 && run.gradient(m_node.node)[0] != 1) {
            // The rule is that of the last operation; here is something behind it.
            all.parts.push_back(m_letters.value(upstream));
            all.parts.push_back(sign(u"×"_s));
            rule = Formula::parse(asFactor(numbers.isEmpty() ? m_text.derivatives.value(share.input) : numbers));
        }
        append(all, rule.replaced(m_letters));
    }
    const View<const double> downstream =
        m_node.group ? run.gradient(share.source) : run.edgeGradient(m_node.node, share.input);
    const Formula value = result(m_session.graph().shape(share.source), downstream, Formula::Style::Gradient, m_detail);
    append(all, value);
    return all;
}

Formula StepFigures::branch(const GraphSession &session, NodeId receiver)
{
    const Graph &graph = session.graph();
    const Shape &shape = graph.shape(receiver);
    if (!isSmall(shape))
        return {};
    const auto figureOf = [&](View<const double> numbers, Formula::Style style) {
        return shape.isScalar() ? Formula::word(displayNumber(numbers[0]), style) : Formula::matrix(numbers, style);
    };
    Formula all;
    int terms = 0;
    for (NodeId user = graph.size() - 1; user >= 0; --user) // in the order in which they come back
        for (int k = 0; k < int(graph.inputs(user).size()); ++k) {
            if (graph.inputs(user)[std::size_t(k)] != receiver || !session.run().hasEdgeGradient(user, k))
                continue;
            if (terms++ > 0)
                all.parts.push_back(sign(u"+"_s));
            all.parts.push_back(figureOf(session.run().edgeGradient(user, k), Formula::Style::Upright));
        }
    if (terms < 2)
        return {};
    all.parts.push_back(sign(u"="_s));
    all.parts.push_back(figureOf(session.run().gradient(receiver), Formula::Style::Gradient));
    return all;
}

} // namespace chainrule
