// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/graph_document.h"

#include "engine/faults.h"
#include "storage/document_limits.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace chainrule {

namespace {

template <class List> const typename List::value_type *find(const List &list, const auto &member, const QString &wanted)
{
    const auto it = std::find_if(list.begin(), list.end(), [&](const auto &item) { return item.*member == wanted; });
    return it == list.end() ? nullptr : &*it;
}

// What an order of the nodes leaves out, because it needs itself.
QList<int> others(const QList<int> &order, qsizetype count)
{
    std::vector<bool> there(std::size_t(count), false);
    for (const int index : order)
        there[std::size_t(index)] = true;
    QList<int> others;
    for (int index = 0; index < count; ++index)
        if (!there[std::size_t(index)])
            others.append(index);
    return others;
}

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

bool isBranchFault(const QString &fault)
{
    return fault.toStdString() == branchFault;
}

// The right row, or the faulty one; nullptr when there is none.
const Op *operationOf(const DocumentNode &node)
{
    if (node.fault.isEmpty() || isBranchFault(node.fault))
        return findOp(node.op.toStdString());
    const Fault *fault = findFault(node.fault.toStdString(), node.op.toStdString());
    return fault ? &fault->op : nullptr;
}

NodeLack::Kind lackOf(GraphError::Kind kind)
{
    switch (kind) {
    case GraphError::Kind::Arity:
        return NodeLack::Kind::Arity;
    case GraphError::Kind::Shape:
        return NodeLack::Kind::Shape;
    case GraphError::Kind::Size:
        return NodeLack::Kind::Size;
    default:
        return NodeLack::Kind::UnknownOp;
    }
}

// Adds a document's nodes to a graph, one by one in a topological order.
class GraphBuilder final
{
public:
    GraphBuilder(const GraphDocument &document, const Wiring &wiring)
        : m_document(document)
    {
        m_compiled.wiring = wiring;
        m_compiled.nodes.fill(noNode, document.nodes.size());
        m_compiled.ids.reserve(document.nodes.size());
    }

    // Throws GraphError with the document's index in place of the node's id.
    void add(int index)
    {
        const DocumentNode &node = m_document.nodes[index];
        const NodeId id = node.isLeaf() ? addLeaf(index) : addOperation(index);
        if (isBranchFault(node.fault))
            m_graph->overwriteGradient(id);
        m_compiled.ids.insert(node.id, id);
        m_compiled.nodes[index] = id;
        m_compiled.order.append(index);
    }

    void addIfPossible(int index)
    {
        if (const auto lack = lackOfInputs(m_compiled.wiring.ports(index)))
            return refuse(index, *lack);
        try {
            add(index);
        } catch (const GraphError &e) {
            refuse(index, { lackOf(e.kind()), -1, e.shapes() });
        }
    }

    void refuse(int index, const NodeLack &lack) { m_compiled.lacks.insert(m_document.nodes[index].id, lack); }

    CompiledGraph finish(const QString &result) &&
    {
        m_compiled.result = m_compiled.ids.value(result, noNode);
        if (m_compiled.result == noNode)
            m_compiled.result = lastUnused();
        m_compiled.graph = std::move(m_graph);
        return std::move(m_compiled);
    }

private:
    NodeId addLeaf(int index)
    {
        const DocumentNode &node = m_document.nodes[index];
        requireRoom(node.value.shape, index);
        return m_graph->add(node.isConstant() ? Leaf::Constant : Leaf::Input, node.value.shape);
    }

    // A column times a row is larger than both: what nobody can hold is refused before it is made.
    void requireRoom(const Shape &shape, int index)
    {
        if (shape.size() > DocumentLimit::numbers - m_numbers)
            throw GraphError(GraphError::Kind::Size, index);
        m_numbers += shape.size();
    }

    NodeId addOperation(int index)
    {
        const DocumentNode &node = m_document.nodes[index];
        const Op *op = operationOf(node);
        if (!op)
            throw GraphError(GraphError::Kind::UnknownOp, index);
        std::vector<NodeId> inputs;
        for (const int from : m_compiled.wiring.ports(index))
            inputs.push_back(m_compiled.nodes[from]);
        if (const std::optional<Shape> shape = shapeOf(*op, inputs))
            requireRoom(*shape, index);
        try {
            return m_graph->add(*op, inputs);
        } catch (const GraphError &e) {
            throw GraphError(e.kind(), index, e.shapes());
        }
    }

