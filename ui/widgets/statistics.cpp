// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statistics.h"

#include "ui/text/numbers.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct TensorStatisticsWords
{
    Q_DECLARE_TR_FUNCTIONS(TensorStatisticsWords)
};

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
    const auto notFinite = int(s.nans + s.infinities);
    const QString form = notFinite == 0
        ? TensorStatisticsWords::tr("%1  max |x| %2", "shape, greatest number")
        : TensorStatisticsWords::tr("%1  max |x| %2  %n not finite", "shape, greatest number", notFinite);
    return form.arg(QString::fromStdString(shape.text()), displayNumber(s.largest));
}

QString largestText(View<const double> numbers)
{
    const TensorStatistics s = TensorStatistics::of(numbers);
    const auto notFinite = int(s.nans + s.infinities);
    const QString form = notFinite == 0 ? TensorStatisticsWords::tr("max %1", "greatest number")
                                        : TensorStatisticsWords::tr("max %1  %n not finite", "greatest number", notFinite);
    return form.arg(displayNumber(s.largest));
}

} // namespace chainrule
