// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_arrays.h"

#include "data/training_and_test.h"
#include "files/npy.h"
#include "files/npz_archive.h"
#include "files/storage_error.h"

#include <cmath>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;

// n, rows, columns.
std::array<Index, 3> sizesOf(const NpyView &array, const QString &path, const QString &name)
{
    std::vector<Index> shape = array.shape;
    if (shape.size() == 4 && shape.back() == 1)
        shape.pop_back();
    if (shape.size() == 2)
        if (const Index side = squareSide(shape[1]); side > 0)
            shape = { shape[0], side, side };
    if (shape.size() != 3 || array.count() == 0)
        throw StorageError(Kind::BadShape, path, -1, name + u": (n, rows, columns) / "_s + npyShapeText(array.shape));
    return { shape[0], shape[1], shape[2] };
}

void readPixels(const NpzArchive &archive, const QString &name, LabelledImages &images)
{
    const QByteArray bytes = archive.npy(name);
    const NpyView array = viewNpy(bytes, archive.path(), name);
    if (array.type != "|u1" || array.fortranOrder)
        throw StorageError(Kind::BadType, archive.path(), -1, name + u": |u1 / "_s + QString::fromLatin1(array.type));
    const auto [count, rows, columns] = sizesOf(array, archive.path(), name);
    images.count = count;
    images.rows = rows;
    images.columns = columns;
    images.pixels.assign(array.data.begin(), array.data.end());
}

void readLabels(const NpzArchive &archive, const QString &name, LabelledImages &images)
{
    const NpyArray array = decodeNpy(archive.npy(name), archive.path(), name);
    if (Index(array.values.size()) != images.count)
        throw StorageError(Kind::CountMismatch, archive.path(), -1, u"%1 / %2"_s.arg(images.count).arg(array.values.size()));
    for (const double label : array.values) {
        if (label < 0 || label >= double(mostClasses) || label != std::floor(label))
            throw StorageError(Kind::BadLabel, archive.path(), -1, QString::number(label));
        images.labels.push_back(std::uint8_t(label));
    }
}

} // namespace

bool holdsPictureArrays(const QString &path)
{
    return NpzArchive::namesIn(path).contains(u"x_train"_s);
}

std::shared_ptr<Dataset> loadPictureArrays(const QString &path)
{
    const NpzArchive archive(path);
    LabelledImages training, test;
    readPixels(archive, u"x_train"_s, training);
    readLabels(archive, u"y_train"_s, training);
    readPixels(archive, u"x_test"_s, test);
    readLabels(archive, u"y_test"_s, test);
    return joined(std::move(training), std::move(test), path);
}

} // namespace chainrule
