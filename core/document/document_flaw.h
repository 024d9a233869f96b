// SPDX-License-Identifier: GPL-3.0-or-later
// What can be wrong with a graph document, and at which of its nodes.
#pragma once

#include <QtCore/QString>

namespace chainrule {

struct DocumentFlaw
{
    enum class Kind {
        Json, // the text is no JSON
        NotGraph, // JSON, but without what makes it a graph document; `what` is the field
        Missing, // there is no field `what`
        Type, // the field `what` is of another type than it should be
        Text, // the text in the field `what` is too long, or has control characters in it
        Number, // a number in the field `what` is not finite, or out of its range
        Rows, // the field `what` is neither a number nor rows of the same length
        Shape, // numbers of another shape than they should have; `what` is it, and what was wanted
        Source, // `what` is no source of numbers; see learning/mini_batch.h
        Operation, // there is no operation `what`
        Attribute, // there is no attribute `what` in this operation
        AttributeValue, // the attribute `what`, = and a number, does not take this number
        Fault, // there is no mistake `what` in this operation
        Arity, // as many inputs as `what`, wanted / found
        Node, // `what` is no node
        Twice, // `what` is there already: an id, or a member of the group
        Name, // another node is called so, too
        Cycle, // the node needs itself
        Overlap, // the group shares `what` with another one, and neither lies in the other
        Unknown, // a field `what` where nothing else may be
        TooLarge, // more than document_limits.h allows; `what` is found / most
    };

    Kind kind = Kind::Json;
    QString where; // a node's name, or its id as long as it has none; else a field of the document
    QString what;

    friend bool operator==(const DocumentFlaw &, const DocumentFlaw &) = default;
};

} // namespace chainrule
