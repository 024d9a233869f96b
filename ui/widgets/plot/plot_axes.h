// SPDX-License-Identifier: GPL-3.0-or-later
// What the axes of every plot have in common: quiet lines, and labels with just as many decimals as they need.
#pragma once

#include <QtCore/QSharedPointer>

class QCPAxis;
class QCPAxisTicker;
class QCustomPlot;
class QFont;
class QWidget;

namespace chainrule {

struct Theme;

QFont plotFont(const QWidget &widget);
// Two axes and horizontal lines; no box, no ticks.
void setUpAxes(QCustomPlot &plot);
void setAxisTheme(QCPAxis &axis, const Theme &theme, const QFont &font);

// 0.80, 0.85; 2,500, 5,000. Steps are multiples of the smallest one, which is 1 for counts: there is nothing between two
// iterations. 0: any.
QSharedPointer<QCPAxisTicker> plainTicker(double smallestStep);
// Powers of ten: 1e-6, 1e-3.
QSharedPointer<QCPAxisTicker> decadeTicker();

} // namespace chainrule
