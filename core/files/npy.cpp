// SPDX-License-Identifier: GPL-3.0-or-later
// The header of a .npy is the text of a Python dict. NumPy evaluates it; here a parser takes what NumPy writes only.
#include "files/npy.h"

#include "files/storage_error.h"

#include <QtCore/QStringList>
#include <QtCore/QtEndian>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <numeric>
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
    void parseTypeName();
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

// A tuple: (), (5,) or (5, 3), the last comma optional but in (5,). Of Python 2's 5L and NumPy 2's np.int64(5) the 5.
std::vector<Index> HeaderParser::parseShape()
{
    std::vector<Index> shape;
    expect("(");
    while (!accept(")")) {
        const bool named = accept("np.") || accept("numpy.");
        if (named)
            parseTypeName();
        shape.push_back(parseNumber());
        if (named)
            expect(")");
        else
            accept("L");
        if (!accept(",")) {
            if (shape.size() == 1)
                fail();
            expect(")");
            break;
        }
    }
    return shape;
}

// "int64(", of whatever number of bits.
void HeaderParser::parseTypeName()
{
    accept("u");
    expect("int");
    parseNumber();
    expect("(");
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

// The bytes of one number, the lowest first.
std::uint64_t bitsAt(const char *at, int size, bool bigEndian)
{
    std::uint64_t bits = 0;
    for (int i = 0; i < size; ++i)
        bits |= std::uint64_t(std::uint8_t(at[i])) << 8 * (bigEndian ? size - 1 - i : i);
    return bits;
}

// IEEE 754's 16 bits: a sign, 5 of the exponent, 10 of the fraction.
double halfFloat(std::uint64_t bits)
{
    constexpr int bias = 15, fractionBits = 10;
    const double sign = bits >> 15 ? -1 : 1;
    const int exponent = int(bits >> fractionBits & 31);
    const auto fraction = double(bits & 1023);
    if (exponent == 31)
        return fraction == 0 ? sign * std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    if (exponent == 0)
        return sign * std::ldexp(fraction, 1 - bias - fractionBits);
    return sign * std::ldexp(1024 + fraction, exponent - bias - fractionBits);
}

// Nothing where a double cannot hold it.
std::optional<double> wholeNumber(std::uint64_t bits, int size, bool isSigned)
{
    constexpr std::int64_t exact = std::int64_t(1) << 53;
    const int unused = 64 - 8 * size;
    if (!isSigned)
        return bits <= std::uint64_t(exact) ? std::optional(double(bits)) : std::nullopt;
    const std::int64_t number = std::int64_t(bits << unused) >> unused;
    return number >= -exact && number <= exact ? std::optional(double(number)) : std::nullopt;
}

std::optional<double> numberOf(char kind, int size, std::uint64_t bits)
{
    if (kind == 'f')
        return size == 2 ? halfFloat(bits)
            : size == 4  ? double(std::bit_cast<float>(std::uint32_t(bits)))
                         : std::bit_cast<double>(bits);
    return wholeNumber(bits, size, kind == 'i');
}

// 0 for a type that is none of ours.
int sizeOf(const QByteArray &type)
{
    static const QByteArrayList known{ "f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1" };
    if (type.size() != 3 || !QByteArrayView("<>|=").contains(type[0]) || !known.contains(type.sliced(1)))
        return 0;
    return type[2] - '0';
}

} // namespace

Index NpyView::count() const
{
    return std::accumulate(shape.begin(), shape.end(), Index(1), std::multiplies());
}

NpyView viewNpy(QByteArrayView bytes, const QString &path, const QString &name)
{
    const Source source = { path, name };
    const Header header = parseHeader(bytes, source);
    const Index each = sizeOf(*header.type);
    if (each == 0)
        source.fail(FileKind::BadType, -1, QString::fromLatin1(*header.type));
    const Index wanted = countOf(header, source) * each;
    const Index found = bytes.size() - header.dataAt;
    if (found < wanted)
        source.fail(FileKind::Truncated, bytes.size());
    if (found > wanted)
        source.fail(FileKind::TooLong, header.dataAt + wanted);
    return { *header.shape, *header.type, *header.fortranOrder, bytes.sliced(header.dataAt) };
}

// Row by row. What is no matrix is the same in both orders.
NpyArray decodeNpy(QByteArrayView bytes, const QString &path, const QString &name)
{
    const NpyView view = viewNpy(bytes, path, name);
    if (view.shape.size() > 2)
        Source{ path, name }.fail(FileKind::BadShape, -1, u"(rows, columns) / "_s + npyShapeText(view.shape));
    const bool transposed = view.fortranOrder && view.shape.size() == 2;
    const Index columns = transposed ? view.shape[1] : view.count();
    const Index rows = transposed ? view.shape[0] : 1;
    const int each = sizeOf(view.type);
    NpyArray array{ view.shape, {}, view.type };
    array.values.reserve(std::size_t(view.count()));
    for (Index row = 0; row < rows; ++row) {
        for (Index column = 0; column < columns; ++column) {
            const std::uint64_t bits = bitsAt(view.data.data() + each * (row + column * rows), each, view.type.startsWith('>'));
            const std::optional<double> number = numberOf(view.type[1], each, bits);
            if (!number)
                Source{ path, name }.fail(FileKind::BadType, -1, QString::fromLatin1(view.type));
            array.values.push_back(*number);
        }
    }
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
