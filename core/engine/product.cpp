// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/product.h"

// The packed panels of a product of a mini-batch then fit on the stack, and a training step allocates nothing.
#define EIGEN_STACK_ALLOCATION_LIMIT (1 << 20)
#include <Eigen/Core>

#include <algorithm>

namespace chainrule {

namespace {

template <class S> using Matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <class S> using ConstMap = Eigen::Map<const Matrix<S>>;

template <class S> ConstMap<S> map(View<const S> view)
{
    return { view.data, view.rows, view.columns };
}

template <class S> void multiplyDense(View<const S> a, Transpose ta, View<const S> b, Transpose tb, Eigen::Map<Matrix<S>> out)
{
    const bool transposeA = ta == Transpose::Yes;
    if (tb == Transpose::Yes && transposeA)
        out.noalias() = map(a).transpose() * map(b).transpose();
    else if (tb == Transpose::Yes)
        out.noalias() = map(a) * map(b).transpose();
    else if (transposeA)
        out.noalias() = map(a).transpose() * map(b);
    else
        out.noalias() = map(a) * map(b);
}

// The elements of a row that are not zero, and where they stand.
template <class S> class NonZeros
{
public:
    static constexpr Index limit = 1024; // of elements looked at together

    void collect(const S *row, Index size)
    {
        constexpr Index block = 16;
        m_count = 0;
        Index i = 0;
        for (; i + block <= size; i += block) {
            if (Eigen::Map<const Eigen::Array<S, block, 1>>(row + i).abs().sum() == 0)
                continue;
            for (Index k = 0; k < block; ++k)
                add(i + k, row[i + k]);
        }
        for (; i < size; ++i)
            add(i, row[i]);
    }

    Index count() const { return m_count; }
    Index at(Index i) const { return m_at[i]; }
    S operator[](Index i) const { return m_values[i]; }

private:
    // Without a branch, since which pixels are ink cannot be predicted.
    void add(Index index, S value)
    {
        m_at[m_count] = int(index);
        m_values[m_count] = value;
        m_count += value != 0;
    }

    int m_at[limit];
    S m_values[limit];
    Index m_count = 0;
};

constexpr int widestBlock = 32; // columns that are summed in registers at a time

// out += Σ left[i] · row i of b, from `column` on: blocks of Width columns, then what is left in narrower ones.
template <int Width, class S> void gatherRows(const NonZeros<S> &left, const S *b, Index columns, S *out, Index column = 0)
{
    using Block = Eigen::Array<S, Width, 1>;
    for (; column + Width <= columns; column += Width) {
        const auto term = [&](Index i) { return left[i] * Eigen::Map<const Block>(b + left.at(i) * columns + column); };
        Block sum = Block::Zero();
        Index i = 0;
        for (; i + 4 <= left.count(); i += 4) // fewer additions have to wait for each other
            sum += (term(i) + term(i + 1)) + (term(i + 2) + term(i + 3));
        for (; i < left.count(); ++i)
            sum += term(i);
        Eigen::Map<Block>(out + column) += sum;
    }
    if constexpr (Width > 1)
        gatherRows<Width / 2>(left, b, columns, out, column);
}

// Row i of out += left[i] · row, for every i.
template <int Width, class S> void scatterRow(const NonZeros<S> &left, const S *row, Index columns, S *out, Index column = 0)
{
    using Block = Eigen::Array<S, Width, 1>;
    for (; column + Width <= columns; column += Width) {
        const Block block = Eigen::Map<const Block>(row + column);
        for (Index i = 0; i < left.count(); ++i)
            Eigen::Map<Block>(out + left.at(i) * columns + column) += left[i] * block;
    }
    if constexpr (Width > 1)
        scatterRow<Width / 2>(left, row, columns, out, column);
}

template <class S> void multiplySkippingZeros(View<const S> a, Transpose ta, View<const S> b, View<S> out)
{
    NonZeros<S> left;
    std::fill_n(out.data, out.size(), S(0));
    for (Index r = 0; r < a.rows; ++r) {
        for (Index begin = 0; begin < a.columns; begin += left.limit) {
            left.collect(&a.at(r, begin), std::min(a.columns - begin, left.limit));
            if (ta == Transpose::No)
                gatherRows<widestBlock>(left, &b.at(begin, 0), b.columns, &out.at(r, 0));
            else
                scatterRow<widestBlock>(left, &b.at(r, 0), b.columns, &out.at(begin, 0));
        }
    }
}

// x − x is NaN for NaN and infinities, and sums of zeros vectorise.
template <class S> bool allFinite(View<const S> matrix)
{
    return (map(matrix).array() - map(matrix).array()).sum() == 0;
}

// Skipping pays from here on, and only where it changes nothing: 0 · x is 0 for finite x alone.
template <class S> bool maySkipZeros(View<const S> a, View<const S> b)
{
    constexpr double worthwhile = 0.6;
    Index zeros = 0;
    for (Index r = 0; r < a.rows; ++r) {
        int inRow = 0;
        for (Index c = 0; c < a.columns; ++c)
            inRow += a.at(r, c) == 0;
        zeros += inRow;
    }
    return double(zeros) > worthwhile * double(a.size()) && allFinite(b);
}

} // namespace

template <class S> void multiply(View<const S> a, Transpose transposeA, View<const S> b, Transpose transposeB, View<S> out)
{
    if (transposeB == Transpose::No && maySkipZeros(a, b))
        multiplySkippingZeros(a, transposeA, b, out);
    else
        multiplyDense(a, transposeA, b, transposeB, { out.data, out.rows, out.columns });
}

template void multiply(View<const float>, Transpose, View<const float>, Transpose, View<float>);
template void multiply(View<const double>, Transpose, View<const double>, Transpose, View<double>);

} // namespace chainrule
