// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves that are set by lists: whoever looks sees the numbers, and no training step allocates.
#include "engine/sparse_leaf.h"
#include "training/trainer.h"

#include "tests/fixtures/malloc_count.h"

#include <QtTest/QtTest>

#include <numeric>

using namespace chainrule;

namespace {

// Every `every`th pixel is ink, beginning elsewhere in each picture.
LabelledImages pictures(Index count, Index every)
{
    LabelledImages images{ count, 28, 28, {}, {} };
    for (Index image = 0; image < count; ++image) {
        for (Index pixel = 0; pixel < images.pixelsEach(); ++pixel)
            images.pixels.push_back((pixel + image * image) % every == 0 ? std::uint8_t(1 + (pixel * 7 + image) % 255) : 0);
        images.labels.push_back(std::uint8_t(image % 10));
    }
    return images;
}

// A (3, 5) constant times (5, 2), set by lists: 0 0 7 0 0 / 0 0 0 0 0 / 1 0 0 0 2.
struct Listed
{
    Listed()
    {
        auto graph = std::make_shared<Graph>();
        x = graph->add(Leaf::Constant, { 3, 5 });
        W = graph->add(Leaf::Input, { 5, 2 });
        product = graph->add("dot", { x, W });
        half = graph->add("relu", { x });
        run.emplace(graph, product);
    }

    static NonZeros<double> lists()
    {
        NonZeros<double> lists;
        lists.reset(3, 15);
        const auto first = lists.addRow(1);
        first.columns[0] = 2;
        first.values[0] = 7;
        lists.addRow(0);
        const auto third = lists.addRow(2);
        third.columns[0] = 0;
        third.values[0] = 1;
        third.columns[1] = 4;
        third.values[1] = 2;
        return lists;
    }

    std::vector<double> numbers(NodeId node) const
    {
        const auto span = run->value(node).span();
        return { span.begin(), span.end() };
    }

    NodeId x, W, product, half;
    std::optional<Run<double>> run;
    const std::vector<double> dense = { 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2 };
};

template <class Function> std::optional<GraphError::Kind> kindOf(Function function)
{
    try {
        function();
    } catch (const GraphError &e) {
        return e.kind();
    }
    return std::nullopt;
}

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listIsSeenAsNumbers();
    void otherOperationsSeeNumbers();
    void editContinuesFromTheList();
    void anotherLeafIsListed();
    void oneNumberIsSet();
    void infinityMeetsTheListsZeros();
    void badListsAreRefused();
    void showWritesPixels_data();
    void showWritesPixels();
    void counterCounts();
    void stepAllocatesNothing_data();
    void stepAllocatesNothing();
};

void TestPictures::listIsSeenAsNumbers()
{
    Listed graph;
    setSparse(*graph.run, graph.x, Listed::lists());
    QCOMPARE(graph.numbers(graph.x), graph.dense);
    graph.run->set(graph.W, std::vector<double>{ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 });
    graph.run->forward();
    QCOMPARE(graph.numbers(graph.product), (std::vector<double>{ 35, 42, 0, 0, 19, 22 }));
    graph.run->backward();
    const auto slope = graph.run->gradient(graph.W).span();
    QCOMPARE(std::vector<double>(slope.begin(), slope.end()), (std::vector<double>{ 1, 1, 0, 0, 7, 7, 0, 0, 2, 2 }));
}

void TestPictures::otherOperationsSeeNumbers()
{
    Listed graph;
    setSparse(*graph.run, graph.x, Listed::lists());
    graph.run->forward();
    QCOMPARE(graph.numbers(graph.half), graph.dense);
}

void TestPictures::editContinuesFromTheList()
{
    Listed graph;
    graph.run->set(graph.W, std::vector<double>(10, 1.0));
    setSparse(*graph.run, graph.x, Listed::lists());
    graph.run->forward();
    graph.run->edit(graph.x)[5] = 4;
    graph.run->forward();
    QCOMPARE(graph.numbers(graph.product), (std::vector<double>{ 7, 7, 4, 4, 3, 3 }));
}

void TestPictures::anotherLeafIsListed()
{
    Listed graph;
    setSparse(*graph.run, graph.x, Listed::lists());
    NonZeros<double> lists;
    lists.reset(1, 1);
    const auto row = lists.addRow(1);
    row.columns[0] = 1;
    row.values[0] = 3;
    const NonZeros<double> before = setSparse(*graph.run, graph.W, std::move(lists));
    QCOMPARE(before.count(), 3);
    QCOMPARE(graph.numbers(graph.x), graph.dense);
    graph.run->forward();
    QCOMPARE(graph.numbers(graph.product), (std::vector<double>{ 0, 0, 0, 0, 0, 3 }));
}

