// SPDX-License-Identifier: GPL-3.0-or-later
// Learners' mistakes in graphs that stand at a corner: what cannot be told there does not excuse them.
#include "document/compiled_graph.h"
#include "document/fault_document.h"
#include "document/utf8.h"
#include "probe/faults.h"
#include "probe/node_check.h"
#include "text/expression.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// Each stands at a tie or at ReLU's 0, in one number at least, and each gradient is wanted.
const char *const atCorners[] = {
    "a = 2; b = 3; c = 6; max(a * b, c)", // what a wrong swap hands back lies between the slopes of the tie
    "a = 2; b = 3; c = 6; min(c, a * b)",
    "a = 0; b = 3; relu(a * b + a)",
    "x = 0; relu(x)",
    "X = [[0, -1, 2, 0]]; relu(X)",
    "x = 0; sigmoid(relu(x))",
    "x = 1; max(sigmoid(x), sigmoid(x))",
    "x = 2; y = 0; max(exp(x), exp(x)) + abs(y)",
    "x = 2; max(x * 3, x + 4) + x", // the last share alone lies between the slopes, too
    "X = [[1, 2], [3, 4]]; W = [[1, -2], [0, 1]]; B = [[-1, 0]]; relu(affine(X, W, B))",
    "X = [[1, 2], [3, 4]]; W = [[1, -2], [0, 1]]; B = [[-1, 0]]; relu(X @ W + B)",
    "X = [[0, 1], [2, -1]]; t = [[1], [0]]; softmax_with_loss(relu(X), t)",
};

} // namespace

class TestFaultsAtCorners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rightOnesAreNotAccused_data() { rows(); }
    void rightOnesAreNotAccused();
    void eachFaultIsFound_data() { rows(); }
    void eachFaultIsFound();
    void allOfThemAreTried();

private:
    static void rows()
    {
        QTest::addColumn<QString>("expression");
        for (const char *expression : atCorners)
            QTest::newRow(expression) << QString::fromUtf8(expression);
    }
};

void TestFaultsAtCorners::rightOnesAreNotAccused()
{
    QFETCH(QString, expression);
    const GraphDocument document = documentOf(expression);
    const CompiledGraph compiled = compile(document);
    const GraphCheck check = *checkNodes(makeRun(document, compiled));
    QVERIFY(check.faulty().empty());
    QCOMPARE(check.verdict(), untold(Doubt::Corner));
}

void TestFaultsAtCorners::eachFaultIsFound()
{
    QFETCH(QString, expression);
    const GraphDocument document = documentOf(expression);
    for (const FaultChoice &choice : faultChoices(document)) {
        for (const QString &place : choice.places) {
            const GraphDocument faulty = withFault(document, place, choice.fault);
            if (!makesDifference(document, faulty))
                continue;
            const CompiledGraph compiled = compile(faulty);
            const GraphCheck check = *checkNodes(makeRun(faulty, compiled));
            const QString what = choice.fault + u" at "_s + place;
            QVERIFY2(check.verdict() == disagreement, qPrintable(what));
            QVERIFY2(check.faulty() == std::vector{ compiled.ids.value(faultyNode(faulty)->id) }, qPrintable(what));
        }
    }
}

void TestFaultsAtCorners::allOfThemAreTried()
{
    QSet<QString> tried;
    for (const char *expression : atCorners) {
        const GraphDocument document = documentOf(QString::fromUtf8(expression));
        for (const FaultChoice &choice : faultChoices(document))
            for (const QString &place : choice.places)
                if (makesDifference(document, withFault(document, place, choice.fault)))
                    tried.insert(choice.fault);
    }
    for (const std::string_view fault : allFaults())
        QVERIFY2(tried.contains(fromUtf8(fault)), fault.data());
}

QTEST_APPLESS_MAIN(TestFaultsAtCorners)
#include "tst_faults_at_corners.moc"
