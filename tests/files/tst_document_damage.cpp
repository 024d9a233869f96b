// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents that are refused, each by the name of what is wrong with it: damaged, of a wrong type, without end.
#include "tests/files/documents_made.h"
#include "tests/files/schema_check.h"
#include "tests/fixtures/error_of.h"
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/time_limit.h"

#include "document/document_limits.h"
#include "files/document_io.h"
#include "files/save_file.h"
#include "files/storage_error.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <limits>

using namespace chainrule;
using namespace Qt::StringLiterals;
using Flaw = DocumentFlaw::Kind;

class TestDocumentDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedDocuments_data();
    void damagedDocuments();
    void schemaKnowsEveryType_data();
    void schemaKnowsEveryType();
    void whatCannotBeReadIsNotWritten_data();
    void whatCannotBeReadIsNotWritten();
    void limits();
    void largestIsReadSoon();

private:
    SchemaCheck m_schema{ QJsonDocument::fromJson(fileContents(QStringLiteral(CHAINRULE_SCHEMA))).object() };
};

void TestDocumentDamage::damagedDocuments_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("what");
    const auto row = [](const char *name, const QByteArray &json, Flaw kind, const char *where, const char *what) {
        QTest::newRow(name) << json << int(kind) << QString::fromUtf8(where) << QString::fromUtf8(what);
    };
    // z = x · x, with this in place of a part of it, or these fields besides.
    const QByteArray whole = R"({"format": 2, "nodes": [{"id": "1", "name": "x", "op": "input", "value": 2, "position": [0, 0]},
        {"id": "2", "name": "z", "op": "mul", "inputs": ["1", "1"], "position": [9, 9]}], "result": "2"})";
    const auto changed = [&](const char *from, const char *to) {
        Q_ASSERT(whole.contains(from));
        return QByteArray(whole).replace(from, to);
    };
    const auto with = [&](const char *fields) { return changed("\"result\": \"2\"", fields); };

    row("no object", "[1]", Flaw::NotGraph, "", "nodes");
    row("something else in JSON", R"({"name": "package"})", Flaw::NotGraph, "", "nodes");
    row("no format", changed("\"format\": 2, ", ""), Flaw::NotGraph, "", "format");
    row("format in words", changed("2, \"nodes\"", "\"2\", \"nodes\""), Flaw::NotGraph, "", "format");
    row("format 0", changed("2, \"nodes\"", "0, \"nodes\""), Flaw::NotGraph, "", "format");
    row("half a format", changed("2, \"nodes\"", "1.5, \"nodes\""), Flaw::NotGraph, "", "format");
    row("nodes are no list", R"({"format": 2, "nodes": {}})", Flaw::Type, "", "nodes");
    row("a node is no object", R"({"format": 2, "nodes": [1]})", Flaw::Type, "nodes", "");
    row("no id", changed("\"id\": \"2\", ", ""), Flaw::Missing, "nodes", "id");
    row("no name", changed("\"name\": \"z\", ", ""), Flaw::Missing, "2", "name");
    row("empty name", changed("\"name\": \"z\", ", "\"name\": \"\", "), Flaw::Missing, "2", "name");
    row("no operation", changed("\"op\": \"mul\", ", ""), Flaw::Missing, "z", "op");
    row("no position", changed(", \"position\": [9, 9]", ""), Flaw::Missing, "z", "position");
    row("no value", changed("\"value\": 2, ", ""), Flaw::Missing, "x", "value");
    row("id is a number", changed("\"id\": \"2\"", "\"id\": 2"), Flaw::Type, "nodes", "id");
    row("inputs are a word", changed("[\"1\", \"1\"]", "\"1\""), Flaw::Type, "z", "inputs");
    row("an input is null", changed("[\"1\", \"1\"]", "[\"1\", null]"), Flaw::Type, "z", "inputs");
    row("position of three", changed("[9, 9]", "[9, 9, 9]"), Flaw::Type, "z", "position");
    row("position of words", changed("[9, 9]", "[\"9\", 9]"), Flaw::Type, "z", "position");
    row("position out of reach", changed("[9, 9]", "[9, 1e300]"), Flaw::Number, "z", "position");
    row("value is a word", changed("\"value\": 2", "\"value\": \"2\""), Flaw::Type, "x", "value");
    row("value is null", changed("\"value\": 2", "\"value\": null"), Flaw::Type, "x", "value");
    row("no numbers", changed("\"value\": 2", "\"value\": [[]]"), Flaw::Rows, "x", "value");
    row("ragged rows", changed("\"value\": 2", "\"value\": [[1, 2], [3]]"), Flaw::Rows, "x", "value");
    row("a row among numbers", changed("\"value\": 2", "\"value\": [1, [2]]"), Flaw::Type, "x", "value");
    row("a tensor of rank 3", changed("\"value\": 2", "\"value\": [[[1]]]"), Flaw::Type, "x", "value");
    row("title is a list", with("\"title\": []"), Flaw::Type, "", "title");
    row("title of two lines", with("\"title\": \"a\\nb\""), Flaw::Text, "", "title");
    row("zero in a note", with("\"question\": \"a\\u0000b\""), Flaw::Text, "", "question");
    row("placed is a number", with("\"placed\": 1"), Flaw::Type, "", "placed");
    row("timeline before its start", with("\"timeline\": -1"), Flaw::Number, "", "timeline");
    row("between two steps", with("\"timeline\": 1.5"), Flaw::Number, "", "timeline");
    row("upstream is an object", with("\"upstream\": {}"), Flaw::Type, "", "upstream");
    row("hidden nowhere", with("\"hidden\": [{\"node\": \"9\"}]"), Flaw::Node, "hidden", "9");
    row("hidden share that is none", with("\"hidden\": [{\"node\": \"2\", \"input\": 2}]"), Flaw::Number, "hidden", "input");
    row("hidden in a new way", with("\"hidden\": [{\"node\": \"2\", \"how\": 1}]"), Flaw::Unknown, "hidden", "how");
    row("unknown operation", changed("\"mul\"", "\"mull\""), Flaw::Operation, "z", "mull");
    row("one input too few", changed("[\"1\", \"1\"]", "[\"1\"]"), Flaw::Arity, "z", "2 / 1");
    row("one input too many", changed("[\"1\", \"1\"]", "[\"1\", \"1\", \"\"]"), Flaw::Arity, "z", "2 / 3");
    row("an input with inputs", changed("\"value\": 2", "\"value\": 2, \"inputs\": [\"2\"]"), Flaw::Arity, "x", "0 / 1");
    row("input from nowhere", changed("[\"1\", \"1\"]", "[\"1\", \"3\"]"), Flaw::Node, "z", "3");
    row("needs itself", changed("[\"1\", \"1\"]", "[\"1\", \"2\"]"), Flaw::Cycle, "z", "");
    row("two of one id", changed("\"id\": \"2\"", "\"id\": \"1\""), Flaw::Twice, "z", "1");
    row("two of one name", changed("\"name\": \"z\"", "\"name\": \"x\""), Flaw::Name, "2", "x");
    row("no such result", changed("\"result\": \"2\"", "\"result\": \"z\""), Flaw::Node, "result", "z");
    row("no such fault", changed("\"mul\"", "\"mul\", \"fault\": \"slip\""), Flaw::Fault, "z", "slip");
    row("fault of another operation", changed("\"mul\"", "\"mul\", \"fault\": \"exp_of_one\""), Flaw::Fault, "z", "exp_of_one");
    // y = sum(x), with these attributes.
    const auto given = [&](const char *op, const char *attributes) {
        return QByteArray(R"({"format": 3, "nodes": [{"id": "1", "name": "x", "op": "input", "value": 2, "position": [0, 0]},
            {"id": "2", "name": "y", "op": ")")
            + op + R"(", "inputs": ["1"], "position": [9, 9], "attributes": )" + attributes + "}]}";
    };
    row("unknown attribute", given("sum", R"({"slope": 1})"), Flaw::Attribute, "y", "slope");
    row("attribute of an operation without", given("exp", R"({"axis": 0})"), Flaw::Attribute, "y", "axis");
    row("axis 2", given("sum", R"({"axis": 2})"), Flaw::AttributeValue, "y", "axis = 2");
    row("slope in words", given("leaky_relu", R"({"slope": "steep"})"), Flaw::Type, "y", "attributes");
    row("attributes in a list", given("leaky_relu", "[0.1]"), Flaw::Type, "y", "attributes");
    row("no such source", changed("\"value\": 2", "\"from\": \"net\", \"shape\": [1, 1]"), Flaw::Source, "x", "net");
    row("no shape", changed("\"value\": 2", "\"from\": \"W1\""), Flaw::Missing, "x", "shape");
    row("half a row", changed("\"value\": 2", "\"from\": \"W1\", \"shape\": [1.5, 2]"), Flaw::Number, "x", "shape");
    row("shape without end", changed("\"value\": 2", "\"from\": \"W1\", \"shape\": [1e9, 1e9]"), Flaw::Number, "x", "shape");
    row("pictures that do not fit", changed("\"value\": 2", "\"from\": \"images\", \"shape\": [11, 784]"), Flaw::Shape, "x",
        "11 / 10");
    const auto groups = [&](const char *list) { return with(("\"groups\": [" + QByteArray(list) + "]").constData()); };
    row("group without members", groups(R"({"id": "g", "name": "g", "members": []})"), Flaw::Missing, "g", "members");
    row("member from nowhere", groups(R"({"id": "g", "name": "g", "members": ["9"]})"), Flaw::Node, "g", "9");
    row("member twice", groups(R"({"id": "g", "name": "g", "members": ["2", "2"]})"), Flaw::Twice, "g", "2");
    row("group's id is a node's", groups(R"({"id": "2", "name": "g", "members": ["2"]})"), Flaw::Twice, "g", "2");
    row("group of an unknown operation", groups(R"({"id": "g", "name": "g", "op": "no", "members": ["2"]})"), Flaw::Operation,
        "g", "no");
    const QByteArray two = QByteArray(whole).replace("], \"result\": \"2\"", R"(,
        {"id": "3", "name": "e", "op": "exp", "inputs": ["2"], "position": [0, 0]}], "groups": [
        {"id": "g", "name": "g", "members": ["1", "2"]}, {"id": "h", "name": "h", "members": ["2", "3"]}])");
    row("groups that overlap", two, Flaw::Overlap, "h", "3");
    const QByteArray circle = QByteArray(whole).replace("[\"1\", \"1\"]", "[\"1\", \"3\"]").replace("], \"result\": \"2\"", R"(,
        {"id": "3", "name": "e", "op": "exp", "inputs": ["2"], "position": [0, 0]}])");
    row("two need each other", circle, Flaw::Cycle, "z", "");
}

