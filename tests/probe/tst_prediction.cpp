// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked about the next moment, the right answers, and what wrong ones are recognised as; figures worked by hand.
#include "engine/trace.h"
#include "probe/prediction.h"
#include "tests/fixtures/small_graphs.h"

#include <QtTest/QTest>

using namespace chainrule;

namespace {

using Kind = Question::Kind;

// A small graph at a position of its timeline.
struct Stepped
{
    Stepped(SmallGraph small, int position)
        : graph(std::move(small))
        , run(graph.run(Keep::Edges))
        , trace(run)
    {
        trace.seek(position);
    }

    std::vector<Question> questions() const { return questionsAfter(run, trace); }
    NodeId operator[](const char *node) const { return graph[node]; }

    SmallGraph graph;
    Run<double> run;
    Trace trace;
};

// All of a graph as one folded group: forward at once, the seed, back at once.
std::vector<Moment> folded(const Run<double> &run)
{
    std::vector<Moment> moments(3);
    for (const Step step : run.steps())
        moments[std::size_t(step.kind)].push_back(step);
    return moments;
}

// One operation on these leaves, stepped to before its backward step.
std::vector<Question> backwardQuestions(std::string_view op, const std::vector<Tensor> &leaves, bool twice = false)
{
    auto graph = std::make_shared<Graph>();
    std::vector<NodeId> inputs;
    for (const Tensor &leaf : leaves)
        inputs.push_back(graph->add(Leaf::Input, leaf.shape));
    if (twice)
        inputs.push_back(inputs.front());
    Run<double> run(graph, graph->add(*findOp(op), inputs), Keep::Edges);
    for (std::size_t i = 0; i < leaves.size(); ++i)
        run.set(NodeId(i), leaves[i].values);
    Trace trace(run);
    trace.seek(trace.seedPosition());
    return questionsAfter(run, trace);
}

} // namespace

class TestPrediction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAskedOfTheSeedNorAtTheEnd();
    void theRunDoesNotMove();
    void valuesAndGradientsOfTheBook();
    void aBranchIsAskedShareByShareThenAsASum();
    void anInputUsedTwiceIsAskedOnce();
    void aFoldedGroupIsAskedAsOne();
    void mistakes_data();
    void mistakes();
    void batchFactorIsRecognised();
    void shownDigitsAreEnough();
};

void TestPrediction::nothingIsAskedOfTheSeedNorAtTheEnd()
{
    Stepped apple(appleGraph(), 2); // the seed is next
    QVERIFY(apple.questions().empty());
    apple.trace.seek(apple.trace.count());
    QVERIFY(apple.questions().empty());
}

void TestPrediction::theRunDoesNotMove()
{
    const Stepped apple(appleGraph(), 0);
    QCOMPARE(apple.questions().size(), 1U);
    QVERIFY(!apple.run.hasValue(apple["apple_price"]));
    QCOMPARE(apple.trace.position(), 0);
}

void TestPrediction::valuesAndGradientsOfTheBook()
{
    Stepped apple(appleGraph(), 0);
    const Question value = apple.questions().front();
    QCOMPARE(value.kind, Kind::Value);
    QCOMPARE(value.receiver, apple["apple_price"]);
    QCOMPARE(value.answer, 200.0);
    apple.trace.seek(4);
    const auto gradients = apple.questions();
    QCOMPARE(gradients.size(), 2U);
    QCOMPARE(gradients[0].kind, Kind::Share);
    QCOMPARE(gradients[0].receiver, apple["apple"]);
    QCOMPARE(gradients[0].answer, 2.2);
    QCOMPARE(gradients[1].receiver, apple["apple_num"]);
    QCOMPARE(gradients[1].answer, 110.00000000000001);
}

