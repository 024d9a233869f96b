// SPDX-License-Identifier: GPL-3.0-or-later
// Reads IDX through zlib, which reads plain files as well as compressed ones.
#include "files/idx.h"

#include "files/storage_error.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtCore/QStringList>
#include <QtCore/QtEndian>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include <zlib.h>

namespace chainrule {
namespace {

using FileKind = StorageError::Kind;
using namespace Qt::StringLiterals;

// 0, 0, the type of the numbers (8: unsigned bytes), how many dimensions.
constexpr std::uint32_t imagesMagic = 0x00000803;
constexpr std::uint32_t labelsMagic = 0x00000801;

constexpr std::size_t mostImages = 1'000'000;
constexpr std::size_t mostPixelsASide = 1024;
constexpr std::size_t mostPixels = std::size_t(1) << 30;
constexpr int mostClasses = 10;

// Deflate turns two bits into 258 bytes at best: a file cannot hold more than this times its size.
constexpr std::size_t mostInflation = 1032;
// zlib reads ahead, and does not say how far it came: damage is reported where the chunk that met it begins.
constexpr std::size_t chunkBytes = std::size_t(1) << 18;

// Thrown and caught in here only.
struct Stopped
{
};

struct CloseGz
{
    void operator()(gzFile file) const { gzclose_r(file); }
};

// The uncompressed contents of a file, and how far they have been read.
class Contents final
{
public:
    Contents(const QString &path, std::stop_token stop);

    qint64 offset() const { return m_offset; }
    std::uint32_t number();
    std::vector<std::uint8_t> bytes(std::size_t count);
    void expectEnd();
    [[noreturn]] void fail(FileKind kind, qint64 offset, const QString &detail = {}) const
    {
        throw StorageError(kind, m_path, offset, detail);
    }

private:
    void read(std::uint8_t *to, std::size_t count);
    std::size_t readSome(std::uint8_t *to, std::size_t count);

