// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statistics.h"

#include "ui/text/numbers.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

QString notFiniteText(const TensorStatistics &s)
{
    const Index count = s.nans + s.infinities;
    return count == 0
        ? QString()
        : "  "_L1 + QCoreApplication::translate("chainrule::TensorStatistics", "%n not finite", nullptr, int(count));
}

} // namespace

TensorStatistics TensorStatistics::of(View<const double> numbers)
{
    TensorStatistics s;
    Index finite = 0;
    for (const double x : numbers.span()) {
        s.nans += std::isnan(x);
        s.infinities += std::isinf(x);
        if (!std::isfinite(x))
            continue;
        s.least = finite == 0 ? x : std::min(s.least, x);
        s.greatest = finite == 0 ? x : std::max(s.greatest, x);
        s.largest = std::max(s.largest, std::abs(x));
        s.zeros += x == 0;
        ++finite;
        s.mean += (x - s.mean) / double(finite); // no sum that could overflow
    }
    if (s.largest > 0)
        for (const double x : numbers.span())
            s.norm += std::isfinite(x) ? (x / s.largest) * (x / s.largest) : 0;
    s.norm = s.largest * std::sqrt(s.norm);
    return s;
}

QString summaryText(const Shape &shape, View<const double> numbers)
{
    const TensorStatistics s = TensorStatistics::of(numbers);
    return u"%1  max |x| %2%3"_s.arg(QString::fromStdString(shape.text()), displayNumber(s.largest), notFiniteText(s));
}

QString largestText(View<const double> numbers)
{
    const TensorStatistics s = TensorStatistics::of(numbers);
    return QCoreApplication::translate("chainrule::TensorStatistics", "max %1").arg(displayNumber(s.largest))
        + notFiniteText(s);
}

} // namespace chainrule
