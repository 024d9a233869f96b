// SPDX-License-Identifier: GPL-3.0-or-later
// Saitoh, "Deep Learning from Scratch", chapter 6; the order of the operations is that of its common/optimizer.py.
#include "training/optimiser.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chainrule {

namespace {

constexpr double momentum = 0.9;
constexpr double beta1 = 0.9, beta2 = 0.999;
constexpr double noDivisionByZero = 1e-7;

double sameRate(double rate, std::int64_t)
{
    return rate;
}

// Adam's averages begin at 0: the rate makes up for that (Kingma and Ba, arXiv:1412.6980, end of section 2).
double correctedRate(double rate, std::int64_t updates)
{
    return rate * std::sqrt(1 - std::pow(beta2, double(updates))) / (1 - std::pow(beta1, double(updates)));
}

// The numbers of one tensor; first and second are what is remembered of them.
template <class S> struct Tensors
{
    S *values;
    const S *gradient;
    S *first;
    S *second;
    Index size;
    S rate;
    S decay;
};

template <class S, class F> void updateAll(const Tensors<S> &t)
{
    S none = 0; // for an optimiser that remembers less
    const auto update = [&](Index i, S gradient) {
        F{}(t.values[i], gradient, t.first ? t.first[i] : none, t.second ? t.second[i] : none, t.rate);
    };
    if (t.decay == 0)
        for (Index i = 0; i < t.size; ++i)
            update(i, t.gradient[i]);
    else
        for (Index i = 0; i < t.size; ++i)
            update(i, t.gradient[i] + t.decay * t.values[i]);
}

struct OptimiserRow
{
    OptimiserInfo info;
    double (*rate)(double rate, std::int64_t updates);
    void (*single)(const Tensors<float> &);
    void (*precise)(const Tensors<double> &);
};

// Lambdas without captures are values of their type, so functions made of them can be pointed to.
template <class F> OptimiserRow row(OptimiserInfo info, double (*rate)(double, std::int64_t), F)
{
    return { info, rate, updateAll<float, F>, updateAll<double, F> };
}

// w is a parameter, g its gradient, rate the learning rate.
// clang-format off
const std::array optimiserTable{
    row({ OptimiserKind::Sgd, "sgd", 0.1, 0 }, sameRate,
        [](auto &w, auto g, auto &, auto &, auto rate) { w -= rate * g; }),
    row({ OptimiserKind::Momentum, "momentum", 0.01, 1 }, sameRate,
        [](auto &w, auto g, auto &v, auto &, auto rate) {
            using S = decltype(g);
            v = S(momentum) * v - rate * g;
            w += v;
        }),
    row({ OptimiserKind::AdaGrad, "adagrad", 0.01, 1 }, sameRate,
        [](auto &w, auto g, auto &h, auto &, auto rate) {
            using S = decltype(g);
            h += g * g;
            w -= rate * g / (std::sqrt(h) + S(noDivisionByZero));
        }),
    row({ OptimiserKind::Adam, "adam", 0.001, 2 }, correctedRate,
        [](auto &w, auto g, auto &m, auto &v, auto rate) {
            using S = decltype(g);
            m += S(1 - beta1) * (g - m);
            v += S(1 - beta2) * (g * g - v);
            w -= rate * m / (std::sqrt(v) + S(noDivisionByZero));
        }),
};
// clang-format on

const OptimiserRow &rowOf(OptimiserKind kind)
{
    return optimiserTable[std::size_t(kind)];
}

void apply(const OptimiserRow &row, const Tensors<float> &tensors)
{
    row.single(tensors);
}

void apply(const OptimiserRow &row, const Tensors<double> &tensors)
{
    row.precise(tensors);
}

} // namespace

std::span<const OptimiserInfo> optimisers()
{
    static const auto infos = [] {
        std::array<OptimiserInfo, optimiserTable.size()> all;
        std::ranges::transform(optimiserTable, all.begin(), &OptimiserRow::info);
        return all;
    }();
    return infos;
}

const OptimiserInfo &info(OptimiserKind kind)
{
    return optimisers()[std::size_t(kind)];
}

const OptimiserInfo *findOptimiser(std::string_view id)
{
    const auto found = std::ranges::find(optimisers(), id, &OptimiserInfo::id);
    return found == optimisers().end() ? nullptr : &*found;
}

template <class S> Optimiser<S>::Optimiser(OptimiserKind kind, Index parameters)
    : m_kind(kind)
    , m_parameters(parameters)
{
    m_state.memory.assign(std::size_t(info(kind).memories * parameters), S(0));
}

template <class S> void Optimiser<S>::begin(double learningRate, double weightDecay)
{
    ++m_state.updates;
    m_decay = S(weightDecay);
    m_rate = S(rowOf(m_kind).rate(learningRate, m_state.updates));
    m_next = 0;
}

template <class S> void Optimiser<S>::update(std::span<S> values, std::span<const S> gradient)
{
    const auto remembered = [this](int number) {
        return number < info(m_kind).memories ? m_state.memory.data() + number * m_parameters + m_next : nullptr;
    };
    apply(rowOf(m_kind),
          Tensors<S>{ values.data(), gradient.data(), remembered(0), remembered(1), std::ssize(values), m_rate, m_decay });
    m_next += std::ssize(values);
}

template <class S> void Optimiser<S>::setState(const OptimiserState<S> &state)
{
    m_state = state;
}

template class Optimiser<float>;
template class Optimiser<double>;

} // namespace chainrule
