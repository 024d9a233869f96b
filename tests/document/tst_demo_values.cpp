// SPDX-License-Identifier: GPL-3.0-or-later
// The demos' numbers: on every edge the right gradient is another one than any wrong rule would give, so that a class can tell
// which rule it was. A rule that gives the same whatever the numbers are is the node's own.
#include "document/compiled_graph.h"
#include "document/fault_document.h"
#include "files/demos.h"
#include "probe/slice.h"
#include "tests/fixtures/small_net.h"

#include <QtTest/QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// What somebody hands back through one edge who takes another rule; nothing where it does not fit the shape.
using Rule = std::optional<std::vector<double>> (*)(const Run<double> &run, NodeId node, int input);

std::vector<double> product(View<const double> a, View<const double> b)
{
    std::vector<double> all;
    for (Index i = 0; i < a.size(); ++i)
        all.push_back(a[i] * b[i]);
    return all;
}

View<const double> inputOf(const Run<double> &run, NodeId node, int input)
{
    return run.value(run.graph().inputs(node)[std::size_t(input)]);
}

std::optional<std::vector<double>> passedOn(const Run<double> &run, NodeId node, int input)
{
    const View<const double> upstream = run.gradient(node);
    if (inputOf(run, node, input).size() != upstream.size())
        return std::nullopt;
    return std::vector(upstream.span().begin(), upstream.span().end());
}

std::optional<std::vector<double>> swapped(const Run<double> &run, NodeId node, int input)
{
    if (run.graph().inputs(node).size() != 2)
        return std::nullopt;
    const View<const double> other = inputOf(run, node, 1 - input);
    const View<const double> upstream = run.gradient(node);
    if (other.size() != upstream.size() || inputOf(run, node, input).size() != upstream.size())
        return std::nullopt;
    return product(upstream, other);
}

std::optional<std::vector<double>> timesItself(const Run<double> &run, NodeId node, int input)
{
    const View<const double> own = inputOf(run, node, input);
    const View<const double> upstream = run.gradient(node);
    return own.size() == upstream.size() ? std::optional(product(upstream, own)) : std::nullopt;
}

std::optional<std::vector<double>> ownValue(const Run<double> &run, NodeId node, int input)
{
    const auto own = inputOf(run, node, input).span();
    return std::vector(own.begin(), own.end());
}

struct NamedRule
{
    const char *name;
    Rule rule;
};

std::optional<std::vector<double>> right(const Run<double> &run, NodeId node, int input)
{
    const auto share = run.edgeGradient(node, input).span();
    return std::vector(share.begin(), share.end());
}

constexpr NamedRule rules[] = {
    { "the right one", right }, { "passed on", passedOn }, { "swapped", swapped }, { "own input times upstream", timesItself },
    { "own input", ownValue },
};

bool same(const Run<double> &run, NodeId node, int input, Rule one, Rule other)
{
    const auto a = one(run, node, input);
    const auto b = other(run, node, input);
    return a && b
        && std::ranges::equal(*a, *b, [](double x, double y) { return std::abs(x - y) <= 1e-6 * std::max(1e-3, std::abs(x)); });
}

// With all inputs and what comes back changed a little: what is the same by chance is not any more.
Run<double> changedALittle(const Run<double> &run)
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> factor(1.02, 1.07);
    Run<double> changed = run;
    for (NodeId node = 0; node < run.graph().size(); ++node)
        if (run.graph().isLeaf(node) && !run.graph().isConstant(node))
            for (double &x : changed.edit(node).span())
                x *= factor(random);
    std::vector<double> seed(run.seed().span().begin(), run.seed().span().end());
    for (double &x : seed)
        x *= factor(random);
    changed.setSeed(seed);
    return fullPass(changed);
}

void everyDemo()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : demoIds())
        QTest::newRow(qPrintable(id)) << id;
}

} // namespace

class TestDemoValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRuleIsToldFromTheNodesOwn_data() { everyDemo(); }
    void everyRuleIsToldFromTheNodesOwn();
    void everyFaultIsSeen_data() { everyDemo(); }
    void everyFaultIsSeen();
    void publishedFiguresStay();
};

void TestDemoValues::everyRuleIsToldFromTheNodesOwn()
{
    QFETCH(QString, id);
    const GraphDocument document = smallDemo(id);
    const CompiledGraph compiled = compile(document);
    const Run<double> run = fullPass(makeRun(document, compiled));
    const Run<double> changed = changedALittle(run);
    for (NodeId node = 0; node < run.graph().size(); ++node)
        for (int k = 0; k < int(run.graph().inputs(node).size()); ++k) {
            if (!run.hasEdgeGradient(node, k))
                continue;
            const auto tell = [&](const char *name, Rule one, Rule other) {
                const bool byChance = same(run, node, k, one, other) && !same(changed, node, k, one, other);
                const QString where = u"%1 at input %2 of %3"_s.arg(QString::fromUtf8(name)).arg(k);
                QVERIFY2(!byChance, qPrintable(where.arg(document.nodes[compiled.order[node]].name)));
            };
            for (const auto &[name, rule] : rules)
                tell(name, right, rule);
            tell("the upstream gradient is the input", passedOn, ownValue);
        }
}

void TestDemoValues::everyFaultIsSeen()
{
    QFETCH(QString, id);
    const GraphDocument document = smallDemo(id);
    for (const FaultChoice &choice : faultChoices(document))
        for (const QString &place : choice.places)
            QVERIFY2(makesDifference(document, withFault(document, place, choice.fault)),
                     qPrintable(choice.fault + u" at "_s + place));
}

void TestDemoValues::publishedFiguresStay()
{
    const auto gradient = [](const char *id, const char *name) {
        const GraphDocument document = *demo(QString::fromUtf8(id));
        const CompiledGraph compiled = compile(document);
        return fullPass(makeRun(document, compiled)).gradient(compiled.ids.value(QString::fromUtf8(name)))[0];
    };
    QCOMPARE(gradient("apple", "apple"), 2.2);
    QCOMPARE(gradient("apple", "tax"), 200.0);
    QCOMPARE(gradient("apple_orange", "orange"), 3.3000000000000003);
    QCOMPARE(gradient("apple_orange", "tax"), 650.0);
    // 1.3 comes back, as in the book.
    QCOMPARE(gradient("mul", "x"), 6.5);
    QCOMPARE(gradient("mul", "y"), 13.0);
    QCOMPARE(gradient("add", "x"), 1.3);
    QCOMPARE(gradient("add", "y"), 1.3);
}

QTEST_APPLESS_MAIN(TestDemoValues)
#include "tst_demo_values.moc"
