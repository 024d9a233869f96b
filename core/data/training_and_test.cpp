// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/training_and_test.h"

#include "files/storage_error.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

using namespace Qt::StringLiterals;

// A net with one class alone would have nothing to tell apart.
Index classesOf(const Dataset &data)
{
    Index classes = 2;
    for (const LabelledImages *images : { &data.training, &data.test })
        for (const std::uint8_t label : images->labels)
            classes = std::max<Index>(classes, label + 1);
    return classes;
}

std::shared_ptr<Dataset> joined(LabelledImages training, LabelledImages test, const QString &path, qint64 at)
{
    const QString wanted = sizeText(training.rows, training.columns);
    const QString found = sizeText(test.rows, test.columns);
    if (wanted != found)
        throw StorageError(StorageError::Kind::BadDimensions, path, at, wanted + u" / "_s + found);
    auto data = std::make_shared<Dataset>(Dataset{ std::move(training), std::move(test) });
    data->classes = classesOf(*data);
    return data;
}

QString sizeText(Index rows, Index columns)
{
    return u"%1 × %2"_s.arg(rows).arg(columns);
}

Index squareSide(Index pixels)
{
    const auto side = Index(std::lround(std::sqrt(double(pixels))));
    return side > 0 && side * side == pixels ? side : 0;
}

} // namespace chainrule
