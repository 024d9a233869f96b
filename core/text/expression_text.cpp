// SPDX-License-Identifier: GPL-3.0-or-later
// expressionOf: every node's text is made of its inputs', from the leaves on, so that nothing recurses.
#include "document/utf8.h"
#include "text/expression.h"

#include "document/compiled_graph.h"
#include "document/python_names.h"
#include "text/expression_operators.h"
#include "text/number_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr qsizetype longestPart = 500; // characters; what would be longer is given a name
constexpr int deepestPart = 20; // parentheses within each other

struct Part
{
    QString text;
    Precedence precedence = Precedence::Whole;
    int depth = 0;
};

QString literal(const Tensor &value)
{
    if (value.shape.isScalar())
        return shortestText(value.values[0]);
    QStringList rows;
    const Index columns = value.shape.columns();
    for (Index r = 0; r < value.shape.rows(); ++r) {
        QStringList row;
        for (Index c = 0; c < columns; ++c)
            row.append(shortestText(value.values[std::size_t(r * columns + c)]));
        rows.append(u'[' + row.join(u", "_s) + u']');
    }
    return u'[' + rows.join(u", "_s) + u']';
}

class ExpressionWriter final
{
public:
    ExpressionWriter(const GraphDocument &document, InputValues values)
        : m_document(document)
        , m_compiled(compile(document))
        , m_graph(*m_compiled.graph)
        , m_values(values)
        , m_uses(std::size_t(m_graph.size()), 0)
    {
        for (NodeId node = 0; node < m_graph.size(); ++node)
            for (const NodeId input : m_graph.inputs(node))
                ++m_uses[std::size_t(input)];
    }

    QString write()
    {
        giveNames();
        for (NodeId node = 0; node < m_graph.size(); ++node)
            m_parts.push_back(m_graph.isLeaf(node) ? leaf(node) : operation(node));
        m_statements =
            rolesOf(&DocumentNode::isParameter, u"learn "_s) + rolesOf(&DocumentNode::isData, u"data "_s) + m_statements;
        if (m_compiled.result != noNode)
            m_statements.append(m_parts[std::size_t(m_compiled.result)].text);
        return m_statements.join(u"; "_s);
    }

private:
    const DocumentNode &source(NodeId node) const { return m_document.nodes[m_compiled.order[node]]; }

    // Names that can be typed stay, so that what was read comes back; the others find one that is free then.
    void giveNames()
    {
        for (const bool typed : { true, false })
            for (const bool leaves : { true, false })
                for (NodeId node = 0; node < m_graph.size(); ++node)
                    if (const QString &name = source(node).name;
                        m_graph.isLeaf(node) == leaves && PythonNames::isIdentifier(name) == typed)
                        m_names.insert(node,
                                       m_taken.unique(typed ? name.normalized(QString::NormalizationForm_KC)
                                                            : PythonNames::identifier(name)));
    }

    Part leaf(NodeId node)
    {
        const Tensor &value = source(node).value;
        if (isNamedConstant(node))
            return { m_names[node] };
        if (source(node).isParameter() || source(node).isData())
            return { m_names[node] };
        if (!m_graph.isConstant(node)) {
            const bool wouldBeConstant = findConstant(m_names[node].toStdString());
            if (wouldBeConstant || m_values == InputValues::Written)
                m_statements.append(u"%1 = %2"_s.arg(m_names[node], literal(value)));
            return { m_names[node] };
        }
        const QString text = literal(value);
        return { text, text.startsWith(u'-') ? Precedence::Sign : Precedence::Whole };
    }

    // "learn W, b" of all the leaves that are for this; none where there are none.
    QStringList rolesOf(bool (DocumentNode::*isFor)() const, const QString &word) const
    {
        QStringList leaves;
        for (NodeId node = 0; node < m_graph.size(); ++node)
            if ((source(node).*isFor)())
                leaves.append(m_values == InputValues::Written ? m_names[node] + u" = "_s + told(source(node)) : m_names[node]);
        return leaves.isEmpty() ? QStringList() : QStringList(word + leaves.join(u", "_s));
    }

    // What a leaf begins with: its numbers, or the rule that made them.
    static QString told(const DocumentNode &node)
    {
        if (!node.start)
            return literal(node.value);
        using Rule = ParameterStart::Rule;
        const Shape &shape = node.value.shape;
        QString text = u"%1(%2, %3"_s.arg(QString::fromUtf8(nameOf(node.start->rule))).arg(shape.rows()).arg(shape.columns());
        if (node.start->rule != Rule::Zeros)
            text += u", seed=%1"_s.arg(node.start->seed);
        text += u')';
        return node.start->rule == Rule::Normal ? shortestText(node.start->deviation) + u" * "_s + text : text;
    }

