// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run.h"

#include "engine/product.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace chainrule {

namespace {

// Whether dL/dnode exists: the node leads to the result, and an input leads to it.
std::vector<bool> nodesOnTheWay(const Graph &graph, NodeId result)
{
    std::vector<bool> reaches(std::size_t(graph.size()), false);
    reaches[std::size_t(result)] = graph.takesGradient(result);
    for (NodeId node = result; node >= 0; --node) {
        if (!reaches[std::size_t(node)])
            continue;
        for (const NodeId input : graph.inputs(node))
            reaches[std::size_t(input)] = graph.takesGradient(input);
    }
    return reaches;
}

// Tensors start on a cache line, scalars lie side by side.
Index padded(Index offset, Index length)
{
    constexpr Index line = 16;
    return length < line ? offset : (offset + line - 1) / line * line;
}

} // namespace

std::vector<Step> stepsOf(const Graph &graph, NodeId result)
{
    std::vector<Step> steps;
    for (NodeId node = 0; node < graph.size(); ++node)
        if (!graph.isLeaf(node))
            steps.push_back({ Step::Kind::Forward, node });
    if (result == noNode)
        return steps;
    steps.push_back({ Step::Kind::Seed, result });
    const std::vector<bool> onTheWay = nodesOnTheWay(graph, result);
    for (NodeId node = result; node >= 0; --node)
        if (onTheWay[std::size_t(node)] && !graph.isLeaf(node))
            steps.push_back({ Step::Kind::Backward, node });
    return steps;
}

template <class S> Run<S>::Run(std::shared_ptr<const Graph> graph, NodeId result, Keep keep)
    : m_graph(std::move(graph))
    , m_result(result)
    , m_keep(keep)
{
    if (result != noNode && !m_graph->contains(result))
        throw GraphError(GraphError::Kind::UnknownNode, result);
    m_steps = stepsOf(*m_graph, result);
    m_forwardCount = std::size_t(std::ranges::find(m_steps, Step::Kind::Seed, &Step::kind) - m_steps.begin());

    Index size = 0;
    m_places.reserve(std::size_t(m_graph->size()));
    for (NodeId node = 0; node < m_graph->size(); ++node) {
        const Shape &shape = m_graph->shape(node);
        const Index own = shape.size();
        m_places.push_back({ padded(size, own), 0, shape.rows(), shape.columns() });
        if (__builtin_add_overflow(m_places.back().value, own, &size))
            throw GraphError(GraphError::Kind::Size, node);
    }
    m_values.assign(std::size_t(size), S(0));
    if (result != noNode)
        m_seed.assign(std::size_t(m_graph->shape(result).size()), S(1));
    m_states.resize(std::size_t(m_graph->size()));
    restart();
}

template <class S> void Run<S>::requireLeaf(NodeId leaf) const
{
    if (!m_graph->contains(leaf) || !m_graph->isLeaf(leaf))
        throw GraphError(GraphError::Kind::NotALeaf, leaf);
}

template <class S> View<S> Run<S>::edit(NodeId leaf)
{
    requireLeaf(leaf);
    restart();
    m_states[std::size_t(leaf)] &= std::uint8_t(~KnownFinite);
    return unlist(leaf);
}

// The leaf's numbers as they are from now on.
template <class S> View<S> Run<S>::unlist(NodeId leaf)
{
    writeListed(leaf);
    if (leaf == m_listed)
        m_listed = -1;
    return valuesOf(leaf);
}

template <class S> void Run<S>::set(NodeId leaf, Index element, S value)
{
    requireLeaf(leaf);
    const View<S> values = unlist(leaf);
    if (element < 0 || element >= values.size())
        throw GraphError(GraphError::Kind::Size, leaf);
    values[element] = value;
    if (!std::isfinite(value))
        m_states[std::size_t(leaf)] &= std::uint8_t(~KnownFinite);

    std::uint8_t *const states = m_states.data();
    for (NodeId node = 0; node < m_graph->size(); ++node) {
        const auto touched = [states](NodeId input) { return (states[input] & Touched) != 0; };
        const bool stale = std::ranges::any_of(m_graph->inputs(node), touched);
        states[node] &= std::uint8_t(stale ? 0 : HasValue | KnownFinite);
        if (stale || node == leaf)
            states[node] |= Touched;
    }
    std::ranges::fill(m_edgeDone, 0);
}

