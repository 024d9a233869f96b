// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers.h"

#include "engine/product.h"

namespace chainrule::layers {

namespace {

template <class S> void copyTo(View<S> out, View<const S> in)
{
    std::copy_n(in.data, in.size(), out.data);
}

template <class S> void addToEachRow(View<S> matrix, View<const S> row)
{
    for (Index r = 0; r < matrix.rows; ++r)
        for (Index c = 0; c < matrix.columns; ++c)
            matrix.at(r, c) += row[c];
}

// The gradient of what was added to every row.
template <class S> void sumOfRows(View<const S> matrix, View<S> row)
{
    std::fill_n(row.data, row.size(), S(0));
    for (Index r = 0; r < matrix.rows; ++r)
        for (Index c = 0; c < matrix.columns; ++c)
            row[c] += matrix.at(r, c);
}

template <class S> S maximum(View<const S> matrix, Index row)
{
    return *std::max_element(&matrix.at(row, 0), &matrix.at(row, 0) + matrix.columns);
}

// Targets for a row of scores: one-hot (or any weights) with as many columns, or one class index.
template <class S> class Targets
{
public:
    Targets(View<const S> t, Index classes)
        : m_t(t)
        , m_classes(classes)
        , m_indices(t.columns == 1 && classes != 1)
    {
    }

    bool indices() const { return m_indices; }

    class Row;
    Row row(Index r) const;

private:
    View<const S> m_t;
    Index m_classes;
    bool m_indices;
};

// t for each class of one sample. An index that names no class makes every weight NaN: the loss shows it.
template <class S> class Targets<S>::Row
{
public:
    Row(const S *weights, S index, bool named)
        : m_weights(weights)
        , m_index(index)
        , m_meant(named ? S(1) : std::numeric_limits<S>::quiet_NaN())
        , m_others(named ? S(0) : std::numeric_limits<S>::quiet_NaN())
    {
    }

    S operator[](Index column) const
    {
        if (m_weights)
            return m_weights[column];
        return S(column) == m_index ? m_meant : m_others;
    }

private:
    const S *m_weights; // or none, for an index
    S m_index;
    S m_meant;
    S m_others;
};

template <class S> typename Targets<S>::Row Targets<S>::row(Index r) const
{
    if (!m_indices)
        return { &m_t.at(r, 0), 0, true };
    const S index = std::round(m_t[r]);
    return { nullptr, index, index >= 0 && index < S(m_classes) };
}

// t · x, where a class that is not meant costs nothing however wrong it is: 0 · ∞ counts as 0.
template <class S> S weighted(S t, S x)
{
    return t == 0 ? S(0) : t * x;
}

// log Σ exp of a row, which does not overflow.
template <class S> S logSumExp(View<const S> x, Index row)
{
    const S max = maximum(x, row);
    S sum = 0;
    for (Index c = 0; c < x.columns; ++c)
        sum += std::exp(x.at(row, c) - max);
    return max + std::log(sum);
}

} // namespace

std::optional<Shape> Dot::shape(Shapes in, AttributeValues)
{
    if (in[1].dimensions().size() != 2 || in[0].columns() != in[1].rows())
        return std::nullopt;
    return Shape(in[0].rows(), in[1].columns());
}

template <class S> void Dot::forward(const ForwardArgs<S> &n)
{
    if (n.listed)
        multiply(*n.listed, Transpose::No, n.in[1], n.out, n.numbers);
    else
        multiply(n.in[0], Transpose::No, n.in[1], Transpose::No, n.out);
}

template <class S> void Dot::backward(const BackwardArgs<S> &n)
{
    if (n.input == 0)
        multiply(n.upstream, Transpose::No, n.in[1], Transpose::Yes, n.downstream);
    else if (n.listed)
        multiply(*n.listed, Transpose::Yes, n.upstream, n.downstream);
    else
        multiply(n.in[0], Transpose::Yes, n.upstream, Transpose::No, n.downstream);
}

std::optional<Shape> Bias::shape(Shapes in, AttributeValues)
{
    if (in[0].dimensions().size() != 2 || in[1] != Shape(1, in[0].columns()))
        return std::nullopt;
    return in[0];
}

template <class S> void Bias::forward(const ForwardArgs<S> &n)
{
    copyTo(n.out, n.in[0]);
    addToEachRow(n.out, n.in[1]);
}

template <class S> void Bias::backward(const BackwardArgs<S> &n)
{
    if (n.input == 0)
        copyTo(n.downstream, n.upstream);
    else
        sumOfRows(n.upstream, n.downstream);
}

std::optional<Shape> Affine::shape(Shapes in, AttributeValues)
{
    const std::optional<Shape> product = Dot::shape(in.first(2));
    return product ? Bias::shape(std::array{ *product, in[2] }) : std::nullopt;
}

template <class S> void Affine::forward(const ForwardArgs<S> &n)
{
    Dot::forward(n);
    addToEachRow(n.out, n.in[2]);
}

template <class S> void Affine::backward(const BackwardArgs<S> &n)
{
    if (n.input == 2)
        sumOfRows(n.upstream, n.downstream);
    else
        Dot::backward(n);
}

template <class S> void Softmax::forward(const ForwardArgs<S> &n)
{
    const View<const S> x = n.in[0];
    for (Index r = 0; r < x.rows; ++r) {
        const S max = maximum(x, r);
        S sum = 0;
        for (Index c = 0; c < x.columns; ++c)
            sum += n.out.at(r, c) = std::exp(x.at(r, c) - max);
        for (Index c = 0; c < x.columns; ++c)
            n.out.at(r, c) /= sum;
    }
}

template <class S> void Softmax::backward(const BackwardArgs<S> &n)
{
    for (Index r = 0; r < n.out.rows; ++r) {
        S sum = 0;
        for (Index c = 0; c < n.out.columns; ++c)
            sum += n.upstream.at(r, c) * n.out.at(r, c);
        for (Index c = 0; c < n.out.columns; ++c)
            n.downstream.at(r, c) = n.out.at(r, c) * (n.upstream.at(r, c) - sum);
    }
}

std::optional<Shape> CrossEntropy::shape(Shapes in, AttributeValues)
{
    const bool matrix = in[0].dimensions().size() == 2;
    const bool fits = in[1] == in[0] || in[1] == Shape(in[0].rows(), 1);
    return matrix && fits ? std::optional(Shape()) : std::nullopt;
}

template <class S> void CrossEntropy::forward(const ForwardArgs<S> &n)
{
    const View<const S> y = n.in[0];
    const Targets t(n.in[1], y.columns);
    S sum = 0;
    for (Index r = 0; r < y.rows; ++r) {
        const auto weights = t.row(r);
        for (Index c = 0; c < y.columns; ++c)
            sum -= weighted(weights[c], std::log(y.at(r, c)));
    }
    n.out[0] = sum / S(y.rows);
}

template <class S> void CrossEntropy::backward(const BackwardArgs<S> &n)
{
    const View<const S> y = n.in[0];
    const Targets t(n.in[1], y.columns);
    const S g = n.upstream[0];
    if (n.input == 1 && t.indices()) {
        std::ranges::fill(n.downstream.span(), S(0)); // an index is a name, not a quantity
        return;
    }
    for (Index r = 0; r < y.rows; ++r) {
        const auto weights = t.row(r);
        for (Index c = 0; c < y.columns; ++c) {
            const S local = n.input == 0 ? -weighted(weights[c], 1 / y.at(r, c)) : -std::log(y.at(r, c));
            n.downstream.at(r, c) = g * (local / S(y.rows));
        }
    }
}

template <class S> void SoftmaxWithLoss::forward(const ForwardArgs<S> &n)
{
    const View<const S> x = n.in[0];
    const Targets t(n.in[1], x.columns);
    S sum = 0;
    for (Index r = 0; r < x.rows; ++r) {
        const S lse = logSumExp(x, r);
        const auto weights = t.row(r);
        for (Index c = 0; c < x.columns; ++c)
            sum += weighted(weights[c], lse - x.at(r, c));
    }
    n.out[0] = sum / S(x.rows);
}

template <class S> void SoftmaxWithLoss::backward(const BackwardArgs<S> &n)
{
    const View<const S> x = n.in[0];
    const Targets t(n.in[1], x.columns);
    const S g = n.upstream[0];
    if (n.input == 1 && t.indices()) {
        std::ranges::fill(n.downstream.span(), S(0));
        return;
    }
    if (n.input == 1) {
        for (Index r = 0; r < x.rows; ++r) {
            const S lse = logSumExp(x, r);
            for (Index c = 0; c < x.columns; ++c)
                n.downstream.at(r, c) = g * ((lse - x.at(r, c)) / S(x.rows));
        }
        return;
    }
    Softmax::forward(ForwardArgs<S>{ n.in, n.downstream });
    for (Index r = 0; r < x.rows; ++r) {
        const auto weights = t.row(r);
        S weight = 0;
        for (Index c = 0; c < x.columns; ++c)
            weight += weights[c];
        for (Index c = 0; c < x.columns; ++c) {
            S &down = n.downstream.at(r, c);
            down = g * ((down * weight - weights[c]) / S(x.rows));
        }
    }
}

template <class S> void SquaredError::forward(const ForwardArgs<S> &n)
{
    S sum = 0;
    for (Index i = 0; i < n.in[0].size(); ++i) {
        const S difference = n.in[0][i] - n.in[1][i];
        sum += difference * difference;
    }
    n.out[0] = sum / 2;
}

template <class S> void SquaredError::backward(const BackwardArgs<S> &n)
{
    const View<const S> &own = n.in[std::size_t(n.input)];
    const View<const S> &other = n.in[std::size_t(1 - n.input)];
    for (Index i = 0; i < own.size(); ++i)
        n.downstream[i] = n.upstream[0] * (own[i] - other[i]);
}

// What the table points to.
#define CHAINRULE_LAYER(Layer)                                                                                                 \
    template void Layer::forward(const ForwardArgs<float> &);                                                                  \
    template void Layer::forward(const ForwardArgs<double> &);                                                                 \
    template void Layer::backward(const BackwardArgs<float> &);                                                                \
    template void Layer::backward(const BackwardArgs<double> &);

CHAINRULE_LAYER(Dot)
CHAINRULE_LAYER(Bias)
CHAINRULE_LAYER(Affine)
CHAINRULE_LAYER(Softmax)
CHAINRULE_LAYER(CrossEntropy)
CHAINRULE_LAYER(SoftmaxWithLoss)
CHAINRULE_LAYER(SquaredError)
#undef CHAINRULE_LAYER

} // namespace chainrule::layers