void TestDocumentDamage::damagedDocuments()
{
    QFETCH(QByteArray, json);
    QFETCH(int, kind);
    QFETCH(QString, where);
    QFETCH(QString, what);
    const auto error = errorOf([&] { parsed(json); });
    QVERIFY(error);
    QCOMPARE(int(error->kind()), int(StorageError::Kind::BadDocument));
    QCOMPARE(error->path(), u"here.chainrule"_s);
    QVERIFY(error->flaw().has_value());
    QCOMPARE(int(error->flaw()->kind), kind);
    QCOMPARE(error->flaw()->where, where);
    QCOMPARE(error->flaw()->what, what);
}

void TestDocumentDamage::schemaKnowsEveryType_data()
{
    damagedDocuments_data();
}

// The schema refuses what has the wrong type, as the loader does; ids that lead nowhere it cannot know.
void TestDocumentDamage::schemaKnowsEveryType()
{
    QFETCH(QByteArray, json);
    QFETCH(int, kind);
    const QList<int> beyond{ int(Flaw::Operation), int(Flaw::Fault),         int(Flaw::Node),    int(Flaw::Twice),
                             int(Flaw::Name),      int(Flaw::Cycle),         int(Flaw::Overlap), int(Flaw::Arity),
                             int(Flaw::Shape),     int(Flaw::Rows),          int(Flaw::Text),    int(Flaw::Number),
                             int(Flaw::Attribute), int(Flaw::AttributeValue) };
    if (beyond.contains(kind))
        return;
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY(!m_schema.fault(document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array())).isEmpty());
}

