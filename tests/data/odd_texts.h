// SPDX-License-Identifier: GPL-3.0-or-later
// What people call things, and what an enemy calls them: for every test of something that writes or shows a document's words.
#pragma once

#include <QtCore/QString>

#include <vector>

namespace chainrule {

struct OddText
{
    const char *what; // the name of the test's row
    QString text;
};

// Code in them would leave a file behind that is called so, in the folder it runs in.
inline const QString traceOfCode = QStringLiteral("left-behind");

// Add a row, and every writer is tested with it.
inline const std::vector<OddText> &oddTexts()
{
    static const std::vector<OddText> all = {
        { "nothing", u""_qs },
        { "an honest coding", u"Huffman coding: entropy"_qs },
        { "a name called coding", u"coding=5; x*coding"_qs },
        { "other scripts", u"りんごの値段, цена, τιμή, سعر"_qs },
        { "beyond 16 bits", u"🍎 × 𝑥"_qs },
        { "less and and", u"a & b < 3 > \"2\" 'c'"_qs },
        { "placeholders", u"100 %1 %2 {value:x} {data} %n"_qs },
        { "cookie: raw_unicode_escape", u"coding: raw_unicode_escape \\u000aopen('left-behind', 'w')"_qs },
        { "cookie: unicode_escape", u"coding: unicode_escape \\nopen('left-behind', 'w')"_qs },
        { "cookie: utf-7", u"coding: utf-7 +AAo-open('left-behind', 'w')"_qs },
        { "cookie: vim", u"vim: set fileencoding=cp037 :"_qs },
        { "cookie: of nothing", u"coding: no-such-encoding"_qs },
        { "line feed", u"x\nopen('left-behind', 'w')"_qs },
        { "carriage return", u"x\ropen('left-behind', 'w')"_qs },
        { "vertical tab, form feed", u"x\u000bopen('left-behind', 'w')\u000copen('left-behind', 'w')"_qs },
        { "next line", u"x\u0085open('left-behind', 'w')"_qs },
        { "line and paragraph separator", u"x\u2028open('left-behind', 'w')\u2029open('left-behind', 'w')"_qs },
        { "NUL", QStringLiteral("x") + QChar(0) + QStringLiteral("y") },
        { "escape sequence", u"\u001b]0;title\u0007\u001b[2J\u009b31m"_qs },
        { "bidi", u"\u202eesrever\u202c \u2066x\u2069 \u200f!"_qs },
        { "lone surrogates", QString(QChar(0xd800)) + QStringLiteral("x") + QChar(0xdfff) },
        { "no character", QStringLiteral("x") + QChar(0xffff) + QChar(0xfdd0) },
        { "byte order mark", QStringLiteral("\ufeffx") },
        { "end of a string", u"\"\"\" ''' \\"_qs },
        { "a beginning in quotation marks", u"\"so\" to \" speak"_qs },
        { "end of a string, and code", u"\"); open('left-behind', 'w') #"_qs },
        { "formula: =", u"=cmd|'/c calc'!A1"_qs },
        { "formula: +", u"+1+cmd|'/c calc'!A1"_qs },
        { "formula: -", u"-1+HYPERLINK(\"http://x\")"_qs },
        { "formula: @", u"@SUM(A1:A9)"_qs },
        { "formula: tab", u"\t=1+1"_qs },
        { "formula: carriage return", u"\r=1+1"_qs },
        { "formula: wide", u"＝1+1"_qs },
        { "a number", u"-0.5"_qs },
        { "separators", u"a,b;c\td\"e"_qs },
        { "HTML: image", u"<img src='/dev/zero'>"_qs },
        { "HTML: bold", u"<b>x</b>"_qs },
        { "HTML: entity", u"&lt;b&gt; &amp;"_qs },
        { "HTML: script", u"</title><script>alert(1)</script>"_qs },
        { "XML: CDATA, comment", u"]]> <!-- --> <?x ?>"_qs },
        { "PDF", u") /Producer (x) \\( >> endobj"_qs },
        { "a path", u"../../.profile"_qs },
    };
    return all;
}

} // namespace chainrule
