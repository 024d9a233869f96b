// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/fault_document.h"

#include "document/compiled_graph.h"
#include "document/utf8.h"
#include "probe/faults.h"
#include "probe/slice.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace chainrule {

namespace {

// A group as a single node, and which member hands its value out.
struct FusedGroup
{
    DocumentNode node;
    const DocumentGroup *group = nullptr;
};

// The members whose value is used outside of the group, or is the document's result.
QStringList outlets(const GraphDocument &document, const DocumentGroup &group)
{
    QStringList ids;
    for (const QString &member : group.members) {
        const bool used = std::ranges::any_of(document.nodes, [&](const DocumentNode &node) {
            return !group.members.contains(node.id) && node.inputs.contains(member);
        });
        if (used || member == document.result)
            ids.append(member);
    }
    return ids;
}

// What flows into the group, in the order of its members, which is that of the fused operation's inputs.
QStringList sources(const GraphDocument &document, const DocumentGroup &group)
{
    QStringList ids;
    for (const QString &member : group.members)
        for (const QString &input : document.node(member)->inputs)
            if (!group.members.contains(input) && !ids.contains(input))
                ids.append(input);
    return ids;
}

// Where the folded group stands in the picture.
QPointF centre(const GraphDocument &document, const DocumentGroup &group)
{
    if (group.position)
        return *group.position;
    std::optional<QPointF> least;
    QPointF most;
    for (const QString &member : group.members) {
        const DocumentNode *node = document.node(member);
        if (node->isLeaf())
            continue;
        const QPointF at = node->position;
        most = least ? QPointF(std::max(most.x(), at.x()), std::max(most.y(), at.y())) : at;
        least = least ? QPointF(std::min(least->x(), at.x()), std::min(least->y(), at.y())) : at;
    }
    return least ? (*least + most) / 2 : most;
}

// Nothing when the group has another shape than its operation.
std::optional<FusedGroup> fused(const GraphDocument &document, const DocumentGroup &group)
{
    const Op *op = findOp(group.op.toStdString());
    const QStringList out = outlets(document, group);
    const QStringList in = sources(document, group);
    if (!op || out.size() != 1 || in.size() != op->arity)
        return std::nullopt;
    FusedGroup result{ *document.node(out.first()), &group };
    result.node.op = group.op;
    result.node.inputs = in;
    result.node.attributes.clear(); // the member's own
    result.node.position = centre(document, group);
    return result;
}

GraphDocument replaced(GraphDocument document, const FusedGroup &with)
{
    const QStringList members = with.group->members; // a copy: the group goes
    DocumentNode node = with.node;
    const auto at = std::ranges::find(document.nodes, node.id, &DocumentNode::id);
    *at = std::move(node);
    const QString kept = at->id;
    const auto gone = [&](const QString &each) { return members.contains(each) && each != kept; };
    // An answer with figures of nodes that are gone cannot be given.
    for (const DocumentNode &each : std::as_const(document.nodes))
        if (gone(each.id) && document.answer.contains(u':' + each.name + u'}'))
            document.answer.clear();
    document.nodes.removeIf([&](const DocumentNode &each) { return gone(each.id); });
    // The group goes, and so does what was a part of it; one that it is a part of keeps the single node.
    document.groups.removeIf([&](const DocumentGroup &each) {
        return std::ranges::all_of(each.members, [&](const QString &member) { return members.contains(member); });
    });
    for (DocumentGroup &group : document.groups)
        group.members.removeIf(gone);
    return document;
}

using Obstacle = FaultChoice::Obstacle;

Obstacle obstacleAt(const CompiledGraph &compiled, const QStringList &inputs, const Fault &fault)
{
    std::vector<Shape> shapes;
    bool wanted = false;
    for (int k = 0; k < inputs.size(); ++k) {
        const NodeId input = compiled.ids.value(inputs[k]);
        shapes.push_back(compiled.graph->shape(input));
        wanted = wanted || (compiled.graph->takesGradient(input) && (fault.input < 0 || fault.input == k));
    }
    if (!wanted)
        return Obstacle::NoGradient;
    return fault.matters(shapes) ? Obstacle::None : Obstacle::NoDifference;
}

// Notes a place, or the obstacle that comes closest to fitting.
void consider(FaultChoice &choice, const QString &place, Obstacle obstacle)
{
    if (obstacle == Obstacle::None)
        choice.places.append(place);
    else
        choice.obstacle = std::max(choice.obstacle, obstacle);
}

void considerOperations(FaultChoice &choice, const GraphDocument &document, const CompiledGraph &compiled,
                        const std::vector<Step> &steps)
{
    choice.obstacle = Obstacle::NoOperation;
    for (const DocumentNode &node : document.nodes) {
        const Fault *fault = findFault(choice.fault.toStdString(), node.op.toStdString());
        const bool reached = std::ranges::count(steps, Step{ Step::Kind::Backward, compiled.ids.value(node.id) }) > 0;
        if (fault)
            consider(choice, node.id, reached ? obstacleAt(compiled, node.inputs, *fault) : Obstacle::NoGradient);
    }
    for (const DocumentGroup &group : document.groups) {
        const Fault *fault = findFault(choice.fault.toStdString(), group.op.toStdString());
        const std::optional<FusedGroup> one = fault ? fused(document, group) : std::nullopt;
        if (one)
            consider(choice, group.id, obstacleAt(compiled, one->node.inputs, *fault));
    }
}

void considerBranches(FaultChoice &choice, const CompiledGraph &compiled, const GraphDocument &document,
                      const std::vector<Step> &steps)
{
    choice.obstacle = Obstacle::NoBranch;
    std::vector<int> uses(std::size_t(compiled.graph->size()), 0);
    for (const Step step : steps)
        if (step.kind == Step::Kind::Backward)
            for (const NodeId input : compiled.graph->inputs(step.node))
                ++uses[std::size_t(input)];
    for (const DocumentNode &node : document.nodes) {
        const NodeId id = compiled.ids.value(node.id);
        if (uses[std::size_t(id)] > 1)
            consider(choice, node.id, compiled.graph->takesGradient(id) ? Obstacle::None : Obstacle::NoGradient);
    }
}

} // namespace