    QString m_path;
    std::stop_token m_stop;
    std::unique_ptr<std::remove_pointer_t<gzFile>, CloseGz> m_file;
    qint64 m_offset = 0;
};

Contents::Contents(const QString &path, std::stop_token stop)
    : m_path(path)
    , m_stop(std::move(stop))
{
    errno = 0;
    m_file.reset(gzopen(QFile::encodeName(path).constData(), "rbe"));
    if (!m_file)
        fail(errno == ENOENT || errno == ENOTDIR ? FileKind::NotFound : FileKind::Unreadable, -1);
    gzbuffer(m_file.get(), 1U << 17);
}

// Fewer than asked for only where the contents end; throws when they end badly.
std::size_t Contents::readSome(std::uint8_t *to, std::size_t count)
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

void Contents::read(std::uint8_t *to, std::size_t count)
{
    if (readSome(to, count) < count)
        fail(FileKind::Truncated, m_offset);
}

std::uint32_t Contents::number()
{
    std::array<std::uint8_t, 4> bytes = {};
    read(bytes.data(), bytes.size());
    return qFromBigEndian<std::uint32_t>(bytes.data());
}

// Reserves no more than a file of this size can hold, so a header that lies costs nothing; and reserves it at once,
// since a vector that grew into 47 MB would for a moment hold them twice.
std::vector<std::uint8_t> Contents::bytes(std::size_t count)
{
    std::vector<std::uint8_t> all;
    all.reserve(std::min(count, std::size_t(QFileInfo(m_path).size()) * mostInflation));
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

// Reading past the last byte also makes zlib compare the checksum.
void Contents::expectEnd()
{
    std::uint8_t extra = 0;
    const qint64 end = m_offset;
    if (readSome(&extra, 1) > 0)
        fail(FileKind::TooLong, end);
}

void expectMagic(Contents &contents, std::uint32_t magic)
{
    if (contents.number() != magic)
        contents.fail(FileKind::WrongMagic, 0);
}

std::size_t readDimension(Contents &contents, std::size_t most)
{
    const qint64 at = contents.offset();
    const std::size_t size = contents.number();
    if (size == 0)
        contents.fail(FileKind::BadDimensions, at, u"0"_s);
    if (size > most)
        contents.fail(FileKind::TooLarge, at, u"%1 / %2"_s.arg(size).arg(most));
    return size;
}

void readImages(const QString &path, LabelledImages &images, const std::stop_token &stop)
{
    Contents contents(path, stop);
    expectMagic(contents, imagesMagic);
    const qint64 countAt = contents.offset();
    const std::size_t count = readDimension(contents, mostImages);
    const std::size_t rows = readDimension(contents, mostPixelsASide);
    const std::size_t columns = readDimension(contents, mostPixelsASide);
    if (count * rows * columns > mostPixels)
        contents.fail(FileKind::TooLarge, countAt, u"%1 / %2"_s.arg(count * rows * columns).arg(mostPixels));
    images.pixels = contents.bytes(count * rows * columns);
    contents.expectEnd();
    images.count = Index(count);
    images.rows = Index(rows);
    images.columns = Index(columns);
}

std::vector<std::uint8_t> readLabels(const QString &path, int classes, const std::stop_token &stop)
{
    Contents contents(path, stop);
    expectMagic(contents, labelsMagic);
    const std::size_t count = readDimension(contents, mostImages);
    const qint64 firstAt = contents.offset();
    std::vector<std::uint8_t> labels = contents.bytes(count);
    contents.expectEnd();
    const auto isBad = [classes](std::uint8_t label) { return label >= classes; };
    const auto bad = std::find_if(labels.begin(), labels.end(), isBad);
    if (bad != labels.end())
        contents.fail(FileKind::BadLabel, firstAt + (bad - labels.begin()), QString::number(*bad));
    return labels;
}

// A net with one class alone would have nothing to tell apart.
Index classesOf(const Dataset &data)
{
    Index classes = 2;
    for (const LabelledImages *images : { &data.training, &data.test })
        for (const std::uint8_t label : images->labels)
            classes = std::max<Index>(classes, label + 1);
    return classes;
}

QString sizeText(const LabelledImages &images)
{
    return u"%1 × %2"_s.arg(images.rows).arg(images.columns);
}

const std::array<QString, 4> &fileNames()
{
    static const std::array<QString, 4> names = { u"train-images-idx3-ubyte"_s, u"train-labels-idx1-ubyte"_s,
                                                  u"t10k-images-idx3-ubyte"_s, u"t10k-labels-idx1-ubyte"_s };
    return names;
}

// The file under its plain name or with .gz, or an empty string.
QString fileIn(const QString &folder, const QString &name)
{
    for (const QString &candidate : { folder + u'/' + name, folder + u'/' + name + u".gz"_s }) {
        if (QFileInfo(candidate).isFile())
            return candidate;
    }
    return {};
}

QStringList missingFiles(const QString &folder)
{
    QStringList missing;
    for (const QString &name : fileNames()) {
        if (fileIn(folder, name).isEmpty())
            missing += name;
    }
    return missing;
}

} // namespace

LabelledImages loadIdx(const QString &imagesPath, const QString &labelsPath, int classes, const std::stop_token &stop)
{
    constexpr qint64 countAt = 4; // behind the magic
    LabelledImages images;
    try {
        readImages(imagesPath, images, stop);
        images.labels = readLabels(labelsPath, classes, stop);
    } catch (const Stopped &) {
        return {};
    }
    if (images.labels.size() != std::size_t(images.count))
        throw StorageError(FileKind::CountMismatch, labelsPath, countAt,
                           u"%1 / %2"_s.arg(images.count).arg(images.labels.size()));
    return images;
}

std::shared_ptr<const Dataset> loadIdxFolder(const QString &folder, const std::stop_token &stop)
{
    constexpr qint64 rowsAt = 8; // behind the magic and the count
    const QFileInfo info(folder);
    if (!info.isDir())
        throw StorageError(FileKind::NotFound, folder);
    if (!info.isReadable() || !info.isExecutable())
        throw StorageError(FileKind::Unreadable, folder);
    if (const QStringList missing = missingFiles(folder); !missing.isEmpty())
        throw StorageError(FileKind::MissingFiles, folder, -1, missing.join(u", "_s));

    std::array<QString, 4> paths;
    std::transform(fileNames().begin(), fileNames().end(), paths.begin(),
                   [&](const QString &name) { return fileIn(folder, name); });
    auto dataset = std::make_shared<Dataset>();
    dataset->training = loadIdx(paths[0], paths[1], mostClasses, stop);
    dataset->test = loadIdx(paths[2], paths[3], mostClasses, stop);
    if (stop.stop_requested())
        return nullptr;
    if (const QString wanted = sizeText(dataset->training), found = sizeText(dataset->test); wanted != found)
        throw StorageError(FileKind::BadDimensions, paths[2], rowsAt, wanted + u" / "_s + found);
    dataset->classes = classesOf(*dataset);
    return dataset;
}

QString findMnistFolder()
{
    // Not AppDataLocation, which the window and the command line would have to name alike.
    QStringList candidates =
        QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, u"chainrule/mnist"_s, QStandardPaths::LocateDirectory);
    if (const QByteArray chosen = qgetenv("CHAINRULE_MNIST_DIR"); !chosen.isEmpty())
        candidates.prepend(QFile::decodeName(chosen));
    const auto found = std::find_if(candidates.cbegin(), candidates.cend(), holdsIdxFiles);
    return found == candidates.cend() ? QString() : *found;
}

bool holdsIdxFiles(const QString &folder)
{
    return missingFiles(folder).isEmpty();
}

} // namespace chainrule
