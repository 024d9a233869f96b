// SPDX-License-Identifier: GPL-3.0-or-later
// A graph of a smooth curve with very many points, of which it draws one a pixel or so.
#pragma once

#include <qcustomplot.h>

namespace chainrule {

// Adaptive sampling draws a bar from the least to the most of each pixel, so that no single loss is lost; a moving
// average drawn so looks like a staircase. It is smooth: every n-th point says as much.
class SmoothGraph final : public QCPGraph
{
    Q_OBJECT

public:
    SmoothGraph(QCPAxis *keyAxis, QCPAxis *valueAxis);

protected:
    void getOptimizedLineData(QVector<QCPGraphData> *lineData, const QCPGraphDataContainer::const_iterator &begin,
                              const QCPGraphDataContainer::const_iterator &end) const override;
};

} // namespace chainrule
