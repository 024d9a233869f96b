// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram room as a person uses it: stepping, editing, presenting, the library and the zoom, by mouse and by key.
#include "files/demos.h"
#include "tests/fixtures/diagram_window.h"
#include "ui/explain/explain_panel.h"
#include "ui/library/library_panel.h"
#include "ui/timeline/step_slider.h"
#include "ui/timeline/timeline_bar.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestDiagram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init();
    void cleanup() { m_window.reset(); }

    void keysStep();
    void oneKeyToTheFirstGradient();
    void thereAndBackIsTheSamePicture();
    void sliderAndButtonsStep();
    void playingEndsAtTheLastStep();
    void doubleClickEditsAndEverythingFollows();
    void badInputIsRefusedWithItsReason();
    void undoAndRedo();
    void typingOnASelectedInputEdits();
    void presentationKeepsTheKeys();
    void libraryFiltersAndOpens();
    void zoomStopsFittingUntilAskedTo();

private:
    DiagramWindow &w() { return *m_window; }
    ValueEditor &editor() { return w().page.editor(); }
    const Lettering &letters() { return *w().scene.style().letters; }
    QString explained() { return w().page.explainPanel().text(); }
    void typeInto(const char *leaf, const QString &text);

    QTemporaryDir m_settings;
    std::unique_ptr<DiagramWindow> m_window;
};

void TestDiagram::init()
{
    m_window = std::make_unique<DiagramWindow>("");
    QVERIFY(QTest::qWaitForWindowActive(&w().window));
}

void TestDiagram::keysStep()
{
    w().press(Qt::Key_Right);
    QCOMPARE(w().session.position(), 1);
    w().press(Qt::Key_PageDown);
    QCOMPARE(w().session.position(), 2);
    w().press(Qt::Key_Left);
    w().press(Qt::Key_PageUp);
    QCOMPARE(w().session.position(), 0);
    w().press(Qt::Key_Left);
    QCOMPARE(w().session.position(), 0);
    w().press(Qt::Key_End);
    QCOMPARE(w().session.position(), w().session.count());
    w().press(Qt::Key_Home);
    QCOMPARE(w().session.position(), 0);
    // In the library's filter the same keys move the cursor and type.
    w().window.library().focusFilter();
    QTest::keyClicks(&w().window.library().filter(), u"f g"_s);
    QTest::keyClick(&w().window.library().filter(), Qt::Key_Left);
    QCOMPARE(w().window.library().filter().text(), u"f g"_s);
    QCOMPARE(w().session.position(), 0);
}

void TestDiagram::oneKeyToTheFirstGradient()
{
    w().press(Qt::Key_G);
    QCOMPARE(w().gradient("all_price", "price"), u"1.1"_s);
    QCOMPARE(w().gradient("apple", "apple_price"), QString());
}

void TestDiagram::thereAndBackIsTheSamePicture()
{
    for (const QString &id : demoIds()) {
        QVERIFY(w().window.openDemo(id));
        QList<QImage> there;
        for (int i = 0; i <= w().session.count(); ++i) {
            there.append(w().window.grab().toImage());
            w().press(Qt::Key_Right);
        }
        QVERIFY(w().session.isAnswered());
        w().press(Qt::Key_Left); // takes the answer away
        for (int i = w().session.count(); i >= 0; --i) {
            QCOMPARE(w().session.position(), i);
            QVERIFY2(w().window.grab().toImage() == there[i], qPrintable(id + u" at %1"_s.arg(i)));
            QVERIFY(i == 0 || there[i] != there[i - 1]);
            w().press(Qt::Key_Left);
        }
    }
}

