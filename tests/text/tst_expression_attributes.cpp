// SPDX-License-Identifier: GPL-3.0-or-later
// Attributes of operations as they are typed: leaky_relu(x, slope=0.1), max(X, axis=0), X.T. And the way back.
#include "tests/text/typed.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

using Kind = ExpressionError::Kind;
using Token = ExpressionError::Token;

class TestExpressionAttributes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values();
    void graphs_data();
    void graphs();
    void errors_data();
    void errors();
    void back_data();
    void back();
};

void TestExpressionAttributes::values()
{
    QCOMPARE(valueOf(u"x = -2; leaky_relu(x, slope=0.25)"_s), -0.5);
    QCOMPARE(valueOf(u"x = -2; leaky_relu(x)"_s), -0.02);
    const Values values{ { u"X"_s, { Shape(2, 2), { 1, 2, 3, 4 } } } };
    QCOMPARE(valueOf(u"max(sum(X, axis=0))"_s, values), 6.0);
    QCOMPARE(valueOf(u"max(sum(X, axis=1))"_s, values), 7.0);
    QCOMPARE(valueOf(u"sum(X * max(X, axis=-1))"_s, values), 2.0 * 3 + 4 * 7);
    QCOMPARE(valueOf(u"mean(X.T @ X)"_s, values), (10.0 + 14 + 14 + 20) / 4);
    // What is typed alike but for an attribute is another node.
    const QString text = u"leaky_relu(x, slope=0.1) + leaky_relu(x, slope=0.2) + leaky_relu(x, slope=0.1)"_s;
    QCOMPARE(opsOf(documentOf(text, Repeated::Shared)), u"leaky_relu leaky_relu add add"_s);
}

void TestExpressionAttributes::graphs_data()
{
    QTest::addColumn<QString>("ops");
    const std::pair<const char *, const char *> rows[] = {
        { "max(X)", "amax" },  { "max(X, axis=0)", "amax" },        { "max(a, b)", "max" },
        { "amax(X)", "amax" }, { "-X.T @ X", "transpose neg dot" }, { "(X @ W).T.T ** 2", "dot transpose transpose square" },
    };
    for (const auto &[text, ops] : rows)
        QTest::newRow(text) << QString::fromLatin1(ops);
}

void TestExpressionAttributes::graphs()
{
    QTEST(opsOf(documentOf(QString::fromUtf8(QTest::currentDataTag()))), "ops");
}

void TestExpressionAttributes::errors_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("about");
    QTest::addColumn<QList<Token>>("expected");
    struct Row
    {
        const char *text;
        Kind kind;
        int offset;
        const char *about;
        QList<Token> expected;
    };
    const Row rows[] = {
        { "sum(X, axis=2)", Kind::AttributeValue, 7, "sum", {} },
        { "sum(X, axis=0.5)", Kind::AttributeValue, 7, "sum", {} },
        { "max(X, slope=1)", Kind::UnknownAttribute, 7, "amax", {} },
        { "max(a, b, axis=1)", Kind::UnknownAttribute, 10, "max", {} },
        { "exp(x, slope=1)", Kind::UnknownAttribute, 7, "exp", {} },
        { "sum(X, axis=0, axis=1)", Kind::AttributeTwice, 15, "sum", {} },
        { "sum(X, axis=)", Kind::Unexpected, 12, ")", { Token::Number } },
        { "sum(X, axis=x)", Kind::Unexpected, 12, "x", { Token::Number } },
        { "leaky_relu(slope=1)", Kind::Unexpected, 16, "=", { Token::Operator, Token::Comma, Token::Parenthesis } },
        { "max(a, axis=1, b)", Kind::Unexpected, 15, "b", { Token::Attribute } },
        { "leaky_relu(x, slope=1e999)", Kind::NumberTooLarge, 20, "1e999", {} },
        { "x.t", Kind::Unexpected, 1, ".", { Token::Operator } },
    };
    for (const Row &row : rows)
        QTest::newRow(row.text) << row.kind << row.offset << QString::fromLatin1(row.about) << row.expected;
}

void TestExpressionAttributes::errors()
{
    const ExpressionError error = errorOf(QString::fromUtf8(QTest::currentDataTag()));
    QTEST(error.kind(), "kind");
    QTEST(int(error.offset()), "offset");
    QTEST(error.text(), "about");
    QTEST(error.expected(), "expected");
}

void TestExpressionAttributes::back_data()
{
    QTest::addColumn<QString>("wanted");
    const std::pair<const char *, const char *> rows[] = {
        { "leaky_relu( x ,slope = .1 )", "leaky_relu(x, slope=0.1)" },
        { "leaky_relu(x)", "leaky_relu(x)" },
        { "leaky_relu(x, slope=−2e-3)", "leaky_relu(x, slope=-0.002)" },
        { "sum(X, axis=0) + mean(X, axis=-1) * max(X, axis=1)", "sum(X, axis=0) + mean(X, axis=-1) * max(X, axis=1)" },
        { "amax(max(a,b))", "max(max(a, b))" },
        { "transpose(X) @ (X @ W).T", "X.T @ (X @ W).T" },
        { "[[1,2]].T", "transpose([[1, 2]])" },
        { "-X .T", "-X.T" },
    };
    for (const auto &[text, wanted] : rows)
        QTest::newRow(text) << QString::fromLatin1(wanted);
}

// And once more back and forth nothing changes.
void TestExpressionAttributes::back()
{
    const GraphDocument document = documentOf(QString::fromUtf8(QTest::currentDataTag()));
    const QString written = expressionOf(document);
    QTEST(written, "wanted");
    GraphDocument again = documentOf(written);
    again.title = document.title;
    QVERIFY(again == document);
    QCOMPARE(expressionOf(again), written);
}

QTEST_APPLESS_MAIN(TestExpressionAttributes)
#include "tst_expression_attributes.moc"
