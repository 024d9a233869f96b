// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents on disk: the same to the bit when they come back, whole whatever happens, refused by name when damaged.
#include "tests/files/schema_check.h"
#include "tests/fixtures/error_of.h"
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/time_limit.h"
#include "training/net.h"

#include "document/compiled_graph.h"
#include "document/document_limits.h"
#include "files/demos.h"
#include "files/document_io.h"
#include "files/document_upgrade.h"
#include "files/net_document.h"
#include "files/save_file.h"
#include "files/storage_error.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace chainrule;

namespace {

using namespace Qt::StringLiterals;
using Flaw = DocumentFlaw::Kind;

constexpr int patience = 60'000; // ms

GraphDocument parsed(const QByteArray &json)
{
    return parseDocument(json, u"here.chainrule"_s);
}

DocumentNode leaf(const QString &id, const Tensor &value)
{
    return { id, id, u"input"_s, {}, value, {} };
}

DocumentNode operation(const QString &id, const QString &op, const QStringList &inputs)
{
    return { id, id, op, inputs, {}, {} };
}

// With something in every field.
GraphDocument full()
{
    GraphDocument document;
    document.id = u"mine"_s;
    document.topic = u"shopping"_s;
    document.title = u"Äpfel \"und\" 林檎 \\ 🍎"_s;
    document.question = u"One line,\n\tand another?"_s;
    document.answer = u"{value:y}"_s;
    document.nodes = { leaf(u"x"_s, Tensor::scalar(-0.0)), leaf(u"w"_s, { Shape(1, 2), { 0.1, 1e22 } }),
                       operation(u"y"_s, u"mul"_s, { u"x"_s, u"x"_s }), operation(u"z"_s, u"mul"_s, { u"y"_s, {} }) };
    document.nodes[0].name = u"an x"_s;
    document.nodes[0].position = { -12.25, 1.0 / 3 };
    document.nodes.append(operation(u"s"_s, u"leaky_relu"_s, { u"x"_s }));
    document.nodes[4].attributes = { { u"slope"_s, 1.0 / 3 } };
    document.nodes[2].note = u"first\nsecond"_s;
    document.nodes[2].fault = u"mul_not_swapped"_s;
    document.nodes[2].unknown = { { u"colour"_s, u"red"_s } };
    document.groups = { { u"g"_s, u"all"_s, u"square"_s, { u"y"_s, u"z"_s }, true, QPointF(5, 6), {} },
                        { u"h"_s, u"one"_s, {}, { u"z"_s }, false, std::nullopt, { { u"width"_s, 7 } } } };
    document.result = u"y"_s;
    document.upstream = Tensor{ Shape(2, 1), { 1, -2.5 } };
    document.placed = true;
    document.timeline = 3;
    document.hidden = { { u"y"_s, std::nullopt }, { u"y"_s, 1 } };
    document.unknown = { { u"author"_s, QJsonObject{ { u"name"_s, QJsonArray{ 1, u"two"_s, QJsonValue() } } } } };
    return document;
}

bool sameBits(const Tensor &a, const Tensor &b)
{
    const auto same = [](double x, double y) { return std::bit_cast<quint64>(x) == std::bit_cast<quint64>(y); };
    return a.shape == b.shape && std::ranges::equal(a.values, b.values, same);
}

GraphDocument chain(int nodes)
{
    GraphDocument document;
    document.nodes.append(leaf(u"n0"_s, Tensor::scalar(1)));
    for (int i = 1; i < nodes; ++i)
        document.nodes.append(operation(u"n%1"_s.arg(i), u"neg"_s, { u"n%1"_s.arg(i - 1) }));
    return document;
}

// What the child does until it is killed: saves one of two documents after the other.
int saveUntilKilled(const QString &path)
{
    const QByteArray air(400'000, ' '); // so that most of the time is spent on writing
    const QByteArray both[] = { toJson(chain(3)) + air, toJson(chain(4)) + air };
    for (int i = 0;; ++i) {
        saveFile(path, both[i % 2]);
        if (i == 1) {
            std::putchar('\n');
            std::fflush(stdout);
        }
    }
}

} // namespace

class TestDocument : public QObject
{
    Q_OBJECT

private slots:
    void demosAreWrittenAsTheyAre_data();
    void demosAreWrittenAsTheyAre();
    void everyFieldComesBack();
    void numbersComeBackToTheBit();
    void unfinishedWorkIsKept();
    void emptyDocument();
    void olderFormatIsUpgraded();
    void newerFormatIsRefused();
    void copyOfTheNetKeepsItsNumbers();
    void trainedNetKeepsItsNumbers();
    void damagedDocuments_data();
    void damagedDocuments();
    void schemaKnowsEveryType_data();
    void schemaKnowsEveryType();
    void whatCannotBeReadIsNotWritten_data();
    void whatCannotBeReadIsNotWritten();
    void limits();
    void largestIsReadSoon();
    void productTooLargeToHold();
    void filesThatCannotBeUsed();
    void killedWhileSaving();

private:
    SchemaCheck m_schema{ QJsonDocument::fromJson(fileContents(QStringLiteral(CHAINRULE_SCHEMA))).object() };
};

void TestDocument::demosAreWrittenAsTheyAre_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : demoIds())
        QTest::newRow(qPrintable(id)) << id;
}

