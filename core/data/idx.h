// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets in the IDX format of MNIST, plain or gzip-compressed.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QString>

#include <array>
#include <memory>
#include <stop_token>

namespace chainrule {

// Training images, their labels, test images, their labels, plain or with .gz. Both sets have pictures of one size; there are
// at most ten classes, one more than the greatest label of either. The labels may be QMNIST's. Throws StorageError with the
// path of the file. Returns nullptr when it was stopped.
std::shared_ptr<Dataset> loadIdxFiles(const std::array<QString, 4> &paths, const std::stop_token &stop = {});

// One pair of files, at most a million pictures of at most 1024 × 1024 pixels, and a gibibyte in all. Labels must be
// below `classes`. Throws StorageError. What was stopped has no pictures.
LabelledImages loadIdx(const QString &imagesPath, const QString &labelsPath, int classes, const std::stop_token &stop = {});

} // namespace chainrule
