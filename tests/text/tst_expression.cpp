// SPDX-License-Identifier: GPL-3.0-or-later
// Typed expressions: what they compute, which graph they become, where a mistake is, and the way back.
#include "files/demos.h"
#include "tests/text/typed.h"
#include "text/expression_tree.h"

#include <QtTest/QTest>

#include <bit>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

using Kind = ExpressionError::Kind;
using Token = ExpressionError::Token;

namespace {

bool sameBits(View<const double> a, View<const double> b)
{
    return std::ranges::equal(a.span(), b.span(),
                              [](double x, double y) { return std::bit_cast<quint64>(x) == std::bit_cast<quint64>(y); });
}

} // namespace

class TestExpression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void everyOperationIsCallable();
    void graphs_data();
    void graphs();
    void aNameIsOneInput();
    void repeatedPartsAreKeptOrShared();
    void assignments();
    void matrices();
    void applesAsTyped();
    void errors_data();
    void errors();
    void limits();
    void longChainsAreQuick();
    void namesInEveryScript();
    void back_data();
    void back();
    void backKeepsWhatIsShared();
    void demosComeBackBitForBit();
    void deepGraphsComeBack();
};

void TestExpression::values_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    const std::pair<const char *, double> rows[] = {
        { "1 + 2 * 3", 7 },
        { "(1 + 2) * 3", 9 },
        { "7 - 2 - 1", 4 }, // from the left
        { "16 / 4 / 2", 2 },
        { "2 ** 3 ** 2", 512 }, // from the right
        { "-3 ** 2", -9 }, // the power binds tighter than the sign before it
        { "(-3) ** 2", 9 },
        { "2 ** -1", 0.5 }, // and not tighter than the one behind it
        { "2 ** -1 ** 2", 0.5 },
        { "- - 3", 3 },
        { "+4", 4 },
        { "2 * -3", -6 },
        { "-x * 2 + 1", -1 }, // names are 1
        { "6 / 2 * 3", 9 },
        { ".5 + 1.", 1.5 },
        { "1.5e3 + 2E-1", 1500.2 },
        { "1e-999", 0 }, // as every reader of numbers
        { "max(2, 5) - max(3, 1)", 2 },
        { "exp(0) + log(1) + sqrt(9) + cos(0)", 5 },
        { "tanh(0) + relu(-2) + relu(3) + sigmoid(0)", 3.5 },
        { "sum([[1, 2], [3, 4]])", 10 },
        { "mean([1, 2, 6])", 3 },
        { "[[1, 2]] @ [[3], [4]]", 11 },
        { "sum([[1, -2]] * [[3, 4]])", -5 },
        { "5 \xe2\x88\x92 2 \xc3\x97 3 \xc3\xb7 4", 3.5 }, // − × ÷
        { " \t1\n", 1 },
        { "a = 3; b = a + 1; a * b", 12 },
        { "a = 3\nb = (a +\n 1)\n\na * b;", 12 },
        { "exp = 2; exp * 3", 6 }, // an operation only before a parenthesis
    };
    for (const auto &[text, value] : rows)
        QTest::newRow(text) << QString::fromUtf8(text) << value;
}

void TestExpression::values()
{
    QFETCH(QString, text);
    QFETCH(double, value);
    QCOMPARE(valueOf(text), value);
}

void TestExpression::everyOperationIsCallable()
{
    for (const Op &op : allOps()) {
        QStringList names;
        for (int i = 0; i < op.arity; ++i)
            names.append(u"x%1"_s.arg(i));
        const QString text = u"%1(%2)"_s.arg(QLatin1String(op.id.data()), names.join(u','));
        const GraphDocument document = documentOf(text);
        QCOMPARE(opsOf(document), QLatin1String(op.id.data()));
        QCOMPARE(document.nodes.size(), op.arity + 1);
        QCOMPARE(document.node(document.result)->inputs.size(), op.arity);
    }
}

