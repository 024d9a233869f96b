// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/accuracy_chart.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr int decimals = 4;
constexpr double gridStep = 0.05;
constexpr double headroom = 0.02; // of the height, so that a dot at 1 is whole

std::vector<CurveStyle> styles()
{
    return { { AccuracyChart::tr("training"), &Theme::forward, 2, false, true },
             { AccuracyChart::tr("test"), &Theme::test, 2, true, true } };
}

} // namespace

AccuracyChart::AccuracyChart(QWidget *parent)
    : ChartCard(tr("Accuracy"), tr("Epoch %1"), tr("epochs"), styles(), parent)
{
    clear();
}

void AccuracyChart::clear()
{
    m_count = 0;
    m_last = 0;
    m_least = 1;
    plot().clear();
    for (const Curve curve : { Training, Test })
        legend(curve).setValue({});
    fit();
    plot().refresh();
}

void AccuracyChart::setEpochs(double epochs)
{
    m_epochs = epochs;
    fit();
    plot().refresh();
}

void AccuracyChart::add(const AccuracyPoint &point, Index)
{
    m_last = double(point.epoch);
    plot().append(Training, m_last, point.accuracy.training);
    plot().append(Test, m_last, point.accuracy.test);
    legend(Training).setValue(locale().toString(point.accuracy.training, 'f', decimals));
    legend(Test).setValue(locale().toString(point.accuracy.test, 'f', decimals));
    if (m_count++ > 0)
        m_least = std::min({ m_least, point.accuracy.training, point.accuracy.test });
    fit();
    plot().refresh();
}

// An untrained net guesses: if its first point stayed in view, all that is learnt would be pressed to the upper edge.
void AccuracyChart::fit()
{
    const double from = m_count < 2 ? 0 : std::max(0.0, (std::ceil(m_least / gridStep) - 2) * gridStep);
    plot().setHome(std::max({ m_epochs, m_last, 1.0 }), from, 1 + headroom * (1 - from));
}

} // namespace chainrule
