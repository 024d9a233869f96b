// SPDX-License-Identifier: GPL-3.0-or-later
// Dense products are Eigen's. The rest of this file is for a left factor X of mostly zeros, such as a mini-batch of pictures
// (a fifth of MNIST's pixels are not zero), given as lists: for each row r the columns k and values x(r, k) that are not zero.
//
// Each such element adds x(r, k) · b(k, ·) to out(r, ·) or, for the transposed product (a weight's gradient), x(r, k) · b(r, ·)
// to out(k, ·). The work is 2 · nonzeros · columns of b, in place of 2 · rows · columns of X · columns of b.
//
// The rows that are read or written at k, in no order that could be foreseen, are kept in an aligned Panel that fits into the
// first-level cache: 128 values of k, as wide as the registers can hold a row. Cursors walk the lists of up to 128 rows at once
// through the blocks of k, so each list is read once for each panel's width. With few nonzeros (less than two for each k) to
// copy panels costs more than it saves: multiplyFewRows keeps the row of `out` in registers and reads b where it lies, and its
// transposed twin writes to `out` where that lies.
//
// Zeros may be skipped only where 0 · b is 0, so not where b holds NaN or an infinity. Then X is written out and multiplied
// densely (multiplyWithZeros): slow and exact, since a training that diverges must say so just as the dense one does.
// Trade-offs: sums run in the order of k, block by block, the same on every run, but not in Eigen's order, so a dense product
// differs in the last bits. Nothing here looks for zeros: who gives a leaf as a list (sparse_leaf.h) says that it is worth it.
#include "engine/product.h"

// The packed panels of a product of a mini-batch then fit on the stack, and a training step allocates nothing.
#define EIGEN_STACK_ALLOCATION_LIMIT (1 << 20)
#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <utility>

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

// Some rows of a matrix, at most `width` columns of them.
template <class S> class Panel final
{
public:
    static constexpr Index width = 256 / Index(sizeof(S));
    static constexpr Index height = 128;
    using Row = Eigen::Array<S, width, 1>;
    using RowMap = Eigen::Map<Row, Eigen::AlignedMax>;

    RowMap row(Index r) { return RowMap(m_elements.data() + r * width); }

    void clear(Index rows) { std::fill_n(m_elements.data(), rows * width, S(0)); }

    // Row r of the matrix from `column` on. What follows the row in memory may come along: it is of the matrix, so it is
    // finite, and is not looked at.
    void load(Index to, View<const S> matrix, Index r, Index column)
    {
        const S *from = &matrix.at(r, column);
        const Index left = matrix.data + matrix.size() - from;
        if (left >= width)
            row(to) = Eigen::Map<const Row>(from);
        else
            std::fill(std::copy_n(from, left, row(to).data()), row(to).data() + width, S(0));
    }

    void addTo(S *to, Index r, Index columns) { std::transform(to, to + columns, row(r).data(), to, std::plus<S>()); }

private:
    alignas(EIGEN_MAX_ALIGN_BYTES) std::array<S, width * height> m_elements;
};

// Walks through the lists of several rows at once, from block to block of columns.
template <class S> class Cursors final
{
public:
    static constexpr Index limit = 128;

    Cursors(const NonZeros<S> &lists, Index first, Index count)
    {
        for (Index r = 0; r < count; ++r)
            m_rows[std::size_t(r)] = lists.row(first + r);
    }

    // Visits row r's next elements up to column `end`.
    template <class Visit> void advance(Index r, Index end, Visit visit)
    {
        auto &[columns, values] = m_rows[std::size_t(r)];
        std::size_t i = 0;
        for (; i < columns.size() && Index(columns[i]) < end; ++i)
            visit(Index(columns[i]), values[i]);
        columns = columns.subspan(i);
        values = values.subspan(i);
    }

private:
    std::array<typename NonZeros<S>::template Row<const std::uint32_t, const S>, limit> m_rows;
};

// The rows `first` to `first + count` of the lists meet the columns `column` to `column + width` of b.
template <class S>
void addProduct(const NonZeros<S> &a, Index first, Index count, View<const S> b, Index column, Index width, View<S> out)
{
    Panel<S> factor;
    Panel<S> sums;
    Cursors<S> cursors(a, first, count);
    sums.clear(count);
    for (Index begin = 0; begin < b.rows; begin += Panel<S>::height) {
        const Index end = std::min(b.rows, begin + Panel<S>::height);
        for (Index k = begin; k < end; ++k)
            factor.load(k - begin, b, k, column);
        for (Index r = 0; r < count; ++r) {
            typename Panel<S>::Row sum = sums.row(r);
            cursors.advance(r, end, [&](Index k, S value) { sum += value * factor.row(k - begin); });
            sums.row(r) = sum;
        }
    }
    for (Index r = 0; r < count; ++r)
        sums.addTo(&out.at(first + r, column), r, width);
}

template <class S> void addTransposedProduct(const NonZeros<S> &a, Index first, Index count, View<const S> b, Index column,
                                             Index width, View<S> out)
{
    Panel<S> factor;
    Panel<S> sums;
    Cursors<S> cursors(a, first, count);
    for (Index r = 0; r < count; ++r)
        factor.load(r, b, first + r, column);
    for (Index begin = 0; begin < out.rows; begin += Panel<S>::height) {
        const Index end = std::min(out.rows, begin + Panel<S>::height);
        sums.clear(end - begin);
        for (Index r = 0; r < count; ++r) {
            const typename Panel<S>::Row row = factor.row(r);
            cursors.advance(r, end, [&](Index k, S value) { sums.row(k - begin) += value * row; });
        }
        for (Index k = begin; k < end; ++k)
            sums.addTo(&out.at(k, column), k - begin, width);
    }
}