    std::optional<Shape> shapeOf(const Op &op, const std::vector<NodeId> &inputs) const
    {
        std::vector<Shape> shapes;
        for (const NodeId input : inputs)
            shapes.push_back(m_graph->shape(input));
        return std::ssize(inputs) == op.arity ? op.shape(shapes) : std::nullopt;
    }

    std::optional<NodeLack> lackOfInputs(const QList<int> &ports) const
    {
        for (int k = 0; k < ports.size(); ++k)
            if (ports[k] >= 0 && m_compiled.nodes[ports[k]] == noNode)
                return NodeLack{ NodeLack::Kind::Upstream, k };
        if (const qsizetype open = ports.indexOf(-1); open >= 0)
            return NodeLack{ NodeLack::Kind::Input, int(open) };
        return std::nullopt;
    }

    NodeId lastUnused() const
    {
        std::vector<bool> used(std::size_t(m_graph->size()), false);
        for (NodeId node = m_graph->size() - 1; node >= 0; --node) {
            if (!m_graph->isLeaf(node) && !used[std::size_t(node)])
                return node;
            for (const NodeId input : m_graph->inputs(node))
                used[std::size_t(input)] = true;
        }
        return noNode;
    }

    const GraphDocument &m_document;
    std::shared_ptr<Graph> m_graph = std::make_shared<Graph>();
    qint64 m_numbers = 0; // in it
    CompiledGraph m_compiled;
};

} // namespace

const DocumentNode *GraphDocument::node(const QString &id) const
{
    return find(nodes, &DocumentNode::id, id);
}

const DocumentNode *GraphDocument::nodeNamed(const QString &name) const
{
    return find(nodes, &DocumentNode::name, name);
}

const DocumentGroup *GraphDocument::group(const QString &id) const
{
    return find(groups, &DocumentGroup::id, id);
}

QString GraphDocument::questionText() const
{
    return QString(question).replace(QLatin1String("{data}"), data);
}

CompiledGraph compile(const GraphDocument &document)
{
    const Wiring wiring(document);
    for (int i = 0; i < document.nodes.size(); ++i)
        if (wiring.inputs(i).size() < document.nodes[i].inputs.size())
            throw GraphError(GraphError::Kind::UnknownNode, i);
    if (!document.result.isEmpty() && !wiring.contains(document.result))
        throw GraphError(GraphError::Kind::UnknownNode);
    const QList<int> order = wiring.order();
    if (const QList<int> leftOver = others(order, document.nodes.size()); !leftOver.isEmpty())
        throw GraphError(GraphError::Kind::UnknownNode, leftOver.front());
    GraphBuilder builder(document, wiring);
    for (const int index : order)
        builder.add(index);
    return std::move(builder).finish(document.result);
}

CompiledGraph compileWhatCan(const GraphDocument &document)
{
    const Wiring wiring(document);
    const QList<int> order = wiring.order();
    GraphBuilder builder(document, wiring);
    for (const int index : order)
        builder.addIfPossible(index);
    for (const int index : others(order, document.nodes.size()))
        builder.refuse(index, { NodeLack::Kind::Cycle });
    return std::move(builder).finish(document.result);
}

bool isUpstreamOf(const Tensor &upstream, const CompiledGraph &compiled)
{
    return compiled.result != noNode && compiled.graph->shape(compiled.result).size() == Index(upstream.values.size());
}

template <class S> Run<S> makeRun(const GraphDocument &document, const CompiledGraph &compiled, Keep keep)
{
    Run<S> run(compiled.graph, compiled.result, keep);
    for (NodeId node = 0; node < compiled.graph->size(); ++node)
        if (compiled.graph->isLeaf(node))
            run.set(node, document.nodes[compiled.order[node]].value.values);
    if (document.upstream && isUpstreamOf(*document.upstream, compiled))
        run.setSeed(document.upstream->values);
    return run;
}

template Run<float> makeRun(const GraphDocument &, const CompiledGraph &, Keep);
template Run<double> makeRun(const GraphDocument &, const CompiledGraph &, Keep);

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
