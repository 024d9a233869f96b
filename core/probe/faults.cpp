// SPDX-License-Identifier: GPL-3.0-or-later
// The table of faults. Each is a copy of the operation's row with another backward, as it was found in learners' programs.
#include "probe/faults.h"

#include "engine/elementwise.h"
#include "engine/product.h"

namespace chainrule {

namespace {

bool always(std::span<const Shape>)
{
    return true;
}

bool severalRows(std::span<const Shape> in)
{
    return in[0].rows() > 1;
}

// A vector's memory is the same, transposed or not.
bool isMatrix(std::span<const Shape> in)
{
    return in[1].rows() > 1 && in[1].columns() > 1;
}

// An elementwise operation without attributes, with other derivatives.
template <class... D> Fault derivatives(std::string_view id, std::string_view op, D...)
{
    Fault fault{ id, *findOp(op), -1, always };
    fault.op.doubleKernel.backward = &elementwiseBackwardOf<double, 0, D...>;
    fault.op.floatKernel.backward = &elementwiseBackwardOf<float, 0, D...>;
    return fault;
}

// The right backward for all inputs but Wrong::input.
template <class Wrong, class S> void wrongInOneInput(const BackwardArgs<S> &n)
{
    if (n.input == Wrong::input)
        Wrong::template backward<S>(n);
    else
        findOp(Wrong::op)->template kernel<S>().backward(n);
}

template <class Wrong> Fault wrongInput(std::string_view id, bool (*matters)(std::span<const Shape>))
{
    Fault fault{ id, *findOp(Wrong::op), Wrong::input, matters };
    fault.op.doubleKernel.backward = &wrongInOneInput<Wrong, double>;
    fault.op.floatKernel.backward = &wrongInOneInput<Wrong, float>;
    return fault;
}

// dout[mask] = 0; return dout: the caller's upstream gradient is gone.
struct ReluInPlace
{
    static constexpr std::string_view op = "relu";
    static constexpr int input = 0;
    template <class S> static void backward(const BackwardArgs<S> &n)
    {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): this is the fault
        S *dout = const_cast<S *>(n.upstream.data);
        for (Index i = 0; i < n.upstream.size(); ++i)
            dout[i] = n.in[0][i] <= 0 ? S(0) : dout[i];
        std::copy_n(dout, n.upstream.size(), n.downstream.data);
    }
};

// db = dY[0]
struct BiasFirstRow
{
    static constexpr std::string_view op = "bias";
    static constexpr int input = 1;
    template <class S> static void backward(const BackwardArgs<S> &n)
    {
        std::copy_n(n.upstream.data, n.downstream.size(), n.downstream.data);
    }
};

struct AffineFirstRow : BiasFirstRow
{
    static constexpr std::string_view op = "affine";
    static constexpr int input = 2;
};

// dX = dY · W where dX = dY · Wᵀ is meant: W's memory is read as it lies, as a matrix (out, in).
struct DotNotTransposed
{
    static constexpr std::string_view op = "dot";
    static constexpr int input = 0;
    template <class S> static void backward(const BackwardArgs<S> &n)
    {
        const View<const S> w = n.in[1];
        multiply(n.upstream, Transpose::No, View<const S>{ w.data, w.columns, w.rows }, Transpose::No, n.downstream);
    }
};

struct AffineNotTransposed : DotNotTransposed
{
    static constexpr std::string_view op = "affine";
};

// dx = y − t, without / N
struct LossNotAveraged
{
    static constexpr std::string_view op = "softmax_with_loss";
    static constexpr int input = 0;
    template <class S> static void backward(const BackwardArgs<S> &n)
    {
        findOp(op)->kernel<S>().backward(n);
        for (S &x : n.downstream.span())
            x *= S(n.downstream.rows);
    }
};

const Fault faulty[] = {
    derivatives(
        "mul_not_swapped", "mul", [](auto g, auto x, auto, auto) { return g * x; },
        [](auto g, auto, auto y, auto) { return g * y; }),
    derivatives("relu_no_mask", "relu", [](auto g, auto, auto) { return g; }),
    wrongInput<ReluInPlace>("relu_in_place", always),
    derivatives("sigmoid_of_x", "sigmoid", [](auto g, auto x, auto) { return g * (1 - x) * x; }),
    derivatives("exp_of_one", "exp", [](auto g, auto, auto) { return g; }),
    wrongInput<BiasFirstRow>("bias_not_summed", severalRows),
    wrongInput<AffineFirstRow>("bias_not_summed", severalRows),
    wrongInput<DotNotTransposed>("affine_not_transposed", isMatrix),
    wrongInput<AffineNotTransposed>("affine_not_transposed", isMatrix),
    wrongInput<LossNotAveraged>("loss_not_averaged", severalRows),
};

constexpr std::string_view ids[] = { "mul_not_swapped",  branchFault,    "exp_of_one",      "relu_no_mask",
                                     "relu_in_place",    "sigmoid_of_x", "bias_not_summed", "affine_not_transposed",
                                     "loss_not_averaged" };

} // namespace

std::span<const std::string_view> allFaults()
{
    return ids;
}

std::span<const Fault> faultTable()
{
    return faulty;
}

const Fault *findFault(std::string_view fault, std::string_view op)
{
    const auto *const row =
        std::ranges::find_if(faulty, [&](const Fault &each) { return each.id == fault && each.op.id == op; });
    return row == std::end(faulty) ? nullptr : row;
}

} // namespace chainrule