void TestExpression::graphs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ops");
    const std::pair<const char *, const char *> rows[] = {
        { "1 / (1 + exp(-x))", "neg exp add reciprocal" }, // the sigmoid as the book takes it apart
        { "x ** 2", "square" },
        { "x ** 2.5", "pow" },
        { "pow(x, 2)", "pow" }, // what is called by its name is that
        { "2 / x", "div" },
        { "div(1, x)", "div" },
        { "x - -3", "sub" }, // −3 is a number
        { "x - -y", "neg sub" },
        { "-3 ** 2", "square neg" },
        { "sum((X @ W + b) ** 2)", "dot add square sum" },
        { "a + b * c", "mul add" },
        { "a @ b @ c", "dot dot" },
    };
    for (const auto &[text, ops] : rows)
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(ops);
}

void TestExpression::graphs()
{
    QFETCH(QString, text);
    const GraphDocument document = documentOf(text);
    QTEST(opsOf(document), "ops");
    // Nothing is there that nothing uses, but the result.
    QSet<QString> used{ document.result };
    for (const DocumentNode &node : document.nodes)
        used.unite({ node.inputs.begin(), node.inputs.end() });
    QCOMPARE(used.size(), document.nodes.size());
}

void TestExpression::aNameIsOneInput()
{
    const GraphDocument document = documentOf(u"x * x + x"_s);
    QCOMPARE(document.nodes.size(), 3);
    QCOMPARE(document.nodes[0].name, u"x"_s);
    QCOMPARE(document.nodes[0].op, u"input"_s);
    QCOMPARE(document.nodes[0].value, Tensor::scalar(1));
    QCOMPARE(document.node(document.result)->name, u"y"_s); // what books call a result
    QCOMPARE(documentOf(u"y + 1"_s).nodes.back().name, u"y2"_s);
}

void TestExpression::repeatedPartsAreKeptOrShared()
{
    const QString text = u"exp(a + 1) * sin(a + 1)"_s;
    QCOMPARE(opsOf(documentOf(text)), u"add exp add sin mul"_s);
    const GraphDocument shared = documentOf(text, Repeated::Shared);
    QCOMPARE(opsOf(shared), u"add exp sin mul"_s);
    QCOMPARE(shared.nodes.size(), 6); // one 1
    // a + b is not b + a, and 1 is not 2
    QCOMPARE(opsOf(documentOf(u"(a + b) * (b + a) * (a + 1) * (a + 2)"_s, Repeated::Shared)), u"add add mul add mul add mul"_s);
    // What a person named stays named so.
    const GraphDocument named = documentOf(u"s = a + 1; t = a + 1; s * t"_s, Repeated::Shared);
    QVERIFY(named.nodeNamed(u"s"_s) && named.nodeNamed(u"t"_s));
}

void TestExpression::assignments()
{
    const GraphDocument document = documentOf(u"apple = 100; price = apple * 2; price * tax; tax_free = price + 0"_s);
    const DocumentNode *apple = document.nodeNamed(u"apple"_s);
    QVERIFY(apple && apple->op == "input"_L1); // a price, not a constant: it receives a gradient
    QCOMPARE(apple->value, Tensor::scalar(100));
    QCOMPARE(document.nodeNamed(u"price"_s)->op, u"mul"_s);
    QCOMPARE(document.node(document.result)->name, u"tax_free"_s);
    const QList<DocumentNode> &nodes = document.nodes;
    QVERIFY(std::ranges::any_of(nodes, [](const DocumentNode &n) { return n.isConstant() && n.value == Tensor::scalar(2); }));
    // Another name for the same.
    QCOMPARE(opsOf(documentOf(u"s = a * b; t = s; t + s"_s)), u"mul add"_s);
    QCOMPARE(compile(documentOf(u"s = a * b; u = s + 1; s"_s)).result, 2); // the last statement is the result
}

void TestExpression::matrices()
{
    const GraphDocument document = documentOf(u"W = [[1, -2, 3], [.5, 1e2, -0]]; sum(W)"_s);
    QCOMPARE(document.nodes[0].value, (Tensor{ Shape(2, 3), { 1, -2, 3, 0.5, 100, -0.0 } }));
    QCOMPARE(documentOf(u"[1, 2]"_s).nodes[0].value, (Tensor{ Shape(1, 2), { 1, 2 } }));
    // X W + b with b added to every row: [[1·1, 1·2], [2·1, 2·2]] + [10, 20], squared and summed.
    QCOMPARE(valueOf(u"sum((X@W+b)**2)"_s,
                     { { u"X"_s, { Shape(2, 1), { 1, 2 } } },
                       { u"W"_s, { Shape(1, 2), { 1, 2 } } },
                       { u"b"_s, { Shape(1, 2), { 10, 20 } } } }),
             11.0 * 11 + 22 * 22 + 12 * 12 + 24 * 24);
}

