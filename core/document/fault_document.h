// SPDX-License-Identifier: GPL-3.0-or-later
// A document with a learner's mistake in it, and where each mistake can be made. Pure functions.
#pragma once

#include "document/graph_document.h"

namespace chainrule {

// Where a mistake can be made in a document, and if nowhere, why.
struct FaultChoice
{
    enum class Obstacle {
        None,
        NoOperation, // nothing in the graph makes it
        NoBranch, // no node is used more than once
        NoDifference, // the shapes are such that the wrong gradient is the right one: a batch of one
        NoGradient, // no gradient is wanted where it would be wrong
    };

    QString fault; // id
    QStringList places; // ids of nodes, and of groups whose fused operation makes it; empty when there is an obstacle
    Obstacle obstacle = Obstacle::None;
};

// One for every mistake there is, in their order. The document compiles.
QList<FaultChoice> faultChoices(const GraphDocument &document);

// The document with this mistake at one of its places. A group is replaced by one node of its fused operation, which takes
// over the id and the name of the group's result. The document is returned as it is when the place does not fit.
GraphDocument withFault(const GraphDocument &document, const QString &place, const QString &fault);

// Whether some gradient differs between a right document and the same with a mistake, as their numbers are: not swapping the
// factors of 3 × 3 goes unnoticed.
bool makesDifference(const GraphDocument &right, const GraphDocument &faulty);

// All mistakes taken out. A group that was replaced stays one node: it is right, and drawn together.
GraphDocument withoutFaults(GraphDocument document);

// The node with a mistake, or nullptr.
const DocumentNode *faultyNode(const GraphDocument &document);

} // namespace chainrule
