// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_table.h"

#include "data/training_and_test.h"
#include "files/gz_contents.h"
#include "files/storage_error.h"
#include "files/web_page.h"

#include <QtCore/QFile>
#include <QtCore/QStringList>

#include <charconv>
#include <cmath>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;

constexpr std::size_t mostBytes = std::size_t(2) << 30;
constexpr int mostValue = 255;

QByteArray trimmedField(QByteArrayView field)
{
    QByteArray text = field.trimmed().toByteArray();
    if (text.size() >= 2 && text.startsWith('"') && text.endsWith('"'))
        text = text.sliced(1, text.size() - 2);
    return text.toLower();
}

// Lines of a file, one at a time.
class Lines final
{
public:
    explicit Lines(const QString &path, const std::stop_token &stop = {})
        : m_contents(path, stop)
    {
        if (looksLikeWebPage(m_contents.head()))
            m_contents.fail(Kind::WebPage, 0);
    }

    // Without its end; false when there is none any more.
    bool next(QByteArray &line)
    {
        line.clear();
        for (;;) {
            const qsizetype end = m_buffer.indexOf('\n', m_at);
            if (end >= 0) {
                line = m_buffer.sliced(m_at, end - m_at).trimmed();
                m_at = end + 1;
                ++m_number;
                return true;
            }
            m_buffer.remove(0, m_at);
            m_at = 0;
            QByteArray more = m_contents.some();
            if (more.isEmpty())
                break;
            if (std::size_t(m_contents.offset()) > mostBytes)
                m_contents.fail(Kind::TooLarge, -1, QString::number(mostBytes));
            m_buffer += more;
        }
        line = std::exchange(m_buffer, {}).trimmed();
        ++m_number;
        return !line.isEmpty();
    }

    Index number() const { return m_number; } // of the last line, counted from 1
    [[noreturn]] void fail(const QString &what) const
    {
        m_contents.fail(Kind::BadTable, -1, u"%1: %2"_s.arg(m_number).arg(what));
    }
    [[noreturn]] void failByLabel(int label) const { m_contents.fail(Kind::BadLabel, -1, QString::number(label)); }

private:
    GzContents m_contents;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    Index m_number = 0;
};

bool isHeader(const QByteArray &line)
{
    return std::ranges::any_of(line, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

// What stands between two numbers: ; where a spreadsheet has a decimal comma.
char separatorOf(const QByteArray &line)
{
    return line.contains(';') && !line.contains(',') ? ';' : ',';
}

// Which column is the label: the one that says so, or else the first.
Index labelColumn(const QByteArray &header, char separator)
{
    const QByteArrayList names = header.split(separator);
    for (Index i = 0; i < names.size(); ++i)
        if (const QByteArray name = trimmedField(names[i]); name == "label" || name == "class")
            return i;
    return 0;
}

// Whole numbers; "12.0" is one.
void readLine(const QByteArray &line, char separator, std::vector<int> &numbers, const Lines &lines)
{
    numbers.clear();
    const char *at = line.data(), *end = line.data() + line.size();
    while (at < end) {
        int number = 0;
        const auto [after, error] = std::from_chars(at, end, number);
        const char *next = after;
        if (error == std::errc() && next < end && *next == '.')
            for (++next; next < end && *next == '0'; ++next) { }
        if (error != std::errc() || (next < end && *next != separator))
            lines.fail(QString::fromUtf8(line.sliced(at - line.data()).left(12)));
        numbers.push_back(number);
        at = next < end ? next + 1 : end;
    }
}

void add(LabelledImages &images, const std::vector<int> &numbers, Index labelAt, const Lines &lines)
{
    const Index side = squareSide(Index(numbers.size()) - 1);
    if (images.count == 0)
        images.rows = images.columns = side;
    if (side == 0 || side != images.rows || labelAt >= Index(numbers.size())) // the header has more columns
        lines.fail(QString::number(numbers.size()));
    for (Index i = 0; i < Index(numbers.size()); ++i) {
        const int number = numbers[std::size_t(i)];
        if (i == labelAt) {
            if (number < 0 || number >= mostClasses)
                lines.failByLabel(number);
            images.labels.push_back(std::uint8_t(number));
        } else {
            if (number < 0 || number > mostValue)
                lines.fail(QString::number(number));
            images.pixels.push_back(std::uint8_t(number));
        }
    }
    ++images.count;
}

} // namespace

LabelledImages loadPictureTable(const QString &path, const std::stop_token &stop)
{
    Lines lines(path, stop);
    LabelledImages images;
    std::vector<int> numbers;
    Index labelAt = 0;
    char separator = ',';
    for (QByteArray line; lines.next(line);) {
        if (stop.stop_requested())
            return {};
        if (lines.number() == 1)
            separator = separatorOf(line);
        if (lines.number() == 1 && isHeader(line)) {
            labelAt = labelColumn(line, separator);
        } else if (!line.isEmpty()) {
            readLine(line, separator, numbers, lines);
            add(images, numbers, labelAt, lines);
        }
    }
    if (images.count == 0)
        lines.fail(QString());
    return images;
}

bool isPictureTable(const QString &path)
{
    try {
        Lines lines(path);
        QByteArray line;
        return lines.next(line) && squareSide(Index(line.count(separatorOf(line)))) > 1;
    } catch (const StorageError &) {
        return false;
    }
}

} // namespace chainrule
