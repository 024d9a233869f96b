// SPDX-License-Identifier: GPL-3.0-or-later
// Two sets of labelled pictures made one: of one size, with so many classes.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QString>

#include <memory>

namespace chainrule {

inline constexpr int mostClasses = 10; // that are told apart

// One more than the greatest label, and at least two.
Index classesOf(const Dataset &data);

// Throws StorageError (BadDimensions), at this place of this file, where the pictures of the two have other sizes.
std::shared_ptr<Dataset> joined(LabelledImages training, LabelledImages test, const QString &path, qint64 at = -1);

// "28 × 28", as errors tell it.
QString sizeText(Index rows, Index columns);

// Of a square of so many pixels, or 0 where there is none.
Index squareSide(Index pixels);

} // namespace chainrule
