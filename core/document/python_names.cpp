// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/python_names.h"

#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const char keywords[] = "False None True and as assert async await break class continue def del elif else except finally for "
                        "from global if import in is lambda nonlocal not or pass raise return try while with yield __debug__";
// What the programs themselves use.
const char used[] = "_ np base64 len print show sum_to decoded";

// Letters that no Python since 3.8 refuses.
constexpr auto newestUnicode = QChar::Unicode_12_0;

bool isKnown(char32_t c)
{
    const auto version = QChar::unicodeVersion(c);
    return version != QChar::Unicode_Unassigned && version <= newestUnicode;
}

bool begins(char32_t c)
{
    return c == U'_' || (isKnown(c) && (QChar::isLetter(c) || QChar::category(c) == QChar::Number_Letter));
}

bool continues(char32_t c)
{
    const auto category = QChar::category(c);
    return begins(c)
        || (isKnown(c)
            && (category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining
                || category == QChar::Number_DecimalDigit || category == QChar::Punctuation_Connector));
}

QSet<QString> wordsOf(const char *text)
{
    const QStringList words = QString::fromLatin1(text).split(u' ');
    return { words.begin(), words.end() };
}

} // namespace

PythonNames::PythonNames(Reserved reserved)
    : m_taken(reserved == Reserved::None ? QSet<QString>() : wordsOf(keywords) + wordsOf(used))
{
}

bool PythonNames::isKeyword(const QString &name)
{
    static const QSet<QString> all = wordsOf(keywords);
    return all.contains(name);
}

QString PythonNames::identifier(const QString &name)
{
    QString text;
    for (const char32_t c : name.normalized(QString::NormalizationForm_KC).simplified().toUcs4()) {
        const char32_t shown = continues(c) ? c : U'_';
        // Two underscores at both ends are names of Python's own.
        if (shown != U'_' || !text.endsWith(u'_'))
            text += QString::fromUcs4(&shown, 1);
    }
    if (text.isEmpty() || text == "_"_L1)
        return u"node"_s;
    return begins(text.toUcs4().first()) ? text : u'_' + text;
}

bool PythonNames::isIdentifier(const QString &name)
{
    const auto letters = name.normalized(QString::NormalizationForm_KC).toUcs4();
    return !letters.isEmpty() && begins(letters.first()) && std::ranges::all_of(letters, continues);
}

QString PythonNames::unique(const QString &wanted)
{
    QString name = wanted;
    int &number = m_numbers[wanted]; // a thousand nodes of one name are not counted through again for each
    for (number = std::max(number, 1); m_taken.contains(name);)
        name = u"%1_%2"_s.arg(wanted).arg(++number);
    m_taken.insert(name);
    return name;
}

QString PythonNames::uniquePair(const QString &wanted)
{
    const auto gradient = [](const QString &name) { return u'd' + name; };
    QString name = wanted;
    for (int number = 2; m_taken.contains(name) || m_taken.contains(gradient(name)); ++number)
        name = u"%1_%2"_s.arg(wanted).arg(number);
    m_taken.insert(name);
    m_taken.insert(gradient(name));
    return name;
}

} // namespace chainrule
