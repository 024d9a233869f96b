// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to a graph by hand: each edit is a function from a document to another one, so that undo is for free.
#pragma once

#include "document/graph_document.h"

// Every edit may be given anything: what cannot be done to a document leaves it as it is. Whoever wants to say why asks
// the question of the same subject first: wireFault, nameFault, groupFault.
namespace chainrule::edit {

// A document after an edit, and the ids of what is new in it: none when nothing was done.
struct Edited
{
    GraphDocument document;
    QStringList ids;
};

// --- nodes (graph_edit.cpp)

// `op` is a leaf's or an operation's id. Named after it: "add1", "x1" for an input or data, "w1" for a parameter, "c1" for a
// constant. A constant is the number 1, another leaf one that no other leaf has; an operation's ports are open.
Edited addNode(const GraphDocument &document, const QString &op, const QPointF &position);
// At the same place with the same id, and as many of its inputs as the new operation takes. A name that was given by hand
// stays, and so do a leaf's numbers in a leaf, and attributes and a mistake that the new operation has too.
GraphDocument replaceOp(const GraphDocument &document, const QString &id, const QString &op);
// Nodes, and groups with all that is in them. What used them has open ports then. Without the result, what fed it becomes
// the result, if that computes something.
GraphDocument remove(const GraphDocument &document, const QStringList &ids);
// A leaf's numbers, of any shape; refused when they are not finite or not as many as the shape says.
GraphDocument setValue(const GraphDocument &document, const QString &leaf, const Tensor &value);
// Of an operation; without a value it is left out. Refused when the operation has none of this name, or it does not take this.
GraphDocument setAttribute(const GraphDocument &document, const QString &node, const QString &attribute,
                           std::optional<double> value);
// The node that is differentiated; none for an empty id.
GraphDocument setResult(const GraphDocument &document, const QString &node);

enum class NameFault {
    Empty,
    NoIdentifier, // not letters, digits and _, beginning with no digit, as Python and expressions need it
    Keyword, // of Python
    Taken, // by another node
    TooLong, // for a document
};
// A group may be called anything but nothing.
std::optional<NameFault> nameFault(const GraphDocument &document, const QString &id, const QString &typed);
// Also where the document's words speak of it: {value:NAME}, {gradient:NAME}, {shape:NAME}.
GraphDocument rename(const GraphDocument &document, const QString &id, const QString &typed);

// --- wires (edit_wires.cpp)

enum class WireFault {
    Missing, // there is no such node or port
    Cycle, // the source itself needs the consumer
    Same, // this wire is there already
};
std::optional<WireFault> wireFault(const GraphDocument &document, const QString &source, const QString &consumer, int port);
// Where no wire may end that begins at this node, for that would be a cycle: all that it needs, and itself.
QSet<QString> ancestors(const GraphDocument &document, const QString &node);
// Where no wire may begin that ends at this node: all that needs it, and itself.
QSet<QString> descendants(const GraphDocument &document, const QString &node);

// In place of what was connected to this port. The result follows the wire: if nothing used it before, then the last node
// behind the wire becomes the result.
GraphDocument connect(const GraphDocument &document, const QString &source, const QString &consumer, int port);
GraphDocument disconnect(const GraphDocument &document, const QString &consumer, int port);
// A new node whose first port takes the wire that ends at this port; nothing for a leaf, or an open port.
Edited insertOnWire(const GraphDocument &document, const QString &consumer, int port, const QString &op,
                    const QPointF &position);
// The same with a node that is there: its first open port, or else its first, takes the wire.
GraphDocument putOnWire(const GraphDocument &document, const QString &consumer, int port, const QString &node);

// --- groups (edit_groups.cpp)

enum class GroupFault {
    Empty, // nothing in it computes anything
    NotAtOnce, // it needs something that itself needs the group
    Crosses, // another group is partly in it and partly not
    Same, // a group of just these is there already
};
std::optional<GroupFault> groupFault(const GraphDocument &document, const QStringList &ids);
// The operations among these nodes and groups, and constants among them that nothing else uses. "group1" without a name.
Edited group(const GraphDocument &document, const QStringList &ids, const QString &name);
GraphDocument ungroup(const GraphDocument &document, const QString &group);
// Whether these could be computed at one go: nothing that leads out of them leads back in.
bool happensAtOnce(const GraphDocument &document, const QStringList &members);

// These ids with every group replaced by all that is in it, in the document's order; unknown ones left out.
QStringList nodesIn(const GraphDocument &document, const QStringList &ids);

} // namespace chainrule::edit
