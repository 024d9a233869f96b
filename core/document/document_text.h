// SPDX-License-Identifier: GPL-3.0-or-later
// Which texts a document may have, and how what is typed or pasted becomes one.
#pragma once

#include "document/document_limits.h"

#include <QtCore/QString>

#include <algorithm>

namespace chainrule {

// Whether a text is one line, such as a name or a title, or several.
enum class Lines {
    One,
    Several,
};

inline qsizetype mostCharacters(Lines lines)
{
    return lines == Lines::One ? DocumentLimit::lineLength : DocumentLimit::textLength;
}

inline bool isControl(QChar c, Lines lines)
{
    const bool space = lines == Lines::Several && (c == u'\n' || c == u'\t');
    return !space && (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator);
}

inline bool isDocumentText(const QString &text, Lines lines)
{
    return text.size() <= mostCharacters(lines) && std::ranges::none_of(text, [lines](QChar c) { return isControl(c, lines); });
}

// What it may not have becomes a space or a line end; half a character becomes U+FFFD. Nothing is cut off: it may be put amid
// other text.
inline QString documentPart(const QString &typed, Lines lines)
{
    QString text = QString::fromUtf8(typed.toUtf8());
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (QChar &c : text) {
        const bool endsLine = c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        if (endsLine && lines == Lines::Several)
            c = u'\n';
        else if (isControl(c, lines))
            c = u' ';
    }
    return text;
}

inline QString documentText(const QString &typed, Lines lines)
{
    return documentPart(typed, lines).trimmed();
}

} // namespace chainrule
