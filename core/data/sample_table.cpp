// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sample_table.h"

#include "files/gz_contents.h"
#include "files/storage_error.h"
#include "files/web_page.h"
#include "text/number_text.h"

#include <QtCore/QHash>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr qsizetype largestTable = qsizetype(512) << 20;
constexpr qsizetype mostWords = 1000;
constexpr qsizetype mostColumns = 10000;
constexpr qsizetype longestShown = 40; // characters of a field, in an error

using Kind = StorageError::Kind;

// Fields of a line, one after the other.
class Fields final
{
public:
    Fields(QByteArrayView line, char separator)
        : m_rest(line)
        , m_separator(separator)
    {
    }

    bool atEnd() const { return m_ended; }

    // Without blanks around it and quotes; nothing where a quote does not end, or something follows it.
    std::optional<QByteArrayView> next()
    {
        m_rest = trimmedLeft(m_rest);
        if (m_rest.startsWith('"'))
            return quoted();
        const qsizetype end = m_rest.indexOf(m_separator);
        const QByteArrayView field = end < 0 ? m_rest : m_rest.first(end);
        advance(end < 0 ? m_rest.size() : end);
        return field.trimmed();
    }

private:
    // A blank that is no separator.
    QByteArrayView trimmedLeft(QByteArrayView text) const
    {
        while (!text.isEmpty() && (text.front() == ' ' || (text.front() == '\t' && m_separator != '\t')))
            text = text.sliced(1);
        return text;
    }

    std::optional<QByteArrayView> quoted()
    {
        m_unquoted.clear();
        qsizetype at = 1;
        for (; at < m_rest.size(); ++at) {
            if (m_rest[at] == '"' && at + 1 < m_rest.size() && m_rest[at + 1] == '"')
                ++at; // a quote that is doubled is one
            else if (m_rest[at] == '"')
                break;
            m_unquoted += m_rest[at];
        }
        if (at == m_rest.size())
            return std::nullopt;
        m_rest = trimmedLeft(m_rest.sliced(at + 1));
        if (!m_rest.isEmpty() && m_rest.front() != m_separator)
            return std::nullopt;
        advance(0);
        return QByteArrayView(m_unquoted);
    }

    void advance(qsizetype field)
    {
        m_ended = field == m_rest.size();
        m_rest = m_ended ? QByteArrayView() : m_rest.sliced(field + 1);
    }

    QByteArrayView m_rest;
    char m_separator;
    QByteArray m_unquoted;
    bool m_ended = false;
};

// What stands between the fields, as the first line tells: commas may be decimal ones where there is another sign.
char separatorOf(QByteArrayView line)
{
    bool quoted = false;
    bool tab = false;
    for (const char c : line) {
        quoted = quoted != (c == '"');
        if (!quoted && c == ';')
            return ';';
        tab = tab || (!quoted && c == '\t');
    }
    return tab ? '\t' : ',';
}

class TableReader final
{
public:
    TableReader(QByteArrayView contents, QString path, std::stop_token stop)
        : m_rest(contents)
        , m_path(std::move(path))
        , m_stop(std::move(stop))
    {
        if (m_rest.startsWith("\xef\xbb\xbf"))
            m_rest = m_rest.sliced(3);
    }

    SampleTable read()
    {
        if (const auto first = nextLine())
            readHeader(*first);
        while (const auto line = nextLine()) {
            constexpr Index between = 4096; // looks whether it is to stop
            if (m_table.rows() % between == 0 && m_stop.stop_requested())
                return {};
            readRow(*line);
        }
        if (m_table.rows() == 0)
            fail(CellFault::NoRows, 0, {}, {});
        return std::move(m_table);
    }

private:
    [[noreturn]] void fail(CellFault fault, Index column, const QString &name, QByteArrayView what) const
    {
        const QString shown = QString::fromUtf8(what).left(longestShown).remove(fieldEnd);
        throw StorageError(Kind::BadCell, m_path, -1,
                           QStringList{ QString::number(m_line), QString::number(column), QString(name).remove(fieldEnd), shown,
                                        QString::number(int(fault)) }
                               .join(fieldEnd));
    }

    // Lines with nothing in them are left out.
    std::optional<QByteArrayView> nextLine()
    {
        while (!m_rest.isEmpty()) {
            const qsizetype end = m_rest.indexOf('\n');
            QByteArrayView line = end < 0 ? m_rest : m_rest.first(end);
            m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
            ++m_line;
            if (line.endsWith('\r'))
                line = line.chopped(1);
            if (!line.trimmed().isEmpty())
                return line;
        }
        return std::nullopt;
    }

