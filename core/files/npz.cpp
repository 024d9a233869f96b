// SPDX-License-Identifier: GPL-3.0-or-later
// An .npz is a zip of .npy files: libzip does the zip, always in memory, so that Qt can do the files. Reading is in
// npz_weights.cpp.
#include "files/npz.h"

#include "engine/finite.h"
#include "files/npy.h"
#include "files/save_file.h"
#include "files/storage_error.h"

#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include <zip.h>

namespace chainrule {
namespace {

using FileKind = StorageError::Kind;
using namespace Qt::StringLiterals;

constexpr zip_uint16_t firstDosDate = (1 << 5) | 1; // 1980-01-01, as NumPy: equal weights give equal files

struct CloseZip
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, CloseZip>;
using Bytes = std::unique_ptr<zip_source_t, CloseZip>;

struct FileEntry
{
    QByteArray name;
    QByteArray npy;
};

template <class S> FileEntry entryOf(const QString &path, const NamedArray<S> &array)
{
    if (!allFinite(array.values))
        throw StorageError(FileKind::NotFinite, path, -1, array.name);
    return { array.name.toUtf8() + ".npy", encodeNpy<S>(array.shape, array.values) };
}

bool addArray(zip_t *archive, const FileEntry &array)
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
QByteArray zipOf(const std::vector<FileEntry> &arrays)
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
    for (const FileEntry &array : arrays) {
        if (!addArray(archive.get(), array))
            return {};
    }
    if (zip_close(archive.get()) != 0)
        return {};
    (void)archive.release(); // closing has freed it
    return written(bytes.get());
}

} // namespace

template <class S> void saveArrays(const QString &path, std::span<const NamedArray<S>> arrays)
{
    std::vector<FileEntry> entries;
    for (const NamedArray<S> &array : arrays)
        entries.push_back(entryOf(path, array));
    const QByteArray contents = zipOf(entries);
    if (contents.isEmpty())
        throw std::bad_alloc();
    saveFile(path, contents);
}

template <class S> void saveParameters(const QString &path, const Parameters<S> &p)
{
    const std::array<NamedArray<S>, 4> arrays{ { { u"W1"_s, { p.size.inputs, p.size.hidden }, p.W1 },
                                                 { u"b1"_s, { p.size.hidden }, p.b1 },
                                                 { u"W2"_s, { p.size.hidden, p.size.classes }, p.W2 },
                                                 { u"b2"_s, { p.size.classes }, p.b2 } } };
    saveArrays<S>(path, arrays);
}

template void saveArrays(const QString &, std::span<const NamedArray<float>>);
template void saveArrays(const QString &, std::span<const NamedArray<double>>);

template void saveParameters(const QString &, const Parameters<float> &);
template void saveParameters(const QString &, const Parameters<double> &);

} // namespace chainrule
