// SPDX-License-Identifier: GPL-3.0-or-later
// A cursor over the steps of a Run, for the timeline. The position alone determines what has been computed.
#pragma once

#include "engine/run.h"

namespace chainrule {

// What the timeline calls one step: usually one engine step, for a folded group all of its nodes' at once.
using Moment = std::vector<Step>;

// Does not own the Run; whoever moves the trace is its only user.
class Trace final
{
public:
    explicit Trace(Run<double> &run); // one moment per step
    Trace(Run<double> &run, std::vector<Moment> moments);

    int position() const { return m_position; } // how many moments have happened, 0 to count()
    int count() const { return int(m_moments.size()); }
    // The first position at which the seed has happened; count() + 1 when there is no seed.
    int seedPosition() const { return m_seedPosition; }
    // The moment that led to the current position, or nullptr at 0.
    const Moment *current() const { return m_position == 0 ? nullptr : &m_moments[std::size_t(m_position - 1)]; }
    const std::vector<Moment> &moments() const { return m_moments; }

    bool next();
    bool previous(); // replays from the start: there are no inverse operations
    void seek(int position); // clamped to 0…count()
    // Replays up to the current position, after a leaf was edited.
    void refresh();

private:
    void applyNext();

    Run<double> *m_run;
    std::vector<Moment> m_moments;
    int m_position = 0;
    int m_seedPosition = 0;
};

} // namespace chainrule
