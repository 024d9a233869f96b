// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a row of the operation table from a function of numbers and its local derivatives, with broadcasting.
#pragma once

#include "engine/op.h"

#include <algorithm>
#include <utility>

namespace chainrule {

// A scalar goes with anything, a (1, n) row and an (N, 1) column with (N, n); else the shapes are equal.
inline std::optional<Shape> broadcast(const Shape &a, const Shape &b)
{
    const auto fits = [](const Shape &small, const Shape &large) {
        const bool matrices = small.dimensions().size() == 2 && large.dimensions().size() == 2;
        const bool row = small.rows() == 1 && small.columns() == large.columns();
        const bool column = small.columns() == 1 && small.rows() == large.rows();
        return small.isScalar() || (matrices && (row || column));
    };
    if (a == b || fits(b, a))
        return a;
    return fits(a, b) ? std::optional(b) : std::nullopt;
}

inline std::optional<Shape> broadcastAll(std::span<const Shape> shapes, AttributeValues)
{
    std::optional<Shape> result = shapes[0];
    for (const Shape &shape : shapes.subspan(1))
        result = result ? broadcast(*result, shape) : std::nullopt;
    return result;
}

// Walks through `whole` and tells for each element where the inputs' elements are.
template <int Arity, class S, class T, class Visit> void forEachElement(const View<T> &whole, const Inputs<S> &in, Visit visit)
{
    const bool aligned = std::all_of(in.begin(), in.begin() + Arity, [&](const auto &v) { return v.size() == whole.size(); });
    if (aligned) {
        for (Index i = 0; i < whole.size(); ++i) {
            std::array<Index, Arity> at;
            at.fill(i);
            visit(i, at);
        }
        return;
    }
    for (Index row = 0; row < whole.rows; ++row) {
        for (Index column = 0; column < whole.columns; ++column) {
            std::array<Index, Arity> at;
            for (int k = 0; k < Arity; ++k) {
                const auto &v = in[std::size_t(k)];
                at[std::size_t(k)] = (v.rows == 1 ? 0 : row * v.columns) + (v.columns == 1 ? 0 : column);
            }
            visit(row * whole.columns + column, at);
        }
    }
}

// out = f(x…, attributes…). Lambdas without captures are values of their type, so the functions can be pointed to.
template <class S, class F, std::size_t... K, std::size_t... A>
void elementwiseForward(const ForwardArgs<S> &n, std::index_sequence<K...>, std::index_sequence<A...>)
{
    [[maybe_unused]] const std::array<S, sizeof...(A)> a = { S(*n.attributes[A])... };
    forEachElement<int(sizeof...(K))>(n.out, n.in,
                                      [&](Index i, const auto &at) { n.out[i] = F{}(n.in[K][at[K]]..., a[A]...); });
}

// downstream = Σ over what was broadcast of d(upstream, x…, out, attributes…).
template <class S, class D, std::size_t... K, std::size_t... A>
void elementwiseBackward(const BackwardArgs<S> &n, std::index_sequence<K...>, std::index_sequence<A...>)
{
    const View<S> &down = n.downstream;
    [[maybe_unused]] const std::array<S, sizeof...(A)> a = { S(*n.attributes[A])... };
    const auto share = [&](Index i, const auto &at) { return D{}(n.upstream[i], n.in[K][at[K]]..., n.out[i], a[A]...); };
    if (down.size() == n.out.size()) {
        forEachElement<int(sizeof...(K))>(n.out, n.in, [&](Index i, const auto &at) { down[i] = share(i, at); });
        return;
    }
    std::ranges::fill(down.span(), S(0));
    forEachElement<int(sizeof...(K))>(n.out, n.in,
                                      [&](Index i, const auto &at) { down[at[std::size_t(n.input)]] += share(i, at); });
}

// Of an operation with so many attributes.
template <class S, std::size_t Attributes, class... D> void elementwiseBackwardOf(const BackwardArgs<S> &n)
{
    using Arguments = std::make_index_sequence<sizeof...(D)>;
    using Settings = std::make_index_sequence<Attributes>;
    using Function = void (*)(const BackwardArgs<S> &, Arguments, Settings);
    static constexpr Function inputs[] = { &elementwiseBackward<S, D>... };
    inputs[n.input](n, Arguments{}, Settings{});
}

template <class S, std::size_t Attributes, class F, class... D> constexpr Kernel<S> elementwiseKernel()
{
    using Arguments = std::make_index_sequence<sizeof...(D)>;
    using Settings = std::make_index_sequence<Attributes>;
    return { [](const ForwardArgs<S> &n) { elementwiseForward<S, F>(n, Arguments{}, Settings{}); },
             &elementwiseBackwardOf<S, Attributes, D...> };
}

// `f(x…, a…)` is the value, a being the attributes, which all have a standard. `d(g, x…, y, a…)…`, one for each input, is
// upstream g times the local derivative, y being the value.
template <std::size_t Attributes, class F, class... D>
constexpr Op elementwise(std::string_view id, std::string_view symbol, Op::Domain domain,
                         const std::array<Attribute, Attributes> &attributes, F, D...)
{
    return { .id = id,
             .symbol = symbol,
             .arity = int(sizeof...(D)),
             .shape = broadcastAll,
             .doubleKernel = elementwiseKernel<double, Attributes, F, D...>(),
             .floatKernel = elementwiseKernel<float, Attributes, F, D...>(),
             .elementwise = true,
             .domain = domain,
             .attributes = attributes };
}

template <class F, class... D>
constexpr Op elementwise(std::string_view id, std::string_view symbol, Op::Domain domain, F f, D... d)
{
    return elementwise(id, symbol, domain, std::array<Attribute, 0>(), f, d...);
}

} // namespace chainrule
