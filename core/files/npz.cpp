// SPDX-License-Identifier: GPL-3.0-or-later
// An .npz is a zip of .npy files: libzip does the zip, always in memory, so that Qt can do the files.
#include "files/npz.h"

#include "engine/finite.h"
#include "files/npy.h"
#include "files/save_file.h"
#include "files/storage_error.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include <zip.h>

namespace chainrule {
namespace {

using FileKind = StorageError::Kind;
using namespace Qt::StringLiterals;

constexpr qint64 maxFileBytes = maxArrayBytes;
constexpr qsizetype inflatedBytes = 1 << 20;
constexpr zip_uint16_t firstDosDate = (1 << 5) | 1; // 1980-01-01, as NumPy: equal weights give equal files

struct CloseZip
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
    void operator()(zip_file_t *entry) const { zip_fclose(entry); }
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, CloseZip>;
using Entry = std::unique_ptr<zip_file_t, CloseZip>;
using Bytes = std::unique_ptr<zip_source_t, CloseZip>;

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
Archive openArchive(const QByteArray &contents, const QString &path)
{
    if (contents.isEmpty())
        throw StorageError(FileKind::Truncated, path, 0);
    if (!contents.startsWith("PK"))
        throw StorageError(FileKind::WrongMagic, path, 0);
    zip_error_t error;
    zip_error_init(&error);
    Bytes bytes(zip_source_buffer_create(contents.constData(), zip_uint64_t(contents.size()), 0, &error));
    Archive archive(bytes ? zip_open_from_source(bytes.get(), ZIP_RDONLY, &error) : nullptr);
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

NpyArray readArray(zip_t *archive, const QString &path, const QString &name)
{
    const QByteArray entryName = name.toLatin1() + ".npy";
    const zip_int64_t index = zip_name_locate(archive, entryName.constData(), 0);
    if (index < 0)
        throw StorageError(FileKind::MissingArray, path, -1, name);
    zip_stat_t stat;
    if (zip_stat_index(archive, zip_uint64_t(index), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
        throw StorageError(FileKind::Damaged, path, -1, name);
    if (stat.size > zip_uint64_t(maxArrayBytes))
        throw StorageError(FileKind::TooLarge, path, -1, name);
    const Entry entry(zip_fopen_index(archive, zip_uint64_t(index), 0));
    if (!entry)
        throw StorageError(kindOf(zip_get_error(archive)), path, -1, name);
    NpyArray array = decodeNpy(readEntry(entry.get(), qint64(stat.size), path, name), path, name);
    if (!allFinite(array.values))
        throw StorageError(FileKind::NotFinite, path, -1, name);
    return array;
}

// A matrix whose number of rows is `rows`, or any where that is 0.
void requireMatrix(const NpyArray &array, Index rows, const QString &path, const QString &name, const QString &wanted)
{
    const std::vector<Index> &shape = array.shape;
    if (shape.size() != 2 || shape[0] < 1 || shape[1] < 1 || (rows != 0 && shape[0] != rows))
        throw StorageError(FileKind::BadShape, path, -1, name + u": "_s + wanted + u" / "_s + npyShapeText(shape));
}

// (size,), or the (1, size) of those who keep their biases as rows.
void requireVector(const NpyArray &array, Index size, const QString &path, const QString &name)
{
    const std::array<Index, 1> wanted = { size };
    if (array.shape != std::vector<Index>{ size } && array.shape != std::vector<Index>{ 1, size })
        throw StorageError(FileKind::BadShape, path, -1,
                           name + u": "_s + npyShapeText(wanted) + u" / "_s + npyShapeText(array.shape));
}

struct NamedArray
{
    QByteArray name; // of the entry
    QByteArray npy;
};

template <class S> NamedArray namedArray(const QString &path, const QString &name, std::initializer_list<Index> shape,
                                         const std::vector<S> &values)
{
    if (!allFinite(values))
        throw StorageError(FileKind::NotFinite, path, -1, name);
    return { name.toLatin1() + ".npy", encodeNpy<S>({ shape.begin(), shape.size() }, values) };
}

bool addArray(zip_t *archive, const NamedArray &array)
{
    zip_source_t *source = zip_source_buffer(archive, array.npy.constData(), zip_uint64_t(array.npy.size()), 0);
    const zip_int64_t index = source ? zip_file_add(archive, array.name.constData(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_STORE, 0) == 0
        && zip_file_set_dostime(archive, zip_uint64_t(index), 0, firstDosDate, 0) == 0;
}

// What libzip has written into memory, or nothing.
QByteArray written(zip_source_t *source)
{
    zip_stat_t stat;
    if (zip_source_open(source) != 0)
        return {};
    QByteArray contents;
    if (zip_source_stat(source, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE)) {
        contents.resize(qsizetype(stat.size));
        if (zip_source_read(source, contents.data(), stat.size) != zip_int64_t(stat.size))
            contents.clear();
    }
    zip_source_close(source);
    return contents;
}

// The bytes of a zip of these arrays, or nothing when memory runs out.
QByteArray zipOf(const std::array<NamedArray, 4> &arrays)
{
    const Bytes bytes(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!bytes)
        return {};
    zip_source_keep(bytes.get()); // once more than the archive does, to read it when that is closed
    Archive archive(zip_open_from_source(bytes.get(), ZIP_TRUNCATE, nullptr));
    if (!archive) {
        zip_source_free(bytes.get());
        return {};
    }
    for (const NamedArray &array : arrays) {
        if (!addArray(archive.get(), array))
            return {};
    }
    if (zip_close(archive.get()) != 0)
        return {};
    (void)archive.release(); // closing has freed it
    return written(bytes.get());
}

} // namespace

template <class S> void saveParameters(const QString &path, const Parameters<S> &p)
{
    const QByteArray contents = zipOf({ namedArray(path, u"W1"_s, { p.size.inputs, p.size.hidden }, p.W1),
                                        namedArray(path, u"b1"_s, { p.size.hidden }, p.b1),
                                        namedArray(path, u"W2"_s, { p.size.hidden, p.size.classes }, p.W2),
                                        namedArray(path, u"b2"_s, { p.size.classes }, p.b2) });
    if (contents.isEmpty())
        throw std::bad_alloc();
    saveFile(path, contents);
}

Parameters<double> loadParameters(const QString &path)
{
    const QByteArray contents = fileContents(path);
    const Archive archive = openArchive(contents, path);
    NpyArray W1 = readArray(archive.get(), path, u"W1"_s);
    NpyArray b1 = readArray(archive.get(), path, u"b1"_s);
    NpyArray W2 = readArray(archive.get(), path, u"W2"_s);
    NpyArray b2 = readArray(archive.get(), path, u"b2"_s);

    requireMatrix(W1, 0, path, u"W1"_s, u"(inputs, hidden)"_s);
    const Index hidden = W1.shape[1];
    requireMatrix(W2, hidden, path, u"W2"_s, u"(%1, classes)"_s.arg(hidden));
    requireVector(b1, hidden, path, u"b1"_s);
    requireVector(b2, W2.shape[1], path, u"b2"_s);
    return { { W1.shape[0], hidden, W2.shape[1] },
             std::move(W1.values),
             std::move(b1.values),
             std::move(W2.values),
             std::move(b2.values) };
}

template void saveParameters(const QString &, const Parameters<float> &);
template void saveParameters(const QString &, const Parameters<double> &);

} // namespace chainrule
