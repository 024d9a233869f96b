// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to a leaf's matrix as a whole: a block of numbers pasted into it, another shape, another matrix.
#pragma once

#include <QtCore/QRect>
#include <QtCore/QString>

namespace chainrule {

class GraphSession;
struct Tensor;

// A leaf's value, of any shape, undoably.
void enterValue(GraphSession &session, const QString &leaf, const Tensor &value);

// These two change the session undoably, and return why they did not, in people's words; empty when they did.

// Into the selected cells (columns from left to right, rows from top to bottom): from the first of them, as far as the text
// goes, within the shape. If all cells are selected, the text takes their place with a shape of its own.
QString pasteNumbers(GraphSession &session, const QString &leaf, const QRect &cells, const QString &text);

// "2, 3" or "2 × 3": rows and columns that are new are zeros.
QString changeShape(GraphSession &session, const QString &leaf, const QString &text);

} // namespace chainrule
