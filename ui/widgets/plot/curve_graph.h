// SPDX-License-Identifier: GPL-3.0-or-later
// A Curve in a QCustomPlot. Its own QCPGraph reads every point in view for every drawing: 20 ms of a million of them.
#pragma once

#include "ui/widgets/plot/curve.h"
#include "ui/widgets/plot/curve_plot.h"

class QCPAbstractPlottable;
class QCPAxis;

namespace chainrule {

// Belongs to the axes' plot; the curve outlives it.
QCPAbstractPlottable *newCurveGraph(QCPAxis *keyAxis, QCPAxis *valueAxis, const CurveStyle &style, const Curve &curve);
QPen curvePen(const CurveStyle &style, const Theme &theme);

} // namespace chainrule