template <class S> void Run<S>::set(NodeId leaf, std::span<const double> values)
{
    const View<S> view = edit(leaf);
    if (std::ssize(values) != view.size())
        throw GraphError(GraphError::Kind::Size, leaf);
    std::ranges::transform(values, view.data, [](double x) { return S(x); });
}

template <class S> void Run<S>::setSeed(std::span<const double> values)
{
    if (values.size() != m_seed.size())
        throw GraphError(GraphError::Kind::Size, m_result);
    std::ranges::transform(values, m_seed.begin(), [](double x) { return S(x); });
    restart();
}

template <class S> void Run<S>::restart()
{
    if (std::exchange(m_fresh, true))
        return;
    for (NodeId node = 0; node < m_graph->size(); ++node)
        m_states[std::size_t(node)] =
            m_graph->isLeaf(node) ? std::uint8_t(HasValue | (m_states[std::size_t(node)] & KnownFinite)) : std::uint8_t(0);
    std::ranges::fill(m_edgeDone, 0);
}

template <class S> void Run<S>::apply(Step step)
{
    m_fresh = false;
    switch (step.kind) {
    case Step::Kind::Forward:
        return applyForward(step.node);
    case Step::Kind::Seed:
        return applySeed();
    case Step::Kind::Backward:
        return applyBackward(step.node);
    }
}

template <class S> void Run<S>::forward()
{
    for (const Step step : steps().first(m_forwardCount))
        if (!hasValue(step.node))
            apply(step);
}

template <class S> void Run<S>::backward()
{
    for (const Step step : steps().subspan(m_forwardCount))
        apply(step);
}

template <class S> void Run<S>::applyForward(NodeId node)
{
    for (const NodeId input : m_graph->inputs(node))
        if (!hasValue(input))
            throw GraphError(GraphError::Kind::Order, node);
    const NonZeros<S> *listed = listedInput(node);
    const Numbers numbers = listed ? numbersOf(m_graph->inputs(node)[1]) : Numbers::Any;
    m_graph->op(node)->template kernel<S>().forward(
        { inputValues(node), valuesOf(node), listed, numbers, m_graph->attributes(node) });
    m_states[std::size_t(node)] |= HasValue;
}

// Looked at once as long as the leaf stays as it is.
template <class S> Numbers Run<S>::numbersOf(NodeId leaf)
{
    std::uint8_t &state = m_states[std::size_t(leaf)];
    if (m_graph->isLeaf(leaf) && !(state & KnownFinite) && allFinite(value(leaf)))
        state |= KnownFinite;
    return state & KnownFinite ? Numbers::Finite : Numbers::Any;
}

template <class S> void Run<S>::applySeed()
{
    if (m_result == noNode || !hasValue(m_result))
        throw GraphError(GraphError::Kind::Order, m_result);
    if (m_gradients.empty())
        allocateGradients();
    for (std::uint8_t &state : m_states)
        state &= std::uint8_t(~HasGradient);
    std::ranges::fill(m_edgeDone, 0);
    std::ranges::copy(m_seed, gradientsOf(m_result).data);
    m_states[std::size_t(m_result)] |= HasGradient;
}

// Every input receives its share; several shares of one node add up, whatever the operation.
template <class S> void Run<S>::applyBackward(NodeId node)
{
    if (!hasGradient(node))
        throw GraphError(GraphError::Kind::Order, node);
    const std::span<const NodeId> inputs = m_graph->inputs(node);
    BackwardArgs<S> args{ inputValues(node), value(node), gradient(node), 0, {}, listedInput(node), m_graph->attributes(node) };
    for (int k = 0; k < int(inputs.size()); ++k) {
        const NodeId input = inputs[std::size_t(k)];
        if (!m_graph->takesGradient(input))
            continue;
        const View<S> sum = gradientsOf(input);
        const bool first = !hasGradient(input);
        const int edge = m_graph->firstEdge(node) + k;
        S *share = sum.data;
        if (m_keep == Keep::Edges)
            share = m_edgeGradients.data() + m_edgeOffsets[std::size_t(edge)];
        else if (!first)
            share = m_share.data();
        args.input = k;
        args.downstream = { share, sum.rows, sum.columns };
        m_graph->op(node)->template kernel<S>().backward(args);

        const bool replaces = first || assignsGradient(input);
        if (replaces && share != sum.data)
            std::copy_n(share, sum.size(), sum.data);
        else if (!replaces)
            std::transform(sum.data, sum.data + sum.size(), share, sum.data, std::plus<S>());
        m_states[std::size_t(input)] |= HasGradient;
        if (m_keep == Keep::Edges)
            m_edgeDone[std::size_t(edge)] = 1;
    }
}

