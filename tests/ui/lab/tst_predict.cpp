// SPDX-License-Identifier: GPL-3.0-or-later
// What if and predict, as a person uses them: a nudge and what comes of it, and numbers that are named before they are shown.
#include "tests/ui/lab/lab_window.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QTableWidget>

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
    void wrongPredictionsAreDiagnosed_data();
    void wrongPredictionsAreDiagnosed();
    void helpComesAfterTwoWrongOnes();
    void predictGivesNothingAway();
    void faultyAnswersAreNotAskedFor();
    void branchIsAskedForItsSum();
    void foldedGroupIsOneQuestion();

private:
    LabWindow &w() { return *m_window; }

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
    QCOMPARE(w().find<QLineEdit>("nudge")->text(), QStringLiteral("+ 1"));
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 2.2"));
    QCOMPARE(w().said("actual"), QStringLiteral("+ 2.2"));
    QVERIFY(w().says(QStringLiteral("straight line in this input")));
    auto *slider = w().find<QSlider>("nudgeSlider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(w().find<QLineEdit>("nudge")->text(), QStringLiteral("+ 2"));
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 4.4"));
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(w().find<QLineEdit>("nudge")->text(), QStringLiteral("− 100"));
    QCOMPARE(w().said("actual"), QStringLiteral("− 220"));
}

void TestPredict::whatIfFollowsValuesAndSelection()
{
    w().session.editValue(QStringLiteral("apple_num"), { 3 });
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 3.3"));
    w().session.select(QStringLiteral("tax"));
    w().type(w().find<QLineEdit>("nudge"), QStringLiteral("0.1"));
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 30"));
    QCOMPARE(w().said("actual"), QStringLiteral("+ 30"));
    w().session.undoStack().undo();
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 20"));

    w().open("affine_batch"); // X's first element: W's row 2 2 2 with dY's 1 2 3
    QCOMPARE(w().find<QComboBox>("element")->count(), 4);
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 12"));
    auto *element = w().find<QComboBox>("element");
    element->setFocus();
    QTest::keyClick(element, Qt::Key_Down); // 4 4 4 with 1 2 3
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 24"));
}

void TestPredict::whatIfTellsWhereTheLineEnds()
{
    w().open("chain"); // z = (x + y)² at 1 and 2: 6 · 1 predicted, 4² − 3² = 7 in truth
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 6"));
    QCOMPARE(w().said("actual"), QStringLiteral("+ 7"));
    QVERIFY(w().says(QStringLiteral("off by 14 %")));
    w().type(w().find<QLineEdit>("nudge"), QStringLiteral("0.01"));
    QVERIFY(w().says(QStringLiteral("still holds")));
    w().type(w().find<QLineEdit>("nudge"), QStringLiteral("10")); // beyond the slider
    QCOMPARE(w().said("actual"), QStringLiteral("+ 160"));
}

void TestPredict::whatIfOffersTheSteepestOfManyWeights()
{
    w().open("two_layer"); // whose first weight belongs to a pixel that is always black
    QCOMPARE(w().find<QComboBox>("element")->count(), 100);
    QVERIFY(w().said("predicted") != QStringLiteral("+ 0"));
    w().open("relu");
    QCOMPARE(w().find<QComboBox>("element")->count(), 4);
    w().type(w().find<QLineEdit>("nudge"), QStringLiteral("0.5")); // −1 + 0.5 is still below 0, up to 0 nothing happens
    QCOMPARE(w().said("actual"), QStringLiteral("+ 0"));
}

void TestPredict::badNudgeIsRefused()
{
    w().type(w().find<QLineEdit>("nudge"), QStringLiteral("much"));
    QVERIFY(w().says(QStringLiteral("“much” is no number")));
    QCOMPARE(w().find<QLineEdit>("nudge")->text(), QStringLiteral("+ 1"));
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 2.2"));
}

