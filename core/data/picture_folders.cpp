// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_folders.h"

#include "data/training_and_test.h"
#include "files/storage_error.h"

#include <QtCore/QDir>
#include <QtGui/QImageReader>

#include <algorithm>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;

constexpr Index mostPictures = 1'000'000;
constexpr int mostSide = 1024;

const QStringList &patterns()
{
    static const QStringList patterns{ u"*.png"_s, u"*.jpg"_s, u"*.jpeg"_s, u"*.bmp"_s, u"*.pgm"_s };
    return patterns;
}

QStringList picturesIn(const QString &folder)
{
    return QDir(folder).entryList(patterns(), QDir::Files, QDir::Name);
}

bool isNumber(const QString &name)
{
    bool good = false;
    return name.toInt(&good) >= 0 && good;
}

QImage read(const QString &path)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.width() > mostSide || size.height() > mostSide)
        throw StorageError(Kind::TooLarge, path, -1, u"%1 / %2"_s.arg(sizeText(size.height(), size.width())).arg(mostSide));
    const QImage image = reader.read();
    if (image.isNull())
        throw StorageError(Kind::WrongMagic, path);
    return image.convertToFormat(QImage::Format_Grayscale8);
}

void add(LabelledImages &images, const QImage &picture, std::uint8_t label, const QString &path)
{
    if (images.count == 0) {
        images.rows = picture.height();
        images.columns = picture.width();
    }
    if (picture.height() != images.rows || picture.width() != images.columns)
        throw StorageError(Kind::BadDimensions, path, -1,
                           sizeText(images.rows, images.columns) + u" / "_s + sizeText(picture.height(), picture.width()));
    if (images.count == mostPictures)
        throw StorageError(Kind::TooLarge, path, -1, QString::number(mostPictures));
    for (int row = 0; row < picture.height(); ++row)
        images.pixels.insert(images.pixels.end(), picture.constScanLine(row), picture.constScanLine(row) + picture.width());
    images.labels.push_back(label);
    ++images.count;
}

} // namespace

QStringList classFolders(const QString &folder)
{
    const QDir place(folder);
    QStringList names = place.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    names.removeIf([&place](const QString &name) { return picturesIn(place.filePath(name)).isEmpty(); });
    if (std::ranges::all_of(names, isNumber))
        std::ranges::sort(names, {}, [](const QString &name) { return name.toInt(); });
    return names;
}

QStringList classesIn(const QString &folder)
{
    QStringList names = classFolders(folder);
    const auto isLabel = [](const QString &name) { return isNumber(name) && name.toInt() < mostClasses; };
    if (!std::ranges::all_of(names, isLabel)) {
        if (names.size() > mostClasses)
            throw StorageError(Kind::BadLabel, folder, -1, names[mostClasses]);
        return names;
    }
    QStringList numbers;
    for (int label = 0; !names.isEmpty() && label <= names.back().toInt(); ++label)
        numbers.append(QString::number(label));
    return numbers;
}

LabelledImages loadPictureFolders(const QString &folder, const QStringList &classes, const std::stop_token &stop)
{
    LabelledImages images;
    for (const QString &name : classFolders(folder)) {
        const QString place = QDir(folder).filePath(name);
        const auto label = classes.indexOf(classes.contains(name) ? name : QString::number(name.toInt()));
        if (label < 0 || (!isNumber(name) && !classes.contains(name)))
            throw StorageError(Kind::BadLabel, place, -1, name);
        for (const QString &file : picturesIn(place)) {
            if (stop.stop_requested())
                return {};
            const QString path = QDir(place).filePath(file);
            add(images, read(path), std::uint8_t(label), path);
        }
    }
    return images;
}

} // namespace chainrule
