// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/inert_text.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr char32_t byteOrderMark = U'\uFEFF';

// U+061C, U+200E, U+200F, U+202A…U+202E and U+2066…U+2069: text with them in it is shown in another order than it is read in.
bool turnsDirection(char32_t c)
{
    switch (QChar::direction(c)) {
    case QChar::DirLRE:
    case QChar::DirLRO:
    case QChar::DirRLE:
    case QChar::DirRLO:
    case QChar::DirPDF:
    case QChar::DirLRI:
    case QChar::DirRLI:
    case QChar::DirFSI:
    case QChar::DirPDI:
        return true;
    default:
        return c == U'\u061C' || c == U'\u200E' || c == U'\u200F';
    }
}

bool endsLineOrSteers(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
}

bool startsFormula(QChar c)
{
    return u"=+-@＝＋－＠"_s.contains(c); // the wide ones where people write Japanese or Chinese
}

} // namespace

QString inertLine(const QString &text)
{
    QString line;
    line.reserve(text.size());
    const auto characters = text.toUcs4();
    for (const char32_t c : characters) {
        if (turnsDirection(c) || c == byteOrderMark)
            continue;
        const bool none = QChar::isSurrogate(c) || QChar::isNonCharacter(c);
        line += QChar::fromUcs4(none ? char32_t(QChar::ReplacementCharacter) : endsLineOrSteers(c) ? U' ' : c);
    }
    return line;
}

QString inertLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = inertLine(line);
    return lines.join(u'\n');
}

QString inertCell(const QString &text)
{
    const QString cell = inertLine(text).trimmed();
    bool isNumber = false;
    cell.toDouble(&isNumber); // "-0.5", "-inf"
    return cell.size() > 1 && startsFormula(cell.front()) && !isNumber ? u'\'' + cell : cell;
}

} // namespace chainrule
