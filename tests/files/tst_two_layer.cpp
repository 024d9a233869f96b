// SPDX-License-Identifier: GPL-3.0-or-later
// The two-layer net as a document: where its numbers come from, what comes out, and what is refused.
#include "data/idx.h"
#include "document/graph_document.h"
#include "learning/mini_batch.h"

#include "document/compiled_graph.h"
#include "files/demos.h"
#include "files/document_io.h"
#include "files/storage_error.h"
#include "tests/fixtures/error_of.h"

#include <QtTest/QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestTwoLayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheLastDemo();
    void builtInDigitsAreAReadableIdxPair();
    void digitsAreCentredAsInMnist();
    void leavesAreFilled();
    void lossBeginsNearLn10();
    void anotherBatchTakesTheirPlace();
    void firstOfTakesNoMoreThanThereIs();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();

private:
    static const Tensor &value(const GraphDocument &document, const char *node)
    {
        return document.node(QString::fromLatin1(node))->value;
    }
};

void TestTwoLayer::isTheLastDemo()
{
    QCOMPARE(demoIds().back(), u"two_layer"_s);
    const GraphDocument document = *demo(u"two_layer"_s);
    QCOMPARE(document.topic, u"network"_s);
    QVERIFY(document.questionText().startsWith(u"10 built-in digits"_s));
}

