// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves_panel.h"

#include "ui/training/accuracy_chart.h"
#include "ui/training/loss_chart.h"

#include <QtWidgets/QBoxLayout>

namespace chainrule {

namespace {

constexpr int sideBySide = 600; // px; below it one stands above the other

} // namespace

CurvesPanel::CurvesPanel(RunHistory &history, QWidget *parent)
    : QWidget(parent)
    , m_loss(new LossChart(history))
    , m_accuracy(new AccuracyChart(history))
    , m_charts(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_charts->setContentsMargins({});
    m_charts->setSpacing(2 * Size::grid);
    m_charts->addWidget(m_loss, 1);
    m_charts->addWidget(m_accuracy, 1);
}

void CurvesPanel::setLimit(Index iterations, Index iterationsPerEpoch)
{
    m_loss->setIterations(iterations);
    m_accuracy->setEpochs(double(iterations) / double(iterationsPerEpoch));
}

void CurvesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_charts->setDirection(width() < sideBySide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace chainrule
