// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/graph_edit.h"

#include "document/attributes.h"
#include "document/document_text.h"
#include "document/edit_parts.h"
#include "document/fresh_names.h"
#include "document/fresh_value.h"
#include "document/python_names.h"
#include "document/wiring.h"

#include "engine/finite.h"
#include "engine/op.h"
#include "probe/faults.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule::edit {

namespace {

// What a leaf begins with; nothing for an operation.
Tensor startingValue(const GraphDocument &document, const QString &op)
{
    if (op == constantOp)
        return Tensor::scalar(1);
    return isLeafOp(op) ? Tensor::scalar(freshValue(document)) : Tensor();
}

QString stemOf(const QString &op)
{
    if (op == inputOp || op == dataOp)
        return u"x"_s;
    if (op == parameterOp)
        return u"w"_s;
    return op == constantOp ? u"c"_s : op;
}

bool isNumbered(const QString &name, const QString &stem)
{
    const QStringView number = QStringView(name).mid(stem.size());
    return name.startsWith(stem) && !number.isEmpty()
        && std::all_of(number.begin(), number.end(), [](QChar c) { return c.isDigit(); });
}

bool canBeMadeIn(const QString &fault, const QString &op)
{
    return fault.toStdString() == branchFault || findFault(fault.toStdString(), op.toStdString());
}

QString asIdentifier(const QString &name)
{
    return name.normalized(QString::NormalizationForm_KC).trimmed();
}

// Numbers that nobody can be asked for any more.
void dropHidden(GraphDocument &document)
{
    if (document.hidden.isEmpty())
        return;
    const Wiring wiring(document);
    const auto isGone = [&](const HiddenNumber &hidden) {
        const int node = wiring.index(hidden.node);
        return node < 0 || (hidden.input && (*hidden.input < 0 || *hidden.input >= document.nodes[node].inputs.size()));
    };
    document.hidden.removeIf(isGone);
}

// What fed a node that goes, first inputs first: the nearest operation that stays.
QString stayingInput(const GraphDocument &document, const QString &from, const IdSet &going)
{
    const Wiring wiring(document);
    std::vector<bool> seen(std::size_t(document.nodes.size()), false);
    QList<int> open{ wiring.index(from) };
    while (!open.isEmpty()) {
        const int index = open.takeFirst();
        if (index < 0 || seen[std::size_t(index)])
            continue;
        seen[std::size_t(index)] = true;
        const DocumentNode &node = document.nodes[index];
        const bool goes = going.contains(node.id);
        if (!goes && !node.isLeaf())
            return node.id;
        if (goes)
            open.append(wiring.ports(index));
    }
    return {};
}

void leaveGroups(GraphDocument &document, const IdSet &going)
{
    if (document.groups.isEmpty())
        return;
    for (DocumentGroup &group : document.groups)
        if (group.members.removeIf([&](const QString &member) { return going.contains(member); }) > 0)
            group.op.clear();
    const Wiring wiring(document);
    const auto computes = [&](const QString &member) {
        const int node = wiring.index(member);
        return node >= 0 && !document.nodes[node].isLeaf();
    };
    document.groups.removeIf([&](const DocumentGroup &group) { return std::ranges::none_of(group.members, computes); });
}

// Opens all ports that they feed. A group around such a port stays what it amounts to if none of them feeds several of its
// ports: it has as many different inputs as before.
void openPortsOf(GraphDocument &document, const IdSet &going)
{
    const Wiring wiring(document);
    for (qsizetype i = 0; i < document.groups.size(); ++i) {
        const DocumentGroup &group = std::as_const(document).groups[i];
        QHash<QString, int> ports;
        bool same = true;
        for (const QString &member : group.members)
            if (const int node = wiring.index(member); node >= 0 && !group.op.isEmpty())
                for (const QString &input : std::as_const(document).nodes[node].inputs)
                    same = same && (!going.contains(input) || ++ports[input] == 1);
        if (!same)
            document.groups[i].op.clear();
    }
    for (DocumentNode &node : document.nodes)
        for (QString &input : node.inputs)
            if (going.contains(input))
                input.clear();
}

} // namespace

int indexOf(const GraphDocument &document, const QString &node)
{
    const auto it = std::find_if(document.nodes.begin(), document.nodes.end(),
                                 [&](const DocumentNode &candidate) { return candidate.id == node; });
    return it == document.nodes.end() ? -1 : int(it - document.nodes.begin());
}

std::optional<int> arityOf(const QString &op)
{
    if (isLeafOp(op))
        return 0;
    const Op *known = findOp(op.toStdString());
    return known ? std::optional(known->arity) : std::nullopt;
}

void moveResult(GraphDocument &document, const QString &node)
{
    if (document.result == node)
        return;
    document.result = node;
    document.upstream.reset();
}

