// SPDX-License-Identifier: GPL-3.0-or-later
// What if and predict, as a person uses them: a nudge and what comes of it, and numbers that are named before they are shown.
#include "tests/ui/lab/lab_window.h"
#include "ui/widgets/plot/still_plot.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QTableWidget>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestPredict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init();
    void cleanup() { m_window.reset(); }

    void whatIfShowsTheBooksFigures();
    void whatIfFollowsValuesAndSelection();
    void whatIfTellsWhereTheLineEnds();
    void whatIfOffersTheSteepestOfManyWeights();
    void badNudgeIsRefused();
    void rightPredictionsStepOn();
    void answersAreTypedOneAfterTheOther();
    void wrongPredictionsAreDiagnosed_data();
    void wrongPredictionsAreDiagnosed();
    void helpComesAfterTwoWrongOnes();
    void predictGivesNothingAway();
    void faultyAnswersAreNotAskedFor();
    void branchIsAskedForItsSum();
    void foldedGroupIsOneQuestion();

private:
    LabWindow &w() { return *m_window; }
    void toTheEnd() { w().session.setPosition(w().session.count()); }

    QTemporaryDir m_settings;
    std::unique_ptr<LabWindow> m_window;
};

void TestPredict::init()
{
    m_window = std::make_unique<LabWindow>();
    QVERIFY(QTest::qWaitForWindowActive(&w().window));
}