template <class S> Inputs<S> Run<S>::inputValues(NodeId node) const
{
    Inputs<S> values;
    const std::span<const NodeId> inputs = m_graph->inputs(node);
    const bool takesLists = m_graph->op(node)->takesLists;
    for (std::size_t k = 0; k < inputs.size(); ++k)
        values[k] = k == 0 && takesLists ? valuesOf(inputs[k]) : value(inputs[k]);
    return values;
}

template <class S> const NonZeros<S> *Run<S>::listedInput(NodeId node) const
{
    return m_listed >= 0 && m_graph->inputs(node)[0] == m_listed && m_graph->op(node)->takesLists ? &m_list : nullptr;
}

template <class S> void Run<S>::writeListed(NodeId leaf) const
{
    if (leaf != m_listed || m_listWritten)
        return;
    const View<S> values = valuesOf(leaf);
    std::ranges::fill(values.span(), S(0));
    for (Index r = 0; r < m_list.rows(); ++r) {
        const auto row = m_list.row(r);
        for (std::size_t i = 0; i < row.columns.size(); ++i)
            values.at(r, Index(row.columns[i])) = row.values[i];
    }
    m_listWritten = true;
}

template <class S> void Run<S>::allocateGradients()
{
    Index size = 0;
    Index edges = 0;
    Index largest = 0;
    for (NodeId node = 0; node < m_graph->size(); ++node) {
        const Index own = m_graph->takesGradient(node) || node == m_result ? m_graph->shape(node).size() : 0;
        m_places[std::size_t(node)].gradient = padded(size, own);
        size = m_places[std::size_t(node)].gradient + own;
        for (const NodeId input : m_graph->inputs(node)) {
            const Index share = m_graph->takesGradient(input) ? m_graph->shape(input).size() : 0;
            m_edgeOffsets.push_back(edges);
            edges += share;
            largest = std::max(largest, share);
        }
    }
    m_gradients.assign(std::size_t(size), S(0));
    if (m_keep == Keep::Edges) {
        m_edgeGradients.assign(std::size_t(edges), S(0));
        m_edgeDone.assign(std::size_t(m_graph->edgeCount()), 0);
    } else {
        m_share.assign(std::size_t(largest), S(0));
    }
}

template <class S> View<S> Run<S>::valuesOf(NodeId node) const
{
    const Place &place = m_places[std::size_t(node)];
    return { m_values.data() + place.value, place.rows, place.columns };
}

template <class S> View<S> Run<S>::gradientsOf(NodeId node)
{
    const Place &place = m_places[std::size_t(node)];
    return { m_gradients.data() + place.gradient, place.rows, place.columns };
}

template <class S> View<const S> Run<S>::value(NodeId node) const
{
    writeListed(node);
    return valuesOf(node);
}

template <class S> View<const S> Run<S>::gradient(NodeId node) const
{
    const Place &place = m_places[std::size_t(node)];
    return { m_gradients.data() + place.gradient, place.rows, place.columns };
}

template <class S> View<const S> Run<S>::edgeGradient(NodeId node, int input) const
{
    const Shape &shape = m_graph->shape(m_graph->inputs(node)[std::size_t(input)]);
    const auto edge = std::size_t(m_graph->firstEdge(node) + input);
    return { m_edgeGradients.data() + m_edgeOffsets[edge], shape.rows(), shape.columns() };
}

template <class S> View<const S> Run<S>::seed() const
{
    if (m_result == noNode)
        return {};
    const Shape &shape = m_graph->shape(m_result);
    return { m_seed.data(), shape.rows(), shape.columns() };
}

template <class S> std::vector<S> Run<S>::localDerivative(NodeId node, int input) const
{
    const Inputs<S> values = inputValues(node);
    const View<const S> &own = values[std::size_t(input)];
    std::vector<S> local(std::size_t(own.size()));
    std::vector<S> ones(std::size_t(m_graph->shape(node).size()), S(1));
    const View<const S> out = value(node);
    m_graph->op(node)->template kernel<S>().backward({ values,
                                                       out,
                                                       { ones.data(), out.rows, out.columns },
                                                       input,
                                                       { local.data(), own.rows, own.columns },
                                                       nullptr,
                                                       m_graph->attributes(node) });
    return local;
}

template class Run<float>;
template class Run<double>;

} // namespace chainrule