void TestPrediction::aBranchIsAskedShareByShareThenAsASum()
{
    Stepped copy(copyGraph(), 5); // bx hands back first
    const Question share = copy.questions().front();
    QCOMPARE(share.receiver, copy["x"]);
    QCOMPARE(share.kind, Kind::PartialShare);
    QCOMPARE(share.answer, 5.0);
    copy.trace.seek(6);
    const Question sum = copy.questions().back();
    QCOMPARE(sum.receiver, copy["x"]);
    QCOMPARE(sum.kind, Kind::Sum);
    QCOMPARE(sum.answer, 7.0);
    QCOMPARE(sum.shares, (std::vector<double>{ 5, 2 }));
}

void TestPrediction::anInputUsedTwiceIsAskedOnce()
{
    const auto questions = backwardQuestions("mul", { Tensor::scalar(3) }, true); // x · x
    QCOMPARE(questions.size(), 1U);
    QCOMPARE(questions[0].kind, Kind::Sum);
    QCOMPARE(questions[0].answer, 6.0);
    QCOMPARE(mistakeIn(questions[0], 3, 6), Mistake::OneShare);
}

void TestPrediction::aFoldedGroupIsAskedAsOne()
{
    Stepped sigmoid(sigmoidApart(), 0);
    sigmoid.trace = Trace(sigmoid.run, folded(sigmoid.run));
    QCOMPARE(sigmoid.questions().size(), 1U);
    QCOMPARE(sigmoid.questions()[0].receiver, sigmoid["y"]);
    QCOMPARE(sigmoid.questions()[0].answer, 0.7310585786300049);
    sigmoid.trace.seek(2);
    const auto back = sigmoid.questions();
    QCOMPARE(back.size(), 1U); // the constants receive nothing
    QCOMPARE(back[0].receiver, sigmoid["x"]);
    QCOMPARE(back[0].kind, Kind::Share);
    QVERIFY(std::abs(back[0].answer - 0.19661193324148185) < 1e-15);
}

void TestPrediction::mistakes_data()
{
    QTest::addColumn<double>("typed");
    QTest::addColumn<int>("mistake");
    const auto row = [](const char *name, double typed, Mistake mistake) { QTest::newRow(name) << typed << int(mistake); };
    row("right", 2.2, Mistake::None);
    row("within a thousandth", 2.2015, Mistake::None);
    row("not within a thousandth", 2.21, Mistake::Unknown);
    row("sign", -2.2, Mistake::Sign);
    row("not swapped", 110, Mistake::OtherInput);
    row("passed on", 1.1, Mistake::UpstreamOnly);
    row("local", 2, Mistake::LocalOnly);
    row("value", 100, Mistake::ValueForGradient);
    row("else", 42, Mistake::Unknown);
    row("nothing", 0, Mistake::Unknown);
}

void TestPrediction::mistakes()
{
    QFETCH(double, typed);
    QFETCH(int, mistake);
    const Stepped apple(appleGraph(), 4);
    QCOMPARE(int(mistakeIn(apple.questions().front(), typed, 2.2)), mistake);
}

void TestPrediction::batchFactorIsRecognised()
{
    // Two samples with even scores: y = ½, so the last element's gradient is (½ − 0) / 2.
    const auto questions =
        backwardQuestions("softmax_with_loss", { { Shape(2, 2), { 7, 7, 7, 7 } }, { Shape(2, 2), { 1, 0, 1, 0 } } });
    QCOMPARE(questions[0].element, 3);
    QCOMPARE(questions[0].answer, 0.25);
    QCOMPARE(mistakeIn(questions[0], 0.5, 0.25), Mistake::BatchFactor);
    QCOMPARE(mistakeIn(questions[0], 0.125, 0.25), Mistake::BatchFactor);
}

void TestPrediction::shownDigitsAreEnough()
{
    Question question;
    question.answer = 1e-7 / 3;
    QCOMPARE(mistakeIn(question, 3.333e-8, 3.333e-8), Mistake::None);
    question.answer = 0;
    QCOMPARE(mistakeIn(question, 0, 0), Mistake::None);
    QCOMPARE(mistakeIn(question, 1e-9, 0), Mistake::Unknown);
}

QTEST_APPLESS_MAIN(TestPrediction)
#include "tst_prediction.moc"
