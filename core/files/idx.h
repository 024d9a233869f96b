// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets in the IDX format of MNIST, plain or gzip-compressed.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QString>

#include <array>
#include <memory>
#include <stop_token>

namespace chainrule {

inline constexpr int mostClasses = 10; // that are told apart

// Reads the four files of a folder under their usual names (train-images-idx3-ubyte, train-labels-idx1-ubyte,
// t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte), each plain or with .gz. Both sets have pictures of one size; there
// are at most ten classes, one more than the greatest label of either. Throws StorageError with the path of the file, or of the
// folder. Returns nullptr when it was stopped.
std::shared_ptr<const Dataset> loadIdxFolder(const QString &folder, const std::stop_token &stop = {});

// The same of files that are known: training images, their labels, test images, their labels. The labels may be QMNIST's.
std::shared_ptr<const Dataset> loadIdxFiles(const std::array<QString, 4> &paths, const std::stop_token &stop = {});

// One more than the greatest label, and at least two.
Index classesOf(const Dataset &data);

// One pair of files, at most a million pictures of at most 1024 × 1024 pixels, and a gibibyte in all. Labels must be
// below `classes`. Throws StorageError. What was stopped has no pictures.
LabelledImages loadIdx(const QString &imagesPath, const QString &labelsPath, int classes, const std::stop_token &stop = {});

// The first of these that holds all four files, or an empty string: $CHAINRULE_MNIST_DIR, and chainrule/mnist in
// the user's data folders (XDG).
QString findMnistFolder();

// Whether a folder holds the four files, by name alone.
bool holdsIdxFiles(const QString &folder);

} // namespace chainrule