void TestTwoLayer::builtInDigitsAreAReadableIdxPair()
{
    const QString folder = QStringLiteral(CHAINRULE_DIGITS_DIR);
    const LabelledImages files = loadIdx(folder + u"/images-idx3-ubyte"_s, folder + u"/labels-idx1-ubyte"_s, 10);
    const LabelledImages builtIn = builtInBatch().images;
    QCOMPARE(builtIn.pixels, files.pixels);
    QCOMPARE(builtIn.count, files.count);
    QCOMPARE(builtIn.rows, files.rows);
    QCOMPARE(builtIn.columns, files.columns);
    QCOMPARE(builtIn.labels, std::vector<std::uint8_t>({ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
}

void TestTwoLayer::digitsAreCentredAsInMnist()
{
    const LabelledImages images = builtInBatch().images;
    for (Index i = 0; i < images.count; ++i) {
        double ink = 0;
        double x = 0;
        double y = 0;
        for (Index row = 0; row < 28; ++row)
            for (Index column = 0; column < 28; ++column) {
                const double pixel = images.pixels[std::size_t((i * 28 + row) * 28 + column)];
                ink += pixel;
                x += pixel * (double(column) + 0.5);
                y += pixel * (double(row) + 0.5);
            }
        QVERIFY(ink > 50 * 255 && ink < 200 * 255);
        QVERIFY(std::abs(x / ink - 14) < 0.5);
        QVERIFY(std::abs(y / ink - 14) < 0.5);
    }
}

void TestTwoLayer::leavesAreFilled()
{
    const GraphDocument document = *demo(u"two_layer"_s);
    const LabelledImages images = builtInBatch().images;
    const Tensor &x = value(document, "X");
    QCOMPARE(x.shape, Shape(10, 784));
    for (std::size_t i = 0; i < images.pixels.size(); ++i)
        QCOMPARE(x.values[i], images.pixels[i] / 255.0);
    const Tensor &t = value(document, "t");
    for (Index row = 0; row < 10; ++row)
        for (Index column = 0; column < 10; ++column)
            QCOMPARE(t.values[std::size_t(10 * row + column)], row == column ? 1.0 : 0.0);
    const std::vector<double> &w = value(document, "W1").values;
    QCOMPARE(w.size(), std::size_t(39'200));
    const double mean = std::accumulate(w.begin(), w.end(), 0.0) / double(w.size());
    const double squares = std::inner_product(w.begin(), w.end(), w.begin(), 0.0) / double(w.size());
    QVERIFY(std::abs(mean) < 2e-4); // four times the standard error, 0.01 / √39,200
    QVERIFY(std::abs(std::sqrt(squares) - 0.01) < 2e-4);
    QCOMPARE(value(document, "b1").values, std::vector<double>(50, 0.0));
    QCOMPARE(value(document, "b2").values, std::vector<double>(10, 0.0));
    QCOMPARE(demo(u"two_layer"_s)->node(u"W2"_s)->value, value(document, "W2")); // always the same
}

void TestTwoLayer::lossBeginsNearLn10()
{
    const GraphDocument document = *demo(u"two_layer"_s);
    const CompiledGraph compiled = compile(document);
    Run<double> run = makeRun(document, compiled);
    run.forward();
    run.backward();
    QVERIFY(std::abs(run.value(compiled.result)[0] - std::log(10.0)) < 0.01);
    // Each row of softmax sums to 1, as its target does: dL/db2 = Σ (y − t) / 10 sums to 0.
    const View<const double> b2 = run.gradient(compiled.ids[u"b2"_s]);
    QVERIFY(std::abs(std::accumulate(b2.span().begin(), b2.span().end(), 0.0)) < 1e-12);
    // A pixel that is black in every picture tells its weights nothing.
    const View<const double> w1 = run.gradient(compiled.ids[u"W1"_s]);
    QVERIFY(std::ranges::all_of(w1.span().first(50), [](double x) { return x == 0; }));
    QVERIFY(!run.hasGradient(compiled.ids[u"X"_s]));
}

void TestTwoLayer::anotherBatchTakesTheirPlace()
{
    LabelledImages set;
    set.count = 12;
    set.rows = 28;
    set.columns = 28;
    set.pixels.assign(12 * 784, 51);
    set.labels.assign(12, 3);
    const MiniBatch batch = firstOf(set, 10, u"10 images of MNIST"_s);
    const GraphDocument document = *demo(u"two_layer"_s, batch);
    QVERIFY(document.questionText().startsWith(u"10 images of MNIST"_s));
    QCOMPARE(value(document, "X").values, std::vector<double>(7840, 0.2));
    QCOMPARE(value(document, "t").values[3], 1.0);
    QCOMPARE(value(document, "t").values[13], 1.0);
    QCOMPARE(std::accumulate(value(document, "t").values.begin(), value(document, "t").values.end(), 0.0), 10.0);
    // A demo without pictures is as it always is.
    QCOMPARE(demo(u"apple"_s, batch)->question, demo(u"apple"_s)->question);
}

void TestTwoLayer::firstOfTakesNoMoreThanThereIs()
{
    LabelledImages set = builtInBatch().images;
    QCOMPARE(firstOf(set, 99, {}).images.count, Index(10));
    const LabelledImages three = firstOf(set, 3, {}).images;
    QCOMPARE(three.count, Index(3));
    QCOMPARE(three.pixels.size(), std::size_t(3 * 784));
    QCOMPARE(three.labels, std::vector<std::uint8_t>({ 0, 1, 2 }));
}

void TestTwoLayer::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QByteArray>("leaf");
    QTest::newRow("another size of picture") << QByteArray(R"("from": "images", "shape": [10, 10])");
    QTest::newRow("more pictures than there are") << QByteArray(R"("from": "images", "shape": [11, 784])");
    QTest::newRow("fewer classes than labels") << QByteArray(R"("from": "labels", "shape": [10, 5])");
    QTest::newRow("no such source") << QByteArray(R"("from": "weights", "shape": [10, 10])");
    QTest::newRow("no shape") << QByteArray(R"("from": "images")");
    QTest::newRow("three dimensions") << QByteArray(R"("from": "images", "shape": [10, 28, 28])");
    QTest::newRow("negative") << QByteArray(R"("from": "images", "shape": [-10, -784])");
    QTest::newRow("more than memory") << QByteArray(R"("from": "W1", "shape": [1e9, 1e9])");
}

void TestTwoLayer::whatDoesNotFitIsRefused()
{
    QFETCH(QByteArray, leaf);
    const QByteArray json = R"({"format": 1, "nodes": [{"id": "a", "op": "input", )" + leaf
        + R"(}, {"id": "b", "op": "neg", "inputs": ["a"]}], "result": "b"})";
    const auto error = errorOf([&] { parseDocument(json, u"net.json"_s); });
    QVERIFY(error);
    QCOMPARE(error->kind(), StorageError::Kind::BadDocument);
    QCOMPARE(error->path(), u"net.json"_s);
    QVERIFY(error->flaw());
    QCOMPARE(error->flaw()->where, u"a"_s);
}

QTEST_GUILESS_MAIN(TestTwoLayer)
#include "tst_two_layer.moc"
