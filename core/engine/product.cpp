// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/product.h"

// The packed panels of a product of a mini-batch then fit on the stack, and a training step allocates nothing.
#define EIGEN_STACK_ALLOCATION_LIMIT (1 << 20)
#include <Eigen/Core>

#include <algorithm>
#include <array>

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

// Some elements of a row or column that are not zero, and which rows of the right factor they meet.
template <class S> struct NonZeros
{
    static constexpr Index limit = 256; // of elements looked at together
    Index count = 0;
    std::array<int, limit> at;
    std::array<S, limit> values;

    // Without a branch, since which pixels are ink cannot be predicted.
    void add(Index index, S value)
    {
        at[std::size_t(count)] = int(index);
        values[std::size_t(count)] = value;
        count += value != 0;
    }
};

constexpr Index scanned = 16; // elements that are tested for ink together

template <class S> bool allZero(const S *elements)
{
    return Eigen::Map<const Eigen::Array<S, scanned, 1>>(elements).abs().sum() == 0;
}

template <class S> void collectRow(const S *row, Index begin, Index end, NonZeros<S> &left)
{
    left.count = 0;
    Index i = begin;
    for (; i + scanned <= end; i += scanned)
        if (!allZero(row + i))
            for (Index k = i; k < i + scanned; ++k)
                left.add(k, row[k]);
    for (; i < end; ++i)
        left.add(i, row[i]);
}

// As many columns as are scanned together, each into a list of its own.
template <class S>
void collectColumns(View<const S> a, Index column, Index begin, Index end, std::array<NonZeros<S>, scanned> &left)
{
    const Index width = std::min(scanned, a.columns - column);
    for (NonZeros<S> &list : left)
        list.count = 0;
    for (Index r = begin; r < end; ++r)
        if (width < scanned || !allZero(&a.at(r, column)))
            for (Index k = 0; k < width; ++k)
                left[std::size_t(k)].add(r, a.at(r, column + k));
}

// out += Σ value · row of b. Width columns are summed in registers; where there are fewer, what is read beyond the end of a
// row is not used, and the last rows, beyond which there is nothing to read, are added one by one.
template <int Width, class S> void addRows(const NonZeros<S> &left, View<const S> b, S *out)
{
    using Block = Eigen::Array<S, Width, 1>;
    for (Index column = 0; column < b.columns; column += Width) {
        const Index readable = (b.size() - column - Width) / b.columns; // the last row that may be read in full width
        const auto term = [&](Index i) {
            return left.values[std::size_t(i)] * Eigen::Map<const Block>(b.data + left.at[std::size_t(i)] * b.columns + column);
        };
        Index count = left.count;
        while (count > 0 && (left.at[std::size_t(count - 1)] > readable || b.size() < column + Width))
            --count;
        Block sum = Block::Zero();
        Index i = 0;
        for (; i + 4 <= count; i += 4) // fewer additions have to wait for each other
            sum += (term(i) + term(i + 1)) + (term(i + 2) + term(i + 3));
        for (; i < count; ++i)
            sum += term(i);

        const Index width = std::min<Index>(Width, b.columns - column);
        for (Index c = 0; c < width; ++c) {
            S rest = sum[c];
            for (Index k = count; k < left.count; ++k)
                rest += left.values[std::size_t(k)] * b.at(left.at[std::size_t(k)], column + c);
            out[column + c] += rest;
        }
    }
}

template <class S> void addRows(const NonZeros<S> &left, View<const S> b, S *out)
{
    constexpr int narrow = 16;
    constexpr int wide = 64;
    b.columns <= narrow ? addRows<narrow>(left, b, out) : addRows<wide>(left, b, out);
}

template <class S> void multiplySkippingZeros(View<const S> a, View<const S> b, View<S> out)
{
    NonZeros<S> left;
    for (Index r = 0; r < a.rows; ++r) {
        for (Index begin = 0; begin < a.columns; begin += left.limit) {
            collectRow(&a.at(r, 0), begin, std::min(a.columns, begin + left.limit), left);
            addRows(left, b, &out.at(r, 0));
        }
    }
}

template <class S> void multiplyTransposedSkippingZeros(View<const S> a, View<const S> b, View<S> out)
{
    std::array<NonZeros<S>, scanned> left;
    for (Index begin = 0; begin < a.rows; begin += left[0].limit) {
        const Index end = std::min(a.rows, begin + left[0].limit);
        for (Index column = 0; column < a.columns; column += scanned) {
            collectColumns(a, column, begin, end, left);
            for (Index k = 0; k < std::min(scanned, a.columns - column); ++k)
                addRows(left[std::size_t(k)], b, &out.at(column + k, 0));
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
    if (transposeB == Transpose::Yes || !maySkipZeros(a, b)) {
        multiplyDense(a, transposeA, b, transposeB, { out.data, out.rows, out.columns });
        return;
    }
    std::fill_n(out.data, out.size(), S(0));
    if (transposeA == Transpose::Yes)
        multiplyTransposedSkippingZeros(a, b, out);
    else
        multiplySkippingZeros(a, b, out);
}

template void multiply(View<const float>, Transpose, View<const float>, Transpose, View<float>);
template void multiply(View<const double>, Transpose, View<const double>, Transpose, View<double>);

} // namespace chainrule
