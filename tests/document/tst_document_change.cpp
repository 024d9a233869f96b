// SPDX-License-Identifier: GPL-3.0-or-later
// What undo keeps: a thousand edits of any kind, taken back and done again, to the last byte; and how little that is.
#include "document/document_change.h"

#include "files/demos.h"
#include "files/document_io.h"
#include "tests/document/random_edits.h"
#include "tests/files/document_bytes.h"
#include "tests/fixtures/large_graph.h"
#include "tests/fixtures/time_limit.h"

#include <QtTest/QTest>

#include <cmath>
#include <ctime>

#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// What is allocated in blocks of any kind; 0 under a sanitizer, which has its own.
std::size_t heapInUse()
{
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

} // namespace

Q_DECLARE_METATYPE(RandomEdits::Edit)

class TestDocumentChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackByteForByte_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 2; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void comesBackByteForByte()
    {
        QFETCH(unsigned, seed);
        RandomEdits edits(seed);
        const GraphDocument first = *demo(u"softmax_loss"_s);
        GraphDocument document = first;
        QByteArray bytes = documentBytes(first);
        std::vector<DocumentChange> stack;
        int changed = 0;
        for (int i = 0; i < 1000; ++i) {
            const GraphDocument after = edits.next(document);
            const DocumentChange change(document, after);
            const QByteArray bytesAfter = documentBytes(after);
            QCOMPARE(change.isEmpty(), bytes == bytesAfter);
            QCOMPARE(documentBytes(change.apply(document)), bytesAfter);
            QCOMPARE(documentBytes(change.revert(after)), bytes);
            changed += change.isEmpty() ? 0 : 1;
            stack.push_back(change);
            document = after;
            bytes = bytesAfter;
        }
        QVERIFY2(changed > 400, qPrintable(QString::number(changed)));

        GraphDocument undone = document;
        for (auto change = stack.rbegin(); change != stack.rend(); ++change)
            undone = change->revert(undone);
        QCOMPARE(documentBytes(undone), documentBytes(first));
        QCOMPARE(toJson(undone), toJson(first));
        for (const DocumentChange &change : stack)
            undone = change.apply(undone);
        QCOMPARE(documentBytes(undone), documentBytes(document));
    }

    void takesAnyTwoDocuments()
    {
        const QStringList ids = demoIds();
        for (const QString &one : ids) {
            for (const QString &other : ids) {
                const GraphDocument a = *demo(one);
                const GraphDocument b = *demo(other);
                const DocumentChange change(a, b);
                QCOMPARE(documentBytes(change.apply(a)), documentBytes(b));
                QCOMPARE(documentBytes(change.revert(b)), documentBytes(a));
            }
        }
    }

    void takesNodesInAnotherOrder()
    {
        const GraphDocument a = *demo(u"two_layer"_s);
        GraphDocument b = a;
        std::reverse(b.nodes.begin(), b.nodes.end());
        const DocumentChange change(a, b);
        QCOMPARE(documentBytes(change.apply(a)), documentBytes(b));
        QCOMPARE(documentBytes(change.revert(b)), documentBytes(a));
    }

    void seesWhatLenientComparisonsMiss()
    {
        GraphDocument a = *demo(u"apple"_s);
        a.nodes[0].position = { 1000, 0 };
        GraphDocument b = a;
        b.nodes[0].position.rx() = std::nextafter(1000.0, 2000.0);
        QVERIFY(DocumentChange(a, b).onlyMoves());
        b = a;
        a.nodes[0].value.values = { 0.0 };
        b.nodes[0].value.values = { -0.0 };
        QCOMPARE(DocumentChange(a, b).nodes(), QStringList(a.nodes[0].id));
    }

    void tellsMovesFromOtherChanges()
    {
        const GraphDocument document = *demo(u"sigmoid"_s);
        QVERIFY(!DocumentChange(document, document).onlyMoves());
        const GraphDocument moved = edit::move(document, { u"y"_s }, { 8, 0 });
        QVERIFY(DocumentChange(document, moved).onlyMoves());
        QCOMPARE(DocumentChange(document, moved).nodes(), QStringList(u"y"_s));
        QVERIFY(!DocumentChange(document, edit::setNote(moved, u"y"_s, u"!"_s)).onlyMoves());
        QVERIFY(!DocumentChange(document, edit::addNode(moved, u"add"_s, {}).document).onlyMoves());
        QVERIFY(!DocumentChange(document, edit::ungroup(moved, u"sigmoid"_s)).onlyMoves());
    }

    // 1,000 moves of a matrix with 39,200 numbers do not keep 1,000 matrices, nor 1,000 graphs of 1,000 nodes.
    void keepsLittle()
    {
        const GraphDocument net = *demo(u"two_layer"_s);
        const GraphDocument large = LargeGraph(1000, 20).document();
        for (const GraphDocument &document : { net, large }) {
            const QString id = document.nodes[1].id;
            const qsizetype whole = documentBytes(document).size();
            std::vector<DocumentChange> stack;
            const std::size_t before = heapInUse();
            GraphDocument now = document;
            for (int i = 0; i < 1000; ++i) {
                const GraphDocument after = edit::move(now, { id }, { 1, 0 });
                stack.emplace_back(now, after);
                now = after;
            }
            const auto kept = qsizetype(heapInUse() - before);
            QVERIFY2(kept < 20 * whole + 2'000'000, qPrintable(u"%1 of %2"_s.arg(kept).arg(whole)));
        }
    }

    void isQuick_data()
    {
        using namespace edit;
        const GraphDocument large = LargeGraph(1000, 20).document();
        QStringList all;
        for (const DocumentNode &node : large.nodes)
            all.append(node.id);
        const QString first = all[20];
        const QString last = large.result;
        const GraphDocument piece = edit::copy(large, all.mid(0, 100));
        QTest::addColumn<RandomEdits::Edit>("change");
        const auto row = [](const char *name, const RandomEdits::Edit &change) { QTest::newRow(name) << change; };
        const QString exp = u"exp"_s;
        row("add", [=](const auto &d) { return addNode(d, exp, {}).document; });
        row("connect", [=](const auto &d) { return edit::connect(d, all[1], last, 0); });
        row("disconnect", [=](const auto &d) { return edit::disconnect(d, last, 0); });
        row("insert on wire", [=](const auto &d) { return insertOnWire(d, last, 0, exp, {}).document; });
        row("replace", [=](const auto &d) { return replaceOp(d, first, exp); });
        row("remove one", [=](const auto &d) { return edit::remove(d, { first }); });
        row("remove half", [=](const auto &d) { return edit::remove(d, all.mid(0, 500)); });
        row("set value", [=](const auto &d) { return setValue(d, all[0], Tensor{ Shape(1, 2), { 1, 2 } }); });
        row("rename", [=](const auto &d) { return edit::rename(d, first, u"cost"_s); });
        row("group", [=](const auto &d) { return edit::group(d, all.mid(900), {}).document; });
        row("move one", [=](const auto &d) { return edit::move(d, { first }, { 8, 8 }); });
        row("move all", [=](const auto &d) { return edit::move(d, all, { 8, 8 }); });
        row("align all", [=](const auto &d) { return align(d, all, Alignment::DistributeX); });
        row("paste a hundred", [=](const auto &d) { return paste(d, piece, {}).document; });
        row("arrange", [=](const auto &d) { return arranged(d); });
    }

    // With its undo data, each edit of 1,000 nodes takes less than a picture at 60 a second.
    void isQuick()
    {
        QFETCH(RandomEdits::Edit, change);
        const GraphDocument large = LargeGraph(1000, 20).document();
        std::clock_t best = std::numeric_limits<std::clock_t>::max();
        for (int i = 0; i < 5; ++i) {
            const std::clock_t start = std::clock(); // of the processor: others may be at work
            const GraphDocument after = change(large);
            const DocumentChange difference(large, after);
            best = std::min(best, std::clock() - start);
            QVERIFY(!difference.isEmpty());
        }
        const double milliseconds = 1000.0 * double(best) / CLOCKS_PER_SEC;
        qInfo("%.2f ms", milliseconds);
        QVERIFY(milliseconds < double(timeLimit(16)));
    }
};

QTEST_GUILESS_MAIN(TestDocumentChange)
#include "tst_document_change.moc"