// The book's first example, with the figures of its picture.
void TestExpression::applesAsTyped()
{
    const QString text = u"apple = 100; apple_num = 2; orange = 150; orange_num = 3; tax = 1.1;"
                         "(apple*apple_num + orange*orange_num)*tax"_s;
    const GraphDocument document = documentOf(text);
    const Run<double> run = evaluated(document);
    const CompiledGraph compiled = compile(document);
    const auto gradient = [&](const char *name) {
        return run.gradient(compiled.ids[document.nodeNamed(QLatin1String(name))->id])[0];
    };
    QCOMPARE(run.value(run.result())[0], 715.0);
    QCOMPARE(gradient("apple"), 2.2);
    QCOMPARE(gradient("orange_num"), 165.0);
    QCOMPARE(gradient("tax"), 650.0);
    // Everything stands right of what it needs, and nothing upon another.
    for (const DocumentNode &node : document.nodes) {
        for (const QString &input : node.inputs)
            QVERIFY(document.node(input)->position.x() < node.position.x());
        for (const DocumentNode &other : document.nodes)
            QVERIFY(&other == &node || other.position != node.position);
    }
}

void TestExpression::errors_data()
{
    QTest::addColumn<QString>("text");
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
        { "", Kind::Empty, 0, "", {} },
        { " ; \n", Kind::Empty, 0, "", {} },
        { "1 +", Kind::Unexpected, 3, "", { Token::Operand } },
        { "1 + * 2", Kind::Unexpected, 4, "*", { Token::Operand } },
        { ")", Kind::Unexpected, 0, ")", { Token::Operand } },
        { "2x", Kind::Unexpected, 1, "x", { Token::Operator } },
        { "a b", Kind::Unexpected, 2, "b", { Token::Operator } },
        { "x ^ 2", Kind::Unexpected, 2, "^", { Token::Operator } },
        { "a == b", Kind::Unexpected, 3, "=", { Token::Operand } },
        { "a + b)", Kind::Unexpected, 5, ")", { Token::Operator } },
        { "(a + b", Kind::Unexpected, 6, "", { Token::Operator, Token::Parenthesis } },
        { "(a b)", Kind::Unexpected, 3, "b", { Token::Operator, Token::Parenthesis } },
        { "max(a b)", Kind::Unexpected, 6, "b", { Token::Operator, Token::Comma, Token::Parenthesis } },
        { "exp()", Kind::Unexpected, 4, ")", { Token::Operand } },
        { "y = ", Kind::Unexpected, 4, "", { Token::Operand } },
        { "[1, ]", Kind::Unexpected, 4, "]", { Token::Number } },
        { "[1 2]", Kind::Unexpected, 3, "2", { Token::Comma, Token::Bracket } },
        { "[[1], 2]", Kind::Unexpected, 6, "2", { Token::Bracket } },
        { "[[1], [2]", Kind::Unexpected, 9, "", { Token::Comma, Token::Bracket } },
        { "[x]", Kind::Unexpected, 1, "x", { Token::Number } },
        { "a + foo(b)", Kind::UnknownOperation, 4, "foo", {} },
        { "1 + min(a)", Kind::Arity, 4, "min", {} },
        { "1 + max(a, b, c)", Kind::Arity, 4, "max", {} },
        { "exp(a, b)", Kind::Arity, 0, "exp", {} },
        { "[[1, 2], [3]]", Kind::UnevenRows, 9, "", {} },
        { "2 * 1e999", Kind::NumberTooLarge, 4, "1e999", {} },
        { "x + 1; x = 3; x", Kind::NameTaken, 7, "x", {} },
        { "a = 1; a = 2; a", Kind::NameTaken, 7, "a", {} },
        { "\xc3\xa9 + \xf0\x9f\x8d\x8e",
          Kind::Unexpected,
          4,
          "\xf0\x9f\x8d\x8e",
          { Token::Operand } }, // é + an apple's picture
        { "\xf0\x9d\x92\x99\xf0\x9f\x8d\x8e", Kind::Unexpected, 2, "\xf0\x9f\x8d\x8e", { Token::Operator } }, // 𝒙🍎
        { "a \xe2\x89\xa4 b", Kind::Unexpected, 2, "\xe2\x89\xa4", { Token::Operator } }, // ≤
        { "a\xe2\x89\xa4"
          "b",
          Kind::Unexpected,
          1,
          "\xe2\x89\xa4",
          { Token::Operator } },
    };
    for (const Row &row : rows)
        QTest::newRow(row.text) << QString::fromUtf8(row.text) << row.kind << row.offset << QString::fromUtf8(row.about)
                                << row.expected;
}

