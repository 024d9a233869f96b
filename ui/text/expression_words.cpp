// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/expression_words.h"

#include "document/utf8.h"
#include "engine/op.h"
#include "ui/text/attribute_words.h"
#include "ui/text/expression_hints.h"
#include "ui/text/listed.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct ExpressionWords
{
    Q_DECLARE_TR_FUNCTIONS(ExpressionError)
};

QString wordOf(ExpressionError::Token token)
{
    switch (token) {
    case ExpressionError::Token::Operand:
        return ExpressionWords::tr("a number, a name or \"(\"");
    case ExpressionError::Token::Number:
        return ExpressionWords::tr("a number");
    case ExpressionError::Token::Operator:
        return ExpressionWords::tr("an operator such as + or *");
    case ExpressionError::Token::Comma:
        return ExpressionWords::tr("\",\"");
    case ExpressionError::Token::Parenthesis:
        return ExpressionWords::tr("\")\"");
    case ExpressionError::Token::Bracket:
        return ExpressionWords::tr("\"[\" or \"]\"");
    case ExpressionError::Token::Bar:
        return ExpressionWords::tr("\"|\"");
    case ExpressionError::Token::Attribute:
        return ExpressionWords::tr("an attribute such as slope=0.1");
    case ExpressionError::Token::Name:
        return ExpressionWords::tr("the name of an input");
    case ExpressionError::Token::Start:
        return ExpressionWords::tr("a number, a matrix, zeros(2, 3), xavier(2, 3), he(2, 3) or 0.01 * normal(2, 3)");
    case ExpressionError::Token::Size:
        return ExpressionWords::tr("a number of rows or columns");
    }
    return {};
}

QString expectation(const ExpressionError &error)
{
    QStringList words;
    for (const ExpressionError::Token token : error.expected())
        words.append(wordOf(token));
    const QString wanted = listed(words, ExpressionWords::tr("%1 or %2", "of what is expected"));
    if (error.text().isEmpty())
        return ExpressionWords::tr("Something is missing at the end: %1.").arg(wanted);
    const bool behindOperand = error.expected().contains(ExpressionError::Token::Operator);
    const QString sign = signHint(error.text());
    const QString hint = sign.isEmpty() && behindOperand ? factorHint(error.text()) : sign;
    if (sign.isEmpty() && !hint.isEmpty())
        return ExpressionWords::tr("\"%1\" cannot stand here. Expected: %2. %3").arg(error.text(), wanted, hint);
    return hint.isEmpty() ? ExpressionWords::tr("\"%1\" cannot stand here. Expected: %2.").arg(error.text(), wanted)
                          : ExpressionWords::tr("\"%1\" cannot stand here. %2").arg(error.text(), hint);
}

// The operations that are nearest to the unknown one, or begin like it, or else all of them.
QString suggestions(const QString &typed)
{
    QStringList all;
    QStringList alike;
    for (const Op &op : allOps()) {
        const QString name = fromUtf8(op.name());
        if (all.contains(name))
            continue;
        all.append(name);
        if (all.last().startsWith(typed.left(2).toLower()))
            alike.append(all.last());
    }
    alike = nearestNames(typed, all) + alike;
    alike.removeDuplicates();
    const QString separator = u", "_s;
    return alike.isEmpty() ? ExpressionWords::tr("There are: %1.").arg(all.join(separator))
                           : ExpressionWords::tr("Did you mean %1?").arg(alike.join(separator));
}

// max(a, b, axis=0): the maximum along an axis is another operation of the same name.
QString attributeOfNamesake(const Op *op, const QString &attribute)
{
    const auto isMeant = [&](const Op &other) {
        return op && other.name() == op->name() && other.arity != op->arity && other.attribute(attribute.toStdString());
    };
    const auto other = std::ranges::find_if(allOps(), isMeant);
    if (other == allOps().end())
        return {};
    return ExpressionWords::tr("\"%1\" of two inputs takes no \"%2\"; of one input it does: %1(X, %2=0).")
        .arg(fromUtf8(op->name()), attribute);
}

QString unknownAttribute(const ExpressionError &error)
{
    QStringList known;
    const Op *op = findOp(error.text().toStdString());
    for (const Attribute &attribute : op ? op->attributes : std::span<const Attribute>())
        known.append(fromUtf8(attribute.name));
    if (QString namesake = attributeOfNamesake(op, error.attribute()); !namesake.isEmpty())
        return namesake;
    const QString name = op ? fromUtf8(op->name()) : error.text();
    if (known.isEmpty())
        return ExpressionWords::tr("\"%1\" has no attributes, and so no \"%2\".").arg(name, error.attribute());
    return ExpressionWords::tr("\"%1\" has no attribute \"%2\". It has: %3.").arg(name, error.attribute(), known.join(u", "_s));
}

} // namespace

QString words(const ExpressionError &error)
{
    using Kind = ExpressionError::Kind;
    const QLocale locale;
    switch (error.kind()) {
    case Kind::Empty:
        return ExpressionWords::tr("Type an expression, such as 1/(1 + exp(-x)).");
    case Kind::TooLong:
        return ExpressionWords::tr("This is longer than %Ln characters.", nullptr, int(error.expectedCount()));
    case Kind::TooDeep:
        return ExpressionWords::tr("This is nested more than %Ln levels deep. Name a part of it first: t = …; then use t.",
                                   nullptr, int(error.expectedCount()));
    case Kind::Unexpected:
        return expectation(error);
    case Kind::UnknownOperation:
        return ExpressionWords::tr("There is no operation \"%1\". %2").arg(error.text(), suggestions(error.text()));
    case Kind::Arity:
        return ExpressionWords::tr("Inputs of \"%1\" between the parentheses: %2 needed, %3 given.")
            .arg(error.text(), locale.toString(error.expectedCount()), locale.toString(error.foundCount()));
    case Kind::UnknownAttribute:
        return unknownAttribute(error);
    case Kind::AttributeTwice:
        return ExpressionWords::tr("\"%1\" is given twice.").arg(error.attribute());
    case Kind::AttributeValue:
        return attributeRange(error.text(), error.attribute());
    case Kind::NumberTooLarge:
        return ExpressionWords::tr("%1 is larger than a number can be.").arg(error.text());
    case Kind::UnevenRows:
        return ExpressionWords::tr("Every row of a matrix is as long as the first: here %Ln numbers, there %1.", nullptr,
                                   int(error.foundCount()))
            .arg(locale.toString(error.expectedCount()));
    case Kind::NameTaken:
        return ExpressionWords::tr("\"%1\" stands for something already. Give it its value before it is used, and once.")
            .arg(error.text());
    case Kind::TooLarge:
        return ExpressionWords::tr("That is too large: all parameters together have at most %L1 numbers.")
            .arg(error.expectedCount());
    }
    return {};
}

QString pointingAt(const ExpressionError &error, const QString &text)
{
    constexpr qsizetype around = 60; // characters shown on both sides
    const qsizetype at = std::min(error.offset(), text.size());
    const qsizetype lineBegin = at == 0 ? 0 : text.lastIndexOf(u'\n', at - 1) + 1;
    const qsizetype newline = text.indexOf(u'\n', at);
    const qsizetype begin = std::max(lineBegin, at - around);
    const qsizetype end = std::min(newline < 0 ? text.size() : newline, at + around);
    return text.mid(begin, end - begin) + u'\n' + QString(at - begin, u' ') + u'^';
}

} // namespace chainrule