void TestPredict::rightPredictionsStepOn()
{
    QSignalSpy asked(&w().lab, &LabPanel::askedChanged);
    w().tick("predictSwitch");
    QVERIFY(w().says(QStringLiteral("Which value does apple_price get?")));
    QCOMPARE(asked.last().first().value<QList<Asked>>(),
             (QList<Asked>{ { w().session.nodeId(QStringLiteral("apple_price")), -1 } }));
    w().predict(QStringLiteral("200"));
    QCOMPARE(w().session.position(), 1);
    w().predict(QStringLiteral("220")); // as it is shown, not 220.00000000000003
    QCOMPARE(w().session.position(), 3); // past the seed
    QVERIFY(w().said("verdict").contains(QStringLiteral("dL/dL = 1")));
    QVERIFY(w().says(QStringLiteral("Which gradient does apple_price receive?")));
    w().predict(QStringLiteral("1,1"));
    QVERIFY(w().says(QStringLiteral("Which gradient does tax receive?"))); // the same step's other number
    QCOMPARE(w().session.position(), 3);
    w().predict(QStringLiteral("200"));
    QCOMPARE(w().session.position(), 4);
    w().predict(QStringLiteral("2.2"));
    w().predict(QStringLiteral("110"));
    QVERIFY(w().session.isAtEnd());
    QVERIFY(w().says(QStringLiteral("nothing left to predict")));
    QVERIFY(asked.last().first().value<QList<Asked>>().isEmpty());
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
        w().predict(QStringLiteral("3")); // what a receives
    w().predict(typed);
    QVERIFY2(w().said("verdict").contains(diagnosis), qPrintable(w().said("verdict")));
    QCOMPARE(w().session.position(), position); // a wrong answer does not step on
}

void TestPredict::helpComesAfterTwoWrongOnes()
{
    w().tick("predictSwitch");
    QVERIFY(!w().find<QPushButton>("showAnswer")->isVisible());
    w().predict(QStringLiteral("1"));
    QVERIFY(!w().find<QPushButton>("showAnswer")->isVisible());
    w().predict(QStringLiteral("2"));
    QVERIFY(w().find<QPushButton>("showAnswer")->isVisible());
    QVERIFY(!w().says(QStringLiteral("200")));
    w().click(w().find<QPushButton>("showAnswer"));
    QVERIFY(w().said("verdict").contains(QStringLiteral("200")));
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
    QCOMPARE(w().row("tax").value(0), QStringLiteral("200"));
    QVERIFY(w().row("apple").isEmpty());
    w().session.setPosition(5);
    QVERIFY(w().find<QLabel>("predicted")->isVisible());
    QCOMPARE(w().said("predicted"), QStringLiteral("+ 2.2"));
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
    QVERIFY(w().says(QStringLiteral("Which share of its gradient does x receive through bx?")));
    w().predict(QStringLiteral("5"));
    QVERIFY(w().says(QStringLiteral("Which gradient does b receive?")));
    w().predict(QStringLiteral("3"));
    w().predict(QStringLiteral("3"));
    QVERIFY(w().says(QStringLiteral("The last share of x comes back")));
    w().predict(QStringLiteral("7"));
    QVERIFY(w().session.isAtEnd());
}

void TestPredict::foldedGroupIsOneQuestion()
{
    w().open("sigmoid");
    w().session.setFolded(QStringLiteral("sigmoid"), true);
    w().tick("predictSwitch");
    QVERIFY(w().says(QStringLiteral("Which value does y get?")));
    w().predict(QStringLiteral("0.7311"));
    QCOMPARE(w().session.position(), 2); // past the seed
    QVERIFY(w().says(QStringLiteral("Which gradient does x receive?")));
    w().predict(QStringLiteral("1"));
    QVERIFY(!w().session.isAtEnd());
    w().predict(QStringLiteral("0.1966"));
    QVERIFY(w().session.isAtEnd());
}

QTEST_MAIN(TestPredict)
#include "tst_predict.moc"
