// SPDX-License-Identifier: GPL-3.0-or-later
// What a person edits and keeps: named nodes with positions, groups and words. Compiled to a Graph to be run.
#pragma once

#include "engine/trace.h"
#include "storage/storage_error.h"
#include "storage/wiring.h"

#include <QtCore/QHash>
#include <QtCore/QJsonObject>
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
    QStringList inputs; // ids; an empty one is a port that nothing is connected to yet
    Tensor value; // of a leaf
    QPointF position; // centre, in scene pixels
    QString from = {}; // of a leaf whose numbers the document does not hold: "images", "W1"; see mini_batch.h
    QString fault = {}; // id of the mistake that this node makes on the way back (engine/faults.h); empty when it is right
    QString note = {}; // the author's words about this node
    QJsonObject unknown = {}; // fields of a later format, kept as they were read

    friend bool operator==(const DocumentNode &, const DocumentNode &) = default;
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
    QJsonObject unknown = {};

    friend bool operator==(const DocumentGroup &, const DocumentGroup &) = default;
};

// A number that stands as a question mark until it is predicted.
struct HiddenNumber
{
    QString node; // id
    std::optional<int> input; // the share that this input receives through the node; else the node's value

    friend bool operator==(const HiddenNumber &, const HiddenNumber &) = default;
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
    QString result; // id of the node that is differentiated; empty while nobody has said which
    std::optional<Tensor> upstream; // dL/dresult, where the result is no single number; else ones
    // Nodes stand exactly at their positions; else columns and rows may move apart and together to fill the window.
    bool placed = false;
    int timeline = 0; // the position at which it is opened
    QList<HiddenNumber> hidden;
    QJsonObject unknown;
    QString data; // what the pictures in its leaves are called: "10 built-in digits"; {data} in the question stands for it

    friend bool operator==(const GraphDocument &, const GraphDocument &) = default;

    const DocumentNode *node(const QString &id) const;
    const DocumentNode *nodeNamed(const QString &name) const;
    const DocumentGroup *group(const QString &id) const;
    QString questionText() const; // the question as people read it, with {data} filled in
};

// Why a node of an unfinished document is not part of its graph.
struct NodeLack
{
    enum class Kind {
        Input, // nothing is connected to `input`
        Arity, // more or fewer inputs than the operation takes
        UnknownOp, // no operation or fault of this id
        Shape, // the inputs' `shapes` do not fit each other or the operation
        Size, // with it the graph would be larger than document_limits.h allows
        Cycle, // it needs itself
        Upstream, // its `input` comes from a node that lacks something itself
    };

    Kind kind = Kind::Input;
    int input = -1; // which of its inputs, where one is meant
    std::vector<Shape> shapes = {}; // of all inputs, where they do not fit
};

// A document's graph: node k of `nodes` is document.nodes[order[k]].
struct CompiledGraph
{
    std::shared_ptr<const Graph> graph;
    Wiring wiring; // of the document
    QList<int> order; // NodeId → index into document.nodes
    QList<NodeId> nodes; // and back; noNode for what lacks something
    QHash<QString, NodeId> ids; // document id → NodeId
    NodeId result = -1; // -1 when nothing is computed
    QHash<QString, NodeLack> lacks; // of an unfinished document, by node id; such nodes have no NodeId
};

// Nodes in a topological order that keeps the document's where it can, with their faults. Throws GraphError with a NodeId
// that is the index of the node at fault in document.nodes; a cycle is UnknownNode at one of its nodes, a lost result at none.
CompiledGraph compile(const GraphDocument &document);
// The part of an unfinished document that can be computed, and what the rest lacks. The result is the document's if it can
// be computed, else the last operation that nothing uses. Never throws for what a document says.
CompiledGraph compileWhatCan(const GraphDocument &document);

// Whether the result can receive this gradient. While a document is edited its result becomes another one.
bool isUpstreamOf(const Tensor &upstream, const CompiledGraph &compiled);

// A run with the document's values, and its upstream gradient where it is one.
template <class S = double>
Run<S> makeRun(const GraphDocument &document, const CompiledGraph &compiled, Keep keep = Keep::Sums);

// The steps of a run in which every folded group happens at once: group ids in `folded`. Groups may lie in each other; the
// outermost folded one counts. Throws GraphError (Order) when a folded group needs a node that itself needs the group.
std::vector<Moment> momentsOf(const GraphDocument &document, const CompiledGraph &compiled, const QStringList &folded);

// From JSON; `path` is for messages. Leaves with a `from` and no numbers of their own show the built-in digits and a net's
// first weights. Unfinished documents are documents; what else is refused is told in document_check.h. Throws StorageError
// (BadDocument with a flaw that names the node and the reason, NewerVersion, TooLarge).
GraphDocument parseDocument(const QByteArray &json, const QString &path);
// As JSON, from which the same document is parsed: keys in order, one node a line, every double to the bit. Throws
// StorageError (BadDocument, TooLarge) where parseDocument would; `path` is for it.
QByteArray toJson(const GraphDocument &document, const QString &path = {});

// The same from and to files; what is saved is whole or as it was before. Throw StorageError.
GraphDocument loadDocument(const QString &path);
void saveDocument(const QString &path, const GraphDocument &document);

// The demos in the order in which they are taught, and one of them; nothing when there is none with this id.
QStringList demoIds();
struct DemoTitle
{
    QString id;
    QString topic;
    QString title;
};
QList<DemoTitle> demoTitles(); // of all of them, without their numbers
std::optional<GraphDocument> demo(const QString &id);
// The same on this mini-batch, where the demo has one; otherwise it is as it always is.
std::optional<GraphDocument> demo(const QString &id, const MiniBatch &batch);

extern template Run<float> makeRun(const GraphDocument &, const CompiledGraph &, Keep);
extern template Run<double> makeRun(const GraphDocument &, const CompiledGraph &, Keep);

} // namespace chainrule
