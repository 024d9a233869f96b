// SPDX-License-Identifier: GPL-3.0-or-later
// zlib reads plain files as well as compressed ones.
#include "files/gz_contents.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QtEndian>

#include <algorithm>
#include <array>
#include <cerrno>

namespace chainrule {

namespace {

using FileKind = StorageError::Kind;

// Deflate turns two bits into 258 bytes at best: a file cannot hold more than this times its size.
constexpr std::size_t mostInflation = 1032;
// zlib reads ahead, and does not say how far it came: damage is reported where the chunk that met it begins.
constexpr std::size_t chunkBytes = std::size_t(1) << 18;

} // namespace

GzContents::GzContents(const QString &path, std::stop_token stop)
    : m_path(path)
    , m_stop(std::move(stop))
{
    errno = 0;
    m_file.reset(gzopen(QFile::encodeName(path).constData(), "rbe"));
    if (!m_file)
        fail(errno == ENOENT || errno == ENOTDIR ? FileKind::NotFound : FileKind::Unreadable, -1);
    gzbuffer(m_file.get(), 1U << 17);
    lookAhead();
}

// Browsers and archives compress what is compressed already; a download can be a page. Errors are for who reads.
void GzContents::lookAhead()
{
    constexpr qsizetype enough = 256;
    constexpr QByteArrayView gzipMagic("\x1f\x8b");
    constexpr int gzipWrapper = 15 + 16;
    const auto take = [this] {
        QByteArray bytes(enough, '\0');
        const qint64 before = m_offset;
        try {
            bytes.truncate(qsizetype(readSome(reinterpret_cast<std::uint8_t *>(bytes.data()), std::size_t(enough))));
        } catch (const StorageError &) {
            bytes.clear();
            gzrewind(m_file.get());
            if (m_twice)
                fail(FileKind::Damaged, 0);
        }
        m_offset = before;
        return bytes;
    };
    m_head = take();
    if (!m_head.startsWith(gzipMagic))
        return;
    if (inflateInit2(&m_inner, gzipWrapper) != Z_OK)
        fail(FileKind::TooLarge, 0);
    m_twice = true;
    m_compressed.assign(m_head.begin(), m_head.end());
    m_inner.next_in = m_compressed.data();
    m_inner.avail_in = uInt(m_compressed.size());
    m_head.clear();
    m_head = take();
}

// Fewer than asked for only where the contents end; throws when they end badly.
std::size_t GzContents::readSome(std::uint8_t *to, std::size_t count)
{
    const auto ahead = std::min(count, std::size_t(m_head.size() - m_headAt));
    std::copy_n(m_head.constData() + m_headAt, ahead, to);
    m_headAt += qsizetype(ahead);
    m_offset += qint64(ahead);
    if (ahead == count)
        return count;
    return ahead + (m_twice ? inflateInner(to + ahead, count - ahead) : readLayer(to + ahead, count - ahead));
}

std::size_t GzContents::inflateInner(std::uint8_t *to, std::size_t count)
{
    m_inner.next_out = to;
    m_inner.avail_out = uInt(count);
    int state = Z_OK;
    while (m_inner.avail_out > 0 && !m_innerEnded) {
        if (m_inner.avail_in == 0) {
            const qint64 before = m_offset;
            m_compressed.resize(chunkBytes);
            m_compressed.resize(readLayer(m_compressed.data(), chunkBytes));
            m_offset = before; // that counts what comes out
            m_inner.next_in = m_compressed.data();
            m_inner.avail_in = uInt(m_compressed.size());
            if (m_compressed.empty())
                fail(FileKind::Truncated, m_offset);
        }
        state = inflate(&m_inner, Z_NO_FLUSH);
        m_innerEnded = state == Z_STREAM_END;
        if (state != Z_OK && state != Z_STREAM_END)
            fail(state == Z_MEM_ERROR ? FileKind::TooLarge : FileKind::Damaged, m_offset);
    }
    const std::size_t got = count - m_inner.avail_out;
    m_offset += qint64(got);
    return got;
}

// As the file has it, with one compression taken off.
std::size_t GzContents::readLayer(std::uint8_t *to, std::size_t count)
{
    const int got = gzread(m_file.get(), to, unsigned(count));
    int error = Z_OK;
    gzerror(m_file.get(), &error);
    if (got < 0)
        fail(error == Z_ERRNO ? FileKind::Unreadable : error == Z_MEM_ERROR ? FileKind::TooLarge : FileKind::Damaged, m_offset);
    m_offset += got;
    if (std::size_t(got) < count && error == Z_BUF_ERROR) // the file ends within a compressed stream or its checksum
        fail(FileKind::Truncated, m_offset);
    return std::size_t(got);
}

void GzContents::read(std::uint8_t *to, std::size_t count)
{
    if (readSome(to, count) < count)
        fail(FileKind::Truncated, m_offset);
}

std::uint32_t GzContents::number()
{
    std::array<std::uint8_t, 4> bytes = {};
    read(bytes.data(), bytes.size());
    return qFromBigEndian<std::uint32_t>(bytes.data());
}

// Reserves no more than a file of this size can hold, so a header that lies costs nothing; and reserves it at once,
// since a vector that grew into 47 MB would for a moment hold them twice.
std::vector<std::uint8_t> GzContents::bytes(std::size_t count)
{
    std::vector<std::uint8_t> all;
    const std::size_t inflation = m_twice ? mostInflation * mostInflation : mostInflation;
    all.reserve(std::min(count, std::size_t(QFileInfo(m_path).size()) * inflation));
    while (all.size() < count) {
        if (m_stop.stop_requested())
            throw Stopped();
        const std::size_t had = all.size();
        const std::size_t chunk = std::min(chunkBytes, count - had);
        all.resize(had + chunk);
        read(all.data() + had, chunk);
    }
    return all;
}

QByteArray GzContents::some()
{
    QByteArray bytes(qsizetype(chunkBytes), Qt::Uninitialized);
    bytes.truncate(qsizetype(readSome(reinterpret_cast<std::uint8_t *>(bytes.data()), chunkBytes)));
    return bytes;
}

// Reading past the last byte also makes zlib compare the checksum.
void GzContents::expectEnd()
{
    std::uint8_t extra = 0;
    const qint64 end = m_offset;
    if (readSome(&extra, 1) > 0)
        fail(FileKind::TooLong, end);
}

} // namespace chainrule
