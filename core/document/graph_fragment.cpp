// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/graph_fragment.h"

#include "document/compiled_graph.h"
#include "document/fresh_names.h"

#include <algorithm>

namespace chainrule::edit {

namespace {

// Old id → new id, for what the fragment itself holds.
using NewIds = QHash<QString, QString>;

DocumentNode renewed(DocumentNode node, const NewIds &ids, FreshNames &fresh, const QPointF &offset)
{
    node.id = ids.value(node.id);
    node.name = fresh.name(node.name);
    for (QString &input : node.inputs)
        input = ids.value(input);
    node.position += offset;
    return node;
}

// Nothing where a member is not in the fragment.
std::optional<DocumentGroup> renewed(DocumentGroup group, const NewIds &ids, FreshNames &fresh, const QPointF &offset)
{
    group.id = fresh.id(group.id);
    for (QString &member : group.members) {
        member = ids.value(member);
        if (member.isEmpty())
            return std::nullopt;
    }
    if (group.position)
        *group.position += offset;
    return group.members.isEmpty() ? std::nullopt : std::optional(group);
}

} // namespace

GraphDocument copy(const GraphDocument &document, const QStringList &ids)
{
    const QStringList nodes = nodesIn(document, ids);
    const QSet<QString> chosen(nodes.begin(), nodes.end());
    GraphDocument fragment;
    fragment.placed = true;
    for (const DocumentNode &node : document.nodes) {
        if (!chosen.contains(node.id))
            continue;
        DocumentNode &copied = fragment.nodes.emplace_back(node);
        for (QString &input : copied.inputs)
            if (!chosen.contains(input))
                input.clear();
    }
    for (const DocumentGroup &group : document.groups)
        if (std::all_of(group.members.begin(), group.members.end(), [&](const QString &id) { return chosen.contains(id); }))
            fragment.groups.append(group);
    return fragment;
}

Edited paste(const GraphDocument &document, const GraphDocument &fragment, const QPointF &offset)
{
    FreshNames fresh(document);
    NewIds ids;
    for (const DocumentNode &node : fragment.nodes)
        ids.insert(node.id, fresh.id(node.id));
    Edited edited{ document, {} };
    // While nobody has said which is the result, it is the last one: that would be the copy now.
    if (document.result.isEmpty() && !document.nodes.isEmpty())
        if (const CompiledGraph compiled = compileWhatCan(document); compiled.result != noNode)
            edited.document.result = document.nodes[compiled.order[compiled.result]].id;
    for (const DocumentNode &node : fragment.nodes) {
        edited.document.nodes.append(renewed(node, ids, fresh, offset));
        edited.ids.append(ids.value(node.id));
    }
    for (const DocumentGroup &group : fragment.groups)
        if (const auto pasted = renewed(group, ids, fresh, offset))
            edited.document.groups.append(*pasted);
    return edited;
}

} // namespace chainrule::edit
