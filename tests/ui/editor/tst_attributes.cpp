// SPDX-License-Identifier: GPL-3.0-or-later
// The attributes of an operation in the window: fields beneath the palette, one change each for undo, and what Explain says.
#include "tests/fixtures/editor_window.h"
#include "text/expression.h"
#include "ui/editor/palette/attribute_fields.h"
#include "ui/editor/palette/palette_panel.h"
#include "ui/explain/explain_panel.h"

#include <QtWidgets/QComboBox>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestAttributes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slopeIsTyped();
    void axisIsChosen();
    void othersHaveNone();
};

namespace {

QLineEdit &slopeField(EditorWindow &w)
{
    return *w.desk.palette().attributes().findChild<QWidget *>(u"slope"_s)->findChild<QLineEdit *>();
}

void type(QLineEdit &line, const char *text)
{
    line.setFocus();
    line.selectAll();
    QTest::keyClicks(&line, QLatin1String(text));
    QTest::keyClick(&line, Qt::Key_Return);
}

GraphDocument leaky()
{
    return documentOf(u"x = -2; leaky_relu(x)"_s);
}

} // namespace

void TestAttributes::slopeIsTyped()
{
    EditorWindow w(leaky());
    w.session.select(w.document().result);
    AttributeFields &fields = w.desk.palette().attributes();
    QVERIFY(fields.isVisible());
    QCOMPARE(w.result(), -0.02); // the standard
    type(slopeField(w), "0.25");
    QCOMPARE(w.result(), -0.5);
    QCOMPARE(w.document().node(w.document().result)->attributes.value(u"slope"_s), 0.25);
    QCOMPARE(w.session.undoStack().count(), 1);
    const QString explained = w.page.explainPanel().text();
    QVERIFY2(explained.contains(u"slope = 0.25. The slope a is what"_s), qPrintable(explained));
    QVERIFY2(explained.contains(u"= 1 × 0.25 = 0.25"_s), qPrintable(explained));

    type(slopeField(w), "steep"); // refused in place
    QCOMPARE(w.result(), -0.5);
    type(slopeField(w), "-1"); // a slope may fall
    QCOMPARE(w.result(), 2.0);
    w.session.undoStack().undo();
    w.session.undoStack().undo();
    QCOMPARE(w.document(), leaky());
    QCOMPARE(w.result(), -0.02);
    QCOMPARE(slopeField(w).text(), QLocale().toString(0.01));
}

void TestAttributes::axisIsChosen()
{
    EditorWindow w(documentOf(u"X = [[1, 2], [3, 4]]; sum(X)"_s));
    w.session.select(w.document().result);
    auto *axis = w.desk.palette().attributes().findChild<QComboBox *>(u"axis"_s);
    QVERIFY(axis);
    QCOMPARE(axis->count(), 4); // all, 0, 1, −1
    QCOMPARE(axis->currentText(), u"all"_s);
    const auto choose = [axis](int index) {
        axis->setCurrentIndex(index);
        Q_EMIT axis->activated(index);
    };
    choose(1);
    QCOMPARE(w.session.graph().shape(w.session.compiled().result), Shape(1, 2));
    const QString explained = w.page.explainPanel().text();
    QVERIFY2(explained.contains(u"axis = 0"_s) && explained.contains(u"= [1 1] ⊙ [1 1; 1 1] ="_s), qPrintable(explained));
    choose(3);
    QCOMPARE(w.session.graph().shape(w.session.compiled().result), Shape(2, 1));
    choose(0);
    QCOMPARE(w.result(), 10.0);
    QVERIFY(w.document().node(w.document().result)->attributes.isEmpty());
    QCOMPARE(w.session.undoStack().count(), 3);
}

void TestAttributes::othersHaveNone()
{
    EditorWindow w(leaky());
    AttributeFields &fields = w.desk.palette().attributes();
    QVERIFY(!fields.isVisible()); // nothing is selected
    w.session.select(w.document().result);
    QVERIFY(fields.isVisible());
    w.session.select(w.document().nodes[0].id);
    QVERIFY(!fields.isVisible());
    // By the palette: what is new is selected, and has its fields.
    w.add("leaky", w.freePlace(2, 3));
    QVERIFY(fields.isVisible());
    type(slopeField(w), "0.5");
    QCOMPARE(w.document().nodes.last().attributes.value(u"slope"_s), 0.5);
}

QTEST_MAIN(TestAttributes)
#include "tst_attributes.moc"