QList<FaultChoice> faultChoices(const GraphDocument &document)
{
    const CompiledGraph compiled = compile(document);
    const std::vector<Step> steps = stepsOf(*compiled.graph, compiled.result);
    QList<FaultChoice> choices;
    for (const std::string_view id : allFaults()) {
        FaultChoice choice{ fromUtf8(id), {}, Obstacle::None };
        if (id == branchFault)
            considerBranches(choice, compiled, document, steps);
        else
            considerOperations(choice, document, compiled, steps);
        if (!choice.places.isEmpty())
            choice.obstacle = Obstacle::None;
        choices.append(choice);
    }
    return choices;
}

GraphDocument withFault(const GraphDocument &document, const QString &place, const QString &fault)
{
    GraphDocument faulty = document;
    QString id = place;
    if (const DocumentGroup *group = document.group(place); group && !document.node(place)) {
        const std::optional<FusedGroup> one = fused(document, *group);
        if (!one)
            return document;
        faulty = replaced(document, *one);
        id = one->node.id;
    }
    const auto node = std::ranges::find(faulty.nodes, id, &DocumentNode::id);
    const bool ofBranch = fault.toStdString() == branchFault;
    if (node == faulty.nodes.end() || (!ofBranch && !findFault(fault.toStdString(), node->op.toStdString())))
        return document;
    node->fault = fault;
    return faulty;
}

bool makesDifference(const GraphDocument &right, const GraphDocument &faulty)
{
    constexpr double rounding = 1e-9; // of a group that was drawn apart
    const CompiledGraph ours = compile(right);
    const CompiledGraph theirs = compile(faulty);
    const Run<double> run = fullPass(makeRun(right, ours));
    const Run<double> wrong = fullPass(makeRun(faulty, theirs));
    for (NodeId other = 0; other < theirs.graph->size(); ++other) {
        const NodeId node = ours.ids.value(faulty.nodes[theirs.order[other]].id, noNode);
        if (node == noNode || !run.hasGradient(node) || !wrong.hasGradient(other))
            continue;
        const auto same = [&](double a, double b) {
            return std::abs(a - b) <= rounding * std::max(1.0, std::abs(a)) || a == b;
        };
        if (!std::ranges::equal(run.gradient(node).span(), wrong.gradient(other).span(), same))
            return true;
    }
    return false;
}

GraphDocument withoutFaults(GraphDocument document)
{
    for (DocumentNode &node : document.nodes)
        node.fault.clear();
    return document;
}

const DocumentNode *faultyNode(const GraphDocument &document)
{
    const auto node = std::ranges::find_if(document.nodes, [](const DocumentNode &each) { return !each.fault.isEmpty(); });
    return node == document.nodes.end() ? nullptr : &*node;
}

} // namespace chainrule
