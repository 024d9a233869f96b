// SPDX-License-Identifier: GPL-3.0-or-later
// What the editor calls things, and why it refuses to do something.
#pragma once

#include "document/graph_edit.h"

namespace chainrule {

// "Multiply" for "mul", "input" for a leaf.
QString nameOfOperation(const QString &op);

QString words(edit::GroupFault fault);
QString words(edit::NameFault fault, const QString &name);
QString tooLongWords(qsizetype length, qsizetype most); // in characters
// A wire from `source` to `consumer` would be a circle.
QString cycleWords(const GraphDocument &document, const QString &source, const QString &consumer);

} // namespace chainrule
