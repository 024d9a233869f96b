// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs where the memory does not suffice to show them: what is in them stays, and so does what is shown.
#include "tests/fixtures/bounded_heap.h"
#include "tests/fixtures/files_window.h"
#include "tests/ui/documents/library_hand.h"

#include "ui/documents/documents.h"

using namespace chainrule;

using namespace Qt::StringLiterals;

namespace {

constexpr int side = 1'000;
constexpr std::size_t aWindowButNoSquare = std::size_t(4) * side * side; // bytes; its numbers take twice as much

// Of two vectors, a square of numbers.
GraphDocument square()
{
    GraphDocument document;
    document.title = u"Square"_s;
    document.nodes = { leafNode("x", 0, { 0, 0 }), leafNode("y", 0, { 0, 100 }), opNode("z", "dot", { "x", "y" }, { 200, 0 }) };
    document.nodes[0].value = { { side, 1 }, std::vector<double>(side, 1.0) };
    document.nodes[1].value = { { 1, side }, std::vector<double>(side, 2.0) };
    document.result = u"z"_s;
    return document;
}

} // namespace

class TestNoRoom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void cleanup() { s_mostBytes = boundless; }
    void workStays();

private:
    QTemporaryDir m_settings;
};

void TestNoRoom::workStays()
{
    FilesWindow w("apple");
    const LibraryHand library(w.window.library());
    w.window.findChild<Documents *>()->openTyped(square());
    QCOMPARE(library.state(u"Square"_s), u"unsaved"_s);
    library.click(u"Sigmoid"_s);
    w.press(Qt::Key_Right);
    s_mostBytes = aWindowButNoSquare;
    library.click(u"Square"_s);
    QVERIFY2(w.message().contains(u"“Square” cannot be shown"_s), qPrintable(w.message()));
    QCOMPARE(library.own(), QStringList(u"Square"_s));
    QCOMPARE(w.title(), u"Sigmoid[*] — Chainrule"_s);
    QCOMPARE(w.session.position(), 1);
    w.press(Qt::Key_Right);
    QCOMPARE(w.session.position(), 2);
    s_mostBytes = boundless;
    library.click(u"Square"_s);
    QCOMPARE(w.title(), u"Square[*] — Chainrule"_s);
    QVERIFY(w.window.isWindowModified());
    QCOMPARE(w.message(), QString());
}

QTEST_MAIN(TestNoRoom)
#include "tst_no_room.moc"
