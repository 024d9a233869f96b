// SPDX-License-Identifier: GPL-3.0-or-later
// A CSV with a picture in each line, as Kaggle's train.csv: label, pixel0, pixel1 …
#pragma once

#include "digits/dataset.h"

#include <QtCore/QString>

#include <stop_token>

namespace chainrule {

// The label is the column of that name, or else the first one; a line of names is not needed. All others are the pixels of a
// square picture, whole numbers from 0 to 255, with , or ; between them. Plain or compressed, at most 2 GiB. Throws
// StorageError (BadTable, BadLabel …). What was stopped has no pictures.
LabelledImages loadPictureTable(const QString &path, const std::stop_token &stop = {});

// Whether its first line has one column more than a square number of them: a table without labels is none.
bool isPictureTable(const QString &path);

} // namespace chainrule
