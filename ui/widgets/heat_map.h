// SPDX-License-Identifier: GPL-3.0-or-later
// A matrix as a picture: blue below zero, vermillion above, zero is the canvas, so that only what is not zero stands out.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QRectF>
#include <QtCore/QSize>
#include <QtGui/QImage>

class QPainter;

namespace chainrule {

struct Theme;

// max |x| over the finite numbers: the scale runs from −limit to +limit. 0 for a matrix of zeros.
double heatLimit(View<const double> numbers);

// The colour of one number; linear in OKLab, so that equal differences look equal. What is not finite is magenta.
QColor heatColor(const Theme &theme, double number, double limit);

// A pixel per number. Where that is more than `most`, a pixel shows the number of its block that is farthest from zero, so
// that a single large one does not vanish; a number that is not finite counts as the farthest.
QImage heatImage(const Theme &theme, View<const double> numbers, double limit, const QSize &most);

// Rows of 784 numbers as pictures of 28 × 28, `across` side by side: at most `count` of them, with a gap of one pixel.
bool isPictures(const Shape &shape);
QImage pictureImage(const Theme &theme, View<const double> numbers, double limit, Index count, int across);
constexpr Index pictureSide = 28;

// Enlarged with sharp cells.
void paintHeatMap(QPainter &painter, const QRectF &rect, const QImage &image);

} // namespace chainrule
