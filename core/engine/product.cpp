// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/product.h"

// The packed panels of a product of a mini-batch then fit on the stack, and a training step allocates nothing.
#define EIGEN_STACK_ALLOCATION_LIMIT (1 << 20)
#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>
#include <numeric>
#include <type_traits>

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

// Those of up to `Limit` elements of a row or column that are not zero, and where the rows of the right factor begin that
// they meet.
template <class S, Index Limit> struct NonZeros
{
    Index count = 0;
    std::array<Index, Limit> at;
    std::array<S, Limit> values;

    // Without a branch, since which pixels are ink cannot be predicted.
    void add(Index rowBegin, S value)
    {
        using Bits = std::conditional_t<sizeof(S) == 4, std::uint32_t, std::uint64_t>;
        at[std::size_t(count)] = rowBegin;
        values[std::size_t(count)] = value;
        count += (std::bit_cast<Bits>(value) << 1) != 0; // −0 is a zero too
    }
};

constexpr Index scanned = 16; // elements that are tested for ink together

// False for −0, which NonZeros::add finds to be zero. Words are quicker to test than floating-point numbers.
template <class S> bool allZero(const S *elements)
{
    std::array<std::uint64_t, scanned * sizeof(S) / sizeof(std::uint64_t)> words;
    std::memcpy(words.data(), elements, sizeof words);
    return std::accumulate(words.begin(), words.end(), std::uint64_t(0), std::bit_or()) == 0;
}

// Elements begin to end of a row; b's rows are `stride` long.
template <class S, Index Limit>
void collectRow(const S *row, Index begin, Index end, Index stride, NonZeros<S, Limit> &left)
{
    left.count = 0;
    Index i = begin;
    for (; i + scanned <= end; i += scanned)
        if (!allZero(row + i))
            for (Index k = i; k < i + scanned; ++k)
                left.add(k * stride, row[k]);
    for (; i < end; ++i)
        left.add(i * stride, row[i]);
}

// As many columns as are scanned together, each into a list of its own.
template <class S, Index Limit>
void collectColumns(View<const S> a, Index column, Index begin, Index end, Index stride,
                    std::array<NonZeros<S, Limit>, scanned> &left)
{
    const Index width = std::min(scanned, a.columns - column);
    for (auto &list : left)
        list.count = 0;
    for (Index r = begin; r < end; ++r)
        if (width < scanned || !allZero(&a.at(r, column)))
            for (Index k = 0; k < width; ++k)
                left[std::size_t(k)].add(r * stride, a.at(r, column + k));
}

// out += Σ value · row of b. Width columns are summed in registers; where there are fewer, what is read beyond the end of a
// row is not used, and the last rows, beyond which there is nothing to read, are added one by one.
template <int Width, class S, Index Limit> void addRows(const NonZeros<S, Limit> &left, View<const S> b, S *out)
{
    using Block = Eigen::Array<S, Width, 1>;
    for (Index column = 0; column < b.columns; column += Width) {
        const auto term = [&](Index i) {
            return left.values[std::size_t(i)] * Eigen::Map<const Block>(b.data + left.at[std::size_t(i)] + column);
        };
        Index count = left.count;
        while (count > 0 && left.at[std::size_t(count - 1)] + column + Width > b.size())
            --count;
        Block sum = Block::Zero();
        Index i = 0;
        for (; i + 4 <= count; i += 4) // fewer additions have to wait for each other
            sum += (term(i) + term(i + 1)) + (term(i + 2) + term(i + 3));
        for (; i < count; ++i)
            sum += term(i);

        const Index width = std::min<Index>(Width, b.columns - column);
        for (Index k = count; k < left.count; ++k)
            for (Index c = 0; c < width; ++c)
                sum[c] += left.values[std::size_t(k)] * b.data[left.at[std::size_t(k)] + column + c];
        for (Index c = 0; c < width; ++c)
            out[column + c] += sum[c];
    }
}

template <class S, Index Limit> void addRows(const NonZeros<S, Limit> &left, View<const S> b, S *out)
{
    constexpr int narrow = 16;
    constexpr int wide = 64;
    b.columns <= narrow ? addRows<narrow>(left, b, out) : addRows<wide>(left, b, out);
}

// As many rows of b at a time as stay in the first-level cache while all rows of a meet them.
template <class S> void multiplySkippingZeros(View<const S> a, View<const S> b, View<S> out)
{
    constexpr Index limit = 1024;
    constexpr Index cached = 24 * 1024; // bytes, half of a usual cache
    const Index chunk = std::clamp(cached / (b.columns * Index(sizeof(S))) / scanned * scanned, scanned, limit);
    NonZeros<S, limit> left;
    for (Index begin = 0; begin < a.columns; begin += chunk) {
        for (Index r = 0; r < a.rows; ++r) {
            collectRow(&a.at(r, 0), begin, std::min(a.columns, begin + chunk), b.columns, left);
            addRows(left, b, &out.at(r, 0));
        }
    }
}

template <class S> void multiplyTransposedSkippingZeros(View<const S> a, View<const S> b, View<S> out)
{
    constexpr Index limit = 128;
    std::array<NonZeros<S, limit>, scanned> left;
    for (Index begin = 0; begin < a.rows; begin += limit) {
        const Index end = std::min(a.rows, begin + limit);
        for (Index column = 0; column < a.columns; column += scanned) {
            collectColumns(a, column, begin, end, b.columns, left);
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
    constexpr Index sampled = 16; // rows that speak for all
    const Index step = std::max<Index>(1, a.rows / sampled);
    Index zeros = 0;
    Index seen = 0;
    for (Index r = 0; r < a.rows; r += step, seen += a.columns)
        zeros += (Eigen::Map<const Eigen::Array<S, Eigen::Dynamic, 1>>(&a.at(r, 0), a.columns) == S(0)).count();
    return double(zeros) > worthwhile * double(seen) && allFinite(b);
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
