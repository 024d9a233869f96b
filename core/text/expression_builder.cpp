// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/expression_builder.h"

#include "document/document_limits.h"
#include "document/python_names.h"
#include "engine/op.h"
#include "text/expression_operators.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace chainrule {

namespace {

using ErrorKind = ExpressionError::Kind;
using Token = ExpressionError::Token;

// How many of UTF-16's units a byte of UTF-8 adds.
int unitsAt(char byte)
{
    const auto bits = static_cast<unsigned char>(byte);
    const bool continues = (bits & 0xC0) == 0x80;
    const bool beyondTheFirstPlane = bits >= 0xF0;
    return continues ? 0 : beyondTheFirstPlane ? 2 : 1;
}

} // namespace

ExpressionBuilder::ExpressionBuilder(const QByteArray &utf8)
    : m_begin(utf8.constData())
{
    m_offsets.reserve(std::size_t(utf8.size()) + 1);
    qsizetype offset = 0;
    for (const char byte : utf8) {
        m_offsets.push_back(offset);
        offset += unitsAt(byte);
    }
    m_offsets.push_back(offset);
}

// Python compares names in their compatibility form, and so do we.
QString ExpressionBuilder::checkedName(const std::string &typed, const char *place) const
{
    const QString whole = QString::fromStdString(typed);
    if (PythonNames::isIdentifier(whole))
        return whole.normalized(QString::NormalizationForm_KC);
    qsizetype good = 0;
    qsizetype end = characterAt(whole, 0).size();
    while (PythonNames::isIdentifier(whole.left(end))) {
        good = end;
        end += characterAt(whole, end).size();
    }
    throw ExpressionError(ErrorKind::Unexpected, offset(place) + good, characterAt(whole, good),
                          { good == 0 ? Token::Operand : Token::Operator });
}

void ExpressionBuilder::addLiteral(Tensor value, const char *place)
{
    push({ ExpressionNode::Kind::Literal, offset(place), {}, std::move(value), nullptr, {} });
}

void ExpressionBuilder::addName(const std::string &typed, const char *place)
{
    push({ ExpressionNode::Kind::Name, offset(place), checkedName(typed, place), {}, nullptr, {} });
}

void ExpressionBuilder::beginOperator(std::string sign, const char *place)
{
    m_operators.push_back({ std::move(sign), place });
}

void ExpressionBuilder::endBinary()
{
    const Operator typed = takeOperator();
    const std::vector<int> operands = takeOperands(2);
    for (const ExpressionShorthand &shorthand : expressionShorthands()) {
        const ExpressionNode &literal = m_tree.nodes[std::size_t(operands[std::size_t(shorthand.literal)])];
        if (shorthand.sign == typed.sign && literal.kind == ExpressionNode::Kind::Literal
            && literal.value == Tensor::scalar(shorthand.value))
            return pushCall(findOp(shorthand.op), typed.place, { operands[std::size_t(1 - shorthand.literal)] });
    }
    const auto row = std::ranges::find(binaryOperators(), typed.sign, &ExpressionOperator::sign);
    pushCall(findOp(row->op), typed.place, operands);
}

void ExpressionBuilder::endSign()
{
    pushCall(findOp(signOperator().op), takeOperator().place, takeOperands(1));
}

void ExpressionBuilder::addPostfix(const char *place)
{
    pushCall(findOp(postfixOperator().op), place, takeOperands(1));
}

void ExpressionBuilder::addRaised(double exponent, const char *place)
{
    addLiteral(Tensor::scalar(exponent), place);
    beginOperator("**", place);
    endBinary();
}

// After a power alone: 1/x²y and 2 ** x²y can be read in two ways.
void ExpressionBuilder::beginImplied(const char *place)
{
    const ExpressionNode &before = m_tree.nodes[std::size_t(m_operands.back())];
    const auto isLiteral = [this](int node) { return m_tree.nodes[std::size_t(node)].kind == ExpressionNode::Kind::Literal; };
    const std::string_view op = before.op ? before.op->id : std::string_view();
    const bool power = op == "square" || (op == "pow" && isLiteral(before.arguments[1]));
    if (!power && op != "mul" && op != "neg" && before.kind != ExpressionNode::Kind::Literal)
        throw ExpressionError(ErrorKind::Unexpected, offset(place), characterAt(QString::fromUtf8(place), 0),
                              { Token::Operator });
    beginOperator("*", place);
}

void ExpressionBuilder::beginCall(const std::string &typed, const char *place)
{
    std::string called = operationCalled(typed);
    if (!findCalled(called, 1))
        throw ExpressionError(ErrorKind::UnknownOperation, offset(place), checkedName(typed, place));
    m_calls.push_back({ std::move(called), place, m_operands.size() });
}

void ExpressionBuilder::beginAttribute(const std::string &typed, const char *place)
{
    m_calls.back().attributes.push_back({ checkedName(typed, place), 0, place });
}

void ExpressionBuilder::endAttribute(double value)
{
    m_calls.back().attributes.back().value = value;
}

QMap<QString, double> ExpressionBuilder::attributesOf(const Call &call, const Op &op) const
{
    QMap<QString, double> given;
    const auto fail = [&](ErrorKind kind, const TypedAttribute &typed) {
        throw ExpressionError::ofAttribute(kind, offset(typed.place), QString::fromUtf8(op.id.data()), typed.name);
    };
    for (const TypedAttribute &typed : call.attributes) {
        const Attribute *attribute = op.attribute(typed.name.toStdString());
        if (!attribute)
            fail(ErrorKind::UnknownAttribute, typed);
        else if (given.contains(typed.name))
            fail(ErrorKind::AttributeTwice, typed);
        else if (!attribute->takes(typed.value))
            fail(ErrorKind::AttributeValue, typed);
        given.insert(typed.name, typed.value);
    }
    return given;
}

