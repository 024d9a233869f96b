// SPDX-License-Identifier: GPL-3.0-or-later
// What a person edits and keeps: named nodes with positions, groups and words. Compiled to a Graph to be run: compiled_graph.h.
#pragma once

#include "document/wiring.h"
#include "engine/tensor.h"
#include "training/parameter_start.h"

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QPointF>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace chainrule {

// What DocumentNode::op says of a leaf: what it is for.
inline constexpr QLatin1String inputOp("input"); // receives a gradient, and stays as it is
inline constexpr QLatin1String constantOp("constant"); // receives none
inline constexpr QLatin1String parameterOp("parameter"); // receives a gradient, and learns by it
inline constexpr QLatin1String dataOp("data"); // receives none; its rows are samples

bool isLeafOp(const QString &op);

struct DocumentNode
{
    QString id; // unique in the document; inputs and groups refer to it
    QString name; // what people see and type
    QString op; // what a leaf is for, or an operation's id
    QStringList inputs; // ids; an empty one is a port that nothing is connected to yet
    Tensor value; // of a leaf
    QPointF position; // centre, in scene pixels
    QString from = {}; // of a leaf whose numbers the document does not hold: "images", "W1"; see learning/mini_batch.h
    std::optional<ParameterStart> start = {}; // of a parameter whose numbers come from a rule
    QString fault = {}; // id of the mistake that this node makes on the way back (engine/faults.h); empty when it is right
    QString note = {}; // the author's words about this node
    QMap<QString, double> attributes = {}; // of its operation, those that were given: "slope"
    QJsonObject unknown = {}; // fields of a later format, kept as they were read

    friend bool operator==(const DocumentNode &, const DocumentNode &) = default;
    bool isLeaf() const { return isLeafOp(op); }
    bool isConstant() const { return op == constantOp; }
    bool isParameter() const { return op == parameterOp; }
    bool isData() const { return op == dataOp; }
    bool isGiven() const { return op == constantOp || op == dataOp; } // a leaf that receives no gradient
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
    QString note = {}; // the author's words about it

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
    QString answer; // {value:NAME}, {gradient:NAME} and {shape:NAME} stand for the engine's figures
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
    QString noteOn(const QString &id) const; // a node or a group
    QString questionText() const; // the question as people read it, with {data} filled in
};

} // namespace chainrule
