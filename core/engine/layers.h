// SPDX-License-Identifier: GPL-3.0-or-later
// The mathematics of the operations on whole matrices. In each, a row is a sample.
#pragma once

#include "engine/op.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace chainrule::layers {

using Shapes = std::span<const Shape>;

// Whether a layer says so. Apart from where it is used: clang-format takes the braces of a `requires` there for a function's.
template <class Layer> constexpr bool canTakeLists = requires
{
    Layer::takesLists;
};

// Makes a row of the table from a struct with shape(), forward() and backward(), the last two templates on the scalar.
template <class Layer> constexpr Op op(std::string_view id, std::string_view symbol, int arity,
                                       Op::Domain domain = Op::Domain::Real, std::span<const Attribute> attributes = {},
                                       std::string_view typed = {})
{
    return { .id = id,
             .symbol = symbol,
             .arity = arity,
             .shape = Layer::shape,
             .doubleKernel = { &Layer::template forward<double>, &Layer::template backward<double> },
             .floatKernel = { &Layer::template forward<float>, &Layer::template backward<float> },
             .domain = domain,
             .takesLists = canTakeLists<Layer>,
             .attributes = attributes,
             .typed = typed };
}

// Y = X · W;  dX = dY · Wᵀ, dW = Xᵀ · dY. X may have more dimensions than two: (N, d1, d2) counts as (N, d1·d2).
struct Dot
{
    static constexpr bool takesLists = true;
    static std::optional<Shape> shape(Shapes in, AttributeValues = {});
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// Y = X + b, b added to every row;  dX = dY, db = Σ over the rows of dY.
struct Bias
{
    static std::optional<Shape> shape(Shapes in, AttributeValues = {});
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// Y = X · W + b: dot and bias in one.
struct Affine
{
    static constexpr bool takesLists = true;
    static std::optional<Shape> shape(Shapes in, AttributeValues = {});
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// Y = Xᵀ;  dX = dYᵀ. Of a matrix.
struct Transposed
{
    static std::optional<Shape> shape(Shapes in, AttributeValues = {});
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// y = Σ x;  dx = dy everywhere. Over all elements, or along an axis, the first attribute: of a matrix axis 0 leaves a row
// with a sum for each column, axis 1 or −1 a column with a sum for each row.
struct Sum
{
    static std::optional<Shape> shape(Shapes in, AttributeValues attributes);
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// y = Σ x / n;  dx = dy / n everywhere, n being how many go into a mean. Along an axis as the sum.
struct Mean
{
    static std::optional<Shape> shape(Shapes in, AttributeValues attributes) { return Sum::shape(in, attributes); }
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// y = max x;  dx = dy at the first of the largest, else 0. A NaN is larger than all. Along an axis as the sum.
struct Largest
{
    static std::optional<Shape> shape(Shapes in, AttributeValues attributes) { return Sum::shape(in, attributes); }
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// y_j = exp(x_j) / Σ exp(x) along each row, after the row's maximum is subtracted;  dx_j = y_j (dy_j − Σ dy · y).
struct Softmax
{
    static std::optional<Shape> shape(Shapes in, AttributeValues = {}) { return in[0]; }
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// L = −Σ t · log y / N;  dy = −t / (y N), dt = −log y / N. t: one-hot rows (N, C) or class indices (N, 1).
struct CrossEntropy
{
    static std::optional<Shape> shape(Shapes in, AttributeValues = {});
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// The two above in one, with log-sum-exp in place of log(softmax);  dx = (y Σt − t) / N, which is (y − t) / N for one-hot t.
struct SoftmaxWithLoss
{
    static std::optional<Shape> shape(Shapes in, AttributeValues = {}) { return CrossEntropy::shape(in); }
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

// L = ½ Σ (y − t)², as in the book, not divided by the batch size;  dy = y − t, dt = t − y.
struct SquaredError
{
    static std::optional<Shape> shape(Shapes in, AttributeValues = {})
    {
        return in[0] == in[1] ? std::optional(Shape()) : std::nullopt;
    }
    template <class S> static void forward(const ForwardArgs<S> &n);
    template <class S> static void backward(const BackwardArgs<S> &n);
};

} // namespace chainrule::layers
