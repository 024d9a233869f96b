// SPDX-License-Identifier: GPL-3.0-or-later
// What inputs are for, as it is typed: "learn w", "data x", and what parameters begin with.
#include "tests/text/typed.h"
#include "text/starting_values.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestExpressionRoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inputsThatLearn();
    void inputsThatAreData();
    void valuesMayComeLater();
    void rulesMakeTheNumbers();
    void wordsThatAreNames();
    void comeBack();
    void refusals_data();
    void refusals();
};

void TestExpressionRoles::inputsThatLearn()
{
    const GraphDocument document = documentOf(u"learn w = 0.5, b; squared_error(x * w + b, t)"_s);
    QCOMPARE(document.nodeNamed(u"w"_s)->op, QString(parameterOp));
    QCOMPARE(document.nodeNamed(u"w"_s)->value, Tensor::scalar(0.5));
    QCOMPARE(document.nodeNamed(u"b"_s)->op, QString(parameterOp));
    QCOMPARE(document.nodeNamed(u"x"_s)->op, QString(inputOp));
    QCOMPARE(untoldInputs(u"learn w = 0.5, b; squared_error(x * w + b, t)"_s), (QSet<QString>{ u"b"_s, u"x"_s, u"t"_s }));
}

void TestExpressionRoles::inputsThatAreData()
{
    const GraphDocument document = documentOf(u"data x = [[1], [2]], t\nlearn w\nsum(x * w - t)"_s);
    QCOMPARE(document.nodeNamed(u"x"_s)->op, QString(dataOp));
    QVERIFY(document.nodeNamed(u"x"_s)->value == (Tensor{ Shape(2, 1), { 1, 2 } }));
    QCOMPARE(document.nodeNamed(u"t"_s)->op, QString(dataOp));
    QCOMPARE(document.nodeNamed(u"w"_s)->op, QString(parameterOp));
}

void TestExpressionRoles::valuesMayComeLater()
{
    const GraphDocument document = documentOf(u"learn w; w = 3; w * 2"_s);
    QCOMPARE(document.nodeNamed(u"w"_s)->op, QString(parameterOp));
    QCOMPARE(document.nodeNamed(u"w"_s)->value, Tensor::scalar(3));
}

void TestExpressionRoles::rulesMakeTheNumbers()
{
    const GraphDocument document =
        documentOf(u"learn A = zeros(2, 3), B = 0.5 * normal(3, 4, seed=7), C = xavier(4,5), D = he(5, 1); sum(A@B@C@D)"_s);
    const auto start = [&](const char *name) { return document.nodeNamed(QString::fromLatin1(name))->start; };
    using Rule = ParameterStart::Rule;
    QVERIFY(start("A") == (ParameterStart{ Rule::Zeros, 1, 1 }));
    QVERIFY(start("B") == (ParameterStart{ Rule::Normal, 0.5, 7 }));
    QVERIFY(start("C") == (ParameterStart{ Rule::Xavier, 1, 1 }));
    QVERIFY(start("D") == (ParameterStart{ Rule::He, 1, 2 })); // no two begin alike
    const Tensor &b = document.nodeNamed(u"B"_s)->value;
    QCOMPARE(b.shape, Shape(3, 4));
    QCOMPARE(b.values, startNumbers({ Rule::Normal, 0.5, 7 }, Shape(3, 4)));
}

// "learn" and "data" say something only before a name.
void TestExpressionRoles::wordsThatAreNames()
{
    for (const char *text : { "learn * data", "learn = 3; data = 2; learn - data", "he + zeros + normal", "data.T" }) {
        const GraphDocument document = documentOf(QString::fromLatin1(text));
        QVERIFY2(std::ranges::none_of(document.nodes, &DocumentNode::isParameter), text);
        QVERIFY2(std::ranges::none_of(document.nodes, &DocumentNode::isData), text);
    }
}

void TestExpressionRoles::comeBack()
{
    const QString typed = u"learn W = he(2, 3, seed=9), b = 0, V = -0.5 * normal(3, 1, seed=1), n = zeros(1, 1); "
                          "data x = [[1, 2]], t = 3; squared_error(relu(x @ W + b) @ V + n, t)"_s;
    QCOMPARE(expressionOf(documentOf(typed), InputValues::Written), typed);
    QCOMPARE(expressionOf(documentOf(typed)), u"learn W, b, V, n; data x, t; squared_error(relu(x @ W + b) @ V + n, t)"_s);
}

void TestExpressionRoles::refusals_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<ExpressionError::Kind>("kind");
    QTest::addColumn<qsizetype>("offset");
    using Kind = ExpressionError::Kind;
    const auto row = [](const QString &typed, Kind kind, qsizetype offset) {
        QTest::newRow(qPrintable(typed)) << typed << kind << offset;
    };
    row(u"learn W = hee(2, 3); W"_s, Kind::Unexpected, 10);
    row(u"learn W = 3 * he(2, 3); W"_s, Kind::Unexpected, 14);
    row(u"learn W = normal(0, 3); W"_s, Kind::Unexpected, 17);
    row(u"learn W = normal(5000, 5000); W"_s, Kind::TooLarge, 23);
    row(u"learn V = he(4000, 4000), W = he(4000, 4000); V"_s, Kind::TooLarge, 30);
    row(u"learn W = he(2, 3, seed=99999999999999999999); W"_s, Kind::NumberTooLarge, 24);
    row(u"learn W = he(2); W"_s, Kind::Unexpected, 14);
    row(u"learn w, ; w"_s, Kind::Unexpected, 9);
    row(u"data x = he(2, 3); x"_s, Kind::Unexpected, 9);
    row(u"learn w = 3; w = 4; w"_s, Kind::NameTaken, 13);
    row(u"learn w; data w; w"_s, Kind::NameTaken, 14);
    row(u"learn w; w = 4; w = 5; w"_s, Kind::NameTaken, 16);
    row(u"learn w"_s, Kind::Empty, 0);
}

void TestExpressionRoles::refusals()
{
    QFETCH(QString, typed);
    QFETCH(ExpressionError::Kind, kind);
    QFETCH(qsizetype, offset);
    try {
        documentOf(typed);
        QFAIL("this cannot be read");
    } catch (const ExpressionError &error) {
        QCOMPARE(error.kind(), kind);
        QCOMPARE(error.offset(), offset);
    }
}

QTEST_GUILESS_MAIN(TestExpressionRoles)
#include "tst_expression_roles.moc"
