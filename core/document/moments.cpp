// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline of a graph in which folded groups happen at once.
#include "document/compiled_graph.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace chainrule {

namespace {

// Which unit of the timeline a node belongs to: its folded group's first computing node, or itself.
std::vector<NodeId> unitsOf(const GraphDocument &document, const CompiledGraph &compiled, const QStringList &folded)
{
    std::vector<NodeId> units(std::size_t(compiled.graph->size()));
    for (NodeId node = 0; node < compiled.graph->size(); ++node)
        units[std::size_t(node)] = node;
    QList<const DocumentGroup *> groups;
    for (const DocumentGroup &group : document.groups)
        if (folded.contains(group.id))
            groups.append(&group);
    // The outermost last: it is the one that is drawn.
    std::ranges::stable_sort(groups, {}, [](const DocumentGroup *group) { return group->members.size(); });
    for (const DocumentGroup *group : std::as_const(groups)) {
        NodeId first = -1;
        for (const QString &member : group->members) {
            const NodeId node = compiled.ids.value(member, -1);
            if (node >= 0 && !compiled.graph->isLeaf(node) && (first < 0 || node < first))
                first = node;
        }
        for (const QString &member : group->members) {
            const NodeId node = compiled.ids.value(member, -1);
            if (node >= 0 && !compiled.graph->isLeaf(node))
                units[std::size_t(node)] = first;
        }
    }
    return units;
}

// The computing nodes, unit by unit, each unit after all that it needs.
std::vector<std::vector<NodeId>> orderedUnits(const Graph &graph, const std::vector<NodeId> &units)
{
    const std::size_t count = units.size();
    std::vector<std::vector<NodeId>> members(count);
    std::vector<std::vector<NodeId>> users(count); // as often as they use it
    std::vector<int> missing(count, 0);
    for (NodeId node = 0; node < graph.size(); ++node) {
        if (graph.isLeaf(node))
            continue;
        const NodeId unit = units[std::size_t(node)];
        members[std::size_t(unit)].push_back(node);
        for (const NodeId input : graph.inputs(node)) {
            const NodeId from = units[std::size_t(input)];
            if (graph.isLeaf(input) || from == unit)
                continue;
            users[std::size_t(from)].push_back(unit);
            ++missing[std::size_t(unit)];
        }
    }

    std::priority_queue<NodeId, std::vector<NodeId>, std::greater<>> ready;
    for (NodeId unit = 0; unit < graph.size(); ++unit)
        if (!members[std::size_t(unit)].empty() && missing[std::size_t(unit)] == 0)
            ready.push(unit);
    std::vector<std::vector<NodeId>> ordered;
    while (!ready.empty()) {
        const NodeId unit = ready.top();
        ready.pop();
        ordered.push_back(std::move(members[std::size_t(unit)]));
        for (const NodeId user : users[std::size_t(unit)])
            if (--missing[std::size_t(user)] == 0)
                ready.push(user);
    }
    // What leads out of a group and back into it cannot happen at once.
    for (NodeId unit = 0; unit < graph.size(); ++unit)
        if (missing[std::size_t(unit)] > 0)
            throw GraphError(GraphError::Kind::Order, unit);
    return ordered;
}

} // namespace

std::vector<Moment> momentsOf(const GraphDocument &document, const CompiledGraph &compiled, const QStringList &folded)
{
    const Graph &graph = *compiled.graph;
    const auto units = orderedUnits(graph, unitsOf(document, compiled, folded));
    std::vector<bool> goesBack(std::size_t(graph.size()), false);
    for (const Step step : stepsOf(graph, compiled.result))
        if (step.kind == Step::Kind::Backward)
            goesBack[std::size_t(step.node)] = true;
    std::vector<Moment> moments;
    for (const auto &unit : units) {
        Moment &moment = moments.emplace_back();
        for (const NodeId node : unit)
            moment.push_back({ Step::Kind::Forward, node });
    }
    if (compiled.result == noNode)
        return moments;
    moments.push_back({ { Step::Kind::Seed, compiled.result } });
    for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
        Moment moment;
        for (auto node = unit->rbegin(); node != unit->rend(); ++node)
            if (goesBack[std::size_t(*node)])
                moment.push_back({ Step::Kind::Backward, *node });
        if (!moment.empty())
            moments.push_back(std::move(moment));
    }
    return moments;
}

} // namespace chainrule