void TestDiagram::sliderAndButtonsStep()
{
    TimelineBar &timeline = w().page.timeline();
    const auto click = [&](const char *name) {
        for (auto *button : timeline.findChildren<QAbstractButton *>())
            if (button->accessibleName() == QLatin1String(name))
                QTest::mouseClick(button, Qt::LeftButton);
    };
    click("Forward one step");
    QCOMPARE(w().session.position(), 1);
    click("Last step");
    QCOMPARE(w().session.position(), w().session.count());
    QCOMPARE(timeline.slider().positionText(), u"9 of 9"_s);
    click("Back one step");
    QCOMPARE(timeline.slider().positionText(), u"8 of 9"_s);
    click("First step");
    QCOMPARE(w().session.position(), 0);
    auto *slider = timeline.findChild<StepSlider *>();
    QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() - 20, slider->height() / 2));
    QCOMPARE(w().session.position(), w().session.count());
}

void TestDiagram::playingEndsAtTheLastStep()
{
    TimelineBar &timeline = w().page.timeline();
    auto *speed = timeline.findChild<QComboBox *>();
    speed->setCurrentIndex(speed->count() - 1);
    QCOMPARE(timeline.speed(), 8.0);
    w().press(Qt::Key_Space);
    QVERIFY(timeline.isPlaying());
    QTRY_COMPARE(w().session.position(), w().session.count());
    QTRY_VERIFY(!timeline.isPlaying());
}

void TestDiagram::typeInto(const char *leaf, const QString &text)
{
    QTest::mouseClick(w().view.viewport(), Qt::LeftButton, {}, w().onScreen(leaf));
    QTest::mouseDClick(w().view.viewport(), Qt::LeftButton, {}, w().onScreen(leaf));
    QVERIFY(editor().isVisible());
    editor().line().selectAll();
    QTest::keyClick(&editor().line(), Qt::Key_Delete);
    QTest::keyClicks(&editor().line(), text);
    QTest::keyClick(&editor().line(), Qt::Key_Return);
}

void TestDiagram::doubleClickEditsAndEverythingFollows()
{
    w().press(Qt::Key_End);
    typeInto("apple", u"200"_s);
    QVERIFY(!editor().isVisible());
    QCOMPARE(w().session.position(), w().session.count());
    QCOMPARE(w().value("apple", "apple_price"), u"200"_s);
    QCOMPARE(w().value("price", ""), u"935"_s);
    QCOMPARE(w().gradient("apple_num", "apple_price"), u"220"_s);
    QCOMPARE(w().gradient("tax", "price"), u"850"_s);
    QVERIFY(explained().contains(u"= 1.1 × 200 = 220"_s));
    QVERIFY(w().window.isWindowModified());
    // On the number on its arrow as well.
    const QPoint number = w().view.mapFromScene(valueRect(*w().edge("tax", "price"), letters()).center());
    QTest::mouseDClick(w().view.viewport(), Qt::LeftButton, {}, number);
    QCOMPARE(editor().leaf(), u"tax"_s);
}

void TestDiagram::badInputIsRefusedWithItsReason()
{
    const QImage before = w().view.grab().toImage();
    for (const auto &[text, reason] :
         { std::pair("12a", "“12a” is not a number."), std::pair("", "Type a number, for example 1.5."),
           std::pair("1e999", "1e999 is too large: numbers end at 1.8e308."), std::pair("nan", "“nan” is not a number."),
           std::pair("inf", "“inf” is not a number."),
           std::pair("1 2", "1 numbers are needed, row by row; these are 2. Brackets give another shape: [1, 2].") }) {
        typeInto("apple", QString::fromUtf8(text));
        QVERIFY2(editor().isVisible(), text);
        QCOMPARE(editor().reason(), QString::fromUtf8(reason));
        QCOMPARE(w().value("apple", "apple_price"), u"100"_s);
        QTest::keyClick(&editor().line(), Qt::Key_Escape);
        QVERIFY(!editor().isVisible());
    }
    QCOMPARE(w().session.undoStack().count(), 0);
    w().session.select({});
    QVERIFY(w().view.grab().toImage() == before);
}

