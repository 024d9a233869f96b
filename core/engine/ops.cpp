// SPDX-License-Identifier: GPL-3.0-or-later
// The operation table. One row each: id, symbol, value, and for every input upstream g × local derivative.
// To add one, add its row here and its folder in resources/ops; everything else iterates this table.
#include "engine/op.h"

#include "engine/elementwise.h"
#include "engine/layers.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr auto Real = Op::Domain::Real;
constexpr auto Positive = Op::Domain::Positive;

// NumPy's maximum: a NaN wins. A tie goes to the first.
constexpr auto firstIsMax = [](auto x, auto y) { return x >= y || std::isnan(x); };
constexpr auto firstIsMin = [](auto x, auto y) { return x <= y || std::isnan(x); };

constexpr std::array slope = { Attribute{ "slope", 0.01 } }; // PyTorch's
constexpr double axes[] = { 0, 1, -1 };
constexpr std::array axis = { Attribute{ "axis", {}, axes } }; // without it: over all numbers

// clang-format off
constexpr Op table[] = {
    elementwise("add", "+", Real,
        [](auto x, auto y) { return x + y; },
        [](auto g, auto, auto, auto) { return g; },
        [](auto g, auto, auto, auto) { return g; }),
    elementwise("sub", "−", Real,
        [](auto x, auto y) { return x - y; },
        [](auto g, auto, auto, auto) { return g; },
        [](auto g, auto, auto, auto) { return -g; }),
    elementwise("mul", "×", Real,
        [](auto x, auto y) { return x * y; },
        [](auto g, auto, auto y, auto) { return g * y; },
        [](auto g, auto x, auto, auto) { return g * x; }),
    elementwise("div", "÷", Positive,
        [](auto x, auto y) { return x / y; },
        [](auto g, auto, auto y, auto) { return g * (1 / y); },
        [](auto g, auto, auto y, auto z) { return g * -(z / y); }),
    elementwise("neg", "−x", Real,
        [](auto x) { return -x; },
        [](auto g, auto, auto) { return -g; }),
    elementwise("reciprocal", "/", Positive,
        [](auto x) { return 1 / x; },
        [](auto g, auto, auto y) { return g * -(y * y); }),
    elementwise("exp", "exp", Real,
        [](auto x) { return std::exp(x); },
        [](auto g, auto, auto y) { return g * y; }),
    elementwise("log", "log", Positive,
        [](auto x) { return std::log(x); },
        [](auto g, auto x, auto) { return g * (1 / x); }),
    elementwise("sqrt", "√", Positive,
        [](auto x) { return std::sqrt(x); },
        [](auto g, auto, auto y) { return g * (1 / (2 * y)); }),
    elementwise("square", "x²", Real,
        [](auto x) { return x * x; },
        [](auto g, auto x, auto) { return g * (2 * x); }),
    elementwise("pow", "xʸ", Positive,
        [](auto x, auto y) { return std::pow(x, y); },
        [](auto g, auto x, auto y, auto) { return y == 0 ? 0 : g * (y * std::pow(x, y - 1)); },
        [](auto g, auto x, auto y, auto z) { return x == 0 && y >= 0 ? 0 : g * (z * std::log(x)); }),
    elementwise("sin", "sin", Real,
        [](auto x) { return std::sin(x); },
        [](auto g, auto x, auto) { return g * std::cos(x); }),
    elementwise("cos", "cos", Real,
        [](auto x) { return std::cos(x); },
        [](auto g, auto x, auto) { return g * -std::sin(x); }),
    elementwise("tanh", "tanh", Real,
        [](auto x) { return std::tanh(x); },
        [](auto g, auto, auto y) { return g * (1 - y * y); }),
    elementwise("max", "max", Real,
        [](auto x, auto y) { return firstIsMax(x, y) ? x : y; },
        [](auto g, auto x, auto y, auto) { return firstIsMax(x, y) ? g : 0; },
        [](auto g, auto x, auto y, auto) { return firstIsMax(x, y) ? 0 : g; }),
    elementwise("min", "min", Real,
        [](auto x, auto y) { return firstIsMin(x, y) ? x : y; },
        [](auto g, auto x, auto y, auto) { return firstIsMin(x, y) ? g : 0; },
        [](auto g, auto x, auto y, auto) { return firstIsMin(x, y) ? 0 : g; }),
    elementwise("abs", "|x|", Real,
        [](auto x) { return std::abs(x); },
        [](auto g, auto x, auto) { return g * ((x > 0) - (x < 0)); }), // 0 at 0
    elementwise("step", "step", Real,
        [](auto x) { return x <= 0 ? 0 : x > 0 ? 1 : x; }, // NaN stays
        [](auto g, auto, auto) { return decltype(g)(0); }),
    elementwise("relu", "ReLU", Real,
        [](auto x) { return x <= 0 ? 0 : x; }, // the seeds' mask: exactly 0 is masked, NaN is not
        [](auto g, auto x, auto) { return x <= 0 ? 0 : g; }),
    elementwise("leaky_relu", "Leaky ReLU", Real, slope,
        [](auto x, auto a) { return x > 0 ? x : a * x; },
        [](auto g, auto x, auto, auto a) { return x > 0 ? g : a * g; }),
    elementwise("softplus", "Softplus", Real,
        [](auto x) { return (x > 0 ? x : 0) + std::log1p(std::exp(-std::abs(x))); }, // does not overflow
        [](auto g, auto x, auto) { return g * (1 / (1 + std::exp(-x))); }),
    elementwise("sigmoid", "σ", Real,
        [](auto x) { return 1 / (1 + std::exp(-x)); },
        [](auto g, auto, auto y) { return g * (1 - y) * y; }), // in the seeds' order
    elementwise("identity", "id", Real,
        [](auto x) { return x; },
        [](auto g, auto, auto) { return g; }),
    layers::op<layers::Dot>("dot", "dot", 2),
    layers::op<layers::Bias>("bias", "+b", 2),
    layers::op<layers::Affine>("affine", "Affine", 3),
    layers::op<layers::Transposed>("transpose", "Xᵀ", 1),
    layers::op<layers::Sum>("sum", "Σ", 1, Real, axis),
    layers::op<layers::Mean>("mean", "mean", 1, Real, axis),
    layers::op<layers::Largest>("amax", "max", 1, Real, axis, "max"),
    layers::op<layers::Softmax>("softmax", "Softmax", 1),
    layers::op<layers::CrossEntropy>("cross_entropy", "Cross entropy", 2, Positive),
    layers::op<layers::SoftmaxWithLoss>("softmax_with_loss", "Softmax with loss", 2, Positive),
    layers::op<layers::SquaredError>("squared_error", "Squared error", 2),
};
// clang-format on

} // namespace

