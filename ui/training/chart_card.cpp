// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/chart_card.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

namespace chainrule {

ChartCard::ChartCard(const QString &title, const QString &xWord, const QString &xUnit, const std::vector<CurveStyle> &styles,
                     QWidget *parent)
    : QFrame(parent)
    , m_plot(new CurvePlot(xWord, styles))
    , m_heading(new QHBoxLayout)
{
    auto *heading = new QLabel(title);
    heading->setProperty("role", QStringLiteral("section"));
    m_heading->addWidget(heading, 1);
    m_heading->addStrut(4 * Size::grid); // both cards' plots begin at the same height, with and without a switch

    auto *legend = new QHBoxLayout;
    legend->setSpacing(2 * Size::grid);
    for (const CurveStyle &style : styles) {
        m_legend.push_back(new LegendEntry(style));
        legend->addWidget(m_legend.back());
    }
    legend->addStretch(1);

    auto *unit = new QLabel(xUnit);
    unit->setProperty("role", QStringLiteral("muted"));
    unit->setAlignment(Qt::AlignHCenter);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Size::grid, Size::grid, 2 * Size::grid, Size::grid);
    layout->setSpacing(Size::grid / 2);
    layout->addLayout(m_heading);
    layout->addLayout(legend);
    layout->addWidget(m_plot, 1);
    layout->addWidget(unit);
    setObjectName(QStringLiteral("ChartCard"));
    m_plot->setAccessibleName(title);
    m_plot->setAccessibleDescription(tr("Left and Right read values off, plus and minus zoom, Shift with Left and "
                                        "Right moves, Home shows everything."));
}

void ChartCard::setSwitch(QWidget *widget)
{
    m_heading->addWidget(widget);
}

} // namespace chainrule
