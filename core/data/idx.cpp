// SPDX-License-Identifier: GPL-3.0-or-later
// Reads IDX through zlib, which reads plain files as well as compressed ones.
#include "data/idx.h"

#include "data/training_and_test.h"
#include "files/gz_contents.h"
#include "files/storage_error.h"
#include "files/web_page.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace chainrule {
namespace {

using FileKind = StorageError::Kind;
using namespace Qt::StringLiterals;

// 0, 0, the type of the numbers (8: unsigned bytes), how many dimensions.
constexpr std::uint32_t imagesMagic = 0x00000803;
constexpr std::uint32_t labelsMagic = 0x00000801;
constexpr std::uint32_t tableMagic = 0x00000C02; // QMNIST's: 32-bit numbers, of which a line's first is the label
constexpr std::size_t mostLabelColumns = 64;

constexpr std::size_t mostImages = 1'000'000;
constexpr std::size_t mostPixelsASide = 1024;
constexpr std::size_t mostPixels = std::size_t(1) << 30;

[[noreturn]] void failAsOther(const GzContents &contents)
{
    contents.fail(looksLikeWebPage(contents.head()) ? FileKind::WebPage : FileKind::WrongMagic, 0);
}

void expectMagic(GzContents &contents, std::uint32_t magic)
{
    if (looksLikeWebPage(contents.head()) || contents.number() != magic)
        failAsOther(contents);
}

std::size_t readDimension(GzContents &contents, std::size_t most)
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
    GzContents contents(path, stop);
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
    GzContents contents(path, stop);
    const std::uint32_t magic = looksLikeWebPage(contents.head()) ? 0 : contents.number();
    if (magic != labelsMagic && magic != tableMagic)
        failAsOther(contents);
    const std::size_t count = readDimension(contents, mostImages);
    const std::size_t columns = magic == tableMagic ? readDimension(contents, mostLabelColumns) : 1;
    const std::size_t each = magic == tableMagic ? 4 * columns : 1; // bytes, of which the label is the first number
    const qint64 firstAt = contents.offset();
    const std::vector<std::uint8_t> bytes = contents.bytes(count * each);
    contents.expectEnd();
    std::vector<std::uint8_t> labels(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t *at = bytes.data() + i * each;
        const std::uint32_t label = magic == tableMagic ? qFromBigEndian<std::uint32_t>(at) : *at;
        if (label >= std::uint32_t(classes))
            contents.fail(FileKind::BadLabel, firstAt + qint64(i * each), QString::number(std::int32_t(label)));
        labels[i] = std::uint8_t(label);
    }
    return labels;
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

std::shared_ptr<Dataset> loadIdxFiles(const std::array<QString, 4> &paths, const std::stop_token &stop)
{
    constexpr qint64 rowsAt = 8; // behind the magic and the count
    LabelledImages training = loadIdx(paths[0], paths[1], mostClasses, stop);
    LabelledImages test = loadIdx(paths[2], paths[3], mostClasses, stop);
    return stop.stop_requested() ? nullptr : joined(std::move(training), std::move(test), paths[2], rowsAt);
}

} // namespace chainrule