bool Attribute::takes(double value) const
{
    return std::isfinite(value) && (choices.empty() || std::ranges::count(choices, value) > 0);
}

const Attribute *Op::attribute(std::string_view name) const
{
    const auto found = std::ranges::find(attributes, name, &Attribute::name);
    return found == attributes.end() ? nullptr : &*found;
}

std::span<const Op> allOps()
{
    return table;
}

const Op *findOp(std::string_view id)
{
    const auto *const row = std::ranges::find(table, id, &Op::id);
    return row == std::end(table) ? nullptr : row;
}

const Op *findCalled(std::string_view name, int inputs)
{
    const Op *called = findOp(name);
    if (!called || called->arity != inputs)
        for (const Op &op : table)
            if (op.name() == name && (!called || op.arity == inputs))
                called = &op;
    return called;
}

std::optional<std::vector<std::optional<double>>> completed(const Op &op, AttributeValues values)
{
    std::vector<std::optional<double>> all;
    for (const Attribute &attribute : op.attributes) {
        const auto given = all.size() < values.size() ? values[all.size()] : std::nullopt;
        if (given && !attribute.takes(*given))
            return std::nullopt;
        all.push_back(given ? given : attribute.standard);
    }
    return values.size() > all.size() ? std::nullopt : std::optional(std::move(all));
}

} // namespace chainrule