void TestExpression::errors()
{
    QFETCH(QString, text);
    const ExpressionError error = errorOf(text);
    QTEST(error.kind(), "kind");
    QTEST(int(error.offset()), "offset");
    QTEST(error.text(), "about");
    QTEST(error.expected(), "expected");
    if (error.kind() == Kind::Arity)
        QVERIFY(error.expectedCount() != error.foundCount());
}

void TestExpression::limits()
{
    const auto nested = [](int depth) { return QString(depth, u'(') + u'x' + QString(depth, u')'); };
    QCOMPARE(documentOf(nested(deepestExpression - 1)).nodes.size(), 1);
    const ExpressionError deep = errorOf(nested(deepestExpression));
    QCOMPARE(deep.kind(), Kind::TooDeep);
    QCOMPARE(int(deep.offset()), deepestExpression);
    QCOMPARE(int(deep.expectedCount()), deepestExpression);
    QCOMPARE(errorOf(QString(90000, u'(')).kind(), Kind::TooDeep);
    QCOMPARE(errorOf(QString(90000, u'-') + u'x').kind(), Kind::TooDeep);
    QCOMPARE(errorOf(u"x**"_s.repeated(30000) + u'x').kind(), Kind::TooDeep);
    QCOMPARE(errorOf(u"exp("_s.repeated(20000)).kind(), Kind::TooDeep);
    QCOMPARE(errorOf(QString(90000, u'[')).kind(), Kind::Unexpected);
    const ExpressionError longer = errorOf(QString(longestExpression + 1, u'x'));
    QCOMPARE(longer.kind(), Kind::TooLong);
    QCOMPARE(longer.expectedCount(), longestExpression);
}

// None of the operations may cost more than the one before.
void TestExpression::longChainsAreQuick()
{
    const int count = 20000;
    const GraphDocument document = documentOf(u"1+"_s.repeated(count) + u'1');
    QCOMPARE(document.nodes.size(), 2 * count + 1);
    const Run<double> run = evaluated(document);
    QCOMPARE(run.value(run.result())[0], count + 1.0);
}

void TestExpression::namesInEveryScript()
{
    const GraphDocument document = documentOf(QString::fromUtf8("りんご * 個数_2 + Δx·é"));
    QStringList names;
    for (const DocumentNode &node : document.nodes)
        if (node.isLeaf())
            names.append(node.name);
    QCOMPARE(names,
             QStringList({ QString::fromUtf8("りんご"), QString::fromUtf8("個数_2"), QString::fromUtf8("Δx"),
                           QString::fromUtf8("é") }));
    QCOMPARE(documentOf(QString::fromUtf8("ﬁ + fi")).nodes.size(), 2); // one name in two forms, as in Python
}

