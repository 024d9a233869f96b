// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is interrupted, goes on elsewhere, changes its batch or loses its numbers.
#include "tests/training/small_set.h"

#include <QtTest/QTest>

#include <cmath>

using namespace chainrule;

namespace {

template <class S> TrainerState<S> stateOf(const Trainer<S> &trainer)
{
    TrainerState<S> state;
    trainer.copyState(state);
    return state;
}

template <class S> Trainer<S> goOn(const TrainerState<S> &state)
{
    Trainer<S> trainer(smallSet(), state.options);
    trainer.setState(state);
    return trainer;
}

// An interrupted run beside one that is not: the losses to come and the last state agree to the bit.
template <class S> void goesOnAlike(OptimiserKind optimiser)
{
    const TrainingOptions options{ .hidden = 12, .batch = 30, .seed = 7, .optimiser = optimiser };
    Trainer<S> whole(smallSet(), options);
    Trainer<S> interrupted(smallSet(), options);
    losses(whole, 33);
    losses(interrupted, 33);
    Trainer<S> continued = goOn(stateOf(interrupted));
    QCOMPARE(continued.iteration(), 33);
    QVERIFY(losses(continued, 40) == losses(whole, 40));
    QVERIFY(stateOf(continued) == stateOf(whole));
}

double spread(const std::vector<double> &numbers)
{
    double sum = 0;
    for (const double x : numbers)
        sum += x * x;
    return std::sqrt(sum / double(numbers.size()));
}

} // namespace

class TestTrainerState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void continuationIsTheSame_data();
    void continuationIsTheSame();
    void batchChangesAndGoesOnAlike();
    void aMiniBatchIsOneThatWasDrawn();
    void epochsCountThroughABatchChange();
    void epochsBeginAsInTheSeeds();
    void initialWeights_data();
    void initialWeights();
    void stateOfOtherSizesDoesNotFit();
    void firstNumberThatIsNone();
    void lossThatIsNoneLeavesTheWeights();
};

void TestTrainerState::continuationIsTheSame_data()
{
    QTest::addColumn<int>("kind");
    for (const OptimiserInfo &each : optimisers())
        QTest::newRow(each.id.data()) << int(each.kind);
}

void TestTrainerState::continuationIsTheSame()
{
    QFETCH(int, kind);
    goesOnAlike<float>(OptimiserKind(kind));
    goesOnAlike<double>(OptimiserKind(kind));
}

void TestTrainerState::batchChangesAndGoesOnAlike()
{
    const TrainingOptions options{ .batch = 20, .optimiser = OptimiserKind::Adam };
    Trainer<float> one(smallSet(), options);
    Trainer<float> other(smallSet(), options);
    for (Trainer<float> *trainer : { &one, &other }) {
        losses(*trainer, 10);
        const Parameters<float> before = trainer->parameters();
        trainer->setBatch(75);
        QVERIFY(trainer->parameters() == before);
        QCOMPARE(trainer->iteration(), 10);
    }
    QVERIFY(losses(one, 10) == losses(other, 10));
    QCOMPARE(one.lastBatch().size(), std::size_t(75));
    // And a run that was interrupted after the change knows the batch of now.
    Trainer<float> continued = goOn(stateOf(one));
    QCOMPARE(continued.options().batch, 75);
    QVERIFY(losses(continued, 10) == losses(one, 10));
}

// A state does not know which pictures were the last ones, and those of another size are not drawn yet.
void TestTrainerState::aMiniBatchIsOneThatWasDrawn()
{
    Trainer<float> trainer(smallSet(), { .batch = 20 });
    QVERIFY(trainer.lastBatch().empty());
    losses(trainer, 3);
    QCOMPARE(trainer.lastBatch().size(), std::size_t(20));
    Trainer<float> continued = goOn(stateOf(trainer));
    QVERIFY(continued.lastBatch().empty());
    QVERIFY(!continued.dead()); // nothing is known of gradients either
    QVERIFY(!continued.firstNonFinite());
    losses(continued, 1);
    QCOMPARE(continued.lastBatch().size(), std::size_t(20));
    continued.setBatch(30);
    QVERIFY(continued.lastBatch().empty());
    QVERIFY(!continued.dead());
}

void TestTrainerState::epochsCountThroughABatchChange()
{
    Trainer<float> trainer(smallSet(), {}); // 600 images / 100
    losses(trainer, 9);
    QCOMPARE(trainer.position(), (TrainingPosition{ 9, 1, 3, 6 }));
    QCOMPARE(trainer.position().iterationsUntil(4), 24);
    trainer.setBatch(10);
    QCOMPARE(trainer.position(), (TrainingPosition{ 9, 1, 30, 60 })); // half an epoch is still half an epoch
    QCOMPARE(trainer.position().iterationsUntil(2), 39);
    losses(trainer, 29);
    QCOMPARE(trainer.position().epoch, 1);
    trainer.step();
    QCOMPARE(trainer.position(), (TrainingPosition{ 39, 2, 0, 60 }));
    trainer.setBatch(1000); // more than there are images
    QCOMPARE(trainer.position(), (TrainingPosition{ 39, 2, 0, 1 }));
    QCOMPARE(trainer.step().epoch, std::optional<Index>(2));
    QCOMPARE(trainer.step().epoch, std::optional<Index>(3));
}