void TestDocument::demosAreWrittenAsTheyAre()
{
    QFETCH(QString, id);
    const QByteArray json = fileContents(u":/demos/%1.json"_s.arg(id));
    QCOMPARE(m_schema.fault(QJsonDocument::fromJson(json).object()), QString());
    const GraphDocument document = parsed(json);
    QCOMPARE(QString::fromUtf8(toJson(document)), QString::fromUtf8(json));
    QVERIFY(parsed(toJson(document)) == document);
    QVERIFY(document == *demo(id));
    const QList<DemoTitle> titles = demoTitles();
    const auto title = std::ranges::find(titles, id, &DemoTitle::id);
    QVERIFY(title != titles.end() && title->title == document.title && title->topic == document.topic);
}

void TestDocument::everyFieldComesBack()
{
    const GraphDocument document = full();
    const QByteArray json = toJson(document);
    QVERIFY(parsed(json) == document);
    QCOMPARE(toJson(parsed(json)), json);
    QCOMPARE(m_schema.fault(QJsonDocument::fromJson(json).object()), QString());
    QVERIFY(std::signbit(parsed(json).nodes[0].value.values[0]));
    // A line for each node: comparing two versions shows what has changed.
    QCOMPARE(json.count("\n    {"), 5 + 2 + 2);
    QVERIFY(json.indexOf("\"answer\"") < json.indexOf("\"format\"") && json.indexOf("\"format\"") < json.indexOf("\"nodes\""));
}

void TestDocument::numbersComeBackToTheBit()
{
    using Limits = std::numeric_limits<double>;
    std::vector<double> values{
        0.0,  -0.0, Limits::denorm_min(), Limits::max(),         Limits::min(),          1e15, 1e16,   1e17, -1e18,
        1e21, 1e22, 9007199254740993.0,   9223372036854775807.0, 18446744073709551616.0, 0.1,  1.0 / 3
    };
    std::mt19937_64 random(7);
    while (values.size() < 4000)
        if (const double value = std::bit_cast<double>(random()); std::isfinite(value))
            values.push_back(value);
    GraphDocument document;
    document.nodes.append(leaf(u"x"_s, { Shape(Index(values.size() / 8), 8), values }));
    for (std::size_t i = 0; i < 100; ++i)
        document.nodes.append(leaf(u"s%1"_s.arg(i), Tensor::scalar(values[i])));
    const GraphDocument back = parsed(toJson(document));
    for (int i = 0; i < document.nodes.size(); ++i)
        QVERIFY2(sameBits(back.nodes[i].value, document.nodes[i].value), qPrintable(document.nodes[i].id));
}

