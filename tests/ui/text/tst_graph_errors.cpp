// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's refusals in people's words: they name the node as people named it.
#include "document/compiled_graph.h"
#include "ui/text/graph_error_text.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestGraphErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesNodeAndShapes();
    void namesAnAttributeThatDoesNotFit();
    void namesWhatIsMissing();
    void everyKindHasWords();

private:
    static QString refusal(const GraphDocument &document)
    {
        try {
            const CompiledGraph compiled = compile(document);
            makeRun(document, compiled);
        } catch (const GraphError &error) {
            return words(error, document);
        }
        return {};
    }
    // y = X · W, where the inner sizes differ.
    static GraphDocument product()
    {
        GraphDocument document;
        document.nodes.append({ u"1"_s, u"late"_s, u"dot"_s, { u"2"_s, u"3"_s }, {}, {} });
        for (const char *id : { "2", "3" })
            document.nodes.append({ QString::fromLatin1(id),
                                    QString::fromLatin1(id),
                                    u"input"_s,
                                    {},
                                    { Shape(2, 3), std::vector<double>(6, 1) },
                                    {} });
        document.result = u"1"_s;
        return document;
    }
};

// Its place in the document, not in the graph, where inputs come first.
void TestGraphErrors::namesNodeAndShapes()
{
    QCOMPARE(refusal(product()), u"at \"late\" the shapes (2, 3) and (2, 3) do not fit each other."_s);
}

void TestGraphErrors::namesAnAttributeThatDoesNotFit()
{
    GraphDocument document = product();
    document.nodes[0].attributes = { { u"axis"_s, 0 } };
    const QString reason = u"\"late\" has an attribute that its operation does not know, or a number that it does not take."_s;
    QCOMPARE(refusal(document), reason);
    document.nodes[0].op = u"sum"_s;
    document.nodes[0].inputs.removeLast();
    QCOMPARE(refusal(document), QString());
    document.nodes[0].attributes = { { u"axis"_s, 2 } };
    QCOMPARE(refusal(document), reason);
    QVERIFY(compileWhatCan(document).lacks[u"1"_s].kind == NodeLack::Kind::Attribute);
}

void TestGraphErrors::namesWhatIsMissing()
{
    GraphDocument document = product();
    document.nodes[0].inputs.removeLast();
    QCOMPARE(refusal(document), u"\"late\" has too many or too few inputs."_s);
    document.nodes[0].inputs.append(u"nowhere"_s);
    QCOMPARE(refusal(document), u"\"late\" refers to a node that is not there, or to itself in a circle."_s);
    document = product();
    document.nodes[0].op = u"guess"_s;
    QCOMPARE(refusal(document), u"\"late\" has an operation that is not known."_s);
    document = product();
    document.nodes.removeFirst();
    QCOMPARE(refusal(document), u"its result is a node that is not there."_s);
}

void TestGraphErrors::everyKindHasWords()
{
    for (int kind = 0; kind <= int(GraphError::Kind::Order); ++kind)
        QVERIFY(words(GraphError(GraphError::Kind(kind), 0), product()).contains("\"late\""_L1));
    QVERIFY(!words(GraphError(GraphError::Kind::NoResult), product()).isEmpty());
}

QTEST_APPLESS_MAIN(TestGraphErrors)
#include "tst_graph_errors.moc"
