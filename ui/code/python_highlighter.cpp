// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/code/python_highlighter.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

enum State { Code = -1, LongString = 1 };

const QString longQuote = u"\"\"\""_s;

} // namespace

PythonHighlighter::PythonHighlighter(QTextDocument *document, const Theme &theme)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
}

void PythonHighlighter::setTheme(const Theme &theme)
{
    m_theme = theme;
    rehighlight();
}

void PythonHighlighter::highlightBlock(const QString &text)
{
    // In this order: a # within a string begins no comment, a keyword within a comment is a word.
    static const QRegularExpression token(u"(?<long>\"\"\")|(?<string>\"[^\"]*\"|'[^']*')|(?<comment>#.*$)|"
                                          "\\b(?<keyword>class|def|return|import|as|if|else|for|in|None|True|"
                                          "False|self)\\b"_s);
    setCurrentBlockState(Code);
    qsizetype from = 0;
    if (previousBlockState() == LongString) {
        const qsizetype end = text.indexOf(longQuote);
        from = end < 0 ? text.size() : end + longQuote.size();
        setFormat(0, int(from), m_theme.good);
        if (end < 0)
            setCurrentBlockState(LongString);
    }
    for (auto match = token.match(text, from); match.hasMatch(); match = token.match(text, from)) {
        from = match.capturedEnd();
        const bool opens = match.hasCaptured(u"long"_s);
        if (opens) {
            from = text.size();
            setCurrentBlockState(LongString);
        }
        const QColor color = opens || match.hasCaptured(u"string"_s) ? m_theme.good
            : match.hasCaptured(u"comment"_s)                        ? m_theme.mutedText
                                                                     : m_theme.accent;
        setFormat(int(match.capturedStart()), int(from - match.capturedStart()), color);
    }
}

} // namespace chainrule
