// SPDX-License-Identifier: GPL-3.0-or-later
// A training run's net as a document: what is stepped through is what trains.
#include "files/net_document.h"

#include "training/trainer.h"

#include "document/compiled_graph.h"
#include "files/storage_error.h"
#include "tests/fixtures/bars.h"
#include "tests/fixtures/error_of.h"

#include <QtTest/QTest>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

std::shared_ptr<const Dataset> barData()
{
    auto data = std::make_shared<Dataset>();
    data->training = bars(300, 1);
    data->test = bars(50, 2);
    return data;
}

double largestDifference(const std::vector<double> &a, std::span<const double> b)
{
    double largest = a.size() == b.size() ? 0 : HUGE_VAL;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

} // namespace

class TestNetDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pickedPicturesAreTheSets();
    void lossIsTheTrainers_data();
    void lossIsTheTrainers();
    void gradientsAreTheTrainers();
    void hasTheNetsSizesAndNoId();
    void whatDoesNotFitIsRefused();
};

void TestNetDocument::pickedPicturesAreTheSets()
{
    const LabelledImages set = bars(20, 1);
    const MiniBatch batch = pick(set, std::vector<Index>{ 7, 3, 7 }, u"three"_s);
    QCOMPARE(batch.images.count, Index(3));
    QCOMPARE(batch.name, u"three"_s);
    QCOMPARE(batch.images.labels, (std::vector<std::uint8_t>{ set.labels[7], set.labels[3], set.labels[7] }));
    QVERIFY(std::equal(set.pixels.begin() + 3 * 784, set.pixels.begin() + 4 * 784, batch.images.pixels.begin() + 784));
    QCOMPARE(batch.images.pixels.size(), std::size_t(3 * 784));
}

void TestNetDocument::lossIsTheTrainers_data()
{
    QTest::addColumn<int>("hidden");
    QTest::addColumn<int>("batch");
    QTest::newRow("50 units, 100 pictures") << 50 << 100;
    QTest::newRow("one of each") << 1 << 1;
    QTest::newRow("7 units, 13 pictures") << 7 << 13;
}

template <class S> double trainedLossDifference(int hidden, int batch)
{
    const auto data = barData();
    TrainingOptions options;
    options.hidden = hidden;
    options.batch = batch;
    Trainer<S> trainer(data, options);
    double loss = 0;
    for (int i = 0; i < 30; ++i)
        loss = trainer.step().loss; // taken again after the update, on the same pictures
    const GraphDocument document =
        netDocument(converted<double>(trainer.parameters()), pick(data->training, trainer.lastBatch(), u"the last"_s));
    const CompiledGraph compiled = compile(document);
    Run<double> run = makeRun(document, compiled);
    run.forward();
    return std::abs(run.value(compiled.result)[0] - loss);
}

void TestNetDocument::lossIsTheTrainers()
{
    QFETCH(int, hidden);
    QFETCH(int, batch);
    QVERIFY(trainedLossDifference<double>(hidden, batch) < 1e-12);
    QVERIFY(trainedLossDifference<float>(hidden, batch) < 1e-6);
}

void TestNetDocument::gradientsAreTheTrainers()
{
    const auto data = barData();
    Trainer<double> trainer(data, {});
    trainer.step();
    const GraphDocument document = netDocument(trainer.parameters(), pick(data->training, trainer.lastBatch(), u"the last"_s));
    const CompiledGraph compiled = compile(document);
    Run<double> run = makeRun(document, compiled);
    run.forward();
    run.backward();
    const Parameters<double> wanted = trainer.gradients();
    const auto of = [&](const char *id) { return run.gradient(compiled.ids[QLatin1String(id)]).span(); };
    QVERIFY(largestDifference(wanted.W1, of("W1")) < 1e-12);
    QVERIFY(largestDifference(wanted.b1, of("b1")) < 1e-12);
    QVERIFY(largestDifference(wanted.W2, of("W2")) < 1e-12);
    QVERIFY(largestDifference(wanted.b2, of("b2")) < 1e-12);
}

void TestNetDocument::hasTheNetsSizesAndNoId()
{
    const Parameters<double> net = randomParameters<double>({ 784, 3, 10 }, 0.01, 1);
    const GraphDocument document = netDocument(net, pick(bars(5, 1), std::vector<Index>{ 4 }, u"one"_s));
    QVERIFY(document.id.isEmpty());
    QCOMPARE(document.node(u"X"_s)->value.shape, Shape(1, 784));
    QCOMPARE(document.node(u"t"_s)->value.shape, Shape(1, 10));
    QCOMPARE(document.node(u"W1"_s)->value, (Tensor{ Shape(784, 3), net.W1 }));
    QCOMPARE(document.node(u"b2"_s)->value, (Tensor{ Shape(1, 10), net.b2 }));
}

void TestNetDocument::whatDoesNotFitIsRefused()
{
    const MiniBatch batch = pick(bars(30, 1), std::vector<Index>{ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, {});
    const auto pixels = errorOf([&] { netDocument(randomParameters<double>({ 100, 3, 10 }, 0.01, 1), batch); });
    QVERIFY(pixels && pixels->kind() == StorageError::Kind::BadDocument);
    const auto classes = errorOf([&] { netDocument(randomParameters<double>({ 784, 3, 2 }, 0.01, 1), batch); });
    QVERIFY(classes && classes->kind() == StorageError::Kind::BadDocument);
}

QTEST_GUILESS_MAIN(TestNetDocument)
#include "tst_net_document.moc"
