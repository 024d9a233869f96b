// SPDX-License-Identifier: GPL-3.0-or-later
// A data set as people have it: IDX files under all their names, Keras' .npz, a table of pixels, folders of pictures.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace chainrule {

struct DataSet
{
    std::shared_ptr<Dataset> data; // nullptr when it was stopped
    QString place; // the file or folder from which the same is read again
    std::optional<std::uint64_t> splitSeed = {}; // there was no test set: a seventh was drawn with this
};

struct DataOptions
{
    std::uint64_t splitSeed = 1; // where one set has to be divided
    bool turned = false; // rows become columns: EMNIST's pictures lie on their side
};

// What a file or a folder holds; one file of several stands for all of them. At most ten classes, pictures of one size. Throws
// StorageError: of what is there in place of data, too.
DataSet loadData(const QString &path, const DataOptions &options = {}, const std::stop_token &stop = {});

// Whether a file holds pictures with labels, by its name and what is in it: not every .npz has weights.
bool holdsPictures(const QString &path);

} // namespace chainrule