void ExpressionBuilder::endCall()
{
    const Call call = std::move(m_calls.back());
    m_calls.pop_back();
    const int found = int(m_operands.size() - call.operandsBefore);
    const Op *op = findCalled(call.name, found);
    if (found != op->arity)
        throw ExpressionError::counted(ErrorKind::Arity, offset(call.place), QString::fromUtf8(op->id.data()), op->arity,
                                       found);
    pushCall(op, call.place, takeOperands(found), attributesOf(call, *op));
}

void ExpressionBuilder::endRow(const char *place)
{
    const auto found = Index(m_row.size());
    if (m_columns > 0 && found != m_columns)
        throw ExpressionError::counted(ErrorKind::UnevenRows, offset(place), {}, m_columns, found);
    m_columns = found;
    m_matrix.insert(m_matrix.end(), m_row.begin(), m_row.end());
    m_row.clear();
}

void ExpressionBuilder::endMatrix(const char *place)
{
    const Shape shape(Index(m_matrix.size()) / m_columns, m_columns);
    addLiteral({ shape, std::exchange(m_matrix, {}) }, place);
    m_columns = 0;
}

void ExpressionBuilder::beginAssignment(const std::string &typed, const char *place)
{
    m_assignment = { checkedName(typed, place), offset(place), 0 };
}

void ExpressionBuilder::endStatement(const char *place)
{
    if (m_assignment.name.isEmpty())
        m_assignment.offset = offset(place);
    m_assignment.root = takeOperands(1).front();
    m_tree.statements.push_back(std::exchange(m_assignment, {}));
}

ExpressionBuilder::Operator ExpressionBuilder::takeOperator()
{
    Operator taken = std::move(m_operators.back());
    m_operators.pop_back();
    return taken;
}

std::vector<int> ExpressionBuilder::takeOperands(int count)
{
    const auto first = m_operands.end() - count;
    std::vector<int> taken(first, m_operands.end());
    m_operands.erase(first, m_operands.end());
    return taken;
}

void ExpressionBuilder::push(ExpressionNode node)
{
    m_tree.nodes.push_back(std::move(node));
    m_operands.push_back(int(m_tree.nodes.size()) - 1);
}

void ExpressionBuilder::pushCall(const Op *op, const char *place, std::vector<int> arguments, QMap<QString, double> attributes)
{
    push({ ExpressionNode::Kind::Call, offset(place), {}, {}, op, std::move(arguments), std::move(attributes) });
}

void ExpressionBuilder::addRole(const std::string &typed, const char *place)
{
    m_tree.roles.push_back({ checkedName(typed, place), offset(place), m_learns });
}

// A matrix has become an operand.
void ExpressionBuilder::endRoleValue()
{
    if (!m_operands.empty())
        m_tree.roles.back().value = m_tree.nodes[std::size_t(takeOperands(1).front())].value;
}

void ExpressionBuilder::beginStart(std::string_view rule, const char *place)
{
    m_start.rule = *startRule(rule);
    if (m_startFactor && m_start.rule != ParameterStart::Rule::Normal) // the other rules say how large their numbers are
        throw ExpressionError(ErrorKind::Unexpected, offset(place), characterAt(QString::fromUtf8(place), 0), { Token::Start });
    m_start.deviation = std::exchange(m_startFactor, std::nullopt).value_or(1);
    m_startSizes.clear();
}

namespace {

// What has more digits than a size or a seed may have is as good as too large.
std::uint64_t wholeNumber(const std::string &digits)
{
    constexpr std::size_t most = 18;
    return digits.size() > most ? std::numeric_limits<std::int64_t>::max() : std::stoull(digits);
}

} // namespace

void ExpressionBuilder::addStartSize(const std::string &digits, const char *place)
{
    const std::uint64_t size = wholeNumber(digits);
    if (size == 0)
        throw ExpressionError(ErrorKind::Unexpected, offset(place), QString(u'0'), { Token::Size });
    const std::uint64_t before = m_startSizes.empty() ? 1 : std::uint64_t(m_startSizes.front());
    if (size > std::uint64_t(DocumentLimit::numbers) / before)
        throw ExpressionError::counted(ErrorKind::TooLarge, offset(place), QString::fromStdString(digits),
                                       DocumentLimit::numbers, 0);
    m_startSizes.push_back(Index(size));
}

void ExpressionBuilder::setStartSeed(const std::string &digits, const char *place)
{
    m_startSeed = wholeNumber(digits);
    if (*m_startSeed > largestStartSeed)
        throw ExpressionError(ErrorKind::NumberTooLarge, offset(place), QString::fromStdString(digits));
}

void ExpressionBuilder::endStart(const char *place)
{
    ExpressionRole &role = m_tree.roles.back();
    if (!role.learns)
        throw ExpressionError(ErrorKind::Unexpected, offset(place), characterAt(QString::fromUtf8(place), 0),
                              { Token::Number });
    const Shape shape(m_startSizes[0], m_startSizes[1]);
    m_startNumbers += std::uint64_t(shape.size());
    if (m_startNumbers > std::uint64_t(DocumentLimit::numbers))
        throw ExpressionError::counted(ErrorKind::TooLarge, offset(place), role.name, DocumentLimit::numbers, 0);
    const auto seed = std::exchange(m_startSeed, std::nullopt);
    if (m_start.rule != ParameterStart::Rule::Zeros)
        m_start.seed = seed ? *seed : m_nextSeed++;
    role.start = std::exchange(m_start, {});
    role.value = Tensor{ shape, startNumbers(*role.start, shape) };
}

} // namespace chainrule
