// SPDX-License-Identifier: GPL-3.0-or-later
// Which arrays of an .npz are W1, b1, W2 and b2, whoever wrote it: by their names, and by what fits together.
#include "engine/finite.h"
#include "files/npy.h"
#include "files/npz.h"
#include "files/npz_archive.h"
#include "files/storage_error.h"

#include <QtCore/QCollator>

#include <algorithm>

namespace chainrule {
namespace {

using FileKind = StorageError::Kind;
using namespace Qt::StringLiterals;

const std::array<QString, 4> &ownNames()
{
    static const std::array<QString, 4> names{ u"W1"_s, u"b1"_s, u"W2"_s, u"b2"_s };
    return names;
}

NpyArray readArray(const NpzArchive &archive, const QString &name)
{
    NpyArray array = decodeNpy(archive.npy(name), archive.path(), name);
    if (!allFinite(array.values))
        throw StorageError(FileKind::NotFinite, archive.path(), -1, name);
    return array;
}

// A matrix whose number of rows is `rows`, or any where that is 0.
void requireMatrix(const NpyArray &array, Index rows, const QString &path, const QString &name, const QString &wanted)
{
    const std::vector<Index> &shape = array.shape;
    if (shape.size() != 2 || shape[0] < 1 || shape[1] < 1 || (rows != 0 && shape[0] != rows))
        throw StorageError(FileKind::BadShape, path, -1, name + u": "_s + wanted + u" / "_s + npyShapeText(shape));
}

// (size,), or the (1, size) or (size, 1) of those who keep their biases as rows or columns.
void requireVector(const NpyArray &array, Index size, const QString &path, const QString &name)
{
    const std::array<Index, 1> wanted = { size };
    if (array.shape != std::vector<Index>{ size } && array.shape != std::vector<Index>{ 1, size }
        && array.shape != std::vector<Index>{ size, 1 })
        throw StorageError(FileKind::BadShape, path, -1,
                           name + u": "_s + npyShapeText(wanted) + u" / "_s + npyShapeText(array.shape));
}

// (out, in) as (in, out).
void turn(NpyArray &matrix)
{
    const Index rows = matrix.shape[0], columns = matrix.shape[1];
    std::vector<double> turned(matrix.values.size());
    for (Index row = 0; row < rows; ++row)
        for (Index column = 0; column < columns; ++column)
            turned[std::size_t(column * rows + row)] = matrix.values[std::size_t(row * columns + column)];
    matrix.values = std::move(turned);
    matrix.shape = { columns, rows };
}

using Four = std::array<NpyArray, 4>; // W1, b1, W2, b2

bool isMatrix(const NpyArray &array)
{
    return array.shape.size() == 2 && array.shape[0] > 0 && array.shape[1] > 0;
}

// Whether they are the layers of one net, with rows as inputs or, turned, as outputs.
bool fitTogether(const Four &a, bool turned)
{
    if (!isMatrix(a[0]) || !isMatrix(a[2]))
        return false;
    const std::size_t in = turned ? 1 : 0, out = turned ? 0 : 1;
    const Index hidden = a[0].shape[out], classes = a[2].shape[out];
    return a[2].shape[in] == hidden && Index(a[1].values.size()) == hidden && Index(a[3].values.size()) == classes;
}

LoadedWeights weightsOf(const QString &path, Four &&arrays, WeightsReading reading)
{
    auto &[W1, b1, W2, b2] = arrays;
    const auto &names = reading.names;
    if (reading.turned) {
        turn(W1);
        turn(W2);
    }
    requireMatrix(W1, 0, path, names[0], u"(inputs, hidden)"_s);
    const Index hidden = W1.shape[1];
    requireMatrix(W2, hidden, path, names[2], u"(%1, classes)"_s.arg(hidden));
    requireVector(b1, hidden, path, names[1]);
    requireVector(b2, W2.shape[1], path, names[3]);
    reading.square = W2.shape[0] == W2.shape[1];
    return { { { W1.shape[0], hidden, W2.shape[1] },
               std::move(W1.values),
               std::move(b1.values),
               std::move(W2.values),
               std::move(b2.values) },
             std::move(reading) };
}

// Under our own names they have to be as they are written here, or all of them turned.
LoadedWeights readOwn(const NpzArchive &archive, const QStringList &all)
{
    WeightsReading reading{ .names = ownNames() };
    Four arrays;
    std::ranges::transform(reading.names, arrays.begin(), [&](const QString &name) { return readArray(archive, name); });
    reading.turned = fitTogether(arrays, true) && !fitTogether(arrays, false);
    for (const QString &name : all)
        if (std::ranges::find(reading.names, name) == reading.names.end())
            reading.ignored.append(name);
    return weightsOf(archive.path(), std::move(arrays), std::move(reading));
}

QString listOf(const NpzArchive &archive, const QStringList &names)
{
    constexpr qsizetype most = 12;
    QStringList list;
    for (const QString &name : names.first(std::min(most, names.size())))
        list.append(u"%1 %2"_s.arg(name, npyShapeText(viewNpy(archive.npy(name), archive.path(), name).shape)));
    if (names.size() > most)
        list.append(u"…"_s);
    return list.isEmpty() ? u"–"_s : list.join(u", "_s);
}

// "fc2" before "fc10", "arr_0" before "arr_2".
void sortNaturally(QStringList &names)
{
    QCollator order(QLocale::c());
    order.setNumericMode(true);
    std::ranges::stable_sort(names, [&order](const QString &a, const QString &b) { return order.compare(a, b) < 0; });
}

// Two matrices and two vectors, the first of each belongs to the first layer; where only that fits, the second.
LoadedWeights readForeign(const NpzArchive &archive, QStringList all)
{
    sortNaturally(all);
    QStringList matrices, vectors, others;
    for (const QString &name : all) {
        const std::vector<Index> shape = viewNpy(archive.npy(name), archive.path(), name).shape;
        const auto longSides = std::ranges::count_if(shape, [](Index side) { return side > 1; });
        (shape.size() == 2 && longSides == 2 ? matrices : longSides == 1 && shape.size() <= 2 ? vectors : others).append(name);
    }
    if (matrices.size() != 2 || vectors.size() != 2)
        throw StorageError(FileKind::NoWeights, archive.path(), -1, listOf(archive, all));
    const bool outByIn = std::ranges::all_of(matrices, [](const QString &name) { return name.endsWith("weight"_L1); });
    for (const bool turned : { outByIn, !outByIn }) {
        for (const qsizetype first : { 0, 1 }) {
            for (const qsizetype bias : { first, 1 - first }) {
                const std::array<QString, 4> names{ matrices[first], vectors[bias], matrices[1 - first], vectors[1 - bias] };
                Four arrays;
                std::ranges::transform(names, arrays.begin(), [&](const QString &name) { return readArray(archive, name); });
                if (fitTogether(arrays, turned))
                    return weightsOf(archive.path(), std::move(arrays),
                                     { .names = names, .foreign = true, .turned = turned, .ignored = others });
            }
        }
    }
    throw StorageError(FileKind::NoWeights, archive.path(), -1, listOf(archive, all));
}

} // namespace

LoadedWeights loadWeights(const QString &path)
{
    const NpzArchive archive(path);
    const QStringList names = archive.names();
    const bool own = std::ranges::any_of(ownNames(), [&names](const QString &name) { return names.contains(name); });
    return own || names.isEmpty() ? readOwn(archive, names) : readForeign(archive, names);
}

Parameters<double> loadParameters(const QString &path)
{
    return loadWeights(path).parameters;
}

} // namespace chainrule
