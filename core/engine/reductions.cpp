// SPDX-License-Identifier: GPL-3.0-or-later
// What rearranges a matrix or takes its elements together, all of them or along an axis.
#include "engine/layers.h"

#include <cmath>

namespace chainrule::layers {

namespace {

template <class S> void transposeTo(View<S> out, View<const S> in)
{
    for (Index r = 0; r < out.rows; ++r)
        for (Index c = 0; c < out.columns; ++c)
            out.at(r, c) = in.at(c, r);
}

// What is taken together along an axis: all elements, those of each column (axis 0), or those of each row.
struct Groups
{
    Index count = 1;
    Index size = 0; // of each
    Index step = 0; // from one group's first element to the next one's
    Index stride = 1; // from element to element

    template <class S> Groups(View<const S> x, AttributeValues attributes)
    {
        if (const std::optional<double> axis = attributes[0]; !axis)
            size = x.size();
        else if (*axis == 0)
            *this = { x.columns, x.rows, 1, x.columns };
        else
            *this = { x.rows, x.columns, x.columns, 1 };
    }

    Index at(Index group, Index k) const { return group * step + k * stride; }

    // Where the first of a group's largest elements is. A NaN is larger than all, as NumPy has it.
    template <class S> Index largest(View<const S> x, Index group) const
    {
        Index best = at(group, 0);
        for (Index k = 1; k < size; ++k) {
            const S next = x[at(group, k)];
            if (!(x[best] >= next || std::isnan(x[best])))
                best = at(group, k);
        }
        return best;
    }

private:
    Groups(Index groups, Index elements, Index stepping, Index striding)
        : count(groups)
        , size(elements)
        , step(stepping)
        , stride(striding)
    {
    }
};

} // namespace

std::optional<Shape> Transposed::shape(Shapes in, AttributeValues)
{
    if (in[0].dimensions().size() != 2)
        return std::nullopt;
    return Shape(in[0].columns(), in[0].rows());
}

template <class S> void Transposed::forward(const ForwardArgs<S> &n)
{
    transposeTo(n.out, n.in[0]);
}

template <class S> void Transposed::backward(const BackwardArgs<S> &n)
{
    transposeTo(n.downstream, n.upstream);
}

std::optional<Shape> Sum::shape(Shapes in, AttributeValues attributes)
{
    if (!attributes[0])
        return Shape();
    if (in[0].dimensions().size() != 2)
        return std::nullopt;
    return *attributes[0] == 0 ? Shape(1, in[0].columns()) : Shape(in[0].rows(), 1);
}

template <class S> void Sum::forward(const ForwardArgs<S> &n)
{
    const Groups groups(n.in[0], n.attributes);
    for (Index g = 0; g < groups.count; ++g) {
        S sum = 0;
        for (Index k = 0; k < groups.size; ++k)
            sum += n.in[0][groups.at(g, k)];
        n.out[g] = sum;
    }
}

template <class S> void Sum::backward(const BackwardArgs<S> &n)
{
    const Groups groups(n.in[0], n.attributes);
    for (Index g = 0; g < groups.count; ++g)
        for (Index k = 0; k < groups.size; ++k)
            n.downstream[groups.at(g, k)] = n.upstream[g];
}

template <class S> void Mean::forward(const ForwardArgs<S> &n)
{
    Sum::forward(n);
    for (S &mean : n.out.span())
        mean /= S(Groups(n.in[0], n.attributes).size);
}

template <class S> void Mean::backward(const BackwardArgs<S> &n)
{
    const Groups groups(n.in[0], n.attributes);
    for (Index g = 0; g < groups.count; ++g)
        for (Index k = 0; k < groups.size; ++k)
            n.downstream[groups.at(g, k)] = n.upstream[g] * (1 / S(groups.size));
}

template <class S> void Largest::forward(const ForwardArgs<S> &n)
{
    const Groups groups(n.in[0], n.attributes);
    for (Index g = 0; g < groups.count; ++g)
        n.out[g] = n.in[0][groups.largest(n.in[0], g)];
}

template <class S> void Largest::backward(const BackwardArgs<S> &n)
{
    const Groups groups(n.in[0], n.attributes);
    std::ranges::fill(n.downstream.span(), S(0));
    for (Index g = 0; g < groups.count; ++g)
        n.downstream[groups.largest(n.in[0], g)] = n.upstream[g];
}

// What the table points to.
#define CHAINRULE_LAYER(Layer)                                                                                                 \
    template void Layer::forward(const ForwardArgs<float> &);                                                                  \
    template void Layer::forward(const ForwardArgs<double> &);                                                                 \
    template void Layer::backward(const BackwardArgs<float> &);                                                                \
    template void Layer::backward(const BackwardArgs<double> &);

CHAINRULE_LAYER(Transposed)
CHAINRULE_LAYER(Sum)
CHAINRULE_LAYER(Mean)
CHAINRULE_LAYER(Largest)
#undef CHAINRULE_LAYER

} // namespace chainrule::layers