void TestPictures::oneNumberIsSet()
{
    Listed graph;
    setSparse(*graph.run, graph.x, Listed::lists());
    graph.run->set(graph.W, std::vector<double>{ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 });
    graph.run->forward();
    graph.run->apply({ Step::Kind::Forward, graph.half });
    graph.run->backward();
    graph.run->set(graph.W, 5, 60); // W(2, 1)
    QVERIFY(!graph.run->hasValue(graph.product));
    QVERIFY(!graph.run->hasGradient(graph.W));
    QVERIFY(graph.run->hasValue(graph.half)); // does not depend on it
    graph.run->forward();
    QCOMPARE(graph.numbers(graph.product), (std::vector<double>{ 35, 420, 0, 0, 19, 22 }));
    graph.run->set(graph.x, 5, 4); // x(1, 0), which no list holds
    graph.run->forward();
    QCOMPARE(graph.numbers(graph.product), (std::vector<double>{ 35, 420, 4, 8, 19, 22 }));
    QCOMPARE(kindOf([&] { graph.run->set(graph.W, 10, 0.0); }), GraphError::Kind::Size);
    QCOMPARE(kindOf([&] { graph.run->set(graph.W, -1, 0.0); }), GraphError::Kind::Size);
    QCOMPARE(kindOf([&] { graph.run->set(graph.product, 0, 0.0); }), GraphError::Kind::NotALeaf);
}

// 0 × ∞ is NaN, however often the factor was finite before.
void TestPictures::infinityMeetsTheListsZeros()
{
    Listed graph;
    setSparse(*graph.run, graph.x, Listed::lists());
    graph.run->set(graph.W, std::vector<double>(10, 1.0));
    graph.run->forward();
    graph.run->set(graph.W, 2, std::numeric_limits<double>::infinity()); // W(1, 0), where every x is zero
    graph.run->forward();
    QVERIFY(std::isnan(graph.numbers(graph.product)[0]));
    QCOMPARE(graph.numbers(graph.product)[1], 7);
    graph.run->set(graph.W, 2, 1.0);
    graph.run->forward();
    QCOMPARE(graph.numbers(graph.product), (std::vector<double>{ 7, 7, 0, 0, 3, 3 }));
    graph.run->edit(graph.W)[2] = std::numeric_limits<double>::quiet_NaN();
    graph.run->forward();
    QVERIFY(std::isnan(graph.numbers(graph.product)[0]));
}

void TestPictures::badListsAreRefused()
{
    Listed graph;
    graph.run->set(graph.W, std::vector<double>(10, 1.0));
    QCOMPARE(kindOf([&] { setSparse(*graph.run, graph.W, Listed::lists()); }), GraphError::Kind::Size); // column 4 of 2
    NonZeros<double> tall;
    tall.reset(4, 0);
    for (int r = 0; r < 4; ++r)
        tall.addRow(0);
    QCOMPARE(kindOf([&] { setSparse(*graph.run, graph.x, tall); }), GraphError::Kind::Size);
    QCOMPARE(kindOf([&] { setSparse(*graph.run, graph.product, Listed::lists()); }), GraphError::Kind::NotALeaf);
    QCOMPARE(graph.numbers(graph.W), std::vector<double>(10, 1.0));
}

void TestPictures::showWritesPixels_data()
{
    QTest::addColumn<int>("every");
    QTest::newRow("mostly blank") << 5;
    QTest::newRow("mostly ink") << 2;
    QTest::newRow("no ink") << 1000;
}

void TestPictures::showWritesPixels()
{
    QFETCH(int, every);
    const LabelledImages images = pictures(20, every);
    Pictures<float> shown(images);
    auto graph = std::make_shared<Graph>();
    const NodeId x = graph->add(Leaf::Constant, { 4, images.pixelsEach() });
    Run<float> run(graph, x);
    for (const std::vector<Index> &chosen : { std::vector<Index>{ 19, 0, 7, 7 }, { 3 }, {} }) {
        shown.show(chosen, run, x);
        std::vector<float> expected(std::size_t(4 * images.pixelsEach()), 0.0f);
        for (std::size_t r = 0; r < chosen.size(); ++r)
            writePixels(images, chosen[r], expected.data() + Index(r) * images.pixelsEach());
        QVERIFY(std::ranges::equal(run.value(x).span(), expected));
    }
}

void TestPictures::counterCounts()
{
    if (!MallocCount::works)
        QSKIP("a sanitizer has its own malloc");
    const MallocCount count;
    std::vector<std::vector<int>> lists(3, std::vector<int>(5));
    QVERIFY(count.calls() >= 4);
    std::free(std::malloc(1));
    QVERIFY(count.calls() >= 5);
}

void TestPictures::stepAllocatesNothing_data()
{
    QTest::addColumn<int>("every");
    QTest::addColumn<int>("batch");
    for (const int batch : { 1, 100 }) {
        QTest::addRow("mostly blank, %d", batch) << 5 << batch;
        QTest::addRow("mostly ink, %d", batch) << 2 << batch;
    }
}

void TestPictures::stepAllocatesNothing()
{
    if (!MallocCount::works)
        QSKIP("a sanitizer has its own malloc");
    QFETCH(int, every);
    QFETCH(int, batch);
    const auto data = std::make_shared<const Dataset>(Dataset{ pictures(200, every), pictures(10, every), 10 });
    const TrainingOptions options{ .batch = batch };
    Trainer<float> quick(data, options);
    Trainer<double> precise(data, options);
    quick.step();
    precise.step();
    const MallocCount count;
    for (int i = 0; i < 20; ++i) {
        quick.step();
        precise.step();
    }
    QCOMPARE(count.calls(), 0);
}

QTEST_APPLESS_MAIN(TestPictures)
#include "tst_pictures.moc"
