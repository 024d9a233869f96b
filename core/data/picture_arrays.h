// SPDX-License-Identifier: GPL-3.0-or-later
// Keras' mnist.npz: x_train, y_train, x_test and y_test.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QString>

#include <memory>

namespace chainrule {

// Whether these arrays are in an .npz, by its directory alone; false of what is none.
bool holdsPictureArrays(const QString &path);
// Pixels as bytes, (n, rows, columns) with or without a channel of 1, or (n, rows · columns) where that is a square; labels as
// whole numbers. Throws StorageError.
std::shared_ptr<Dataset> loadPictureArrays(const QString &path);

} // namespace chainrule