void TestTrainerState::epochsBeginAsInTheSeeds()
{
    Trainer<float> trainer(smallSet(), {});
    for (Index i = 0; i < 20; ++i) {
        const std::optional<Index> epoch = trainer.step().epoch;
        QCOMPARE(epoch, i % 6 == 0 ? std::optional(i / 6) : std::nullopt); // if i % iter_per_epoch == 0
    }
}

void TestTrainerState::initialWeights_data()
{
    QTest::addColumn<int>("initial");
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("second");
    QTest::newRow("number") << int(InitialWeights::Deviation) << 0.05 << 0.05;
    QTest::newRow("Xavier") << int(InitialWeights::Xavier) << 1 / 28.0 << 0.05; // 1/√784, 1/√400
    QTest::newRow("He") << int(InitialWeights::He) << std::sqrt(2.0) / 28 << std::sqrt(2.0) / 20;
}

void TestTrainerState::initialWeights()
{
    QFETCH(int, initial);
    QFETCH(double, first);
    QFETCH(double, second);
    const TrainingOptions options{ .hidden = 400, .initDeviation = 0.05, .initial = InitialWeights(initial) };
    const Parameters<double> p = Trainer<double>(smallSet(), options).parameters();
    QVERIFY(std::abs(spread(p.W1) / first - 1) < 0.01); // of 313,600 numbers
    QVERIFY(std::abs(spread(p.W2) / second - 1) < 0.05); // of 4,000
    QCOMPARE(spread(p.b1), 0.0);
}

void TestTrainerState::stateOfOtherSizesDoesNotFit()
{
    Trainer<double> trainer(smallSet(), { .hidden = 5, .optimiser = OptimiserKind::Momentum });
    losses(trainer, 3);
    const TrainerState<double> good = stateOf(trainer);
    QVERIFY(fits(good, *smallSet()));
    const auto bad = [&good](auto change) {
        TrainerState<double> state = good;
        change(state);
        return !fits(state, *smallSet());
    };
    QVERIFY(bad([](auto &s) { s.options.hidden = 6; }));
    QVERIFY(bad([](auto &s) { s.options.hidden = -5; }));
    QVERIFY(bad([](auto &s) { s.options.batch = 0; }));
    QVERIFY(bad([](auto &s) { s.options.batch = std::numeric_limits<Index>::max(); }));
    QVERIFY(bad([](auto &s) { s.options.optimiser = OptimiserKind::Adam; }));
    QVERIFY(bad([](auto &s) { s.parameters.W1.pop_back(); }));
    QVERIFY(bad([](auto &s) { s.parameters.size.classes = 9; }));
    QVERIFY(bad([](auto &s) { s.optimiser.memory.push_back(0); }));
    QVERIFY(bad([](auto &s) { s.position.intoEpoch = s.position.perEpoch; }));
    QVERIFY(bad([](auto &s) { s.position.perEpoch = 5; }));
    QVERIFY(bad([](auto &s) { s.position.iteration = -1; }));
    const Dataset otherPixels{ { 100, 14, 14, {}, {} }, {}, 10 };
    QVERIFY(!fits(good, otherPixels));
}

void TestTrainerState::firstNumberThatIsNone()
{
    using What = NonFiniteNumber::What;
    Trainer<float> trainer(smallSet(), {});
    trainer.step();
    QVERIFY(!trainer.firstNonFinite() && trainer.finite());

    // Weights near the end of the floats: a sum over many pixels goes beyond it.
    Parameters<float> huge = trainer.parameters();
    std::ranges::fill(huge.W1, 3e38F);
    trainer.setParameters(huge);
    QVERIFY(!std::isfinite(trainer.step().loss));
    const auto value = trainer.firstNonFinite();
    QVERIFY(value && value->what == What::Value);
    QCOMPARE(trainer.net().name(value->node), std::string_view("affine1"));
    QVERIFY(trainer.finite());

    // A finite slope and a rate at the end of the floats: the update itself.
    Trainer<float> leap(smallSet(), { .learningRate = 1e42 });
    QVERIFY(!std::isfinite(leap.step().loss));
    const auto update = leap.firstNonFinite();
    QVERIFY(update && update->what == What::Update);
    QVERIFY(!leap.finite());
}

void TestTrainerState::lossThatIsNoneLeavesTheWeights()
{
    Trainer<float> trainer(smallSet(), {});
    Parameters<float> huge = trainer.parameters();
    std::ranges::fill(huge.W1, 3e38F);
    trainer.setParameters(huge);
    QVERIFY(!std::isfinite(trainer.step().loss));
    QVERIFY(trainer.parameters() == huge);
}

QTEST_APPLESS_MAIN(TestTrainerState)
#include "tst_trainer_state.moc"