void TestDiagram::undoAndRedo()
{
    w().press(Qt::Key_End);
    typeInto("apple", u"200"_s);
    typeInto("tax", u"2"_s);
    QCOMPARE(w().value("price", ""), u"1700"_s);
    w().press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w().value("price", ""), u"935"_s);
    w().press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w().value("price", ""), u"715"_s);
    QCOMPARE(w().gradient("tax", "price"), u"650"_s);
    QVERIFY(!w().window.isWindowModified());
    w().press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(w().value("price", ""), u"935"_s);
}

void TestDiagram::typingOnASelectedInputEdits()
{
    w().view.setFocus();
    QTest::keyClick(&w().view, Qt::Key_Tab);
    QCOMPARE(w().session.selected(), u"apple"_s);
    QTest::keyClick(&w().view, Qt::Key_5);
    QVERIFY(editor().isVisible());
    QTest::keyClick(&editor().line(), Qt::Key_0);
    QTest::keyClick(&editor().line(), Qt::Key_Return);
    QCOMPARE(w().value("apple", "apple_price"), u"50"_s);
    QVERIFY(w().view.hasFocus());
    QTest::keyClick(&w().view, Qt::Key_Return);
    QVERIFY(editor().isVisible());
    QCOMPARE(editor().line().text(), u"50"_s);
}

void TestDiagram::presentationKeepsTheKeys()
{
    w().press(Qt::Key_F5);
    QVERIFY(w().window.isFullScreen());
    QVERIFY(!w().window.library().isVisible());
    w().press(Qt::Key_PageDown);
    QCOMPARE(w().session.position(), 1);
    w().press(Qt::Key_Escape);
    QVERIFY(!w().window.isFullScreen());
    QVERIFY(w().window.library().isVisible());
    w().press(Qt::Key_F11);
    QVERIFY(w().window.isFullScreen());
    w().press(Qt::Key_F11);
    QVERIFY(!w().window.isFullScreen());
}

void TestDiagram::libraryFiltersAndOpens()
{
    LibraryPanel &library = w().window.library();
    QCOMPARE(library.visibleIds().size(), demoIds().size() + 1);
    QTest::keyClicks(&library.filter(), u"soft"_s);
    QCOMPARE(library.visibleIds(), QStringList({ u"softmax_loss"_s }));
    QTest::keyClick(&library.filter(), Qt::Key_Return);
    QCOMPARE(w().session.document().id, u"softmax_loss"_s);
    QCOMPARE(w().window.windowTitle(), u"Softmax with loss[*] — Chainrule"_s);
    QCOMPARE(library.visibleIds().size(), demoIds().size() + 1); // found, so the list is whole again

    QTest::keyClicks(&library.filter(), u"sigm"_s);
    QTest::keyClick(&library.filter(), Qt::Key_Down); // into the list, on its first entry
    QTest::keyClick(library.findChild<QTreeWidget *>(), Qt::Key_Return);
    QCOMPARE(w().session.document().id, u"sigmoid"_s);
}

void TestDiagram::zoomStopsFittingUntilAskedTo()
{
    const double fitted = w().view.scale();
    w().press(Qt::Key_Plus, Qt::ControlModifier);
    const double zoomed = w().view.scale();
    QVERIFY(zoomed > fitted * 1.1);
    w().window.resize(1400, 900);
    QCOMPARE(w().view.scale(), zoomed);
    w().press(Qt::Key_0, Qt::ControlModifier);
    QVERIFY(w().view.scale() < zoomed);
    const QPointF before = w().view.mapToScene(w().view.viewport()->rect().center());
    QTest::mousePress(w().view.viewport(), Qt::LeftButton, {}, QPoint(20, 20));
    QTest::mouseMove(w().view.viewport(), QPoint(60, 40));
    QTest::mouseRelease(w().view.viewport(), Qt::LeftButton, {}, QPoint(60, 40));
    QVERIFY(w().view.mapToScene(w().view.viewport()->rect().center()) != before);
}

QTEST_MAIN(TestDiagram)
#include "tst_diagram.moc"
