// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of a folder are the four IDX files of one data set, under all the names by which they go round.
#pragma once

#include <QtCore/QStringList>

#include <array>

namespace chainrule {

// train-images-idx3-ubyte, train-images.idx3-ubyte, emnist-digits-test-labels-idx1-ubyte.gz.gz, qmnist-train-labels-idx2-int …
bool isIdxName(const QString &name);

struct IdxSet
{
    QString folder; // in which they are, each perhaps in a folder of its own name, as Kaggle packs them
    QString name; // what their names have in common: "", "emnist-digits"
    std::array<QString, 4> paths; // training images, labels, test images, labels; empty where there is none
};

// All sets in a folder and the two levels below it, also those that lack files. The uppermost ones first.
std::vector<IdxSet> idxSets(const QString &folder);
// The set that a file with such a name belongs to, whichever of its forms the set is read from: torchvision leaves each file
// beside its .gz.
IdxSet idxSetOf(const QString &file);
// Whether the four files of one set lie in a folder, by their names alone, and not below it.
bool holdsIdxSet(const QString &folder);
// The usual names of those that are not there.
QStringList missingOf(const IdxSet &set);

} // namespace chainrule
