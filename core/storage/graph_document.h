// SPDX-License-Identifier: GPL-3.0-or-later
// What a person edits and keeps: named nodes with positions, groups and words. Compiled to a Graph to be run.
#pragma once

#include "engine/trace.h"
#include "storage/storage_error.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QPointF>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace chainrule {

struct MiniBatch;

struct DocumentNode
{
    QString id; // unique in the document; inputs and groups refer to it
    QString name; // what people see and type
    QString op; // "input", "constant" or an operation's id
    QStringList inputs; // ids
    Tensor value; // of a leaf
    QPointF position; // centre, in scene pixels
    QString from = {}; // of a leaf whose numbers the document does not hold: "images", "W1"; see mini_batch.h
    QString fault = {}; // id of the mistake that this node makes on the way back (engine/faults.h); empty when it is right

    bool isLeaf() const { return op == QLatin1String("input") || op == QLatin1String("constant"); }
    bool isConstant() const { return op == QLatin1String("constant"); }
};

// A view over primitive nodes, which can be drawn as one.
struct DocumentGroup
{
    QString id;
    QString name; // in its circle when it is folded: "sigmoid"
    QString op; // the fused operation it amounts to: its text explains the folded group
    QStringList members; // ids of nodes; all but constants compute something
    bool folded = false; // when the document is opened
    std::optional<QPointF> position = {}; // of the folded group; else in the middle of its members
};

struct GraphDocument
{
    QString id; // of a demo: "apple_orange"
    QString topic; // the library's heading: "shopping", "gates", "layers", "network"
    QString title;
    QString question; // "If an apple costs 1 yen more, how much more is paid?"
    QString answer; // {value:NAME} and {gradient:NAME} stand for the engine's figures
    QList<DocumentNode> nodes;
    QList<DocumentGroup> groups;
    QString result; // id of the node that is differentiated
    std::optional<Tensor> upstream; // dL/dresult, where the result is no single number; else ones

    const DocumentNode *node(const QString &id) const;
    const DocumentNode *nodeNamed(const QString &name) const;
    const DocumentGroup *group(const QString &id) const;
};

// A document's graph: node k of `nodes` is document.nodes[order[k]].
struct CompiledGraph
{
    std::shared_ptr<const Graph> graph;
    QList<int> order; // NodeId → index into document.nodes
    QHash<QString, NodeId> ids; // document id → NodeId
    NodeId result = -1;
};

// Nodes in a topological order that keeps the document's where it can, with their faults. Throws GraphError with a NodeId
// that is the index of the node at fault in document.nodes; a cycle is UnknownNode at one of its nodes.
CompiledGraph compile(const GraphDocument &document);

// A run with the document's values and upstream gradient.
template <class S = double>
Run<S> makeRun(const GraphDocument &document, const CompiledGraph &compiled, Keep keep = Keep::Sums);

// The steps of a run in which every folded group happens at once: group ids in `folded`. Groups may lie in each other; the
// outermost folded one counts. Throws GraphError (Order) when a folded group needs a node that itself needs the group.
std::vector<Moment> momentsOf(const GraphDocument &document, const CompiledGraph &compiled, const QStringList &folded);

// From JSON; `path` is for messages. Leaves with a `from` show the built-in digits and a net's first weights. Throws
// StorageError (BadDocument) with a detail that names the node and the reason.
GraphDocument parseDocument(const QByteArray &json, const QString &path);

// The demos in the order in which they are taught, and one of them; nothing when there is none with this id.
QStringList demoIds();
std::optional<GraphDocument> demo(const QString &id);
// The same on this mini-batch, where the demo has one; otherwise it is as it always is.
std::optional<GraphDocument> demo(const QString &id, const MiniBatch &batch);

extern template Run<float> makeRun(const GraphDocument &, const CompiledGraph &, Keep);
extern template Run<double> makeRun(const GraphDocument &, const CompiledGraph &, Keep);

} // namespace chainrule
