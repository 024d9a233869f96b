// SPDX-License-Identifier: GPL-3.0-or-later
// A plot with its title above, its legend under that, and room for a switch at the right.
#pragma once

#include "ui/training/legend_entry.h"

#include <QtWidgets/QFrame>

class QHBoxLayout;

namespace chainrule {

class ChartCard : public QFrame
{
    Q_OBJECT

public:
    ChartCard(const QString &title, const QString &xWord, const QString &xUnit, const std::vector<CurveStyle> &styles,
              QWidget *parent = nullptr);

    CurvePlot &plot() { return *m_plot; }
    const CurvePlot &plot() const { return *m_plot; }
    LegendEntry &legend(int curve) { return *m_legend[std::size_t(curve)]; }
    void setSwitch(QWidget *widget);

private:
    CurvePlot *m_plot;
    QHBoxLayout *m_heading;
    std::vector<LegendEntry *> m_legend;
};

} // namespace chainrule
