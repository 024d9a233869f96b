// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of the files and folders that were used as data: which ones, and whose pictures are turned.
#pragma once

#include <QtCore/QStringList>

namespace chainrule {

constexpr qsizetype mostKnownPlaces = 8;

// The last one first.
QStringList knownPlaces();
void addKnownPlace(const QString &place);

// Whether rows of this place's pictures are to be columns. Stays with the place, whoever opens it.
bool isTurned(const QString &place);
void setTurned(const QString &place, bool turned);

} // namespace chainrule
