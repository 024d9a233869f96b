// SPDX-License-Identifier: GPL-3.0-or-later
// Training on a small made-up set: what a step does, what repeats, what comes of it.
#include "tests/training/small_set.h"

#include <QtTest/QTest>

using namespace chainrule;

class TestTrainer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstStepByHand();
    void learns();
    void sameSeedSameLosses();
    void learningRateTakesEffect();
    void epochsAsInTheSeeds();
    void parametersComeAndGo();
    void scoreCountsEveryImage();
    void floatFollowsDouble();
};

// The update must be W − rate · gradient, with the gradient that the checked graph gives for the same batch.
void TestTrainer::firstStepByHand()
{
    TrainingOptions options;
    options.batch = 20;
    options.learningRate = 0.5;
    Trainer<double> trainer(smallSet(), options);
    const Parameters<double> before = trainer.parameters();
    const TrainingReport report = trainer.step();
    const Parameters<double> after = trainer.parameters();
    QCOMPARE(report.iteration, 0);

    const TwoLayerNet net = makeTwoLayerNet(before.size, options.batch);
    Run<double> run(net.graph, net.loss);
    const View<double> x = run.edit(net.x);
    const View<double> t = run.edit(net.t);
    for (Index row = 0; row < options.batch; ++row) {
        const Index image = trainer.lastBatch()[std::size_t(row)];
        writePixels(smallSet()->training, image, &x.at(row, 0));
        t[row] = smallSet()->training.labels[std::size_t(image)];
    }
    setParameters(run, net, before);
    run.forward();
    run.backward();
    for (std::size_t i = 0; i < before.W2.size(); ++i)
        QCOMPARE(after.W2[i], before.W2[i] - 0.5 * run.gradient(net.W2)[Index(i)]);
    for (std::size_t i = 0; i < before.b1.size(); ++i)
        QCOMPARE(after.b1[i], before.b1[i] - 0.5 * run.gradient(net.b1)[Index(i)]);
    setParameters(run, net, after);
    run.forward();
    QCOMPARE(report.loss, run.value(net.loss)[0]); // the same batch once more, after the update
}

void TestTrainer::learns()
{
    Trainer<float> trainer(smallSet(), {});
    const double before = trainer.accuracy().test;
    losses(trainer, 300);
    QVERIFY(before < 0.4);
    QVERIFY(trainer.accuracy().test > 0.95);
}

void TestTrainer::sameSeedSameLosses()
{
    TrainingOptions options;
    options.seed = 5;
    Trainer<float> one(smallSet(), options);
    Trainer<float> other(smallSet(), options);
    const std::vector<double> first = losses(one, 50);
    QVERIFY(first == losses(other, 50)); // to the bit
    options.seed = 6;
    Trainer<float> third(smallSet(), options);
    QVERIFY(first != losses(third, 50));
}

void TestTrainer::learningRateTakesEffect()
{
    Trainer<double> trainer(smallSet(), {});
    trainer.step();
    const Parameters<double> before = trainer.parameters();
    trainer.setLearningRate(0);
    trainer.step();
    QVERIFY(trainer.parameters() == before);
    trainer.setLearningRate(0.1);
    trainer.step();
    QVERIFY(!(trainer.parameters() == before));
}

void TestTrainer::epochsAsInTheSeeds()
{
    Trainer<float> trainer(smallSet(), {});
    QCOMPARE(trainer.iterationsPerEpoch(), 6);
    TrainingOptions whole;
    whole.batch = 1000; // more than there are images, since they are drawn with replacement
    QCOMPARE(Trainer<float>(smallSet(), whole).iterationsPerEpoch(), 1);
}

void TestTrainer::parametersComeAndGo()
{
    Trainer<double> trainer(smallSet(), {});
    losses(trainer, 5);
    const Parameters<double> kept = trainer.parameters();
    QCOMPARE(kept.W1.size(), 784u * 50u);
    QCOMPARE(kept.b2.size(), 10u);
    losses(trainer, 5);
    trainer.setParameters(kept);
    QVERIFY(trainer.parameters() == kept);

    const Parameters<double> initial = Trainer<double>(smallSet(), {}).parameters();
    double sum = 0;
    for (const double w : initial.W1)
        sum += w * w;
    QVERIFY(std::abs(std::sqrt(sum / double(initial.W1.size())) - 0.01) < 2e-4); // W ~ 0.01 · N(0, 1)
    QVERIFY(std::ranges::all_of(initial.b1, [](double b) { return b == 0; }));
}

void TestTrainer::scoreCountsEveryImage()
{
    // A net that says the class of the bar: one hidden unit per class looks at the bar's row.
    const NetSize size{ 784, 10, 10 };
    Parameters<float> net{ size, std::vector<float>(7840), std::vector<float>(10), std::vector<float>(100),
                           std::vector<float>(10) };
    for (Index k = 0; k < 10; ++k) {
        for (Index column = 5; column < 24; ++column)
            net.W1[std::size_t(((k + 2) * 2 * 28 + column) * 10 + k)] = 1;
        net.W2[std::size_t(k * 10 + k)] = 1;
    }
    const LabelledImages images = bars(250, 3); // not a multiple of any chunk
    Classifier<float> classifier(size);
    classifier.setParameters(net);
    const Score right = classifier.score(images);
    QCOMPARE(right.count, 250);
    QCOMPARE(right.correct, 250);
    Index diagonal = 0;
    for (Index k = 0; k < 10; ++k)
        diagonal += right.confusion[std::size_t(k * 10 + k)];
    QCOMPARE(diagonal, 250);

    std::ranges::swap_ranges(std::span(net.W2).subspan(30, 10), std::span(net.W2).subspan(40, 10)); // mistakes 3 for 4
    classifier.setParameters(net);
    const Score wrong = classifier.score(images);
    const Index threes = std::ranges::count(images.labels, 3);
    const Index fours = std::ranges::count(images.labels, 4);
    QCOMPARE(wrong.correct, 250 - threes - fours);
    QCOMPARE(wrong.confusion[34], threes); // row: label, column: what the net said
    QCOMPARE(wrong.confusion[43], fours);

    // Picture by picture it is the same, and each one's probabilities are the softmax of what it says.
    const std::optional<Answers> answers = classifier.answers(images);
    QCOMPARE(answers->count(), 250);
    QCOMPARE(scoreOf(*answers, images).confusion, wrong.confusion);
    for (Index image = 0; image < 250; ++image) {
        double sum = 0;
        for (Index k = 0; k < 10; ++k) {
            sum += answers->probability(image, k);
            QVERIFY(answers->probability(image, k) <= answers->probability(image, answers->said[std::size_t(image)]));
        }
        QVERIFY(std::abs(sum - 1) < 1e-6);
    }
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!classifier.answers(images, stop.get_token()));
}

void TestTrainer::floatFollowsDouble()
{
    Trainer<float> narrow(smallSet(), {});
    Trainer<double> wide(smallSet(), {});
    const std::vector<double> a = losses(narrow, 30);
    const std::vector<double> b = losses(wide, 30);
    for (std::size_t i = 0; i < a.size(); ++i)
        QVERIFY(std::abs(a[i] - b[i]) < 1e-3);
}

QTEST_APPLESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
