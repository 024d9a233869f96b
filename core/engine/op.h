// SPDX-License-Identifier: GPL-3.0-or-later
// An operation: its id, symbol, arity, shape rule and mathematics. The rows of the table are in ops.cpp.
#pragma once

#include "engine/nonzeros.h"

#include <array>
#include <optional>
#include <string_view>

namespace chainrule {

constexpr int maxArity = 3;

template <class S> using Inputs = std::array<View<const S>, maxArity>;

// What forward sees: the inputs' values, and where its own value goes.
template <class S> struct ForwardArgs
{
    Inputs<S> in;
    View<S> out;
    const NonZeros<S> *listed = nullptr; // in[0], when it has been listed; see Op::takesLists
    Numbers numbers = Numbers::Any; // of in[1]
};

// What backward sees: all of the forward pass, the upstream gradient dL/dout, which input is asked for, and where the
// answer goes. The answer is what this input receives through this one edge; Run adds up. `downstream` has the input's
// shape, holds anything when the call begins, and never overlaps the others: nothing that was given is written into.
template <class S> struct BackwardArgs
{
    Inputs<S> in;
    View<const S> out;
    View<const S> upstream;
    int input = 0;
    View<S> downstream;
    const NonZeros<S> *listed = nullptr; // as in the forward pass
};

template <class S> struct Kernel
{
    void (*forward)(const ForwardArgs<S> &) = nullptr;
    void (*backward)(const BackwardArgs<S> &) = nullptr;
};

struct Op
{
    // Which numbers an operation is defined and smooth on; tests and random examples draw from it.
    enum class Domain { Real, Positive };

    std::string_view id; // "mul": names the operation in documents and on the command line
    std::string_view symbol; // "×": stands in its circle
    int arity = 0;
    // The result's shape, or nothing when the inputs' do not fit.
    std::optional<Shape> (*shape)(std::span<const Shape> inputs) = nullptr;
    Kernel<double> doubleKernel;
    Kernel<float> floatKernel;
    // Each element of the result depends on one element of each input, so "local derivative" is one number.
    bool elementwise = false;
    Domain domain = Domain::Real;
    // The kernels read `listed` in place of in[0], when it is there.
    bool takesLists = false;

    template <class S> const Kernel<S> &kernel() const
    {
        if constexpr (sizeof(S) == sizeof(double))
            return doubleKernel;
        else
            return floatKernel;
    }
};

// Every operation, in the order in which people meet them.
std::span<const Op> allOps();

// The row with this id, or nullptr.
const Op *findOp(std::string_view id);

} // namespace chainrule
