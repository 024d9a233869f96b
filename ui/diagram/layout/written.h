// SPDX-License-Identifier: GPL-3.0-or-later
// What comes to be written at the arrows over the whole timeline, and the room that it takes.
#pragma once

#include "ui/diagram/layout/lettering.h"
#include "ui/session/visible_graph.h"

namespace chainrule {

struct Share;

constexpr int mostMeasured = 200; // arrows; in a larger graph nobody reads all of them at once

struct Written
{
    QSizeF figure; // the value's or the gradient's, whichever is wider
    QSizeF pill; // what is multiplied; empty where nothing is
    double markReach = 0; // to the right of the gradient's middle: a mark of the check stands after a number, above a matrix

    bool holds(const Written &other) const
    {
        return other.figure.width() <= figure.width() && other.pill.width() <= pill.width()
            && other.pill.height() <= pill.height() && other.markReach <= markReach;
    }
    friend bool operator==(const Written &, const Written &) = default;
};

// For each arrow, from a run of the whole graph with the session's values; where that would take long, what is usual. Widths
// are rounded up, so that an edit seldom needs more.
QList<Written> writtenAt(const VisibleGraph &graph, const GraphSession &session, const Lettering &letters);

// "1.1 × 2 = 2.2"; with a local derivative only.
QString productText(const Share &share);
// As many beside each other as so many pixels have room for.
QStringList productLines(const Lettering &letters, const QString &text, double room);
QSizeF pillSize(const Lettering &letters, const QString &text, double room);

} // namespace chainrule
