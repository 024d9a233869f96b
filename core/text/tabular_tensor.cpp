// SPDX-License-Identifier: GPL-3.0-or-later
// Rows and cells as spreadsheets and CSV files have them, and as people type them without brackets.
#include "text/number_text.h"
#include "text/tensor_builder.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct Piece // of the text
{
    qsizetype offset = 0;
    QStringView text;
};

using Pieces = QList<Piece>;

Piece trimmed(const Piece &piece)
{
    qsizetype begin = 0;
    while (begin < piece.text.size() && piece.text[begin].isSpace())
        ++begin;
    return { piece.offset + begin, piece.text.trimmed() };
}

// With empty pieces.
Pieces split(const Piece &piece, QChar separator)
{
    Pieces pieces;
    qsizetype begin = 0;
    for (qsizetype at = 0; at <= piece.text.size(); ++at) {
        if (at < piece.text.size() && piece.text[at] != separator)
            continue;
        pieces.append({ piece.offset + begin, piece.text.mid(begin, at - begin) });
        begin = at + 1;
    }
    return pieces;
}

// A thin space keeps a number's thousands apart.
bool partsWords(QChar c)
{
    return c.isSpace() && c != QChar(0x2009) && c != QChar(0x202F);
}

Pieces words(const Piece &piece)
{
    Pieces pieces;
    qsizetype begin = 0;
    for (qsizetype at = 0; at <= piece.text.size(); ++at) {
        if (at < piece.text.size() && !partsWords(piece.text[at]))
            continue;
        if (at > begin)
            pieces.append({ piece.offset + begin, piece.text.mid(begin, at - begin) });
        begin = at + 1;
    }
    return pieces;
}

// Lines that hold something. A carriage return counts as space.
Pieces linesOf(const QString &text)
{
    Pieces lines = split({ 0, text }, u'\n');
    lines.removeIf([](const Piece &line) { return line.text.trimmed().isEmpty(); });
    return lines;
}

// What a comma within a number is.
enum class Comma { Wrong, Fraction, Thousands };

// How a table is written: what stands between its cells, or nothing for space.
struct Form
{
    Pieces lines;
    QChar separator;
    Comma comma = Comma::Wrong;
};

qsizetype commas(const Piece &piece)
{
    return piece.text.count(u',');
}

bool anyHas(const Pieces &pieces, QChar c)
{
    return std::any_of(pieces.begin(), pieces.end(), [c](const Piece &piece) { return piece.text.contains(c); });
}

[[noreturn]] void failAsAmbiguous(const Piece &piece)
{
    throw TensorFault{ TensorFault::Kind::Ambiguous, piece.offset, piece.text.size() };
}

Pieces cellsOf(const Form &form, const Piece &line)
{
    if (form.separator.isNull())
        return words(line);
    Pieces cells = split(line, form.separator);
    std::ranges::transform(cells, cells.begin(), trimmed);
    return cells;
}

const QRegularExpression &thousands()
{
    static const QRegularExpression form(u"^[-+\\x{2212}]?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d*)?$"_s);
    return form;
}

// Commas that cannot begin a fraction: beside space or beside each other, two in a word, or together with a point.
bool separates(const Piece &line)
{
    static const QRegularExpression beside(u",\\s|\\s,|,,|^,|,$"_s);
    if (beside.match(line.text.trimmed()).hasMatch())
        return true;
    const Pieces all = words(line);
    return std::any_of(all.begin(), all.end(),
                       [](const Piece &word) { return commas(word) > 1 || (commas(word) == 1 && word.text.contains(u'.')); });
}

// In cells that something else separates. 1,234 may be more than a thousand or less than two: the other cells tell, or the
// language does.
Comma commaIn(const Form &form, const QLocale &language)
{
    const Piece *unclear = nullptr;
    Pieces all;
    for (const Piece &line : form.lines)
        all.append(cellsOf(form, line));
    for (const Piece &cell : std::as_const(all)) {
        if (commas(cell) == 0)
            continue;
        if (!thousands().match(cell.text).hasMatch())
            return Comma::Fraction;
        if (commas(cell) > 1 || cell.text.contains(u'.'))
            return Comma::Thousands;
        unclear = &cell;
    }
    if (unclear && language.decimalPoint() == ","_L1)
        return Comma::Fraction;
    if (unclear)
        failAsAmbiguous(*unclear);
    return Comma::Wrong;
}

