// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/edit_parts.h"

#include "document/fresh_names.h"
#include "document/wiring.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule::edit {

namespace {

// Operations, and constants that belong to nothing else.
QStringList membersAmong(const GraphDocument &document, const QStringList &ids)
{
    const QStringList nodes = nodesIn(document, ids);
    const QSet<QString> chosen(nodes.begin(), nodes.end());
    const Wiring wiring(document);
    QStringList members;
    for (const QString &id : nodes) {
        const int index = wiring.index(id);
        const DocumentNode &node = document.nodes[index];
        const bool onlyHere = std::all_of(wiring.users(index).begin(), wiring.users(index).end(),
                                          [&](int user) { return chosen.contains(document.nodes[user].id); });
        if (!node.isLeaf() || (node.isConstant() && onlyHere && !wiring.users(index).isEmpty()))
            members.append(id);
    }
    return members;
}

std::optional<GroupFault> faultBeside(const DocumentGroup &group, const QSet<QString> &members)
{
    const QSet<QString> others(group.members.begin(), group.members.end());
    if (others == members)
        return GroupFault::Same;
    const bool nested = others.contains(members) || members.contains(others);
    return nested || !others.intersects(members) ? std::nullopt : std::optional(GroupFault::Crosses);
}

std::optional<GroupFault> faultOf(const GraphDocument &document, const QStringList &members)
{
    const auto isLeaf = [&](const QString &id) { return document.node(id)->isLeaf(); };
    if (std::all_of(members.begin(), members.end(), isLeaf))
        return GroupFault::Empty;
    for (const DocumentGroup &group : document.groups)
        if (const auto fault = faultBeside(group, QSet<QString>(members.begin(), members.end())))
            return fault;
    return happensAtOnce(document, members) ? std::nullopt : std::optional(GroupFault::NotAtOnce);
}

} // namespace

QStringList nodesIn(const GraphDocument &document, const QStringList &ids)
{
    const IdSet named(ids.begin(), ids.end());
    IdSet wanted = named;
    for (const DocumentGroup &group : document.groups)
        if (named.contains(group.id))
            wanted.insert(group.members.begin(), group.members.end());
    QStringList nodes;
    for (const DocumentNode &node : document.nodes)
        if (wanted.contains(node.id))
            nodes.append(node.id);
    return nodes;
}

bool happensAtOnce(const GraphDocument &document, const QStringList &members)
{
    const Wiring wiring(document);
    std::vector<bool> inside(std::size_t(document.nodes.size()), false);
    for (const QString &member : members)
        if (const int index = wiring.index(member); index >= 0)
            inside[std::size_t(index)] = true;
    QList<int> outside;
    for (int node = 0; node < document.nodes.size(); ++node)
        for (const int user : wiring.users(node))
            if (inside[std::size_t(node)] && !inside[std::size_t(user)])
                outside.append(user);
    const std::vector<bool> behind = wiring.downstream(outside);
    for (std::size_t node = 0; node < inside.size(); ++node)
        if (inside[node] && behind[node])
            return false;
    return true;
}

std::optional<GroupFault> groupFault(const GraphDocument &document, const QStringList &ids)
{
    return faultOf(document, membersAmong(document, ids));
}

Edited group(const GraphDocument &document, const QStringList &ids, const QString &name)
{
    const QStringList members = membersAmong(document, ids);
    if (faultOf(document, members))
        return { document, {} };
    const QString fresh = FreshNames(document).numbered(u"group"_s);
    Edited edited{ document, { fresh } };
    const QString shown = name.simplified();
    edited.document.groups.append({ fresh, shown.isEmpty() ? fresh : shown, {}, members });
    return edited;
}

GraphDocument ungroup(const GraphDocument &document, const QString &group)
{
    GraphDocument after = document;
    after.groups.removeIf([&](const DocumentGroup &candidate) { return candidate.id == group; });
    return after;
}

} // namespace chainrule::edit
