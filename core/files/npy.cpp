// SPDX-License-Identifier: GPL-3.0-or-later
// The header of a .npy is the text of a Python dict. NumPy evaluates it; here a parser takes what NumPy writes only.
#include "files/npy.h"

#include "files/storage_error.h"

#include <QtCore/QStringList>
#include <QtCore/QtEndian>

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>

namespace chainrule {
namespace {

using FileKind = StorageError::Kind;
using namespace Qt::StringLiterals;

constexpr QByteArrayView npyMagic("\x93NUMPY");
constexpr qsizetype versionAt = 6; // major, minor, then the length of the header
constexpr qsizetype lengthAt = 8;
constexpr qsizetype alignment = 64; // of the first number, so that files can be mapped into memory

struct Header
{
    std::optional<QByteArray> type;
    std::optional<bool> fortranOrder;
    std::optional<std::vector<Index>> shape;
    qsizetype dataAt = 0;
};

// Where the bytes are from, for errors.
struct Source
{
    QString path;
    QString name;

    [[noreturn]] void fail(FileKind kind, qint64 offset, const QString &about = {}) const
    {
        throw StorageError(kind, path, offset, about.isEmpty() ? name : name + u": "_s + about);
    }
};

class HeaderParser final
{
public:
    HeaderParser(QByteArrayView bytes, qsizetype from, qsizetype to, const Source &source)
        : m_bytes(bytes.first(to))
        , m_at(from)
        , m_source(source)
    {
    }

    Header parse();

private:
    void parseEntry(Header &header);
    QByteArray parseText();
    QByteArray parseType();
    bool parseTruth();
    std::vector<Index> parseShape();
    Index parseNumber();
    void skipSpace();
    bool accept(QByteArrayView token);
    void expect(QByteArrayView token);
    [[noreturn]] void fail() const { m_source.fail(FileKind::Damaged, m_at); }

