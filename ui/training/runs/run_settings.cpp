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

} // namespace

std::vector<RunSetting> runSettings()
{
    return {
        { RunHistory::tr("Data"), [](const RunRecord &run) { return run.data; } },
        { RunHistory::tr("Hidden"), [](const RunRecord &run) { return count(run.settings.options.hidden); } },
        { RunHistory::tr("Batch"), [](const RunRecord &run) { return count(run.settings.options.batch); } },
        { RunHistory::tr("Optimiser"), [](const RunRecord &run) { return optimiserName(run.settings.options.optimiser); } },
        { RunHistory::tr("Rate"), [](const RunRecord &run) { return displayNumber(run.settings.options.learningRate); } },
        { RunHistory::tr("Initial"),
          [](const RunRecord &run) {
              const TrainingOptions &options = run.settings.options;
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
