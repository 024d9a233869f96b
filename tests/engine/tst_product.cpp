// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix products, plain and by lists, against three nested loops.
#include "engine/product.h"

#include <QtTest/QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

template <class S> struct Matrix
{
    Index rows;
    Index columns;
    std::vector<S> values = std::vector<S>(std::size_t(rows * columns));

    View<S> view() { return { values.data(), rows, columns }; }
    View<const S> view() const { return { values.data(), rows, columns }; }
};

// Of the elements, `share` are not zero; some of the zeros are negative.
template <class S> Matrix<S> randomMatrix(Index rows, Index columns, double share, std::mt19937_64 &random)
{
    std::uniform_real_distribution<double> any(-1, 1);
    Matrix<S> matrix{ rows, columns };
    for (S &x : matrix.values)
        x = std::abs(any(random)) < share ? S(any(random)) : std::copysign(S(0), S(any(random)));
    return matrix;
}

template <class S> Matrix<S> transposed(const Matrix<S> &matrix)
{
    Matrix<S> result{ matrix.columns, matrix.rows };
    for (Index r = 0; r < matrix.rows; ++r)
        for (Index c = 0; c < matrix.columns; ++c)
            result.view().at(c, r) = matrix.view().at(r, c);
    return result;
}

template <class S> Matrix<double> naive(const Matrix<S> &a, const Matrix<S> &b)
{
    Matrix<double> out{ a.rows, b.columns };
    for (Index r = 0; r < a.rows; ++r)
        for (Index c = 0; c < b.columns; ++c)
            for (Index k = 0; k < a.columns; ++k)
                out.view().at(r, c) += double(a.view().at(r, k)) * double(b.view().at(k, c));
    return out;
}

template <class S> NonZeros<S> listed(const Matrix<S> &matrix)
{
    NonZeros<S> lists;
    lists.reset(matrix.rows, matrix.rows * matrix.columns);
    for (Index r = 0; r < matrix.rows; ++r) {
        const S *row = &matrix.view().at(r, 0);
        const auto list = lists.addRow(matrix.columns - std::count(row, row + matrix.columns, S(0)));
        std::size_t i = 0;
        for (Index c = 0; c < matrix.columns; ++c) {
            if (row[c] == 0)
                continue;
            list.columns[i] = std::uint32_t(c);
            list.values[i++] = row[c];
        }
    }
    return lists;
}

// Within what rounding k products of numbers below one can do; NaN and infinities in the same places.
template <class S> void compare(const Matrix<S> &out, const Matrix<double> &expected, Index terms)
{
    const double allowed = 2 * double(terms) * double(std::numeric_limits<S>::epsilon());
    for (std::size_t i = 0; i < out.values.size(); ++i) {
        const auto is = double(out.values[i]);
        const double should = expected.values[i];
        const bool same =
            std::isfinite(should) ? std::abs(is - should) <= allowed : is == should || (std::isnan(is) && std::isnan(should));
        if (!same)
            QFAIL(qPrintable(u"element %1: %2, not %3"_s.arg(i).arg(is).arg(should)));
    }
}

// All six ways to come to a · b.
template <class S> void compareProducts(const Matrix<S> &a, const Matrix<S> &b)
{
    const Matrix<double> expected = naive(a, b);
    const Matrix<S> at = transposed(a);
    const Matrix<S> bt = transposed(b);
    Matrix<S> out{ a.rows, b.columns };
    const auto check = [&](auto multiplyInto) {
        std::ranges::fill(out.values, S(7)); // what was there does not matter
        multiplyInto(out.view());
        compare(out, expected, a.columns);
    };
    using enum Transpose;
    check([&](View<S> to) { multiply<S>(a.view(), No, b.view(), No, to); });
    check([&](View<S> to) { multiply<S>(at.view(), Yes, b.view(), No, to); });
    check([&](View<S> to) { multiply<S>(a.view(), No, bt.view(), Yes, to); });
    check([&](View<S> to) { multiply<S>(at.view(), Yes, bt.view(), Yes, to); });
    check([&](View<S> to) { multiply<S>(listed(a), No, b.view(), to); });
    check([&](View<S> to) { multiply<S>(listed(at), Yes, b.view(), to); });
}

} // namespace

class TestProduct : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySize_data();
    void everySize();
    void infinityMeetsZero();
    void infinityInTheLists();
    void missingRowsAreZero();
};

void TestProduct::everySize_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("terms");
    QTest::addColumn<int>("columns");
    QTest::addColumn<double>("share");
    for (const double share : { 0.0, 0.2, 1.0 }) {
        for (const int columns : { 1, 2, 15, 50, 64, 65, 130 }) {
            for (const auto &[rows, terms] :
                 { std::pair(1, 1), { 1, 784 }, { 3, 5 }, { 100, 784 }, { 129, 257 }, { 300, 2 } }) {
                QTest::addRow("%d x %d x %d, %g", rows, terms, columns, share) << rows << terms << columns << share;
            }
        }
    }
}

void TestProduct::everySize()
{
    QFETCH(int, rows);
    QFETCH(int, terms);
    QFETCH(int, columns);
    QFETCH(double, share);
    std::mt19937_64 random(3);
    compareProducts(randomMatrix<float>(rows, terms, share, random), randomMatrix<float>(terms, columns, 1, random));
    compareProducts(randomMatrix<double>(rows, terms, share, random), randomMatrix<double>(terms, columns, 1, random));
}

// 0 × ∞ and 0 × NaN are NaN: a net that has run away must show it, also where the pictures are blank.
void TestProduct::infinityMeetsZero()
{
    std::mt19937_64 random(4);
    for (const Index rows : { 2, 100 }) {
        for (const double wrong : { HUGE_VAL, -HUGE_VAL, std::nan("") }) {
            const auto a = randomMatrix<double>(rows, 300, 0.1, random);
            auto b = randomMatrix<double>(300, 50, 1, random);
            b.view().at(299, 49) = wrong;
            compareProducts(a, b);
            QVERIFY(std::isnan(naive(a, b).view().at(0, 49)) || a.view().at(0, 299) != 0);
        }
    }
}

void TestProduct::infinityInTheLists()
{
    std::mt19937_64 random(5);
    auto a = randomMatrix<float>(100, 300, 0.1, random);
    a.view().at(0, 0) = HUGE_VALF;
    a.view().at(99, 299) = std::nanf("");
    compareProducts(a, randomMatrix<float>(300, 50, 1, random));
}

void TestProduct::missingRowsAreZero()
{
    std::mt19937_64 random(6);
    const auto a = randomMatrix<float>(60, 300, 0.2, random);
    const auto b = randomMatrix<float>(300, 50, 1, random);
    Matrix<float> out{ 80, 50 };
    std::ranges::fill(out.values, 7.0f);
    multiply<float>(listed(a), Transpose::No, b.view(), out.view());
    Matrix<float> whole{ 80, 300 };
    std::ranges::copy(a.values, whole.values.begin());
    compare(out, naive(whole, b), 300);

    const auto upstream = randomMatrix<float>(80, 50, 1, random);
    Matrix<float> gradient{ 300, 50 };
    multiply<float>(listed(a), Transpose::Yes, upstream.view(), gradient.view());
    compare(gradient, naive(transposed(whole), upstream), 80);
}

QTEST_APPLESS_MAIN(TestProduct)
#include "tst_product.moc"
