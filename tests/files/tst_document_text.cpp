// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a document's file: texts and numbers of every kind, as any reader of JSON takes them.
#include "document/graph_document.h"
#include "files/document_io.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

GraphDocument inputOf(double value)
{
    GraphDocument document;
    document.nodes = { { u"x"_s, u"x"_s, u"input"_s, {}, Tensor::scalar(value), {} } };
    return document;
}

// As another program reads it.
QJsonObject firstNode(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object()["nodes"_L1][0].toObject();
}

} // namespace

class TestDocumentText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void numbers_data();
    void numbers();
    void negativeZero();
};

void TestDocumentText::texts_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : { "plain", "two words", "say \"x\"", "C:\\new\\table", "a line\nand\tanother", "</script>",
                              "naïve ∂L/∂x", "雪", "😀", "{value:y}", "\\u0041", "\"", "\\" })
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestDocumentText::texts()
{
    QFETCH(QString, text);
    GraphDocument document = inputOf(1);
    document.question = text;
    document.nodes[0].note = text;
    const QByteArray json = toJson(document);
    QCOMPARE(firstNode(json)["note"_L1].toString(), text);
    QCOMPARE(QJsonDocument::fromJson(json)["question"_L1].toString(), text);
    QVERIFY(parseDocument(json, {}) == document);
}

void TestDocumentText::numbers_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](double number, const char *written) { QTest::newRow(written) << number << QByteArray(written); };
    row(0, "0");
    row(-5, "-5");
    row(220.00000000000003, "220.00000000000003");
    row(0.1, "0.1");
    row(123456789, "123456789");
    row(999999999999999, "999999999999999");
    row(1e15, "1000000000000000");
    row(9007199254740993.0, "9007199254740992"); // 2⁵³: the next one is 2 further
    row(1e300, "1e+300");
    row(-1.5e-7, "-1.5e-07");
    row(std::numeric_limits<double>::denorm_min(), "5e-324");
    row(std::numeric_limits<double>::max(), "1.7976931348623157e+308");
}

void TestDocumentText::numbers()
{
    QFETCH(double, number);
    QFETCH(QByteArray, written);
    const QByteArray json = toJson(inputOf(number));
    QVERIFY2(json.contains("\"value\": " + written + '}'), json);
    QVERIFY(firstNode(json)["value"_L1].toDouble() == number);
    QVERIFY(parseDocument(json, {}) == inputOf(number));
}

void TestDocumentText::negativeZero()
{
    const double read = parseDocument(toJson(inputOf(-0.0)), {}).nodes[0].value.values[0];
    QVERIFY(read == 0 && std::signbit(read));
}

QTEST_GUILESS_MAIN(TestDocumentText)
#include "tst_document_text.moc"
