// SPDX-License-Identifier: GPL-3.0-or-later
// A formula as an SVG picture made of outlines: the same wherever it is opened, whatever fonts are there.
#pragma once

#include "ui/explain/formula_lines.h"

#include <QtCore/QByteArray>

namespace chainrule {

// On the theme's canvas where that is dark, else on nothing.
QByteArray formulaSvg(const FormulaLayout &layout, const FormulaLines &lines, const Theme &theme, const QString &title);

} // namespace chainrule
