// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the tree of an expression while it is read: operands wait on a stack until their operator is whole.
#pragma once

#include "engine/op.h"
#include "text/expression_tree.h"

namespace chainrule {

// For the parser. Places are pointers into the UTF-8 text that it reads.
class ExpressionBuilder final
{
public:
    explicit ExpressionBuilder(const QByteArray &utf8);

    // The character, as QString counts, at a byte of the text.
    qsizetype offset(const char *place) const { return m_offsets[std::size_t(place - m_begin)]; }

    void addLiteral(Tensor value, const char *place);
    void addName(const std::string &typed, const char *place);
    // An operator is met, then its last operand ends: its operands are the newest on the stack.
    void beginOperator(std::string sign, const char *place);
    void endBinary();
    void endSign();
    void addPostfix(const char *place);
    void addRaised(double exponent, const char *place); // the small digits of x²
    void beginImplied(const char *place); // the product of x²y
    void beginCall(const std::string &typed, const char *place);
    void endCall();
    void beginAttribute(const std::string &typed, const char *place);
    void endAttribute(double value);
    void addToRow(double value) { m_row.push_back(value); }
    void endRow(const char *place);
    void endMatrix(const char *place);
    void beginAssignment(const std::string &typed, const char *place);
    void endStatement(const char *place);
    // learn or data, each of its names, and what stands behind its "=": a number, a matrix (which waits as an operand) or a
    // rule with its sizes.
    void beginRoles(bool learn) { m_learns = learn; }
    void addRole(const std::string &typed, const char *place);
    void setRoleValue(Tensor value) { m_tree.roles.back().value = std::move(value); }
    void endRoleValue();
    void setStartFactor(double factor) { m_startFactor = factor; }
    void beginStart(std::string_view rule, const char *place);
    void addStartSize(const std::string &digits, const char *place);
    void setStartSeed(const std::string &digits, const char *place);
    void endStart(const char *place);

    ExpressionTree take() && { return std::move(m_tree); }

private:
    struct Operator
    {
        std::string sign;
        const char *place = nullptr;
    };
    struct TypedAttribute
    {
        QString name;
        double value = 0;
        const char *place = nullptr;
    };
    struct Call
    {
        std::string name;
        const char *place = nullptr;
        std::size_t operandsBefore = 0;
        std::vector<TypedAttribute> attributes = {};
    };

    QString checkedName(const std::string &typed, const char *place) const;
    Operator takeOperator();
    std::vector<int> takeOperands(int count);
    void push(ExpressionNode node);
    QMap<QString, double> attributesOf(const Call &call, const Op &op) const;
    void pushCall(const Op *op, const char *place, std::vector<int> arguments, QMap<QString, double> attributes = {});

    const char *m_begin;
    std::vector<qsizetype> m_offsets; // by byte
    ExpressionTree m_tree;
    std::vector<int> m_operands;
    std::vector<Operator> m_operators;
    std::vector<Call> m_calls;
    std::vector<double> m_row;
    std::vector<double> m_matrix; // rows of m_columns numbers
    Index m_columns = 0;
    bool m_learns = false; // what the names that are being read are for
    ParameterStart m_start; // that is being read
    std::optional<double> m_startFactor; // before it
    std::optional<std::uint64_t> m_startSeed; // that was typed
    std::uint64_t m_nextSeed = 1; // of the next rule without one: no two parameters begin alike
    std::uint64_t m_startNumbers = 0; // of all rules so far
    std::vector<Index> m_startSizes;
    ExpressionStatement m_assignment; // what has been read of a statement
};

} // namespace chainrule