void TestDocumentDamage::whatCannotBeReadIsNotWritten_data()
{
    QTest::addColumn<int>("kind");
    for (const Flaw kind : { Flaw::Number, Flaw::AttributeValue, Flaw::Name, Flaw::Cycle, Flaw::Arity, Flaw::Node })
        QTest::newRow(qPrintable(QString::number(int(kind)))) << int(kind);
}

void TestDocumentDamage::whatCannotBeReadIsNotWritten()
{
    QFETCH(int, kind);
    GraphDocument document = full();
    DocumentNode &node = document.nodes[3];
    switch (Flaw(kind)) {
    case Flaw::Number:
        document.nodes[1].value.values[1] = std::numeric_limits<double>::quiet_NaN();
        break;
    case Flaw::AttributeValue:
        document.nodes[4].attributes[u"slope"_s] = std::numeric_limits<double>::infinity();
        break;
    case Flaw::Name:
        node.name = u"y"_s;
        break;
    case Flaw::Cycle:
        node.inputs[1] = u"z"_s;
        break;
    case Flaw::Arity:
        node.inputs.removeLast();
        break;
    default:
        node.inputs[1] = u"gone"_s;
    }
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"kept.chainrule"_s);
    saveFile(path, "old");
    const auto error = errorOf([&] { saveDocument(path, document); });
    QVERIFY(error && error->flaw() && int(error->flaw()->kind) == kind);
    QCOMPARE(error->path(), path);
    QCOMPARE(fileContents(path), QByteArray("old"));
}

