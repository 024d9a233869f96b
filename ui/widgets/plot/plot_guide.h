// SPDX-License-Identifier: GPL-3.0-or-later
// An upright line in a plot, with a name: where something happened.
#pragma once

#include <QtCore/QString>

namespace chainrule {

struct PlotGuide
{
    double x = 0;
    QString name; // above the line

    friend bool operator==(const PlotGuide &, const PlotGuide &) = default;
};

} // namespace chainrule