void TestDocument::unfinishedWorkIsKept()
{
    GraphDocument document;
    document.nodes = { leaf(u"a"_s, { Shape(2, 3), { 1, 2, 3, 4, 5, 6 } }), leaf(u"b"_s, { Shape(2, 3), { 1, 2, 3, 4, 5, 6 } }),
                       operation(u"c"_s, u"dot"_s, { u"a"_s, u"b"_s }), operation(u"d"_s, u"add"_s, { {}, u"c"_s }),
                       operation(u"e"_s, u"exp"_s, { u"a"_s }) };
    document.result = u"d"_s;
    const GraphDocument back = parsed(toJson(document));
    QVERIFY(back == document);
    const CompiledGraph compiled = compileWhatCan(back);
    QCOMPARE(compiled.lacks.size(), 2);
    QCOMPARE(int(compiled.lacks[u"c"_s].kind), int(NodeLack::Kind::Shape));
}

void TestDocument::emptyDocument()
{
    QCOMPARE(toJson({}), QByteArray("{\n  \"format\": 3,\n  \"nodes\": []\n}\n"));
    QVERIFY(parsed(toJson({})) == GraphDocument());
}

void TestDocument::olderFormatIsUpgraded()
{
    const GraphDocument document = parsed(R"({"format": 1, "result": "y", "author": "me",
        "nodes": [{"id": "x", "op": "input", "value": [1, 2]}, {"id": "y", "op": "exp", "inputs": ["x"], "position": [3, 4]}],
        "groups": [{"id": "g", "members": ["y"], "op": "exp"}]})");
    GraphDocument wanted;
    wanted.nodes = { leaf(u"x"_s, { Shape(1, 2), { 1, 2 } }), operation(u"y"_s, u"exp"_s, { u"x"_s }) };
    wanted.nodes[1].position = { 3, 4 };
    wanted.groups = { { u"g"_s, u"g"_s, u"exp"_s, { u"y"_s }, false, std::nullopt, {} } };
    wanted.result = u"y"_s;
    wanted.unknown = { { u"author"_s, u"me"_s } };
    QVERIFY(document == wanted);
    QVERIFY(toJson(document).contains("\"format\": 3,"));
    // Attributes came in with format 3: what was called so before is left out.
    const GraphDocument second = parsed(R"({"format": 2, "nodes": [
        {"id": "x", "name": "x", "op": "input", "value": 1, "position": [0, 0], "attributes": "mine"}]})");
    QVERIFY(second.nodes[0] == leaf(u"x"_s, Tensor::scalar(1)));
    QCOMPARE(documentFormat, 3);
}

void TestDocument::newerFormatIsRefused()
{
    const auto error = errorOf([] { parsed(R"({"format": 4, "nodes": "in another way"})"); });
    COMPARE_ERROR(error, StorageError::Kind::NewerVersion, u"here.chainrule"_s, -1, u"4"_s);
}

// What has not been changed is named, and what has been is written out.
void TestDocument::copyOfTheNetKeepsItsNumbers()
{
    GraphDocument document = *demo(u"two_layer"_s);
    const qsizetype named = toJson(document).size();
    QVERIFY(named < 2000);
    document.nodes[4].name = u"rectified"_s;
    document.nodes[6].value.values[3] = 0.125; // b2
    const QByteArray json = toJson(document);
    QVERIFY(json.size() < named + 200);
    const GraphDocument back = parsed(json);
    QVERIFY(back == document);
    QVERIFY(back.questionText().startsWith(u"10 built-in digits: "_s));
    QCOMPARE(m_schema.fault(QJsonDocument::fromJson(json).object()), QString());
}

void TestDocument::trainedNetKeepsItsNumbers()
{
    const auto weights = randomParameters<double>({ 784, 3, 10 }, 0.5, 9);
    const MiniBatch batch = firstOf(builtInBatch().images, 4, u"4 of mine"_s);
    const GraphDocument document = netDocument(weights, batch);
    const GraphDocument back = parsed(toJson(document));
    QVERIFY(back == document);
    QVERIFY(back.node(u"W1"_s)->value.values == weights.W1);
    QVERIFY(back.questionText().startsWith(u"4 of mine: "_s));
}

