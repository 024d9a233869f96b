// SPDX-License-Identifier: GPL-3.0-or-later
// The sum of the gradients at a value that is used more than once: its terms, and where it is to be read.
#include "tests/fixtures/diagram_window.h"

#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestBranches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }

    void growsTermByTerm();
    void longSumsAreWhole_data();
    void longSumsAreWhole();
    void standsClearOfItsArrows_data();
    void standsClearOfItsArrows();
    void foldingLeavesItWhereItIs();

private:
    QTemporaryDir m_settings;
};

// x goes into two products: its gradient is b after the first, a + b after the second.
void TestBranches::growsTermByTerm()
{
    DiagramWindow w("copy");
    const auto branch = [&] { return w.scene.node(u"x"_s)->branchText(); };
    w.session.setPosition(w.session.count() - 2);
    QCOMPARE(branch(), QString());
    w.press(Qt::Key_Right);
    QCOMPARE(branch(), u"5 + …"_s);
    w.press(Qt::Key_Right);
    QCOMPARE(branch(), u"5 + 2 = 7"_s);
    w.press(Qt::Key_Left);
    QCOMPARE(branch(), u"5 + …"_s);
}

void TestBranches::longSumsAreWhole_data()
{
    QTest::addColumn<double>("a");
    QTest::addColumn<double>("b");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("lines");
    QTest::newRow("short") << 2.0 << 5.0 << u"5 + 2 = 7"_s << 1;
    QTest::newRow("long") << 10.46 << -0.7354 << u"−0.7354 + 10.46 = 9.7246"_s << 2;
    QTest::newRow("very long") << -1.2345e-5 << -1.4567e-5 << u"−1.457e-05 + (−1.234e-05) = −2.691e-05"_s << 3;
}

// The gradient of x is b + a.
void TestBranches::longSumsAreWhole()
{
    QFETCH(double, a);
    QFETCH(double, b);
    QFETCH(QString, text);
    QFETCH(int, lines);
    DiagramWindow w("copy", { 1280, 720 });
    w.session.editValue(u"a"_s, { a }, 1);
    w.session.editValue(u"b"_s, { b }, 2);
    w.press(Qt::Key_End);
    const NodeDrawing x = *w.scene.node(u"x"_s);
    const QRectF sum = branchRect(x, *w.scene.style().letters);
    QCOMPARE(x.branchText(), text);
    QCOMPARE(sum.height(), lines * Branch::lineHeight);
    QVERIFY(bounds(x, *w.scene.style().letters).contains(sum));
    const QRect onScreen = w.view.mapFromScene(sum);
    QVERIFY(w.view.viewport()->rect().contains(onScreen));
    // Each of its lines is there.
    const QImage picture = w.picture();
    const QRgb ink = w.scene.style().theme.backward.rgb();
    for (int line = 0; line < lines; ++line) {
        const int top = onScreen.top() + line * onScreen.height() / lines;
        int inked = 0;
        for (int y = top; y < top + onScreen.height() / lines; ++y)
            for (int column = onScreen.left(); column < onScreen.right(); ++column)
                inked += picture.pixel(column, y) == ink;
        QVERIFY2(inked > 20, qPrintable(u"line %1: %2"_s.arg(line).arg(inked)));
    }
}

void TestBranches::standsClearOfItsArrows_data()
{
    QTest::addColumn<double>("down");
    QTest::newRow("arrows lead down") << 1.0;
    QTest::newRow("arrows lead up") << -1.0;
}

// s(1 − s), with both arrows of s on the same side.
void TestBranches::standsClearOfItsArrows()
{
    QFETCH(double, down);
    GraphDocument document;
    document.placed = true;
    document.nodes = { leafNode("x", 1.37, { 0, 0 }), opNode("s", "sigmoid", { "x" }, { 150, 0 }),
                       opNode("m", "neg", { "s" }, { 300, 130 * down }),
                       opNode("y", "mul", { "s", "m" }, { 450, 130 * down }) };
    DiagramWindow w("apple");
    w.page.open(document);
    w.press(Qt::Key_End);
    const NodeDrawing s = *w.scene.node(u"s"_s);
    const QRectF sum = branchRect(s, *w.scene.style().letters);
    QVERIFY(s.branchText().contains(u'='));
    for (const EdgePlace &edge : w.scene.layout().edges)
        for (double t = 0; t <= 1; t += 0.01)
            QVERIFY2(!sum.contains(edge.curve.at(t)), qPrintable(QString::number(t)));
    const QRectF &outline = s.place.outline;
    QVERIFY(down > 0 ? sum.bottom() < outline.top() : sum.top() > outline.bottom());
    QVERIFY(w.scene.contentRect().contains(sum));
}

// The arrows that decided where it stands may be in the group.
void TestBranches::foldingLeavesItWhereItIs()
{
    GraphDocument document;
    document.placed = true; // what is crowded otherwise is laid out anew, with a lane for each arrow
    document.nodes = { leafNode("x", 1.37, { 0, 0 }), opNode("s", "sigmoid", { "x" }, { 150, 0 }),
                       opNode("m", "neg", { "s" }, { 300, 160 }), opNode("n", "exp", { "m" }, { 450, 160 }),
                       opNode("y", "mul", { "s", "n" }, { 600, 0 }) };
    DocumentGroup group;
    group.id = group.name = u"g"_s;
    group.members = { u"m"_s, u"n"_s };
    group.position = QPointF(375, 0);
    document.groups = { group };
    DiagramWindow w("apple", { 1600, 900 });
    w.page.open(document);
    w.press(Qt::Key_End);
    const auto rect = [&] { return branchRect(*w.scene.node(u"s"_s), *w.scene.style().letters); };
    const QRectF before = rect();
    QVERIFY(!before.isEmpty());
    w.press(Qt::Key_F);
    QVERIFY(w.scene.node(u"g"_s));
    QCOMPARE(rect(), before);
}

QTEST_MAIN(TestBranches)
#include "tst_branches.moc"