    QByteArrayView m_bytes;
    qsizetype m_at;
    const Source &m_source;
};

Header HeaderParser::parse()
{
    Header header;
    expect("{");
    while (!accept("}")) {
        parseEntry(header);
        if (!accept(",")) {
            expect("}");
            break;
        }
    }
    skipSpace();
    if (m_at != m_bytes.size() || !header.type || !header.fortranOrder || !header.shape)
        fail();
    header.dataAt = m_at;
    return header;
}

void HeaderParser::parseEntry(Header &header)
{
    const QByteArray key = parseText();
    expect(":");
    if (key == "descr" && !header.type)
        header.type = parseType();
    else if (key == "fortran_order" && !header.fortranOrder)
        header.fortranOrder = parseTruth();
    else if (key == "shape" && !header.shape)
        header.shape = parseShape();
    else
        fail();
}

QByteArray HeaderParser::parseText()
{
    expect("'");
    const qsizetype end = m_bytes.indexOf('\'', m_at);
    if (end < 0)
        fail();
    QByteArray text = m_bytes.sliced(m_at, end - m_at).toByteArray();
    m_at = end + 1;
    return text;
}

QByteArray HeaderParser::parseType()
{
    if (accept("[")) // the fields of a record
        m_source.fail(FileKind::BadType, m_at - 1, u"[...]"_s);
    return parseText();
}

bool HeaderParser::parseTruth()
{
    if (accept("True"))
        return true;
    expect("False");
    return false;
}

// A tuple: (), (5,) or (5, 3), the last comma optional but in (5,).
std::vector<Index> HeaderParser::parseShape()
{
    std::vector<Index> shape;
    expect("(");
    while (!accept(")")) {
        shape.push_back(parseNumber());
        if (!accept(",")) {
            if (shape.size() == 1)
                fail();
            expect(")");
            break;
        }
    }
    return shape;
}

Index HeaderParser::parseNumber()
{
    skipSpace();
    const qsizetype start = m_at;
    Index number = 0;
    for (; m_at < m_bytes.size() && m_bytes[m_at] >= '0' && m_bytes[m_at] <= '9'; ++m_at) {
        number = number * 10 + (m_bytes[m_at] - '0');
        if (number > maxArrayBytes)
            m_source.fail(FileKind::TooLarge, start);
    }
    if (m_at == start)
        fail();
    return number;
}

void HeaderParser::skipSpace()
{
    while (m_at < m_bytes.size() && (m_bytes[m_at] == ' ' || m_bytes[m_at] == '\n'))
        ++m_at;
}

bool HeaderParser::accept(QByteArrayView token)
{
    skipSpace();
    if (!m_bytes.sliced(m_at).startsWith(token))
        return false;
    m_at += token.size();
    return true;
}

void HeaderParser::expect(QByteArrayView token)
{
    if (!accept(token))
        fail();
}

Header parseHeader(QByteArrayView bytes, const Source &source)
{
    if (!bytes.startsWith(npyMagic))
        source.fail(FileKind::WrongMagic, 0);
    const auto need = [&](qsizetype count) {
        if (bytes.size() < count)
            source.fail(FileKind::Truncated, bytes.size());
    };
    need(lengthAt);
    const char major = bytes[versionAt];
    if (major < 1 || major > 3 || bytes[versionAt + 1] != 0)
        source.fail(FileKind::Damaged, versionAt);
    const qsizetype textAt = lengthAt + (major == 1 ? 2 : 4);
    need(textAt);
    const char *length = bytes.data() + lengthAt;
    const qsizetype end =
        textAt + (major == 1 ? qFromLittleEndian<std::uint16_t>(length) : qFromLittleEndian<std::uint32_t>(length));
    need(end);
    return HeaderParser(bytes, textAt, end, source).parse();
}

// How many numbers a shape holds; refuses what would not fit.
Index countOf(const Header &header, const Source &source)
{
    Index count = 1;
    for (const Index size : *header.shape) {
        if (size > 0 && count > maxArrayBytes / size)
            source.fail(FileKind::TooLarge, -1);
        count *= size;
    }
    return count;
}

template <class S> using BitsOf = std::conditional_t<sizeof(S) == 4, std::uint32_t, std::uint64_t>;

// Row by row. What is no matrix is the same in both orders.
template <class S> std::vector<double> numbers(const char *data, const NpyArray &array, const Header &header, Index count)
{
    const bool transposed = *header.fortranOrder && array.shape.size() == 2;
    const bool bigEndian = header.type->startsWith('>');
    const Index columns = transposed ? array.shape[1] : count;
    const Index rows = transposed ? array.shape[0] : 1;
    std::vector<double> values;
    values.reserve(std::size_t(count));
    for (Index row = 0; row < rows; ++row) {
        for (Index column = 0; column < columns; ++column) {
            const char *at = data + Index(sizeof(S)) * (row + column * rows);
            const auto bits = bigEndian ? qFromBigEndian<BitsOf<S>>(at) : qFromLittleEndian<BitsOf<S>>(at);
            values.push_back(double(std::bit_cast<S>(bits)));
        }
    }
    return values;
}

} // namespace

NpyArray decodeNpy(QByteArrayView bytes, const QString &path, const QString &name)
{
    const Source source = { path, name };
    const Header header = parseHeader(bytes, source);
    const QByteArray &type = *header.type;
    if (type != "<f4" && type != ">f4" && type != "<f8" && type != ">f8")
        source.fail(FileKind::BadType, -1, QString::fromLatin1(type));
    NpyArray array = { *header.shape, {} };
    if (array.shape.size() > 2)
        source.fail(FileKind::BadShape, -1, u"(rows, columns) / "_s + npyShapeText(array.shape));
    const Index count = countOf(header, source);
    const Index each = type.endsWith('4') ? 4 : 8;
    const Index found = bytes.size() - header.dataAt;
    if (found < count * each)
        source.fail(FileKind::Truncated, bytes.size());
    if (found > count * each)
        source.fail(FileKind::TooLong, header.dataAt + count * each);
    const char *data = bytes.data() + header.dataAt;
    array.values = each == 4 ? numbers<float>(data, array, header, count) : numbers<double>(data, array, header, count);
    return array;
}

template <class S> QByteArray encodeNpy(std::span<const Index> shape, std::span<const S> values)
{
    QByteArray text = "{'descr': '<f" + QByteArray::number(int(sizeof(S)))
        + "', 'fortran_order': False, 'shape': " + npyShapeText(shape).toLatin1() + ", }";
    constexpr qsizetype textAt = lengthAt + 2;
    const qsizetype end = (textAt + text.size() + 1 + alignment - 1) / alignment * alignment;
    text = text.leftJustified(end - textAt - 1, ' ') + '\n';

    QByteArray bytes = npyMagic.toByteArray() + '\x01' + '\x00' + QByteArray(2, '\0');
    qToLittleEndian(std::uint16_t(text.size()), bytes.data() + lengthAt);
    bytes += text;
    bytes.resize(end + qsizetype(values.size_bytes()));
    char *at = bytes.data() + end;
    for (const S value : values) {
        qToLittleEndian(std::bit_cast<BitsOf<S>>(value), at);
        at += sizeof(S);
    }
    return bytes;
}

QString npyShapeText(std::span<const Index> shape)
{
    QStringList sizes;
    for (const Index size : shape)
        sizes += QString::number(size);
    return u'(' + sizes.join(u", "_s) + (sizes.size() == 1 ? u",)"_s : u")"_s);
}

template QByteArray encodeNpy(std::span<const Index>, std::span<const float>);
template QByteArray encodeNpy(std::span<const Index>, std::span<const double>);

} // namespace chainrule
