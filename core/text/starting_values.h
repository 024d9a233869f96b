// SPDX-License-Identifier: GPL-3.0-or-later
// What inputs begin with that nobody has given a value: shapes that fit, and numbers by which one rule is told from another.
#pragma once

#include "document/graph_document.h"

#include <QtCore/QSet>

namespace chainrule {

// The names in an expression that are inputs without a value of their own. Of one that documentOf() reads.
QSet<QString> untoldInputs(const QString &expression);

// The inputs of these names that are single numbers get distinct ones, none of them 0, 1 or 2, so that a gradient shows which
// rule it came by. What is multiplied by @ becomes small matrices, and what is added to one a row: of tenths, which come again
// after nine. Where no shapes can be found that fit, single numbers.
GraphDocument withStartingValues(const GraphDocument &document, const QSet<QString> &names);

} // namespace chainrule
