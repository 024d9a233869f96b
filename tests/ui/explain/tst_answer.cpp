// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to a demo's question: it waits for a step of its own, and says nothing that is not so.
#include "files/demos.h"
#include "tests/fixtures/diagram_window.h"
#include "ui/explain/answer.h"
#include "ui/explain/explain_panel.h"
#include "ui/session/fault_lab.h"
#include "ui/tensor/matrix_entry.h"
#include "ui/timeline/timeline_bar.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init() { m_window = std::make_unique<DiagramWindow>("apple"); }
    void cleanup() { m_window.reset(); }

    void aStepOfItsOwn();
    void anAnswerThatIsTakenAwayIsNoStep();
    void theForwardButtonShowsIt();
    void playingDoesNotShowIt();
    void inEveryDemoItWaits();
    void withoutANumberThereIsNoAnswer();
    void whatIsNotFiniteIsNoAnswer();
    void aMistakeIsNotStatedAsRight_data();
    void aMistakeIsNotStatedAsRight();
    void wholeSentences_data();
    void wholeSentences();

private:
    DiagramWindow &w() { return *m_window; }
    QString explained() { return w().window.findChild<ExplainPanel *>()->text(); }
    void toTheAnswer()
    {
        w().session.setPosition(w().session.count());
        w().session.next();
        QVERIFY(w().session.isAnswered());
    }

    QTemporaryDir m_settings;
    std::unique_ptr<DiagramWindow> m_window;
};

void TestAnswer::aStepOfItsOwn()
{
    const QString answer = u"the payment rises by 2.2 yen"_s;
    w().press(Qt::Key_End);
    QVERIFY(w().session.isAtEnd());
    QVERIFY(!w().page.caption().contains(answer) && !explained().contains(answer));
    for (const Qt::Key key : { Qt::Key_PageDown, Qt::Key_Right }) {
        w().press(key);
        QVERIFY(w().page.caption().contains(answer) && explained().contains(answer));
        QVERIFY(w().session.isAtEnd());
        w().press(key == Qt::Key_Right ? Qt::Key_Left : Qt::Key_PageUp); // takes it away, and no step
        QVERIFY(!w().page.caption().contains(answer));
        QVERIFY(w().session.isAtEnd());
    }
    w().press(Qt::Key_Right);
    w().press(Qt::Key_Home);
    w().press(Qt::Key_End);
    QVERIFY(!w().page.caption().contains(answer)); // it is to be found again
    w().press(Qt::Key_Right);
    w().session.editValue(u"apple_num"_s, { 3 });
    QVERIFY(w().page.caption().contains(u"rises by 3.3 yen"_s)); // and follows the numbers
}

void TestAnswer::anAnswerThatIsTakenAwayIsNoStep()
{
    toTheAnswer();
    GraphDocument silent = w().session.document();
    silent.answer.clear();
    w().session.editDocument(silent, u"Delete the answer"_s);
    QVERIFY(!w().session.isAnswered());
    w().press(Qt::Key_Left);
    QCOMPARE(w().session.position(), w().session.count() - 1);
    w().session.undoStack().undo();
    w().press(Qt::Key_End);
    QVERIFY(!w().session.isAnswered()); // it is to be found again
}

void TestAnswer::theForwardButtonShowsIt()
{
    const auto button = [&](const QString &name) {
        for (auto *each : w().window.findChildren<QToolButton *>())
            if (each->accessibleName() == name)
                return each;
        return static_cast<QToolButton *>(nullptr);
    };
    w().press(Qt::Key_End);
    QVERIFY(button(u"Forward one step"_s)->isEnabled());
    QTest::mouseClick(button(u"Forward one step"_s), Qt::LeftButton);
    QVERIFY(w().session.isAnswered());
    QVERIFY(!button(u"Forward one step"_s)->isEnabled());
    QTest::mouseClick(button(u"Back one step"_s), Qt::LeftButton);
    QVERIFY(w().session.isAtEnd() && !w().session.isAnswered());
}

void TestAnswer::playingDoesNotShowIt()
{
    w().session.setPosition(w().session.count() - 1);
    w().press(Qt::Key_Space);
    QTRY_VERIFY(w().session.isAtEnd());
    QTRY_VERIFY(!w().page.timeline().isPlaying());
    QVERIFY(!w().session.isAnswered());
}

void TestAnswer::inEveryDemoItWaits()
{
    for (const QString &id : demoIds()) {
        QVERIFY(w().window.openDemo(id));
        for (int position = 0; position <= w().session.count(); ++position) {
            w().session.setPosition(position);
            const QString answer = answerOf(w().session);
            QVERIFY2(!w().page.caption().contains(answer) && !explained().contains(answer), qPrintable(id));
        }
        toTheAnswer();
        QVERIFY(w().page.caption() == answerOf(w().session));
    }
}

void TestAnswer::withoutANumberThereIsNoAnswer()
{
    QVERIFY(w().window.openDemo(u"affine_batch"_s));
    enterValue(w().session, u"X"_s, { Shape(2, 3), { 1, 2, 3, 4, 5, 6 } }); // which no longer fits W
    w().session.setPosition(w().session.count());
    w().session.next();
    for (const QString &text : { w().page.caption(), explained(), answerOf(w().session) })
        QVERIFY2(!text.contains(u'{'), qPrintable(text));
    QCOMPARE(answerOf(w().session), u"The answer needs the gradient of Y, which is not there."_s);
}

void TestAnswer::whatIsNotFiniteIsNoAnswer()
{
    QVERIFY(w().window.openDemo(u"sigmoid"_s));
    w().session.editValue(u"x"_s, { -800 });
    toTheAnswer();
    QCOMPARE(w().page.caption(), u"With these numbers there is no answer: the gradient of x is NaN."_s);
}

void TestAnswer::aMistakeIsNotStatedAsRight_data()
{
    QTest::addColumn<QString>("demo");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *demo, const char *place, const char *fault) {
        QTest::newRow(fault) << QString::fromUtf8(demo) << QString::fromUtf8(place) << QString::fromUtf8(fault);
    };
    row("affine_batch", "Y", "bias_not_summed");
    row("copy", "x", "branch_assigned");
    row("mul", "z", "mul_not_swapped");
    row("relu", "y", "relu_no_mask");
}

void TestAnswer::aMistakeIsNotStatedAsRight()
{
    QFETCH(QString, demo);
    QFETCH(QString, place);
    QFETCH(QString, fault);
    QVERIFY(w().window.openDemo(demo));
    toTheAnswer();
    const QString right = w().page.caption();
    w().page.faults().put(place, fault);
    QVERIFY2(w().page.caption().contains(u"is wrong because of it"_s), qPrintable(w().page.caption()));
    w().page.faults().repair();
    QCOMPARE(w().page.caption(), right);
}

void TestAnswer::wholeSentences_data()
{
    QTest::addColumn<QString>("demo");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *demo, const char *says) {
        QTest::newRow(demo) << QString::fromUtf8(demo) << QString::fromUtf8(says);
    };
    row("sigmoid", "at the rate of");
    row("max", "x receives 0, and y receives");
    row("affine", "that of X is (1, 2), that of W is (2, 3), and that of B is (1, 3).");
    row("two_layer", "with a learning rate of 0.1");
}

void TestAnswer::wholeSentences()
{
    QFETCH(QString, demo);
    QFETCH(QString, says);
    QVERIFY(w().window.openDemo(demo));
    toTheAnswer();
    QVERIFY2(w().page.caption().contains(says), qPrintable(w().page.caption()));
}

QTEST_MAIN(TestAnswer)
#include "tst_answer.moc"
