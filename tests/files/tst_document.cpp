// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents on disk: the same to the bit when they come back, whole whatever happens.
#include "tests/files/documents_made.h"
#include "tests/files/schema_check.h"
#include "tests/fixtures/error_of.h"
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/time_limit.h"
#include "training/net.h"

#include "document/compiled_graph.h"
#include "files/demos.h"
#include "files/document_io.h"
#include "files/document_upgrade.h"
#include "files/net_document.h"
#include "files/save_file.h"
#include "files/storage_error.h"

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

constexpr int patience = 60'000; // ms

bool sameBits(const Tensor &a, const Tensor &b)
{
    const auto same = [](double x, double y) { return std::bit_cast<quint64>(x) == std::bit_cast<quint64>(y); };
    return a.shape == b.shape && std::ranges::equal(a.values, b.values, same);
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

private Q_SLOTS:
    void demosAreWrittenAsTheyAre_data();
    void demosAreWrittenAsTheyAre();
    void everyFieldComesBack();
    void numbersComeBackToTheBit();
    void unfinishedWorkIsKept();
    void emptyDocument();
    void olderFormatIsUpgraded();
    void newerFormatIsRefused();
    void parametersBeginByARule_data();
    void parametersBeginByARule();
    void rulesThatCannotBe_data();
    void rulesThatCannotBe();
    void copyOfTheNetKeepsItsNumbers();
    void trainedNetKeepsItsNumbers();
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
        if (const auto value = std::bit_cast<double>(random()); std::isfinite(value))
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
    QCOMPARE(toJson({}), QByteArray("{\n  \"format\": 4,\n  \"nodes\": []\n}\n"));
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
    QVERIFY(toJson(document).contains("\"format\": 4,"));
    // Attributes came in with format 3: what was called so before is left out.
    const GraphDocument second = parsed(R"({"format": 2, "nodes": [
        {"id": "x", "name": "x", "op": "input", "value": 1, "position": [0, 0], "attributes": "mine"}]})");
    QVERIFY(second.nodes[0] == leaf(u"x"_s, Tensor::scalar(1)));
    // What a leaf is for came in with format 4: before it was to be seen by where its numbers come from.
    const GraphDocument third = parsed(R"({"format": 3, "nodes": [
        {"id": "X", "name": "X", "op": "constant", "from": "images", "value": 1, "position": [0, 0]},
        {"id": "W1", "name": "W1", "op": "input", "from": "W1", "value": 1, "position": [0, 0], "start": "mine"},
        {"id": "c", "name": "c", "op": "constant", "value": 1, "position": [0, 0]}]})");
    QCOMPARE(third.nodes[0].op, u"data"_s);
    QCOMPARE(third.nodes[1].op, u"parameter"_s);
    QVERIFY(third.nodes[1].unknown.isEmpty());
    QCOMPARE(third.nodes[2].op, u"constant"_s);
    QCOMPARE(documentFormat, 4);
}

void TestDocument::newerFormatIsRefused()
{
    const auto error = errorOf([] { parsed(R"({"format": 5, "nodes": "in another way"})"); });
    COMPARE_ERROR(error, StorageError::Kind::NewerVersion, u"here.chainrule"_s, -1, u"5"_s);
}

void TestDocument::parametersBeginByARule_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<double>("deviation"); // of its numbers
    QTest::newRow("zeros") << QByteArray(R"({"rule": "zeros"})") << 0.0;
    QTest::newRow("normal") << QByteArray(R"({"deviation": 0.25, "rule": "normal", "seed": 3})") << 0.25;
    QTest::newRow("xavier") << QByteArray(R"({"rule": "xavier", "seed": 9007199254740992})") << 1 / std::sqrt(200.0);
    QTest::newRow("he") << QByteArray(R"({"rule": "he", "seed": 0})") << std::sqrt(2 / 200.0);
}

// Neither 10,000 numbers nor another run of them: the rule and its seed are the file's, and make the same numbers again.
void TestDocument::parametersBeginByARule()
{
    QFETCH(QByteArray, start);
    QFETCH(double, deviation);
    const GraphDocument document = parsed(R"({"format": 4, "nodes": [{"id": "W", "name": "W", "op": "parameter",
        "position": [0, 0], "shape": [200, 50], "start": )"
                                          + start + "}]}");
    const std::vector<double> &values = document.nodes[0].value.values;
    QCOMPARE(values.size(), 10000u);
    double squares = 0;
    for (const double value : values)
        squares += value * value;
    QVERIFY(std::abs(std::sqrt(squares / 10000) - deviation) <= deviation / 30); // 1/√20,000 is a standard error of it
    const QByteArray json = toJson(document);
    QVERIFY(json.contains("\"start\": " + start));
    QVERIFY(json.size() < 300);
    QVERIFY(parsed(json) == document);
    QCOMPARE(m_schema.fault(QJsonDocument::fromJson(json).object()), QString());
}

void TestDocument::rulesThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<DocumentFlaw::Kind>("kind");
    using Kind = DocumentFlaw::Kind;
    QTest::newRow("unknown rule") << QByteArray(R"("shape": [2, 2], "start": {"rule": "hope", "seed": 1})") << Kind::Source;
    QTest::newRow("no seed") << QByteArray(R"("shape": [2, 2], "start": {"rule": "he"})") << Kind::Missing;
    QTest::newRow("half a seed") << QByteArray(R"("shape": [2, 2], "start": {"rule": "he", "seed": 0.5})") << Kind::Number;
    QTest::newRow("no deviation") << QByteArray(R"("shape": [2, 2], "start": {"rule": "normal", "seed": 1})") << Kind::Missing;
    QTest::newRow("more than it takes") << QByteArray(R"("shape": [2, 2], "start": {"rule": "zeros", "seed": 1})")
                                        << Kind::Unknown;
    QTest::newRow("no shape") << QByteArray(R"("value": 1, "start": {"rule": "zeros"})") << Kind::Missing;
    QTest::newRow("too large") << QByteArray(R"("shape": [5000, 5000], "start": {"rule": "zeros"})") << Kind::Number;
}

void TestDocument::rulesThatCannotBe()
{
    QFETCH(QByteArray, fields);
    QFETCH(DocumentFlaw::Kind, kind);
    const auto error = errorOf([&] {
        parsed(R"({"format": 4, "nodes": [{"id": "W", "name": "W", "op": "parameter", "position": [0, 0], )" + fields + "}]}");
    });
    QVERIFY(error && error->flaw());
    QCOMPARE(error->flaw()->kind, kind);
    QCOMPARE(error->flaw()->where, u"W"_s);
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
