// SPDX-License-Identifier: GPL-3.0-or-later
// How much room a value or gradient takes beside its arrow: a scalar is one number, a small matrix a grid, a large one its
// shape above a small heat map.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QSizeF>

namespace chainrule {

class Lettering;

// The room that a figure of this shape takes; for a scalar what an ordinary number takes, so that places do not depend on
// numbers.
QSizeF nominalFigureSize(const Shape &shape);
// The room that this one takes.
QSizeF figureSize(const Lettering &letters, const Shape &shape, View<const double> numbers);

// What a figure is put together from; px.
namespace FigurePart {
constexpr double captionHeight = 18; // a matrix's shape, above it
constexpr double cellHeight = 19;
constexpr double bracket = 4;
constexpr double thumbnailGap = 2; // below the caption
constexpr Index shownPictures = 10;
constexpr int picturesAcross = 5;
} // namespace FigurePart

bool isGrid(const Shape &shape); // else it is a heat map
double cellWidth(const Shape &shape); // of a grid
// As long and as wide as the matrix, within reason.
QSizeF thumbnailSize(const Shape &shape);

} // namespace chainrule