    Part operation(NodeId node)
    {
        Part part = combined(node);
        const bool isResult = node == m_compiled.result;
        const bool named = m_uses[std::size_t(node)] > 1 || (isResult && m_uses[std::size_t(node)] > 0)
            || (!isResult && m_uses[std::size_t(node)] == 0);
        if (!named && (isResult || (part.text.size() <= longestPart && part.depth <= deepestPart)))
            return part;
        m_statements.append(u"%1 = %2"_s.arg(m_names[node], part.text));
        return { m_names[node] };
    }

    Part combined(NodeId node) const
    {
        const auto inputs = m_graph.inputs(node);
        const std::string_view op = m_graph.op(node)->id;
        for (const ExpressionShorthand &shorthand : expressionShorthands())
            if (shorthand.op == op)
                return shortened(shorthand, m_parts[std::size_t(inputs[0])]);
        if (op == signOperator().op && !isLiteral(inputs[0]))
            return prefixed(m_parts[std::size_t(inputs[0])]);
        if (op == postfixOperator().op && !isLiteral(inputs[0]))
            return suffixed(m_parts[std::size_t(inputs[0])]);
        const auto row = std::ranges::find(binaryOperators(), op, &ExpressionOperator::op);
        if (row != binaryOperators().end() && !wouldBeShorthand(*row, inputs))
            return joined(*row, m_parts[std::size_t(inputs[0])], m_parts[std::size_t(inputs[1])]);
        return called(node);
    }

    bool isLiteral(NodeId node) const { return m_graph.isLeaf(node) && source(node).isConstant() && !isNamedConstant(node); }

    bool isNamedConstant(NodeId node) const
    {
        const ExpressionConstant *constant = findConstant(m_names[node].toStdString());
        return constant && source(node).isConstant() && source(node).value == Tensor::scalar(constant->value);
    }

    bool wouldBeShorthand(const ExpressionOperator &row, std::span<const NodeId> inputs) const
    {
        return std::ranges::any_of(expressionShorthands(), [&](const ExpressionShorthand &shorthand) {
            const NodeId input = inputs[std::size_t(shorthand.literal)];
            return shorthand.sign == row.sign && isLiteral(input) && source(input).value == Tensor::scalar(shorthand.value);
        });
    }

    static Part inParentheses(const Part &part) { return { u'(' + part.text + u')', Precedence::Whole, part.depth + 1 }; }

    static Part atLeast(Precedence precedence, const Part &part)
    {
        return part.precedence < precedence ? inParentheses(part) : part;
    }

    static Part joined(const ExpressionOperator &row, const Part &left, const Part &right)
    {
        // Of a power the right operand may have a sign or be a power; of the others the left one may be of their own kind.
        const bool power = row.precedence == Precedence::Power;
        const auto tighter = Precedence(int(row.precedence) + 1);
        const Part a = atLeast(power ? Precedence::Whole : row.precedence, left);
        const Part b = atLeast(power ? Precedence::Sign : tighter, right);
        return { a.text + u' ' + fromUtf8(row.sign) + u' ' + b.text, row.precedence,
                 std::max(a.depth, b.depth + (power ? 1 : 0)) };
    }

    static Part shortened(const ExpressionShorthand &shorthand, const Part &operand)
    {
        const auto row = std::ranges::find(binaryOperators(), shorthand.sign, &ExpressionOperator::sign);
        const Part number{ shortestText(shorthand.value) };
        return shorthand.literal == 0 ? joined(*row, number, operand) : joined(*row, operand, number);
    }

    static Part prefixed(const Part &operand)
    {
        const Part part = atLeast(Precedence::Sign, operand);
        return { fromUtf8(signOperator().sign) + part.text, Precedence::Sign, part.depth + 1 };
    }

    static Part suffixed(const Part &operand)
    {
        const Part part = atLeast(Precedence::Whole, operand);
        return { part.text + fromUtf8(postfixOperator().sign), Precedence::Whole, part.depth };
    }

    Part called(NodeId node) const
    {
        QStringList texts;
        int depth = 0;
        for (const NodeId input : m_graph.inputs(node)) {
            texts.append(m_parts[std::size_t(input)].text);
            depth = std::max(depth, m_parts[std::size_t(input)].depth);
        }
        const QMap<QString, double> &attributes = source(node).attributes;
        for (auto each = attributes.constBegin(); each != attributes.constEnd(); ++each)
            texts.append(each.key() + u'=' + shortestText(*each));
        return { fromUtf8(m_graph.op(node)->name()) + u'(' + texts.join(u", "_s) + u')', Precedence::Whole, depth + 1 };
    }

    const GraphDocument &m_document;
    const CompiledGraph m_compiled;
    const Graph &m_graph;
    InputValues m_values;
    std::vector<int> m_uses; // by NodeId
    QHash<NodeId, QString> m_names;
    PythonNames m_taken{ PythonNames::Reserved::None };
    std::vector<Part> m_parts; // by NodeId
    QStringList m_statements;
};

} // namespace

QString expressionOf(const GraphDocument &document, InputValues values)
{
    return ExpressionWriter(document, values).write();
}

} // namespace chainrule
