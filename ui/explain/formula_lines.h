// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a formula fit into a width: broken into lines, set smaller, at last in a shorter form.
#pragma once

#include "ui/explain/formula_layout.h"

namespace chainrule {

struct FormulaLines
{
    QList<Formula> lines;
    QList<QPointF> baselines;
    double size = 0; // of the letters, px
    QSizeF extent;

    // Breaks at = first, then at + and ·, then within brackets; no smaller than is readable while `shorter` can stand in.
    static FormulaLines fit(const FormulaLayout &layout, const Formula &formula, const Formula &shorter, double size,
                            double width);
};

} // namespace chainrule