Form formWithSeparator(const Pieces &lines, QChar separator, const QLocale &language)
{
    Form form{ lines, separator };
    form.comma = commaIn(form, language);
    return form;
}

bool isOneWord(const Piece &line)
{
    return words(line).size() == 1;
}

Form formWithCommas(const Pieces &lines, const QLocale &language)
{
    // Columns of cells, or one column of numbers: with fractions, or whose thousands are kept apart.
    const bool grouped = std::all_of(lines.begin(), lines.end(),
                                     [](const Piece &line) { return isOneWord(line) && mayHaveGroups(line.text.trimmed()); });
    if (grouped)
        failAsAmbiguous(trimmed(lines.front()));
    if (std::any_of(lines.begin(), lines.end(), separates))
        return { lines, u',', Comma::Wrong };
    const bool fractions =
        std::all_of(lines.begin(), lines.end(), [](const Piece &line) { return commas(line) == 1 && isOneWord(line); });
    if (lines.size() > 1 && fractions)
        failAsAmbiguous(trimmed(lines.front()));
    return formWithSeparator(lines, {}, language);
}

// Octave's rows "1 2; 3 4", or one row of cells "1,5; 2,5".
Form formWithSemicolons(const Piece &line, const QLocale &language)
{
    Pieces parts = split(line, u';');
    if (parts.last().text.trimmed().isEmpty())
        parts.removeLast();
    const auto isRow = [](const Piece &part) { return words(part).size() > 1 || commas(part) > 1; };
    if (std::any_of(parts.begin(), parts.end(), isRow))
        return anyHas(parts, u',') ? formWithCommas(parts, language) : Form{ parts, {}, Comma::Wrong };
    if (parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](const Piece &part) { return commas(part) == 1; }))
        failAsAmbiguous(trimmed(parts.front()));
    return formWithSeparator({ line }, u';', language);
}

Form formOf(const Pieces &lines, const QLocale &language)
{
    if (anyHas(lines, u'\t'))
        return formWithSeparator(lines, u'\t', language);
    if (anyHas(lines, u';'))
        return lines.size() == 1 ? formWithSemicolons(lines.front(), language) : formWithSeparator(lines, u';', language);
    return anyHas(lines, u',') ? formWithCommas(lines, language) : Form{ lines, {} };
}

// 3, 4, 5 …
bool count(const Pieces &cells)
{
    bool isNumber = false;
    const int first =
        cells.isEmpty() ? 0 : cells.front().text.toInt(&isNumber); // headings as programs count, not typed numbers
    for (qsizetype i = 0; i < cells.size(); ++i)
        if (!isNumber || cells[i].text != QString::number(first + i))
            return false;
    return isNumber;
}

// A table with an empty corner, whose columns and rows are counted.
bool hasHeadings(const Form &form)
{
    const Pieces above = cellsOf(form, form.lines.front());
    if (form.separator.isNull() || form.lines.size() < 2 || !above.front().text.isEmpty() || !count(above.mid(1)))
        return false;
    Pieces beside;
    for (const Piece &line : form.lines.mid(1))
        beside.append(cellsOf(form, line).front());
    return count(beside);
}

// What is no such number is left as it is, to be refused.
QString withPoint(QStringView cell, Comma comma)
{
    QString number = cell.toString();
    if (comma == Comma::Fraction && number.count(u',') == 1 && !number.contains(u'.'))
        number.replace(u',', u'.');
    else if (comma == Comma::Thousands && thousands().match(number).hasMatch())
        number.remove(u',');
    return number;
}

} // namespace

Tensor readTable(const QString &text, const QLocale &language)
{
    const Form form = formOf(linesOf(text), language);
    const qsizetype skipped = hasHeadings(form) ? 1 : 0;
    TensorBuilder builder;
    for (const Piece &line : form.lines.mid(skipped)) {
        for (const Piece &cell : cellsOf(form, line).mid(skipped))
            builder.add(withPoint(cell.text, form.comma), cell.offset, cell.text.size());
        const Piece row = trimmed(line);
        builder.endRow(row.offset, row.text.size());
    }
    return std::move(builder).finish();
}

} // namespace chainrule
