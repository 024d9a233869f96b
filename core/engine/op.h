// SPDX-License-Identifier: GPL-3.0-or-later
// An operation: its id, symbol, arity, shape rule and mathematics. The rows of the table are in ops.cpp.
#pragma once

#include "engine/nonzeros.h"

#include <array>
#include <optional>
#include <string_view>

namespace chainrule {

constexpr int maxArity = 3;

// A named number that says how an operation works: the slope of a leaky ReLU.
struct Attribute
{
    std::string_view name; // as it is typed: "slope"
    std::optional<double> standard = {}; // what it is when it is left out; nothing where that has a meaning of its own
    std::span<const double> choices = {}; // the only numbers that it takes; all finite ones when there are none

    bool takes(double value) const;
};

// What a node's operation was given, in the order of its attributes; nothing for what was left out and has no standard.
using AttributeValues = std::span<const std::optional<double>>;

template <class S> using Inputs = std::array<View<const S>, maxArity>;

// What forward sees: the inputs' values, and where its own value goes.
template <class S> struct ForwardArgs
{
    Inputs<S> in;
    View<S> out;
    const NonZeros<S> *listed = nullptr; // in[0], when it has been listed; see Op::takesLists
    Numbers numbers = Numbers::Any; // of in[1]
    AttributeValues attributes = {};
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
    AttributeValues attributes = {};
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
    std::optional<Shape> (*shape)(std::span<const Shape> inputs, AttributeValues attributes) = nullptr;
    Kernel<double> doubleKernel;
    Kernel<float> floatKernel;
    // Each element of the result depends on one element of each input, so "local derivative" is one number.
    bool elementwise = false;
    Domain domain = Domain::Real;
    // The kernels read `listed` in place of in[0], when it is there.
    bool takesLists = false;
    std::span<const Attribute> attributes = {};
    // What it is called in expressions, where that is not its id: two operations with a name of theirs, max(a, b) and max(X),
    // differ in how many inputs they take.
    std::string_view typed = {};

    std::string_view name() const { return typed.empty() ? id : typed; }
    const Attribute *attribute(std::string_view name) const; // or nullptr

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
// The row that is called so in expressions with so many inputs; else one with another number of them, or nullptr.
const Op *findCalled(std::string_view name, int inputs);

// The values as a graph keeps them: standards for what is left out at the end or within. Nothing when one is not taken.
std::optional<std::vector<std::optional<double>>> completed(const Op &op, AttributeValues values);

} // namespace chainrule
