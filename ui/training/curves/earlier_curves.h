// SPDX-License-Identifier: GPL-3.0-or-later
// One curve for each earlier run in a plot, beneath those of the run of now: a view of the history.
#pragma once

#include "ui/training/history/run_history.h"
#include "ui/widgets/plot/curve_plot.h"

#include <map>

namespace chainrule {

class EarlierCurves final
{
public:
    using CurveOf = std::function<Curve(const RunRecord &)>;

    EarlierCurves(const RunHistory &history, CurvePlot &plot, CurveOf curveOf);

    // How a run is drawn in every plot and in the table: by its number, in a colour and a pattern of its own.
    static CurveStyle style(const RunRecord &run);

    void follow(); // the list of runs has changed
    void remake(); // what curveOf gives has changed
    std::vector<const Curve *> shown() const; // that are not empty

private:
    const RunHistory &m_history;
    CurvePlot &m_plot;
    CurveOf m_curveOf;
    // Made when it is shown for the first time: hundreds of runs may be listed.
    struct Drawn
    {
        int curve = 0;
        std::size_t losses = 0; // of which it is made
    };
    void make(const RunRecord &run, Drawn &drawn);

    std::map<int, Drawn> m_curves; // by the numbers of the runs
};

} // namespace chainrule