void TestDocument::damagedDocuments_data()
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

void TestDocument::damagedDocuments()
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

void TestDocument::schemaKnowsEveryType_data()
{
    damagedDocuments_data();
}

// The schema refuses what has the wrong type, as the loader does; ids that lead nowhere it cannot know.
void TestDocument::schemaKnowsEveryType()
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

void TestDocument::whatCannotBeReadIsNotWritten_data()
{
    QTest::addColumn<int>("kind");
    for (const Flaw kind : { Flaw::Number, Flaw::AttributeValue, Flaw::Name, Flaw::Cycle, Flaw::Arity, Flaw::Node })
        QTest::newRow(qPrintable(QString::number(int(kind)))) << int(kind);
}

void TestDocument::whatCannotBeReadIsNotWritten()
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

void TestDocument::limits()
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

void TestDocument::largestIsReadSoon()
{
    const GraphDocument document = chain(DocumentLimit::nodes);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(parsed(toJson(document)) == document);
    QVERIFY2(clock.elapsed() < timeLimit(20'000), qPrintable(QString::number(clock.elapsed()))); // 5 s of processor time
}

// Both factors are small; nobody can hold their product.
void TestDocument::productTooLargeToHold()
{
    GraphDocument document;
    document.nodes = { leaf(u"a"_s, { Shape(5000, 1), std::vector<double>(5000, 1) }),
                       leaf(u"b"_s, { Shape(1, 5000), std::vector<double>(5000, 1) }),
                       operation(u"c"_s, u"dot"_s, { u"a"_s, u"b"_s }), operation(u"d"_s, u"exp"_s, { u"a"_s }) };
    const CompiledGraph compiled = compileWhatCan(parsed(toJson(document)));
    QCOMPARE(compiled.lacks.keys(), QStringList{ u"c"_s });
    QCOMPARE(int(compiled.lacks[u"c"_s].kind), int(NodeLack::Kind::Size));
    QVERIFY_THROWS_EXCEPTION(GraphError, compile(document));
}

void TestDocument::filesThatCannotBeUsed()
{
    const QTemporaryDir folder;
    const QString none = folder.filePath(u"none.chainrule"_s);
    const auto missing = errorOf([&] { loadDocument(none); });
    QVERIFY(missing && missing->kind() == StorageError::Kind::NotFound && missing->path() == none);
    const auto directory = errorOf([&] { loadDocument(folder.path()); });
    QVERIFY(directory && directory->kind() == StorageError::Kind::Unreadable);
    const auto device = errorOf([&] { loadDocument(u"/dev/zero"_s); }); // never ends
    QVERIFY(device && device->kind() == StorageError::Kind::TooLarge);
    const QString nowhere = folder.filePath(u"no/where.chainrule"_s);
    const auto unwritable = errorOf([&] { saveDocument(nowhere, full()); });
    QVERIFY(unwritable && unwritable->kind() == StorageError::Kind::Unwritable && unwritable->path() == nowhere);
    saveDocument(none, full());
    QVERIFY(loadDocument(none) == full());
}

void TestDocument::killedWhileSaving()
{
    constexpr int kills = sanitized ? 20 : 100; // a child takes a sanitizer half a second to start
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"kept.chainrule"_s);
    std::mt19937 random(5);
    int found[] = { 0, 0 };
    for (int i = 0; i < kills; ++i) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), { u"--save"_s, path });
        QVERIFY(child.waitForReadyRead(patience)); // both have been saved
        QTest::qWait(int(random() % 6));
        child.kill();
        QVERIFY(child.waitForFinished(patience));
        const qsizetype nodes = loadDocument(path).nodes.size(); // throws when it is not whole
        QVERIFY(nodes == 3 || nodes == 4);
        ++found[nodes - 3];
    }
    QVERIFY2(found[0] > 0 && found[1] > 0, qPrintable(QString::number(found[0])));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--save")
        return saveUntilKilled(QString::fromLocal8Bit(argv[2]));
    TestDocument test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_document.moc"
