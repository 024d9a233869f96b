// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/plain_signs.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr char16_t fullWidthFirst = 0xFF01; // ！ … ～ are ! … ~
constexpr char16_t fullWidthLast = 0xFF5E;
constexpr char16_t toHalfWidth = 0xFEE0;

struct Spelling
{
    char16_t plain;
    const char16_t *signs;
};

// The em dash is none of them: some writing programs make it of two minus signs.
constexpr Spelling spellings[] = {
    { u'-', u"\u2212\u2010\u2011\u2012\u2013\uFE63" }, // minus, hyphens, figure dash, en dash, small hyphen
    { u'*', u"\u2217" }, // ∗; not ×, of which two are no power
    { u'/', u"\u00F7\u2215\u2044" }, // ÷ ∕ ⁄
    { u'+', u"\uFE62" },
    { u'.', u"\u066B" }, // the Arabic decimal separator
    { u'|', u"\u2223" }, // ∣
    { u' ', u"\u3000" },
};
constexpr Spelling raised[] = { { u'0', u"\u2070" }, { u'1', u"\u00B9" }, { u'2', u"\u00B2" }, { u'3', u"\u00B3" },
                                { u'4', u"\u2074" }, { u'5', u"\u2075" }, { u'6', u"\u2076" }, { u'7', u"\u2077" },
                                { u'8', u"\u2078" }, { u'9', u"\u2079" }, { u'+', u"\u207A" }, { u'-', u"\u207B" } };

template <std::size_t n> QChar plainIn(const Spelling (&table)[n], QChar sign)
{
    const auto row =
        std::ranges::find_if(table, [sign](const Spelling &each) { return QStringView(each.signs).contains(sign); });
    return row == std::end(table) ? QChar() : QChar(row->plain);
}

} // namespace

QChar plainSign(QChar sign)
{
    const char16_t code = sign.unicode();
    if (code < 0x80)
        return sign;
    if (code >= fullWidthFirst && code <= fullWidthLast)
        return QChar(char16_t(code - toHalfWidth));
    const QChar plain = plainIn(spellings, sign);
    return plain.isNull() ? sign : plain;
}

QString withPlainSigns(const QString &text)
{
    QString plain = text;
    std::ranges::transform(plain, plain.begin(), plainSign);
    return plain;
}

QChar raisedSign(QChar sign)
{
    return sign.unicode() < 0x80 ? QChar() : plainIn(raised, sign);
}

} // namespace chainrule
