// SPDX-License-Identifier: GPL-3.0-or-later
// How long the engine's parts take: per scalar node, per product, per training step, per picture that is classified.
#include "engine/product.h"
#include "probe/gradient_check.h"
#include "training/trainer.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace chainrule;

namespace {

constexpr Index side = 28;
constexpr Index batch = 100;
constexpr Index hidden = 50;

// Pictures with as much ink as MNIST's, one pixel in five, in the strokes of a pen three pixels wide.
LabelledImages drawnPictures(Index count, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto below = [&](Index n) { return std::uniform_int_distribution<Index>(0, n - 1)(random); };
    LabelledImages images{ count, side, side, {}, {} };
    images.pixels.assign(std::size_t(count * side * side), 0);
    for (Index image = 0; image < count; ++image) {
        std::uint8_t *pixels = images.pixels.data() + image * images.pixelsEach();
        Index row = side / 2;
        Index column = side / 2;
        for (Index wanted = side * side * 19 / 100; wanted > 0;) {
            row = std::clamp<Index>(row + below(3) - 1, 4, side - 5);
            column = std::clamp<Index>(column + below(3) - 1, 4, side - 7);
            for (Index k = 0; k < 3; ++k) {
                std::uint8_t &pixel = pixels[row * side + column + k];
                wanted -= pixel == 0;
                pixel = std::uint8_t(1 + below(255));
            }
        }
        images.labels.push_back(std::uint8_t(image % 10));
    }
    return images;
}

std::shared_ptr<const Dataset> dataset()
{
    static const auto data = std::make_shared<const Dataset>(Dataset{ drawnPictures(60000, 1), drawnPictures(10000, 2), 10 });
    return data;
}

// Half of the nodes take their neighbour and a node far away, so that gradients of several edges meet.
std::shared_ptr<const Graph> scalarGraph(int nodes)
{
    constexpr NodeId leaves = 4;
    constexpr NodeId far = 1000;
    auto graph = std::make_shared<Graph>();
    for (NodeId leaf = 0; leaf < leaves; ++leaf)
        graph->add(Leaf::Input);
    std::mt19937_64 random(1);
    while (graph->size() < nodes) {
        const NodeId last = graph->size() - 1;
        const NodeId other = std::uniform_int_distribution<NodeId>(std::max(0, last - far), last)(random);
        switch (last % 4) {
        case 0:
            graph->add("add", { last, other });
            break;
        case 1:
            graph->add("mul", { last, other });
            break;
        case 2:
            graph->add("sigmoid", { last });
            break;
        default:
            graph->add("relu", { last });
        }
    }
    return graph;
}

Run<double> scalarRun(int nodes)
{
    const auto graph = scalarGraph(nodes);
    Run<double> run(graph, graph->size() - 1);
    for (NodeId leaf = 0; graph->isLeaf(leaf); ++leaf)
        run.edit(leaf)[0] = 0.5 + 0.1 * leaf;
    return run;
}

void perNode(benchmark::State &state)
{
    state.counters["s/node"] =
        benchmark::Counter(double(state.range(0)), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void scalarForward(benchmark::State &state)
{
    Run<double> run = scalarRun(int(state.range(0)));
    for ([[maybe_unused]] auto _ : state) {
        run.restart(); // else there is nothing left to do
        run.forward();
    }
    perNode(state);
}
BENCHMARK(scalarForward)->Arg(1000)->Arg(100000)->Unit(benchmark::kMicrosecond);

void scalarBackward(benchmark::State &state)
{
    Run<double> run = scalarRun(int(state.range(0)));
    run.forward();
    for ([[maybe_unused]] auto _ : state)
        run.backward();
    perNode(state);
}
BENCHMARK(scalarBackward)->Arg(1000)->Arg(100000)->Unit(benchmark::kMicrosecond);

// One mini-batch against the first layer's weights, and its gradient.
class Layer final
{
public:
    Layer()
        : m_net(makeTwoLayerNet({}, batch))
        , m_run(m_net.graph, m_net.loss)
        , m_pictures(dataset()->training)
        , m_chosen(batch)
        , m_upstream(batch * hidden, 0.01f)
    {
        std::iota(m_chosen.begin(), m_chosen.end(), 1000);
        show();
        setParameters(m_run, m_net, randomParameters<float>({}, 0.01, 1));
    }

    void show() { m_pictures.show(m_chosen, m_run, m_net.x); }

    NonZeros<float> listed() const
    {
        const View<const float> x = m_run.value(m_net.x);
        NonZeros<float> lists;
        lists.reset(x.rows, x.size());
        for (Index r = 0; r < x.rows; ++r) {
            const auto ink = lists.addRow(x.columns - std::count(&x.at(r, 0), &x.at(r, 0) + x.columns, 0.0f));
            std::size_t i = 0;
            for (Index c = 0; c < x.columns; ++c) {
                if (x.at(r, c) == 0)
                    continue;
                ink.columns[i] = std::uint32_t(c);
                ink.values[i++] = x.at(r, c);
            }
        }
        return lists;
    }

    View<const float> x() const { return m_run.value(m_net.x); }
    View<const float> W1() const { return m_run.value(m_net.W1); }
    View<const float> upstream() const { return { m_upstream.data(), batch, hidden }; }

private:
    TwoLayerNet m_net;
    Run<float> m_run;
    Pictures<float> m_pictures;
    std::vector<Index> m_chosen;
    std::vector<float> m_upstream;
};

void showMiniBatch(benchmark::State &state)
{
    Layer layer;
    for ([[maybe_unused]] auto _ : state)
        layer.show();
}
BENCHMARK(showMiniBatch)->Unit(benchmark::kMicrosecond);

template <Transpose T> void product(benchmark::State &state)
{
    const Layer layer;
    const View<const float> b = T == Transpose::Yes ? layer.upstream() : layer.W1();
    std::vector<float> out(T == Transpose::Yes ? side * side * hidden : batch * hidden);
    const View<float> result{ out.data(), Index(out.size()) / hidden, hidden };
    const NonZeros<float> lists = layer.listed();
    const bool skipping = state.range(0);
    for ([[maybe_unused]] auto _ : state) {
        if (skipping)
            multiply(lists, T, b, result);
        else
            multiply(layer.x(), T, b, Transpose::No, result);
        benchmark::ClobberMemory();
    }
}
BENCHMARK(product<Transpose::No>)->ArgName("skippingZeros")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(product<Transpose::Yes>)->ArgName("skippingZeros")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

template <class S> void trainingStep(benchmark::State &state)
{
    Trainer<S> trainer(dataset(), {});
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(trainer.step());
}
BENCHMARK(trainingStep<float>)->Unit(benchmark::kMicrosecond);
BENCHMARK(trainingStep<double>)->Unit(benchmark::kMicrosecond);

void accuracyPass(benchmark::State &state)
{
    Trainer<float> trainer(dataset(), {});
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(trainer.accuracy());
}
BENCHMARK(accuracyPass)->Unit(benchmark::kMillisecond);

void checkOfTheNet(benchmark::State &state)
{
    constexpr Index images = 3;
    const TwoLayerNet net = makeTwoLayerNet({}, images);
    Run<double> run(net.graph, net.loss);
    setParameters(run, net, randomParameters<double>({}, 0.01, 1));
    Pictures<double>(dataset()->training).show(std::array<Index, images>{ 0, 1, 2 }, run, net.x);
    const NodeId parameters[] = { net.W1, net.b1, net.W2, net.b2 };
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(checkGradients(run, parameters, {}));
}
BENCHMARK(checkOfTheNet)->Unit(benchmark::kMillisecond);

} // namespace
