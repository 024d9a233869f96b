// SPDX-License-Identifier: GPL-3.0-or-later
// What was chosen for a run, setting by setting, in words: for the table of runs and for comparing them.
#pragma once

#include "ui/training/history/run_history.h"

namespace chainrule {

struct RunSetting
{
    QString name; // translated
    QString (*text)(const RunRecord &run);
    QString (*whole)(const RunRecord &run) = nullptr; // where the text leaves something out, or explains nothing
};

// In the order of the settings column.
std::vector<RunSetting> runSettings();

// The settings in which not all of these runs agree: their places in runSettings().
std::vector<int> differences(const std::vector<const RunRecord *> &runs);

} // namespace chainrule
