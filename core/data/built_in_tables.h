// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of samples that are always there: points that a small net learns, drawn with a seed, and Fisher's irises.
#pragma once

#include "data/sample_table.h"

#include <optional>

namespace chainrule {

struct TableOptions
{
    std::uint64_t seed = 1;
    std::optional<double> noise = {}; // deviation of what is added to each coordinate; else the table's own
};

// "line", "xor", "circles", "moons", "spirals", "iris".
QStringList builtInTables();
// Nothing when there is none of this name.
//   line      x, t      t = 2x + 1 at 1, 2, 3, 4
//   xor       x1, x2, t the four corners; with noise 50 points around each
//   circles   x1, x2, t 200 points: t = 1 within, 0 around
//   moons     x1, x2, t 200 points of two half circles
//   spirals   x1, x2, t 300 points of three arms: t is the class
//   iris      150 flowers: R. A. Fisher, "The use of multiple measurements in taxonomic problems", 1936
std::optional<SampleTable> builtInTable(const QString &name, const TableOptions &options = {});

} // namespace chainrule