    void readHeader(QByteArrayView line)
    {
        m_separator = separatorOf(line);
        QStringList names;
        bool numbers = true;
        for (Fields fields(line, m_separator); !fields.atEnd();) {
            const auto field = fields.next();
            if (!field || names.size() == mostColumns)
                fail(field ? CellFault::TooMany : CellFault::OpenQuote, names.size() + 1, {}, line);
            numbers = numbers && numberIn(*field);
            names.append(QString::fromUtf8(*field));
        }
        for (qsizetype i = 0; i < names.size(); ++i) {
            const QString name = numbers || names[i].isEmpty() ? u"c%1"_s.arg(i + 1) : names[i];
            if (m_table.column(name))
                fail(CellFault::SameName, i + 1, name, names[i].toUtf8());
            m_table.columns.push_back({ name, {} });
        }
        if (numbers)
            readRow(line);
    }

    void readRow(QByteArrayView line)
    {
        Fields fields(line, m_separator);
        Index at = 0;
        for (SampleColumn &column : m_table.columns) {
            ++at;
            const bool ended = fields.atEnd();
            const auto field = ended ? std::nullopt : fields.next();
            if (!field)
                fail(ended ? CellFault::Gap : CellFault::OpenQuote, at, column.name, ended ? QByteArrayView() : line);
            const auto number = valueOf(column, *field);
            if (!number)
                fail(faultOf(column, *field), at, column.name, *field);
            column.numbers.push_back(*number);
        }
        if (!fields.atEnd())
            fail(CellFault::TooMany, at + 1, {}, fields.next().value_or(line));
    }

    static CellFault faultOf(const SampleColumn &column, QByteArrayView field)
    {
        if (field.isEmpty())
            return CellFault::Gap;
        if (!column.classes.isEmpty())
            return CellFault::TooManyWords;
        const auto read = parseNumber(QString::fromUtf8(field), QLocale::c());
        const auto *fault = std::get_if<NumberFault>(&read);
        return fault && *fault == NumberFault::Unclear ? CellFault::Unclear : CellFault::NoNumber;
    }

    std::optional<double> valueOf(SampleColumn &column, QByteArrayView field)
    {
        if (column.classes.isEmpty())
            if (const auto number = numberIn(field))
                return number;
        const bool first = column.numbers.empty();
        if (field.isEmpty() || (!first && column.classes.isEmpty()))
            return std::nullopt;
        const QString word = QString::fromUtf8(field);
        QHash<QString, int> &places = m_places[column.name];
        const auto known = places.constFind(word);
        if (known != places.constEnd())
            return *known;
        if (column.classes.size() == mostWords)
            return std::nullopt;
        places.insert(word, int(column.classes.size()));
        column.classes.append(word);
        return double(column.classes.size() - 1);
    }

    // Most numbers are plain ones; the others are read as everywhere.
    std::optional<double> numberIn(QByteArrayView field) const
    {
        double number = 0;
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
        if (error == std::errc() && end == field.data() + field.size() && std::isfinite(number) && !field.isEmpty())
            return number;
        const auto read = parseNumber(QString::fromUtf8(field), QLocale::c());
        const double *typed = std::get_if<double>(&read);
        return typed ? std::optional(*typed) : std::nullopt;
    }

    QByteArrayView m_rest;
    QString m_path;
    std::stop_token m_stop;
    SampleTable m_table;
    QHash<QString, QHash<QString, int>> m_places; // of words, by column
    char m_separator = ',';
    Index m_line = 0; // counted from 1
};

} // namespace

const SampleColumn *SampleTable::column(const QString &name) const
{
    const auto found = std::ranges::find(columns, name, &SampleColumn::name);
    return found == columns.end() ? nullptr : &*found;
}

QStringList SampleTable::names() const
{
    QStringList names;
    for (const SampleColumn &column : columns)
        names.append(column.name);
    return names;
}

SampleTable readTable(QByteArrayView contents, const QString &path, const std::stop_token &stop)
{
    return TableReader(contents, path, stop).read();
}

SampleTable loadTable(const QString &path, const std::stop_token &stop)
{
    try {
        GzContents file(path, stop);
        if (looksLikeWebPage(file.head()))
            file.fail(Kind::WebPage, 0);
        QByteArray contents;
        for (QByteArray more = file.some(); !more.isEmpty(); more = file.some()) {
            if (contents.size() + more.size() > largestTable)
                file.fail(Kind::TooLarge, -1, QString::number(largestTable));
            contents += more;
        }
        return readTable(contents, path, stop);
    } catch (const Stopped &) {
        return {};
    }
}

} // namespace chainrule
