// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's refusals in people's words: they name the node as people named it.
#include "document/compiled_graph.h"
#include "ui/text/graph_error_text.h"

#include <QtTest/QTest>

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
        document.nodes.append({ QStringLiteral("1"),
                                QStringLiteral("late"),
                                QStringLiteral("dot"),
                                { QStringLiteral("2"), QStringLiteral("3") },
                                {},
                                {} });
        for (const char *id : { "2", "3" })
            document.nodes.append({ QString::fromLatin1(id),
                                    QString::fromLatin1(id),
                                    QStringLiteral("input"),
                                    {},
                                    { Shape(2, 3), std::vector<double>(6, 1) },
                                    {} });
        document.result = QStringLiteral("1");
        return document;
    }
};

// Its place in the document, not in the graph, where inputs come first.
void TestGraphErrors::namesNodeAndShapes()
{
    QCOMPARE(refusal(product()), QStringLiteral("at \"late\" the shapes (2, 3) and (2, 3) do not fit each other."));
}

void TestGraphErrors::namesAnAttributeThatDoesNotFit()
{
    GraphDocument document = product();
    document.nodes[0].attributes = { { QStringLiteral("axis"), 0 } };
    const QString reason =
        QStringLiteral("\"late\" has an attribute that its operation does not know, or a number that it does not take.");
    QCOMPARE(refusal(document), reason);
    document.nodes[0].op = QStringLiteral("sum");
    document.nodes[0].inputs.removeLast();
    QCOMPARE(refusal(document), QString());
    document.nodes[0].attributes = { { QStringLiteral("axis"), 2 } };
    QCOMPARE(refusal(document), reason);
    QVERIFY(compileWhatCan(document).lacks[QStringLiteral("1")].kind == NodeLack::Kind::Attribute);
}

void TestGraphErrors::namesWhatIsMissing()
{
    GraphDocument document = product();
    document.nodes[0].inputs.removeLast();
    QCOMPARE(refusal(document), QStringLiteral("\"late\" has too many or too few inputs."));
    document.nodes[0].inputs.append(QStringLiteral("nowhere"));
    QCOMPARE(refusal(document), QStringLiteral("\"late\" refers to a node that is not there, or to itself in a circle."));
    document = product();
    document.nodes[0].op = QStringLiteral("guess");
    QCOMPARE(refusal(document), QStringLiteral("\"late\" has an operation that is not known."));
    document = product();
    document.nodes.removeFirst();
    QCOMPARE(refusal(document), QStringLiteral("its result is a node that is not there."));
}

void TestGraphErrors::everyKindHasWords()
{
    for (int kind = 0; kind <= int(GraphError::Kind::Order); ++kind)
        QVERIFY(words(GraphError(GraphError::Kind(kind), 0), product()).contains(QLatin1String("\"late\"")));
    QVERIFY(!words(GraphError(GraphError::Kind::NoResult), product()).isEmpty());
}

QTEST_APPLESS_MAIN(TestGraphErrors)
#include "tst_graph_errors.moc"
