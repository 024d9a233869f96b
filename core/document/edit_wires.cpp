// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/edit_parts.h"

#include "document/wiring.h"

#include <algorithm>

namespace chainrule::edit {

namespace {

bool hasPort(const GraphDocument &document, int node, int port)
{
    return node >= 0 && port >= 0 && port < document.nodes[node].inputs.size();
}

QSet<QString> idsOf(const GraphDocument &document, const std::vector<bool> &chosen)
{
    QSet<QString> ids;
    for (int i = 0; i < document.nodes.size(); ++i)
        if (chosen[std::size_t(i)])
            ids.insert(document.nodes[i].id);
    return ids;
}

// The node at the end of the longest way from here; the first of several in the document.
QString furthestFrom(const GraphDocument &document, const QString &node)
{
    const Wiring wiring(document);
    std::vector<int> distance(std::size_t(document.nodes.size()), -1);
    const int start = wiring.index(node);
    distance[std::size_t(start)] = 0;
    int furthest = start;
    for (const int i : wiring.order()) {
        for (const int input : wiring.inputs(i))
            if (distance[std::size_t(input)] >= 0)
                distance[std::size_t(i)] = std::max(distance[std::size_t(i)], distance[std::size_t(input)] + 1);
        if (distance[std::size_t(i)] > distance[std::size_t(furthest)])
            furthest = i;
    }
    return document.nodes[furthest].id;
}

// What lies on a wire within a group belongs to the group: it could not happen at once otherwise.
void joinGroups(GraphDocument &document, const QString &node, const QString &source, const QString &consumer)
{
    for (DocumentGroup &group : document.groups) {
        if (!group.members.contains(source) || !group.members.contains(consumer))
            continue;
        if (!group.members.contains(node))
            group.members.append(node);
        group.op.clear();
    }
}

int portsFedBy(const GraphDocument &document, const DocumentGroup &group, const QString &source)
{
    qsizetype count = 0;
    for (const DocumentNode &node : document.nodes)
        if (group.members.contains(node.id))
            count += node.inputs.count(source);
    return int(count);
}

// Whether a member's port that changes from one source to another leaves the group with the same inputs, one renamed.
bool amountsToTheSame(const GraphDocument &document, const DocumentGroup &group, const QString &before, const QString &now)
{
    const bool outside = !group.members.contains(before) && !group.members.contains(now);
    return outside && (before.isEmpty() || portsFedBy(document, group, before) == 1)
        && (now.isEmpty() || portsFedBy(document, group, now) == 0);
}

} // namespace

void setInput(GraphDocument &document, int consumer, int port, const QString &source)
{
    const QString id = document.nodes[consumer].id;
    const QString before = document.nodes[consumer].inputs[port];
    for (qsizetype i = 0; i < document.groups.size(); ++i) {
        const DocumentGroup &group = std::as_const(document).groups[i];
        if (!group.op.isEmpty() && group.members.contains(id) && !amountsToTheSame(document, group, before, source))
            document.groups[i].op.clear();
    }
    document.nodes[consumer].inputs[port] = source;
}

void forgetFusedOps(GraphDocument &document, const QString &member)
{
    for (DocumentGroup &group : document.groups)
        if (group.members.contains(member))
            group.op.clear();
}

QSet<QString> ancestors(const GraphDocument &document, const QString &node)
{
    const Wiring wiring(document);
    return wiring.contains(node) ? idsOf(document, wiring.upstream({ wiring.index(node) })) : QSet<QString>();
}

QSet<QString> descendants(const GraphDocument &document, const QString &node)
{
    const Wiring wiring(document);
    return wiring.contains(node) ? idsOf(document, wiring.downstream({ wiring.index(node) })) : QSet<QString>();
}

std::optional<WireFault> wireFault(const GraphDocument &document, const QString &source, const QString &consumer, int port)
{
    const Wiring wiring(document);
    const int from = wiring.index(source);
    const int to = wiring.index(consumer);
    if (from < 0 || !hasPort(document, to, port))
        return WireFault::Missing;
    if (document.nodes[to].inputs[port] == source)
        return WireFault::Same;
    return wiring.upstream({ from })[std::size_t(to)] ? std::optional(WireFault::Cycle) : std::nullopt;
}

GraphDocument connect(const GraphDocument &document, const QString &source, const QString &consumer, int port)
{
    if (wireFault(document, source, consumer, port))
        return document;
    const Wiring before(document);
    GraphDocument after = document;
    setInput(after, before.index(consumer), port, source);
    if (source == document.result && before.users(before.index(source)).isEmpty())
        moveResult(after, furthestFrom(after, consumer));
    return after;
}

GraphDocument disconnect(const GraphDocument &document, const QString &consumer, int port)
{
    GraphDocument after = document;
    if (const int to = indexOf(document, consumer); hasPort(document, to, port))
        setInput(after, to, port, {});
    return after;
}

GraphDocument putOnWire(const GraphDocument &document, const QString &consumer, int port, const QString &node)
{
    const int to = indexOf(document, consumer);
    const int on = indexOf(document, node);
    if (!hasPort(document, to, port) || !hasPort(document, on, 0))
        return document;
    const QString source = document.nodes[to].inputs[port];
    const int open = int(std::max<qsizetype>(0, document.nodes[on].inputs.indexOf(QString())));
    if (wireFault(document, node, consumer, port) || wireFault(document, source, node, open))
        return document;
    GraphDocument after = document;
    setInput(after, on, open, source);
    setInput(after, to, port, node);
    joinGroups(after, node, source, consumer);
    return after;
}

Edited insertOnWire(const GraphDocument &document, const QString &consumer, int port, const QString &op,
                    const QPointF &position)
{
    const Edited added = addNode(document, op, position);
    if (added.ids.isEmpty())
        return { document, {} };
    const GraphDocument after = putOnWire(added.document, consumer, port, added.ids.first());
    return after == added.document ? Edited{ document, {} } : Edited{ after, added.ids };
}

} // namespace chainrule::edit
