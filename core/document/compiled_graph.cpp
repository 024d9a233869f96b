// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/compiled_graph.h"

#include "document/attributes.h"
#include "document/document_limits.h"
#include "probe/faults.h"

namespace chainrule {

namespace {

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
    case GraphError::Kind::Attribute:
        return NodeLack::Kind::Attribute;
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
    GraphBuilder(const GraphDocument &document, Wiring wiring)
        : m_document(document)
    {
        m_compiled.wiring = std::move(wiring);
        m_compiled.nodes.fill(noNode, document.nodes.size());
        m_compiled.ids.reserve(document.nodes.size());
    }

    // Throws GraphError with the document's index in place of the node's id.
    void add(int index)
    {
        const DocumentNode &node = m_document.nodes[index];
        const NodeId id = node.isLeaf() ? addLeaf(index) : addOperation(index);
        if (isBranchFault(node.fault))
            m_compiled.assigned.push_back(id);
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
        return m_graph->add(node.isGiven() ? Leaf::Constant : Leaf::Input, node.value.shape);
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
        const auto attributes = attributeValues(*op, node.attributes);
        if (!attributes)
            throw GraphError(GraphError::Kind::Attribute, index);
        if (const std::optional<Shape> shape = shapeOf(*op, inputs, *attributes))
            requireRoom(*shape, index);
        try {
            return m_graph->add(*op, inputs, *attributes);
        } catch (const GraphError &e) {
            throw GraphError(e.kind(), index, e.shapes());
        }
    }

    std::optional<Shape> shapeOf(const Op &op, const std::vector<NodeId> &inputs, AttributeValues attributes) const
    {
        std::vector<Shape> shapes;
        shapes.reserve(inputs.size());
        for (const NodeId input : inputs)
            shapes.push_back(m_graph->shape(input));
        return std::ssize(inputs) == op.arity ? op.shape(shapes, attributes) : std::nullopt;
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

CompiledGraph compile(const GraphDocument &document)
{
    Wiring wiring(document);
    for (int i = 0; i < document.nodes.size(); ++i)
        if (wiring.inputs(i).size() < document.nodes[i].inputs.size())
            throw GraphError(GraphError::Kind::UnknownNode, i);
    if (!document.result.isEmpty() && !wiring.contains(document.result))
        throw GraphError(GraphError::Kind::UnknownNode);
    const QList<int> order = wiring.order();
    if (const QList<int> leftOver = others(order, document.nodes.size()); !leftOver.isEmpty())
        throw GraphError(GraphError::Kind::UnknownNode, leftOver.front());
    GraphBuilder builder(document, std::move(wiring));
    for (const int index : order)
        builder.add(index);
    return std::move(builder).finish(document.result);
}

CompiledGraph compileWhatCan(const GraphDocument &document)
{
    Wiring wiring(document);
    const QList<int> order = wiring.order();
    GraphBuilder builder(document, std::move(wiring));
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
    for (const NodeId node : compiled.assigned)
        run.assignGradient(node);
    return run;
}

template Run<float> makeRun(const GraphDocument &, const CompiledGraph &, Keep);
template Run<double> makeRun(const GraphDocument &, const CompiledGraph &, Keep);

} // namespace chainrule