void TestDocumentDamage::limits()
{
    const auto kindOf = [](const QByteArray &json) {
        const auto error = errorOf([&] { parsed(json); });
        return error ? int(error->kind()) : -1;
    };
    constexpr int tooLarge = int(StorageError::Kind::TooLarge);
    QCOMPARE(kindOf(QByteArray(DocumentLimit::bytes + 1, ' ')), tooLarge);
    QByteArray many = "{\"format\": 3, \"nodes\": [";
    for (int i = 0; i <= DocumentLimit::nodes; ++i)
        many += "0,";
    many.chop(1);
    QCOMPARE(kindOf(many + "]}"), tooLarge);
    const auto deep = errorOf([] { parsed("{\"nodes\": " + QByteArray(5000, '[') + QByteArray(5000, ']') + '}'); });
    QVERIFY(deep && deep->flaw() && deep->flaw()->kind == Flaw::Json && deep->offset() > 0);
    QCOMPARE(int(errorOf([] { toJson(chain(DocumentLimit::nodes + 1)); })->kind()), tooLarge);
    QByteArray sources = "{\"format\": 3, \"nodes\": [";
    for (int i = 0; i < 3; ++i)
        sources += R"({"id": "%", "name": "%", "op": "input", "from": "W1", "shape": [1000, 10000], "position": [0, 0]},)";
    for (int i = 0; i < 3; ++i)
        sources.replace(sources.indexOf('%'), 1, QByteArray::number(i)).replace(sources.indexOf('%'), 1, QByteArray::number(i));
    sources.chop(1);
    QCOMPARE(kindOf(sources + "]}"), tooLarge);
    GraphDocument named = full();
    named.nodes[0].name = QString(DocumentLimit::lineLength + 1, u'x');
    const auto name = errorOf([&] { toJson(named); });
    QVERIFY(name && name->flaw() && name->flaw()->kind == Flaw::Text);
}

void TestDocumentDamage::largestIsReadSoon()
{
    const GraphDocument document = chain(DocumentLimit::nodes);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(parsed(toJson(document)) == document);
    QVERIFY2(clock.elapsed() < timeLimit(20'000), qPrintable(QString::number(clock.elapsed()))); // 5 s of processor time
}

QTEST_GUILESS_MAIN(TestDocumentDamage)
#include "tst_document_damage.moc"
