// SPDX-License-Identifier: GPL-3.0-or-later
// One evaluation of a Graph: its values and gradients, and the steps that make them.
#pragma once

#include "engine/arena.h"
#include "engine/graph.h"

#include <algorithm>
#include <cstdint>
#include <memory>

namespace chainrule {

// One thing that happens.
struct Step
{
    enum class Kind : std::uint8_t {
        Forward, // the node's value is computed from its inputs'
        Seed, // the result's gradient is set: dL/dL = 1
        Backward, // every input of the node receives its gradient: upstream × local derivative
    };

    Kind kind = Kind::Forward;
    NodeId node = -1;

    friend bool operator==(const Step &, const Step &) = default;
};

// All steps of a full pass to `result` and back: forward in topological order, the seed, backward in reverse order through
// the nodes on the way from an input to the result. Forward only when the result is noNode.
std::vector<Step> stepsOf(const Graph &graph, NodeId result);

// Whether every edge's own share of a gradient is kept, to be looked at, or only their sum.
enum class Keep { Sums, Edges };

// State with one owner, used by one thread. Allocates when it is made and at the first backward pass, then never again.
template <class S> class Run final
{
public:
    // Throws GraphError (UnknownNode) when `result` is neither in the graph nor noNode.
    Run(std::shared_ptr<const Graph> graph, NodeId result, Keep keep = Keep::Sums);

    const Graph &graph() const { return *m_graph; }
    const std::shared_ptr<const Graph> &sharedGraph() const { return m_graph; }
    NodeId result() const { return m_result; }
    std::span<const Step> steps() const { return m_steps; }

    // A leaf's numbers, to be written. Everything that was computed is forgotten. Throws GraphError (NotALeaf).
    View<S> edit(NodeId leaf);
    // The same by value; `values` has the leaf's size, else GraphError (Size).
    void set(NodeId leaf, std::span<const double> values);
    // One number of a leaf. Only what was computed from it is forgotten, and all gradients. Throws GraphError (NotALeaf, Size).
    void set(NodeId leaf, Index element, S value);
    // What the result receives in the seed step: ones unless given. `values` has the result's size, else GraphError (Size).
    void setSeed(std::span<const double> values);

    // From now on this node keeps the last share of its gradient in place of adding them up. That is wrong where a node is
    // used more than once: learners forget the += there, and the fault lab shows it.
    void assignGradient(NodeId node) { m_assigned.push_back(node); }
    std::span<const NodeId> assignedGradients() const { return m_assigned; }

    // The only place where mathematics is executed. Throws GraphError (Order) when an input of the step is not there yet.
    void apply(Step step);
    // Every step of one direction that has not been taken yet; backward() includes the seed, and is always taken whole.
    void forward();
    void backward();
    // Forgets all that was computed; the leaves keep their values.
    void restart();

    bool hasValue(NodeId node) const { return m_states[std::size_t(node)] & HasValue; }
    bool hasGradient(NodeId node) const { return m_states[std::size_t(node)] & HasGradient; }
    // With Keep::Edges: whether the share that this input receives through this node has been computed.
    bool hasEdgeGradient(NodeId node, int input) const
    {
        return !m_edgeDone.empty() && m_edgeDone[std::size_t(m_graph->firstEdge(node) + input)];
    }

    View<const S> value(NodeId node) const;
    View<const S> gradient(NodeId node) const; // dL/dnode, of the node's shape; call when hasGradient
    View<const S> edgeGradient(NodeId node, int input) const; // through this edge alone; call when hasEdgeGradient
    View<const S> seed() const; // of no numbers without a result

    // The local derivative ∂node/∂input of an elementwise operation: its backward for an upstream gradient of one.
    // Has the input's shape (summed over what was broadcast). Only when hasValue(node).
    std::vector<S> localDerivative(NodeId node, int input) const;

private:
    // KnownFinite is of leaves; Touched means something only while one is set.
    enum State : std::uint8_t { HasValue = 1, HasGradient = 2, KnownFinite = 4, Touched = 8 };

    // Where a node's numbers begin in the arenas, side by side with their shape: a pass over many scalars waits for memory.
    struct Place
    {
        Index value = 0;
        Index gradient = 0;
        Index rows = 0;
        Index columns = 0;
    };

    void requireLeaf(NodeId leaf) const;
    View<S> unlist(NodeId leaf);
    Numbers numbersOf(NodeId leaf);
    void applyForward(NodeId node);
    void applySeed();
    void applyBackward(NodeId node);
    bool assignsGradient(NodeId node) const
    {
        return !m_assigned.empty() && std::find(m_assigned.begin(), m_assigned.end(), node) != m_assigned.end();
    }
    Inputs<S> inputValues(NodeId node) const;
    const NonZeros<S> *listedInput(NodeId node) const;
    void writeListed(NodeId leaf) const;
    void allocateGradients();
    View<S> valuesOf(NodeId node) const; // as they are, be a list written or not
    View<S> gradientsOf(NodeId node);

    std::shared_ptr<const Graph> m_graph;
    NodeId m_result;
    Keep m_keep;
    std::vector<Step> m_steps;
    std::size_t m_forwardCount = 0;

    // One arena for all values, one for all gradients: a pass runs through memory in order.
    mutable Arena<S> m_values; // a listed leaf's are written when somebody looks
    Arena<S> m_gradients;
    Arena<S> m_edgeGradients;
    Arena<S> m_seed;
    Arena<S> m_share; // one edge's share, before it is added
    std::vector<Place> m_places; // by node
    std::vector<Index> m_edgeOffsets;
    std::vector<std::uint8_t> m_states;
    std::vector<std::uint8_t> m_edgeDone;
    std::vector<NodeId> m_assigned; // few, and none where nobody made a mistake
    bool m_fresh = false; // nothing is computed: to set 50,000 leaves must not mean to forget everything 50,000 times
    NonZeros<S> m_list; // of the leaf that was set so: sparse_leaf.h
    NodeId m_listed = -1;
    mutable bool m_listWritten = false;
    template <class T> friend NonZeros<T> setSparse(Run<T> &run, NodeId leaf, NonZeros<T> values);
};

extern template class Run<float>;
extern template class Run<double>;

} // namespace chainrule
