// SPDX-License-Identifier: GPL-3.0-or-later
// How the lab calls nodes and elements, and what it says about a wrong prediction.
#pragma once

#include "probe/prediction.h"

#include <QtCore/QString>

namespace chainrule {

class GraphSession;

QString nameOf(const GraphSession &session, NodeId node);
// "W" of a scalar, "W, row 2, column 3" of a matrix.
QString nameOf(const GraphSession &session, NodeId node, Index element);
// "row 2, column 3"
QString elementText(const Shape &shape, Index element);
// What is differentiated: the result where it is one number and the end, else L, the sum of upstream times result.
QString lossName(const GraphSession &session);
// With its sign, always: "+ 2.2".
QString signedNumber(double value);

QString questionText(const GraphSession &session, const Question &question);
QString mistakeText(const GraphSession &session, const Question &question, Mistake mistake);

} // namespace chainrule