void TestExpression::back_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    const std::pair<const char *, const char *> rows[] = {
        { "1/(1+exp(-x))", "1 / (1 + exp(-x))" },
        { "(apple*apple_num + orange*orange_num)*tax", "(apple * apple_num + orange * orange_num) * tax" },
        { "sum((X@W+b)**2)", "sum((X @ W + b) ** 2)" },
        { "((a)+((b)*c))", "a + b * c" },
        { "(a-b)-c", "a - b - c" },
        { "a-(b-c)", "a - (b - c)" },
        { "a/(b*c)", "a / (b * c)" },
        { "(a**b)**c", "(a ** b) ** c" },
        { "a**(b**c)", "a ** b ** c" },
        { "(-a)**2", "(-a) ** 2" },
        { "-(a**2)", "-a ** 2" },
        { "-(a*b)", "-(a * b)" },
        { "(-a)*b", "-a * b" },
        { "a**(-b)", "a ** -b" },
        { "(-3)**x", "(-3) ** x" },
        { "-(3)", "neg(3)" },
        { "--x", "--x" },
        { "a-(-3)", "a - -3" },
        { "pow(x,2) + div(1,x)", "pow(x, 2) + div(1, x)" },
        { "x**2 + 1/x", "x ** 2 + 1 / x" },
        { "max(a+b,(c))", "max(a + b, c)" },
        { "x*[[1,2],[3,4]]", "x * [[1, 2], [3, 4]]" },
        { "1e30 + 0.1", "1e+30 + 0.1" },
        { "y_-y__", "y_ - y__" },
        { "__x__ + _ * __ - x___2", "__x__ + _ * __ - x___2" },
        { "x_*x__*x__2", "x_ * x__ * x__2" },
        { "y*y2 + add1 - node", "y * y2 + add1 - node" },
    };
    for (const auto &[text, wanted] : rows)
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(wanted);
}

// And once more back and forth nothing changes.
void TestExpression::back()
{
    QFETCH(QString, text);
    const GraphDocument document = documentOf(text);
    const QString written = expressionOf(document);
    QTEST(written, "wanted");
    GraphDocument again = documentOf(written);
    QCOMPARE(opsOf(again), opsOf(document));
    QCOMPARE(expressionOf(again), written);
    again.title = document.title;
    QVERIFY(again == document);
}

void TestExpression::backKeepsWhatIsShared()
{
    const GraphDocument document = documentOf(u"exp(a + 1) * sin(a + 1)"_s, Repeated::Shared);
    QCOMPARE(expressionOf(document), u"add1 = a + 1; exp(add1) * sin(add1)"_s);
    const GraphDocument values = documentOf(u"x = 3; W = [[1, 2]]; t * sum(x * W)"_s);
    QCOMPARE(expressionOf(values), u"t * sum(x * W)"_s);
    QCOMPARE(expressionOf(values, InputValues::Written), u"x = 3; W = [[1, 2]]; t = 1; t * sum(x * W)"_s);
}

void TestExpression::demosComeBackBitForBit()
{
    for (const QString &id : demoIds()) {
        GraphDocument document = *demo(id);
        document.upstream.reset(); // an expression has none
        const QString text = id == "two_layer"_L1 ? QString() : expressionOf(document, InputValues::Written);
        if (text.isEmpty())
            continue; // 80,000 numbers are no expression any more
        const GraphDocument again = documentOf(text);
        const Run<double> before = evaluated(document);
        const Run<double> after = evaluated(again);
        QVERIFY2(sameBits(before.value(before.result()), after.value(after.result())), qPrintable(id));
        const CompiledGraph was = compile(document);
        const CompiledGraph is = compile(again);
        for (const DocumentNode &node : document.nodes) {
            const DocumentNode *same = again.nodeNamed(node.name);
            if (node.op == "input"_L1)
                QVERIFY2(same && sameBits(before.gradient(was.ids[node.id]), after.gradient(is.ids[same->id])), qPrintable(id));
        }
    }
}

// Deeper than can be typed: what would be too deep or too long is named.
void TestExpression::deepGraphsComeBack()
{
    GraphDocument document = documentOf(u"tanh(x)"_s);
    for (int i = 0; i < 2000; ++i) {
        const QString id = u"deep%1"_s.arg(i);
        document.nodes.append({ id, id, u"tanh"_s, { document.result }, {}, {} });
        document.result = id;
    }
    const QString text = expressionOf(document);
    const GraphDocument again = documentOf(text);
    QCOMPARE(opsOf(again), opsOf(document));
    const Run<double> before = evaluated(document);
    const Run<double> after = evaluated(again);
    QVERIFY(sameBits(before.value(before.result()), after.value(after.result())));
}

QTEST_APPLESS_MAIN(TestExpression)
#include "tst_expression.moc"
