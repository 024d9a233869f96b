// SPDX-License-Identifier: GPL-3.0-or-later
// A file's contents, plain, compressed by gzip, or compressed twice.
#pragma once

#include "files/storage_error.h"

#include <QtCore/QByteArray>

#include <cstdint>
#include <memory>
#include <stop_token>
#include <type_traits>
#include <vector>

#include <zlib.h>

namespace chainrule {

// Thrown when a read was stopped.
struct Stopped
{
};

// The uncompressed contents of a file, and how far they have been read.
class GzContents final
{
public:
    // Throws StorageError, and so do the others.
    GzContents(const QString &path, std::stop_token stop);
    ~GzContents() { inflateEnd(&m_inner); }
    Q_DISABLE_COPY_MOVE(GzContents)

    qint64 offset() const { return m_offset; }
    std::uint32_t number();
    QByteArrayView head() const { return m_head; }
    std::vector<std::uint8_t> bytes(std::size_t count);
    QByteArray some(); // as many as are at hand; empty at the end
    void expectEnd();
    [[noreturn]] void fail(StorageError::Kind kind, qint64 offset, const QString &detail = {}) const
    {
        throw StorageError(kind, m_path, offset, detail);
    }

private:
    struct Close
    {
        void operator()(gzFile file) const { gzclose_r(file); }
    };

    void read(std::uint8_t *to, std::size_t count);
    std::size_t readSome(std::uint8_t *to, std::size_t count);
    std::size_t readLayer(std::uint8_t *to, std::size_t count);
    std::size_t inflateInner(std::uint8_t *to, std::size_t count);
    void lookAhead();

    QString m_path;
    std::stop_token m_stop;
    std::unique_ptr<std::remove_pointer_t<gzFile>, Close> m_file;
    qint64 m_offset = 0;
    QByteArray m_head; // the first bytes, as they are in the end
    qsizetype m_headAt = 0; // of them, how many were handed out
    bool m_twice = false; // compressed once more, within
    z_stream m_inner = {};
    bool m_innerEnded = false;
    std::vector<std::uint8_t> m_compressed; // what m_inner reads
};

} // namespace chainrule
