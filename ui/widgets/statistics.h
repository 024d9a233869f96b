// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said of a tensor in one line: its extremes, mean, norm, and how many of its numbers are none.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QString>

namespace chainrule {

// Of the finite numbers; a tensor without any has only zeros here, and says how many are not finite.
struct TensorStatistics
{
    double least = 0;
    double greatest = 0;
    double mean = 0;
    double norm = 0; // the square root of the sum of squares
    double largest = 0; // max |x|
    Index zeros = 0;
    Index nans = 0;
    Index infinities = 0;

    static TensorStatistics of(View<const double> numbers);
};

// "(784, 50)  max |x| 0.04": of a tensor too large to be written out.
QString summaryText(const Shape &shape, View<const double> numbers);
// "max 0.04": the same where there is little room, and the shape is told elsewhere.
QString largestText(View<const double> numbers);

} // namespace chainrule
