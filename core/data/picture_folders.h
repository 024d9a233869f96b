// SPDX-License-Identifier: GPL-3.0-or-later
// A folder for each class with its pictures, in train/ and test/ or all together.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QStringList>

#include <stop_token>

namespace chainrule {

// The folders in a folder that hold pictures, in the order of their labels: by number where all are named by numbers.
QStringList classFolders(const QString &folder);

// Grey, 0 is black. Where all folders are named by numbers from 0 to 9 these are the labels, else their places. All pictures
// have one size. Throws StorageError. What was stopped has no pictures.
LabelledImages loadPictureFolders(const QString &folder, const std::stop_token &stop = {});

} // namespace chainrule
