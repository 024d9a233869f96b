// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves/phase_guides.h"

#include "ui/text/numbers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace chainrule {

namespace {

struct PhaseWords
{
    Q_DECLARE_TR_FUNCTIONS(PhaseWords)
};

QString change(const TrainingPhase &before, const TrainingPhase &after)
{
    const QString rate = displayNumber(after.learningRate);
    const QString batch = QLocale().toString(qlonglong(after.batch));
    if (before.batch == after.batch)
        return PhaseWords::tr("lr %1", "learning rate").arg(rate);
    if (before.learningRate == after.learningRate)
        return PhaseWords::tr("batch %1", "size").arg(batch);
    return PhaseWords::tr("lr %1, batch %2", "learning rate, size").arg(rate, batch);
}

} // namespace

std::vector<PlotGuide> phaseGuides(const std::vector<TrainingPhase> &phases, const std::function<double(Index)> &placeOf)
{
    std::vector<PlotGuide> guides;
    for (std::size_t i = 1; i < phases.size(); ++i)
        guides.push_back({ placeOf(phases[i].from), change(phases[i - 1], phases[i]) });
    return guides;
}

double epochsBefore(Index iteration, const std::vector<TrainingPhase> &phases, const Dataset &data)
{
    double epochs = 0;
    for (std::size_t i = 0; i < phases.size() && phases[i].from < iteration; ++i) {
        const Index to = i + 1 < phases.size() ? std::min(phases[i + 1].from, iteration) : iteration;
        epochs += double(to - phases[i].from) / double(iterationsPerEpoch(data, phases[i].batch));
    }
    return epochs;
}

} // namespace chainrule
