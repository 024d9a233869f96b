// SPDX-License-Identifier: GPL-3.0-or-later
// libzip does the zip, in memory, so that Qt can do the files; of a look at its names alone, in the file.
#include "files/npz_archive.h"

#include "files/npy.h"
#include "files/storage_error.h"
#include "files/web_page.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

#include <unistd.h>
#include <zip.h>

namespace chainrule {
namespace {

using FileKind = StorageError::Kind;
using namespace Qt::StringLiterals;

constexpr qint64 maxFileBytes = maxArrayBytes;
constexpr qsizetype inflatedBytes = 1 << 20;
const QByteArray suffix(".npy");

struct CloseEntry
{
    void operator()(zip_file_t *entry) const { zip_fclose(entry); }
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;
using ZipBytes = std::unique_ptr<zip_source_t, CloseEntry>;

QByteArray fileContents(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        throw StorageError(FileKind::NotFound, path);
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        throw StorageError(FileKind::Unreadable, path);
    if (file.size() > maxFileBytes)
        throw StorageError(FileKind::TooLarge, path);
    QByteArray contents = file.readAll();
    if (file.error() != QFile::NoError)
        throw StorageError(FileKind::Unreadable, path);
    return contents;
}

// `contents` must outlive the archive.
zip_t *openArchive(const QByteArray &contents, const QString &path)
{
    if (contents.isEmpty())
        throw StorageError(FileKind::Truncated, path, 0);
    if (!contents.startsWith("PK"))
        throw StorageError(looksLikeWebPage(contents) ? FileKind::WebPage : FileKind::WrongMagic, path, 0);
    zip_error_t error;
    zip_error_init(&error);
    ZipBytes bytes(zip_source_buffer_create(contents.constData(), zip_uint64_t(contents.size()), 0, &error));
    zip_t *archive = bytes ? zip_open_from_source(bytes.get(), ZIP_RDONLY, &error) : nullptr;
    const int code = zip_error_code_zip(&error);
    zip_error_fini(&error);
    if (!archive) // the directory of a zip stands at its end
        throw StorageError(code == ZIP_ER_NOZIP ? FileKind::Truncated : FileKind::Damaged, path, contents.size());
    (void)bytes.release(); // now the archive's
    return archive;
}

FileKind kindOf(zip_error_t *error)
{
    switch (zip_error_code_zip(error)) {
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
    case ZIP_ER_COMPNOTSUPP:
        return FileKind::Unreadable;
    default:
        return FileKind::Damaged;
    }
}

// Grows with what really comes out, whatever size the entry claims, and reads to the end, where libzip compares the
// checksum.
QByteArray readEntry(zip_file_t *entry, qint64 claimed, const QString &path, const QString &name)
{
    QByteArray contents;
    for (;;) {
        const qsizetype had = contents.size();
        contents.resize(had + std::min<qsizetype>(inflatedBytes, claimed - had + 1));
        const zip_int64_t got = zip_fread(entry, contents.data() + had, zip_uint64_t(contents.size() - had));
        if (got < 0)
            throw StorageError(FileKind::Damaged, path, -1, name);
        contents.truncate(had + got);
        if (contents.size() > claimed)
            throw StorageError(FileKind::TooLong, path, claimed, name);
        if (got == 0)
            break;
    }
    if (contents.size() < claimed)
        throw StorageError(FileKind::Truncated, path, contents.size(), name);
    return contents;
}

QStringList arraysOf(zip_t *archive)
{
    QStringList names;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
        const QByteArray name(zip_get_name(archive, zip_uint64_t(i), 0));
        if (name.endsWith(suffix))
            names.append(QString::fromUtf8(name.chopped(suffix.size())));
    }
    return names;
}

} // namespace

void NpzArchive::Close::operator()(zip *archive) const
{
    zip_discard(archive);
}

NpzArchive::NpzArchive(const QString &path)
    : m_path(path)
    , m_contents(fileContents(path))
    , m_archive(openArchive(m_contents, path))
{
}

NpzArchive::~NpzArchive() = default;

QStringList NpzArchive::namesIn(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    const int own = dup(file.handle()); // which the archive closes, if it is one
    const std::unique_ptr<zip, Close> archive(zip_fdopen(own, 0, nullptr));
    if (!archive)
        close(own);
    return archive ? arraysOf(archive.get()) : QStringList();
}

QStringList NpzArchive::names() const
{
    return arraysOf(m_archive.get());
}

QByteArray NpzArchive::npy(const QString &name) const
{
    const QByteArray entryName = name.toUtf8() + suffix;
    const zip_int64_t index = zip_name_locate(m_archive.get(), entryName.constData(), 0);
    if (index < 0)
        throw StorageError(FileKind::MissingArray, m_path, -1, name);
    zip_stat_t stat;
    if (zip_stat_index(m_archive.get(), zip_uint64_t(index), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
        throw StorageError(FileKind::Damaged, m_path, -1, name);
    if (stat.size > zip_uint64_t(maxArrayBytes))
        throw StorageError(FileKind::TooLarge, m_path, -1, name);
    const Entry entry(zip_fopen_index(m_archive.get(), zip_uint64_t(index), 0));
    if (!entry)
        throw StorageError(kindOf(zip_get_error(m_archive.get())), m_path, -1, name);
    return readEntry(entry.get(), qint64(stat.size), m_path, name);
}

} // namespace chainrule
