// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/english_plurals.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace chainrule {

// "(s)" says where the forms differ. Where it does not stand, and there is one all the same, the noun behind the number loses
// its plural, unless a verb follows that has one, too.
QString EnglishPlurals::translate(const char *, const char *text, const char *, int n) const
{
    if (n < 0 || !text)
        return {}; // as it stands
    QString words = QString::fromUtf8(text);
    if (!words.contains("(s)"_L1) && n != 1)
        return {};
    words.replace("(s)"_L1, n == 1 ? ""_L1 : "s"_L1);
    static const QRegularExpression noun(uR"((%L?n (?:\w+ )?\w*[a-rt-z])s\b(?! (?:are|do|have|agree)\b))"_s);
    return n == 1 ? words.replace(noun, u"\\1"_s) : words;
}

} // namespace chainrule
