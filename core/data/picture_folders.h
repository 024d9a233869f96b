// SPDX-License-Identifier: GPL-3.0-or-later
// A folder for each class with its pictures, in train/ and test/ or all together.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QStringList>

#include <stop_token>

namespace chainrule {

// The folders in a folder that hold pictures, in the order of their labels: by number where all are named by numbers.
QStringList classFolders(const QString &folder);

// What these folders stand for, label by label: "cat", "dog"; or "0", "1" … where all are named by numbers below ten. Throws
// StorageError (BadLabel) of more than ten.
QStringList classesIn(const QString &folder);

// Grey, 0 is black; the labels are places in `classes`, in which each folder has its own. All pictures have one size. Throws
// StorageError. What was stopped has no pictures.
LabelledImages loadPictureFolders(const QString &folder, const QStringList &classes, const std::stop_token &stop = {});

} // namespace chainrule
