// SPDX-License-Identifier: GPL-3.0-or-later
// What reading a typed expression throws: what is wrong, at which character, what could stand there.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <exception>

namespace chainrule {

class ExpressionError final : public std::exception
{
public:
    enum class Kind {
        Empty, // nothing was typed
        TooLong, // more characters than are read; expectedCount is the most
        TooDeep, // parentheses in parentheses in …; expectedCount is the most
        Unexpected, // something else than what `expected` lists; `text` is the character there, empty at the end
        UnknownOperation, // `text` is called, and no operation has this id
        Arity, // the operation `text` takes expectedCount inputs, and has foundCount
        UnknownAttribute, // the operation `text` has no `attribute`
        AttributeTwice, // `attribute` is given twice to the operation `text`
        AttributeValue, // the `attribute` of the operation `text` does not take this number
        NumberTooLarge, // for a double
        UnevenRows, // a matrix's row has foundCount numbers, the first one expectedCount
        NameTaken, // `text` is assigned to, and stands for something already
        TooLarge, // a parameter of foundCount numbers; expectedCount is the most
    };
    // What could stand at the character, in the order in which people look for it.
    enum class Token { Operand, Number, Operator, Comma, Parenthesis, Bracket, Bar, Attribute, Name, Start, Size };

    ExpressionError(Kind kind, qsizetype offset, QString text = {}, QList<Token> expected = {});
    static ExpressionError counted(Kind kind, qsizetype offset, QString text, qsizetype expected, qsizetype found);
    static ExpressionError ofAttribute(Kind kind, qsizetype offset, QString operation, QString attribute);

    Kind kind() const { return m_kind; }
    qsizetype offset() const { return m_offset; } // into the typed text; its length where more was expected at the end
    const QString &text() const { return m_text; } // as it was typed
    const QList<Token> &expected() const { return m_expected; }
    const QString &attribute() const { return m_attribute; }
    qsizetype expectedCount() const { return m_expectedCount; }
    qsizetype foundCount() const { return m_foundCount; }
    const char *what() const noexcept override;

private:
    Kind m_kind;
    qsizetype m_offset;
    QString m_text;
    QList<Token> m_expected;
    QString m_attribute;
    qsizetype m_expectedCount = 0;
    qsizetype m_foundCount = 0;
};

// What stands at an offset, in one unit of UTF-16 or two; empty at the end.
QString characterAt(const QString &text, qsizetype offset);

} // namespace chainrule
