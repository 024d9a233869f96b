// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runs/run_settings.h"

#include "ui/text/numbers.h"
#include "ui/training/settings/option_words.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace chainrule {

namespace {

QString count(Index n)
{
    return QLocale().toString(qlonglong(n));
}

QString rateOf(const TrainingPhase &phase)
{
    return displayNumber(phase.learningRate);
}

QString batchOf(const TrainingPhase &phase)
{
    return count(phase.batch);
}

// One after the other, each where it differs from that before.
std::vector<std::pair<Index, QString>> steps(const RunRecord &run, QString (*text)(const TrainingPhase &))
{
    std::vector<std::pair<Index, QString>> steps;
    for (const TrainingPhase &phase : run.trainedWith())
        if (QString value = text(phase); steps.empty() || steps.back().second != value)
            steps.emplace_back(phase.from, std::move(value));
    return steps;
}

// "0.1 → 0.5", and "0.1 → … → 0.5" where there were more.
QString shortly(const RunRecord &run, QString (*text)(const TrainingPhase &))
{
    const auto all = steps(run, text);
    if (all.size() == 1)
        return all.front().second;
    return (all.size() == 2 ? RunHistory::tr("%1 → %2", "a setting, and what it became")
                            : RunHistory::tr("%1 → … → %2", "a setting, and what it became in the end"))
        .arg(all.front().second, all.back().second);
}

QString wholly(const RunRecord &run, QString (*text)(const TrainingPhase &))
{
    const auto all = steps(run, text);
    QStringList lines{ RunHistory::tr("%1 at first", "a setting").arg(all.front().second) };
    for (std::size_t i = 1; i < all.size(); ++i)
        lines.append(RunHistory::tr("%1 from iteration %2 on", "a setting").arg(all[i].second, count(all[i].first)));
    return all.size() == 1 ? all.front().second : lines.join(u'\n');
}

} // namespace

std::vector<RunSetting> runSettings()
{
    return {
        { RunHistory::tr("Data"), [](const RunRecord &run) { return run.data; } },
        { RunHistory::tr("Hidden"), [](const RunRecord &run) { return count(run.settings.options.hidden); } },
        { RunHistory::tr("Batch"), [](const RunRecord &run) { return shortly(run, batchOf); },
          [](const RunRecord &run) { return wholly(run, batchOf); } },
        { RunHistory::tr("Optimiser"), [](const RunRecord &run) { return optimiserName(run.settings.options.optimiser); } },
        { RunHistory::tr("Rate"), [](const RunRecord &run) { return shortly(run, rateOf); },
          [](const RunRecord &run) { return wholly(run, rateOf); } },
        { RunHistory::tr("Initial"),
          [](const RunRecord &run) {
              const TrainingOptions &options = run.settings.options;
              if (!run.weights.isEmpty())
                  return RunHistory::tr("from %1", "weights from a file").arg(run.weights);
              return initialName(options.initial, displayNumber(options.initDeviation));
          } },
        { RunHistory::tr("Seed"), [](const RunRecord &run) { return QString::number(run.settings.options.seed); } },
        { RunHistory::tr("Precision"),
          [](const RunRecord &run) {
              return run.settings.precision == Precision::Float ? RunHistory::tr("float") : RunHistory::tr("double");
          } },
    };
}

std::vector<int> differences(const std::vector<const RunRecord *> &runs)
{
    std::vector<int> differing;
    const std::vector<RunSetting> settings = runSettings();
    for (std::size_t i = 0; i < settings.size(); ++i) {
        const auto differs = [&](const RunRecord *run) { return settings[i].text(*run) != settings[i].text(*runs.front()); };
        if (std::ranges::any_of(runs, differs))
            differing.push_back(int(i));
    }
    return differing;
}

} // namespace chainrule
