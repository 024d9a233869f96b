// SPDX-License-Identifier: GPL-3.0-or-later
// How large a graph document may be, so that a hostile one neither hangs nor crashes who opens it.
#pragma once

#include <QtCore/QtGlobal>

namespace chainrule::DocumentLimit {

constexpr qint64 bytes = 64 * 1024 * 1024;
constexpr qsizetype nodes = 100'000; // and as many groups, members of groups and hidden numbers
constexpr qsizetype lineLength = 1'000; // characters of a name, an id, a title
constexpr qsizetype textLength = 20'000; // of a question, a note
constexpr double position = 1e7; // farthest from the origin, in scene pixels
constexpr qint64 numbers = 20'000'000; // in all tensors of a graph together

} // namespace chainrule::DocumentLimit
