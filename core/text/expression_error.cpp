// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/expression_error.h"

#include <utility>

namespace chainrule {

ExpressionError::ExpressionError(Kind kind, qsizetype offset, QString text, QList<Token> expected)
    : m_kind(kind)
    , m_offset(offset)
    , m_text(std::move(text))
    , m_expected(std::move(expected))
{
}

ExpressionError ExpressionError::counted(Kind kind, qsizetype offset, QString text, qsizetype expected, qsizetype found)
{
    ExpressionError error(kind, offset, std::move(text));
    error.m_expectedCount = expected;
    error.m_foundCount = found;
    return error;
}

ExpressionError ExpressionError::ofAttribute(Kind kind, qsizetype offset, QString operation, QString attribute)
{
    ExpressionError error(kind, offset, std::move(operation));
    error.m_attribute = std::move(attribute);
    return error;
}

const char *ExpressionError::what() const noexcept
{
    return "chainrule::ExpressionError";
}

QString characterAt(const QString &text, qsizetype offset)
{
    const bool pair = offset < text.size() && text[offset].isHighSurrogate();
    return text.mid(offset, pair ? 2 : 1);
}

} // namespace chainrule
