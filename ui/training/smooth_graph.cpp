// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/smooth_graph.h"

#include <cmath>

namespace chainrule {

SmoothGraph::SmoothGraph(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : QCPGraph(keyAxis, valueAxis)
{
}

void SmoothGraph::getOptimizedLineData(QVector<QCPGraphData> *lineData, const QCPGraphDataContainer::const_iterator &begin,
                                       const QCPGraphDataContainer::const_iterator &end) const
{
    if (begin == end)
        return;
    const double pixels = std::abs(keyAxis()->coordToPixel((end - 1)->key) - keyAxis()->coordToPixel(begin->key));
    qsizetype stride = 1;
    while (double(end - begin) > (pixels + 1) * double(stride) && stride < end - begin)
        stride *= 2;
    // Counted from the very first point, so that the same ones are drawn while the curve grows or is moved.
    const qsizetype into = (begin - data()->constBegin()) % stride;
    lineData->append(*begin);
    for (auto i = stride - into; i < end - begin - 1; i += stride)
        lineData->append(*(begin + i));
    lineData->append(*(end - 1));
}

} // namespace chainrule