Edited addNode(const GraphDocument &document, const QString &op, const QPointF &position)
{
    const std::optional<int> arity = arityOf(op);
    if (!arity)
        return { document, {} };
    const QString id = FreshNames(document).numbered(stemOf(op));
    Edited edited{ document, { id } };
    DocumentNode node;
    node.id = node.name = id;
    node.op = op;
    node.inputs = QStringList(*arity);
    node.position = position;
    node.value = startingValue(document, op);
    edited.document.nodes.append(node);
    return edited;
}

GraphDocument replaceOp(const GraphDocument &document, const QString &id, const QString &op)
{
    const int index = indexOf(document, id);
    const std::optional<int> arity = arityOf(op);
    if (index < 0 || !arity || document.nodes[index].op == op)
        return document;
    GraphDocument after = document;
    DocumentNode &node = after.nodes[index];
    if (isNumbered(node.name, stemOf(node.op)))
        node.name = FreshNames(document).numbered(stemOf(op));
    if (isLeafOp(op) != node.isLeaf()) {
        node.value = startingValue(document, op);
        node.from.clear();
    }
    if (op != parameterOp)
        node.start.reset();
    node.op = op;
    node.inputs.resize(*arity);
    node.attributes = attributesFor(findOp(op.toStdString()), node.attributes);
    if (!canBeMadeIn(node.fault, op))
        node.fault.clear();
    forgetFusedOps(after, id);
    leaveGroups(after, node.isLeaf() && !node.isConstant() ? IdSet{ id } : IdSet());
    dropHidden(after);
    return after;
}

GraphDocument remove(const GraphDocument &document, const QStringList &ids)
{
    const QStringList nodes = nodesIn(document, ids);
    if (nodes.isEmpty())
        return document;
    const IdSet going(nodes.begin(), nodes.end());
    GraphDocument after = document;
    openPortsOf(after, going);
    if (going.contains(document.result))
        moveResult(after, stayingInput(document, document.result, going));
    after.nodes.removeIf([&](const DocumentNode &node) { return going.contains(node.id); });
    leaveGroups(after, going);
    dropHidden(after);
    return after;
}

GraphDocument setValue(const GraphDocument &document, const QString &leaf, const Tensor &value)
{
    const int index = indexOf(document, leaf);
    const bool isWhole = Index(value.values.size()) == value.shape.size() && allFinite(value.values);
    if (index < 0 || !document.nodes[index].isLeaf() || !isWhole || document.nodes[index].value == value)
        return document;
    GraphDocument after = document;
    after.nodes[index].value = value;
    after.nodes[index].from.clear();
    after.nodes[index].start.reset();
    forgetFusedOps(after, leaf);
    return after;
}

GraphDocument setAttribute(const GraphDocument &document, const QString &node, const QString &attribute,
                           std::optional<double> value)
{
    const int index = indexOf(document, node);
    const Op *op = index < 0 ? nullptr : findOp(document.nodes[index].op.toStdString());
    const Attribute *known = op ? op->attribute(attribute.toStdString()) : nullptr;
    if (!known || (value && !known->takes(*value)))
        return document;
    GraphDocument after = document;
    if (value)
        after.nodes[index].attributes.insert(attribute, *value);
    else
        after.nodes[index].attributes.remove(attribute);
    forgetFusedOps(after, node);
    return after;
}

GraphDocument setResult(const GraphDocument &document, const QString &node)
{
    GraphDocument after = document;
    if (node.isEmpty() || document.node(node))
        moveResult(after, node);
    return after;
}

std::optional<NameFault> nameFault(const GraphDocument &document, const QString &id, const QString &typed)
{
    const bool isGroup = document.group(id);
    const QString name = isGroup ? documentText(typed, Lines::One) : asIdentifier(typed);
    if (name.isEmpty())
        return NameFault::Empty;
    if (name.size() > mostCharacters(Lines::One))
        return NameFault::TooLong;
    if (isGroup)
        return std::nullopt;
    if (PythonNames::identifier(name) != name)
        return NameFault::NoIdentifier;
    if (PythonNames::isKeyword(name))
        return NameFault::Keyword;
    const DocumentNode *other = document.nodeNamed(name);
    return other && other->id != id ? std::optional(NameFault::Taken) : std::nullopt;
}

GraphDocument rename(const GraphDocument &document, const QString &id, const QString &typed)
{
    GraphDocument after = document;
    if (nameFault(document, id, typed))
        return after;
    for (DocumentGroup &group : after.groups)
        if (group.id == id)
            group.name = documentText(typed, Lines::One).simplified();
    const int index = indexOf(document, id);
    if (index < 0)
        return after;
    const QString old = document.nodes[index].name;
    const QString name = asIdentifier(typed);
    after.nodes[index].name = name;
    for (QString *words : { &after.question, &after.answer })
        for (const auto &figure : { u"{value:%1}"_s, u"{gradient:%1}"_s, u"{shape:%1}"_s })
            words->replace(figure.arg(old), figure.arg(name));
    return after;
}

} // namespace chainrule::edit