template <class S> void multiplySkippingZeros(const NonZeros<S> &a, Transpose transposeA, View<const S> b, View<S> out)
{
    const auto add = transposeA == Transpose::Yes ? addTransposedProduct<S> : addProduct<S>;
    std::fill_n(out.data, out.size(), S(0));
    for (Index first = 0; first < a.rows(); first += Cursors<S>::limit)
        for (Index column = 0; column < b.columns; column += Panel<S>::width)
            add(a, first, std::min(Cursors<S>::limit, a.rows() - first), b, column,
                std::min(Panel<S>::width, b.columns - column), out);
}

// A row of the lists times some columns of b, summed in registers of `Width` numbers. The last one reaches back, so that it
// is a whole one: what it shares with the one before is the same again.
template <int Width, int Registers, class S, class Row>
void sumInRegisters(const Row &row, View<const S> b, Index column, Index columns, S *out)
{
    using Block = Eigen::Array<S, Width, 1>;
    const auto place = [last = columns - Width](int k) { return k == Registers - 1 ? last : Index(k) * Width; };
    std::array<Block, Registers> sums;
    sums.fill(Block::Zero());
    for (std::size_t i = 0; i < row.columns.size(); ++i) {
        const S *from = &b.at(Index(row.columns[i]), column);
        for (int k = 0; k < Registers; ++k)
            sums[std::size_t(k)] += row.values[i] * Eigen::Map<const Block>(from + place(k));
    }
    for (int k = 0; k < Registers; ++k)
        Eigen::Map<Block>(out + column + place(k)) = sums[std::size_t(k)];
}

template <int Width, class S, class Row> void multiplyRow(const Row &row, View<const S> b, S *out)
{
    constexpr int most = 8; // registers; as many again are left for what is added
    const Index columns = std::min<Index>(b.columns, most * Width);
    const auto sum = [&]<int... Less>(Index column, std::integer_sequence<int, Less...>)
    {
        const Index wanted = (columns + Width - 1) / Width;
        ((wanted == Less + 1 ? sumInRegisters<Width, Less + 1>(row, b, column, columns, out) : void()), ...);
    };
    for (Index column = 0; column < b.columns; column += columns)
        sum(std::min(column, b.columns - columns), std::make_integer_sequence<int, most>());
}

// For few rows, copying into panels would cost more than it saves.
template <class S> void multiplyFewRows(const NonZeros<S> &a, View<const S> b, View<S> out)
{
    constexpr int width = 64 / int(sizeof(S));
    std::fill_n(out.data + a.rows() * out.columns, (out.rows - a.rows()) * out.columns, S(0));
    for (Index r = 0; r < a.rows(); ++r)
        b.columns < width ? multiplyRow<1>(a.row(r), b, &out.at(r, 0)) : multiplyRow<width>(a.row(r), b, &out.at(r, 0));
}

template <class S> void multiplyFewRowsTransposed(const NonZeros<S> &a, View<const S> b, View<S> out)
{
    std::fill_n(out.data, out.size(), S(0));
    for (Index r = 0; r < a.rows(); ++r) {
        const auto row = a.row(r);
        for (std::size_t i = 0; i < row.columns.size(); ++i) {
            const S *from = &b.at(r, 0);
            S *__restrict to = &out.at(Index(row.columns[i]), 0); // the factors lie elsewhere
            for (Index c = 0; c < b.columns; ++c)
                to[c] += row.values[i] * from[c];
        }
    }
}

// For a right factor with ∞ or NaN, which zeros turn into NaN.
template <class S> void multiplyWithZeros(const NonZeros<S> &a, Transpose transposeA, View<const S> b, View<S> out)
{
    const bool transposed = transposeA == Transpose::Yes;
    Matrix<S> dense = Matrix<S>::Zero(transposed ? b.rows : out.rows, transposed ? out.rows : b.rows);
    for (Index r = 0; r < a.rows(); ++r)
        for (std::size_t i = 0; i < a.row(r).columns.size(); ++i)
            dense(r, Index(a.row(r).columns[i])) = a.row(r).values[i];
    multiplyDense<S>({ dense.data(), dense.rows(), dense.cols() }, transposeA, b, Transpose::No,
                     { out.data, out.rows, out.columns });
}

} // namespace

// x − x is NaN for NaN and infinities, and sums of zeros vectorise.
template <class S> bool allFinite(View<const S> matrix)
{
    return (map(matrix).array() - map(matrix).array()).sum() == 0;
}

template <class S> void multiply(View<const S> a, Transpose transposeA, View<const S> b, Transpose transposeB, View<S> out)
{
    multiplyDense(a, transposeA, b, transposeB, { out.data, out.rows, out.columns });
}

template <class S> void multiply(const NonZeros<S> &a, Transpose transposeA, View<const S> b, View<S> out, Numbers ofB)
{
    if (ofB == Numbers::Any && !allFinite(b))
        multiplyWithZeros(a, transposeA, b, out);
    else if (a.count() < 2 * (transposeA == Transpose::Yes ? out.rows : b.rows))
        transposeA == Transpose::Yes ? multiplyFewRowsTransposed(a, b, out) : multiplyFewRows(a, b, out);
    else
        multiplySkippingZeros(a, transposeA, b, out);
}

template void multiply(View<const float>, Transpose, View<const float>, Transpose, View<float>);
template void multiply(View<const double>, Transpose, View<const double>, Transpose, View<double>);
template void multiply(const NonZeros<float> &, Transpose, View<const float>, View<float>, Numbers);
template void multiply(const NonZeros<double> &, Transpose, View<const double>, View<double>, Numbers);
template bool allFinite(View<const float>);
template bool allFinite(View<const double>);

} // namespace chainrule
