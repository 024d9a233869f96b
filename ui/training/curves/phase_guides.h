// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run went on with other settings: upright lines in the charts.
#pragma once

#include "training/trainer_state.h"
#include "ui/widgets/plot/plot_guide.h"

#include <functional>
#include <vector>

namespace chainrule {

// One for each phase but the first. `placeOf` says where on the chart's axis an iteration is.
std::vector<PlotGuide> phaseGuides(const std::vector<TrainingPhase> &phases,
                                   const std::function<double(Index iteration)> &placeOf);
// The epochs that were done before an iteration, in a run on these data; each phase has its own batch, and with it as many
// whole iterations to an epoch as the training counts.
double epochsBefore(Index iteration, const std::vector<TrainingPhase> &phases, const Dataset &data);

} // namespace chainrule
