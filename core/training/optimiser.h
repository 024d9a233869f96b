// SPDX-License-Identifier: GPL-3.0-or-later
// How parameters follow their gradients: SGD, momentum, AdaGrad and Adam, as in the book.
#pragma once

#include "engine/tensor.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace chainrule {

enum class OptimiserKind : std::uint8_t { Sgd, Momentum, AdaGrad, Adam };

// What can be chosen; their formulas are beside them in optimiser.cpp.
struct OptimiserInfo
{
    OptimiserKind kind = OptimiserKind::Sgd;
    std::string_view id; // "sgd": for files and the command line
    double usualRate = 0.1; // the learning rate that suits this net, in the book for all but SGD
    int memories = 0; // numbers kept for each parameter
};

std::span<const OptimiserInfo> optimisers(); // in the order of the enum
const OptimiserInfo &info(OptimiserKind kind);
const OptimiserInfo *findOptimiser(std::string_view id); // nullptr when there is none

// What an optimiser remembers between two updates.
template <class S> struct OptimiserState
{
    std::int64_t updates = 0; // done
    std::vector<S> memory; // memories × parameters: the first number of every parameter, then the second ones

    friend bool operator==(const OptimiserState &, const OptimiserState &) = default;
};

// Updates the parameters of one net, tensor by tensor. Allocates when it is made, then never again.
template <class S> class Optimiser final
{
public:
    Optimiser(OptimiserKind kind, Index parameters); // in all tensors together

    // One update: begin, then every tensor once, in the same order each time.
    // `weightDecay` · w is added to each gradient.
    void begin(double learningRate, double weightDecay = 0);
    void update(std::span<S> values, std::span<const S> gradient); // of one size

    OptimiserKind kind() const { return m_kind; }
    const OptimiserState<S> &state() const { return m_state; }
    void setState(const OptimiserState<S> &state); // of the same kind and number of parameters

private:
    OptimiserKind m_kind;
    Index m_parameters;
    OptimiserState<S> m_state;
    S m_rate = 0; // of this update
    S m_decay = 0;
    Index m_next = 0; // the first parameter of the next tensor
};

extern template class Optimiser<float>;
extern template class Optimiser<double>;

} // namespace chainrule