void TestPredict::whatIfShowsTheBooksFigures()
{
    QCOMPARE(w().find<QLineEdit>("nudge")->text(), u"+ 1"_s);
    QCOMPARE(w().said("predicted"), u"–"_s); // its gradient has not come back
    QCOMPARE(w().said("actual"), u"+ 2.2"_s);
    QVERIFY(w().says(u"as soon as it has come back to apple"_s));
    QCOMPARE(w().lab.findChildren<StillPlot *>().first()->content().curves.size(), 1); // without a tangent
    toTheEnd();
    QCOMPARE(w().said("predicted"), u"+ 2.2"_s);
    QCOMPARE(w().said("actual"), u"+ 2.2"_s);
    QVERIFY(w().says(u"straight line in this input"_s));
    auto *slider = w().find<QSlider>("nudgeSlider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(w().find<QLineEdit>("nudge")->text(), u"+ 2"_s);
    QCOMPARE(w().said("predicted"), u"+ 4.4"_s);
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(w().find<QLineEdit>("nudge")->text(), u"− 100"_s);
    QCOMPARE(w().said("actual"), u"− 220"_s);
}

void TestPredict::whatIfFollowsValuesAndSelection()
{
    toTheEnd();
    w().session.editValue(u"apple_num"_s, { 3 });
    QCOMPARE(w().said("predicted"), u"+ 3.3"_s);
    w().session.select(u"tax"_s);
    w().type(w().find<QLineEdit>("nudge"), u"0.1"_s);
    QCOMPARE(w().said("predicted"), u"+ 30"_s);
    QCOMPARE(w().said("actual"), u"+ 30"_s);
    w().session.undoStack().undo();
    QCOMPARE(w().said("predicted"), u"+ 20"_s);

    w().open("affine_batch"); // X's first element: W's row 2 2 2 with dY's 1 2 3
    toTheEnd();
    QCOMPARE(w().find<QComboBox>("element")->count(), 4);
    QCOMPARE(w().said("predicted"), u"+ 12"_s);
    auto *element = w().find<QComboBox>("element");
    element->setFocus();
    QTest::keyClick(element, Qt::Key_Down); // 4 4 4 with 1 2 3
    QCOMPARE(w().said("predicted"), u"+ 24"_s);
}

void TestPredict::whatIfTellsWhereTheLineEnds()
{
    w().open("chain"); // z = (x + y)² at 5 and −2: 6 · 1 predicted, 4² − 3² = 7 in truth
    toTheEnd();
    QCOMPARE(w().said("predicted"), u"+ 6"_s);
    QCOMPARE(w().said("actual"), u"+ 7"_s);
    QVERIFY(w().says(u"off by 14 %"_s));
    w().type(w().find<QLineEdit>("nudge"), u"0.01"_s);
    QVERIFY(w().says(u"still holds"_s));
    w().type(w().find<QLineEdit>("nudge"), u"10"_s); // beyond the slider
    QCOMPARE(w().said("actual"), u"+ 160"_s);
}

void TestPredict::whatIfOffersTheSteepestOfManyWeights()
{
    w().open("two_layer"); // whose first weight belongs to a pixel that is always black
    toTheEnd();
    QCOMPARE(w().find<QComboBox>("element")->count(), 100);
    QVERIFY(w().said("predicted") != u"+ 0"_s);
    w().open("relu");
    QCOMPARE(w().find<QComboBox>("element")->count(), 4);
    w().type(w().find<QLineEdit>("nudge"), u"0.5"_s); // −1 + 0.5 is still below 0, up to 0 nothing happens
    QCOMPARE(w().said("actual"), u"+ 0"_s);
}

void TestPredict::badNudgeIsRefused()
{
    w().type(w().find<QLineEdit>("nudge"), u"much"_s);
    QVERIFY(w().says(u"“much” is no number"_s));
    QCOMPARE(w().find<QLineEdit>("nudge")->text(), u"+ 1"_s);
    toTheEnd();
    QCOMPARE(w().said("predicted"), u"+ 2.2"_s);
}

void TestPredict::rightPredictionsStepOn()
{
    QSignalSpy asked(&w().lab, &LabPanel::askedChanged);
    w().tick("predictSwitch");
    QVERIFY(w().says(u"Which value does apple_price get?"_s));
    QCOMPARE(asked.last().first().value<QList<Asked>>(), (QList<Asked>{ { w().session.nodeId(u"apple_price"_s), -1 } }));
    w().predict(u"200"_s);
    QCOMPARE(w().session.position(), 1);
    w().predict(u"220"_s); // as it is shown, not 220.00000000000003
    QCOMPARE(w().session.position(), 3); // past the seed
    QVERIFY(w().said("verdict").contains(u"dL/dL = 1"_s));
    QVERIFY(w().says(u"Which gradient does apple_price receive?"_s));
    w().predict(u"1,1"_s);
    QVERIFY(w().says(u"Which gradient does tax receive?"_s)); // the same step's other number
    QCOMPARE(w().session.position(), 3);
    w().predict(u"200"_s);
    QCOMPARE(w().session.position(), 4);
    w().predict(u"2.2"_s);
    w().predict(u"110"_s);
    QVERIFY(w().session.isAtEnd());
    QVERIFY(w().says(u"nothing left to predict"_s));
    QVERIFY(asked.last().first().value<QList<Asked>>().isEmpty());
}

// The focus stays where they are typed, past the seed too, where nothing is asked; what is no number is typed over.
void TestPredict::answersAreTypedOneAfterTheOther()
{
    w().tick("predictSwitch");
    const auto *field = w().find<QLineEdit>("prediction");
    for (const char *answer : { "x", "200", "220" }) {
        QCOMPARE(QApplication::focusWidget(), field);
        QTest::keyClicks(QApplication::focusWidget(), QString::fromLatin1(answer));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    }
    QVERIFY(w().says(u"Now the way back begins"_s));
    QCOMPARE(QApplication::focusWidget(), field);
    QVERIFY(field->text().isEmpty());
    QVERIFY(!w().find<QCheckBox>("checkSwitch")->isChecked());
}

void TestPredict::wrongPredictionsAreDiagnosed_data()
{
    QTest::addColumn<QByteArray>("demo");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("diagnosis");
    const auto row = [](const char *name, const char *demo, int position, const char *typed, const char *diagnosis) {
        QTest::newRow(name) << QByteArray(demo) << position << QString::fromUtf8(typed) << QString::fromUtf8(diagnosis);
    };
    row("not swapped", "apple", 4, "110", "this input, not the other one"); // 1.1 × 100 for apple
    row("upstream unchanged", "apple", 4, "1.1", "passed on unchanged");
    row("local alone", "apple", 4, "2", "local derivative alone");
    row("sign", "apple", 4, "-2.2", "the sign is not");
    row("value", "apple", 4, "100", "the value of apple");
    row("anything else", "apple", 4, "7", "Not yet. The product passes each input");
    row("anything else, forward", "apple", 0, "7", "Not yet. Multiplies its two inputs");
    row("no number", "apple", 0, "two", "“two” is no number");
    row("one share", "copy", 6, "5", "its shares add up");
}

void TestPredict::wrongPredictionsAreDiagnosed()
{
    QFETCH(QByteArray, demo);
    QFETCH(int, position);
    QFETCH(QString, typed);
    QFETCH(QString, diagnosis);
    w().open(demo.constData());
    w().tick("predictSwitch");
    w().session.setPosition(position);
    if (demo == "copy")
        w().predict(u"3"_s); // what a receives
    w().predict(typed);
    QVERIFY2(w().said("verdict").contains(diagnosis), qPrintable(w().said("verdict")));
    QCOMPARE(w().session.position(), position); // a wrong answer does not step on
}

void TestPredict::helpComesAfterTwoWrongOnes()
{
    w().tick("predictSwitch");
    QVERIFY(!w().find<QPushButton>("showAnswer")->isVisible());
    w().predict(u"1"_s);
    QVERIFY(!w().find<QPushButton>("showAnswer")->isVisible());
    w().predict(u"2"_s);
    QVERIFY(w().find<QPushButton>("showAnswer")->isVisible());
    QVERIFY(!w().says(u"200"_s));
    w().click(w().find<QPushButton>("showAnswer"));
    QVERIFY(w().said("verdict").contains(u"200"_s));
    QCOMPARE(w().session.position(), 1);
    QVERIFY(!w().find<QPushButton>("showAnswer")->isVisible());
}

void TestPredict::predictGivesNothingAway()
{
    w().check();
    QCOMPARE(w().find<QTableWidget>("checkTable")->rowCount(), 5);
    w().tick("predictSwitch");
    QVERIFY(!w().find<QLabel>("predicted")->isVisible());
    QCOMPARE(w().find<QTableWidget>("checkTable")->rowCount(), 0);
    w().session.setPosition(4); // price's step: tax and apple_price have their gradients
    QCOMPARE(w().row("tax").value(0), u"200"_s);
    QVERIFY(w().row("apple").isEmpty());
    w().session.setPosition(5);
    QVERIFY(w().find<QLabel>("predicted")->isVisible());
    QCOMPARE(w().said("predicted"), u"+ 2.2"_s);
    QCOMPARE(w().find<QTableWidget>("checkTable")->rowCount(), 5);
}

void TestPredict::faultyAnswersAreNotAskedFor()
{
    w().tick("predictSwitch");
    w().choose("mul_not_swapped");
    QVERIFY(!w().find<QCheckBox>("predictSwitch")->isEnabled() && !w().find<QCheckBox>("predictSwitch")->isChecked());
    QVERIFY(!w().find<QLineEdit>("prediction")->isVisible());
    w().choose("noFault");
    QVERIFY(w().find<QCheckBox>("predictSwitch")->isEnabled());
}

void TestPredict::branchIsAskedForItsSum()
{
    w().open("copy");
    w().tick("predictSwitch");
    w().session.setPosition(5); // then bx hands back: x first gets its share
    QVERIFY(w().says(u"Which share of its gradient does x receive through bx?"_s));
    w().predict(u"5"_s);
    QVERIFY(w().says(u"Which gradient does b receive?"_s));
    w().predict(u"3"_s);
    w().predict(u"3"_s);
    QVERIFY(w().says(u"The last share of x comes back"_s));
    w().predict(u"7"_s);
    QVERIFY(w().session.isAtEnd());
}

void TestPredict::foldedGroupIsOneQuestion()
{
    w().open("sigmoid");
    w().session.setFolded(u"sigmoid"_s, true);
    w().tick("predictSwitch");
    QVERIFY(w().says(u"Which value does y get?"_s));
    w().predict(u"0.7311"_s);
    QCOMPARE(w().session.position(), 2); // past the seed
    QVERIFY(w().says(u"Which gradient does x receive?"_s));
    w().predict(u"1"_s);
    QVERIFY(!w().session.isAtEnd());
    w().predict(u"0.1966"_s);
    QVERIFY(w().session.isAtEnd());
}

QTEST_MAIN(TestPredict)
#include "tst_predict.moc"
