// SPDX-License-Identifier: GPL-3.0-or-later
// The lab as a person uses it: what if, predict, check and the fault lab, by mouse and by key.
#include "tests/fixtures/window_setup.h"
#include "ui/diagram/diagram_view.h"
#include "ui/lab/fault_banner.h"
#include "ui/lab/lab_panel.h"
#include "ui/lesson/diagram_page.h"
#include "ui/main_window/main_window.h"
#include "ui/session/check_marks.h"
#include "ui/session/check_session.h"
#include "ui/session/fault_lab.h"
#include "ui/session/graph_session.h"
#include "ui/text/fault_texts.h"
#include "ui/widgets/plot/still_plot.h"
#include "ui/widgets/side_panel.h"

#include "files/demos.h"
#include "probe/faults.h"
#include "text/expression.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QTableWidget>

using namespace chainrule;

namespace {

constexpr int patience = 240'000; // ms

} // namespace

class TestLab : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void everyFaultHasItsWords();
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
    void checkShowsATensorsWorstElement();
    void checkComparesEveryNode();
    void checkTellsOfConventions();
    void checkFollowsTheNumbers();
    void checkOfOldNumbersIsDropped();
    void checkCanBeCancelled();
    void errorPlotIsAV();
    void faultIsPutInFoundAndRepaired();
    void faultInAGroupReplacesIt();
    void faultWhileAGroupFolds();
    void faultKeepsThePlaceInTheTimeline();
    void faultsThatDoNotFitSayWhy();
    void aFaultWithoutEffectSaysSo();
    void repairKeepsEditedNumbers();
    void surpriseIsHiddenUntilFound();
    void keysOfTheDiagramStayItsOwn();
    void pictures_data();
    void pictures();

private:
    DiagramPage &page() { return m_window->diagramPage(); }
    GraphSession &session() { return page().session(); }
    LabPanel &lab() { return page().labPanel(); }
    template <class W> W *find(const char *name) { return lab().findChild<W *>(QString::fromUtf8(name)); }
    QString said(const char *label) { return find<QLabel>(label)->text(); }
    void open(const char *demoId);
    void click(QWidget *widget);
    void tick(const char *name) { click(find<QCheckBox>(name)); }
    void choose(const char *fault) { click(find<QRadioButton>(fault)); }
    void type(QLineEdit *field, const QString &text);
    void predict(const QString &text) { type(find<QLineEdit>("prediction"), text); }
    void check();
    QStringList row(const char *node);
    QString banner();
    bool says(const QString &part);

    QTemporaryDir m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestLab::initTestCase()
{
    isolateSettings(m_settings);
    QDir().mkpath(QStringLiteral(CHAINRULE_SCREENSHOT_DIR));
}

void TestLab::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1400, 900);
    m_window->openFirst({});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    page().sidePanel().setCurrent(&lab());
    open("apple");
}

void TestLab::cleanup()
{
    m_window.reset();
}

void TestLab::open(const char *demoId)
{
    page().open(*demo(QString::fromUtf8(demoId)));
    page().view().setFocus();
}

// Scrolled to, as a person would, then clicked where its text or box is.
void TestLab::click(QWidget *widget)
{
    QVERIFY(widget && widget->isVisible());
    if (lab().isAncestorOf(widget)) {
        QCoreApplication::processEvents();
        lab().ensureWidgetVisible(widget);
    }
    QTest::mouseClick(widget, Qt::LeftButton, {}, { 12, widget->height() / 2 });
}

void TestLab::type(QLineEdit *field, const QString &text)
{
    QVERIFY(field->isVisible());
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

void TestLab::check()
{
    if (!find<QCheckBox>("checkSwitch")->isChecked())
        tick("checkSwitch");
    QTRY_VERIFY_WITH_TIMEOUT(page().check().result(), patience);
}

// The cells of a node's row in the check: gradient, numerical, difference, mark.
QStringList TestLab::row(const char *node)
{
    const auto *table = find<QTableWidget>("checkTable");
    for (int row = 0; row < table->rowCount(); ++row) {
        if (table->item(row, 0)->text().remove(QStringLiteral("▸ ")) != QString::fromUtf8(node))
            continue;
        QStringList cells;
        for (int column = 1; column < table->columnCount(); ++column)
            cells.append(table->item(row, column)->text());
        return cells;
    }
    return {};
}

QString TestLab::banner()
{
    const auto *banner = m_window->findChild<FaultBanner *>();
    return banner->isVisible() ? banner->text() : QString();
}

// Whether some visible label of the lab has this in it.
bool TestLab::says(const QString &part)
{
    for (const QLabel *label : lab().findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(part))
            return true;
    return false;
}

void TestLab::everyFaultHasItsWords()
{
    for (const std::string_view id : allFaults())
        QVERIFY(faultText(QString::fromUtf8(id.data(), qsizetype(id.size()))).isComplete());
}

void TestLab::whatIfShowsTheBooksFigures()
{
    QCOMPARE(find<QLineEdit>("nudge")->text(), QStringLiteral("+ 1"));
    QCOMPARE(said("predicted"), QStringLiteral("+ 2.2"));
    QCOMPARE(said("actual"), QStringLiteral("+ 2.2"));
    QVERIFY(says(QStringLiteral("straight line in this input")));
    auto *slider = find<QSlider>("nudgeSlider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(find<QLineEdit>("nudge")->text(), QStringLiteral("+ 2"));
    QCOMPARE(said("predicted"), QStringLiteral("+ 4.4"));
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(find<QLineEdit>("nudge")->text(), QStringLiteral("− 100"));
    QCOMPARE(said("actual"), QStringLiteral("− 220"));
}

void TestLab::whatIfFollowsValuesAndSelection()
{
    session().editValue(QStringLiteral("apple_num"), { 3 });
    QCOMPARE(said("predicted"), QStringLiteral("+ 3.3"));
    session().select(QStringLiteral("tax"));
    type(find<QLineEdit>("nudge"), QStringLiteral("0.1"));
    QCOMPARE(said("predicted"), QStringLiteral("+ 30"));
    QCOMPARE(said("actual"), QStringLiteral("+ 30"));
    session().undoStack().undo();
    QCOMPARE(said("predicted"), QStringLiteral("+ 20"));

    open("affine_batch"); // X's first element: W's row 2 2 2 with dY's 1 2 3
    QCOMPARE(find<QComboBox>("element")->count(), 4);
    QCOMPARE(said("predicted"), QStringLiteral("+ 12"));
    auto *element = find<QComboBox>("element");
    element->setFocus();
    QTest::keyClick(element, Qt::Key_Down); // 4 4 4 with 1 2 3
    QCOMPARE(said("predicted"), QStringLiteral("+ 24"));
}

void TestLab::whatIfTellsWhereTheLineEnds()
{
    open("chain"); // z = (x + y)² at 1 and 2: 6 · 1 predicted, 4² − 3² = 7 in truth
    QCOMPARE(said("predicted"), QStringLiteral("+ 6"));
    QCOMPARE(said("actual"), QStringLiteral("+ 7"));
    QVERIFY(says(QStringLiteral("off by 14 %")));
    type(find<QLineEdit>("nudge"), QStringLiteral("0.01"));
    QVERIFY(says(QStringLiteral("still holds")));
    type(find<QLineEdit>("nudge"), QStringLiteral("10")); // beyond the slider
    QCOMPARE(said("actual"), QStringLiteral("+ 160"));
}

void TestLab::whatIfOffersTheSteepestOfManyWeights()
{
    open("two_layer"); // whose first weight belongs to a pixel that is always black
    QCOMPARE(find<QComboBox>("element")->count(), 100);
    QVERIFY(said("predicted") != QStringLiteral("+ 0"));
    open("relu");
    QCOMPARE(find<QComboBox>("element")->count(), 4);
    type(find<QLineEdit>("nudge"), QStringLiteral("0.5")); // −1 + 0.5 is still below 0, up to 0 nothing happens
    QCOMPARE(said("actual"), QStringLiteral("+ 0"));
}

void TestLab::badNudgeIsRefused()
{
    type(find<QLineEdit>("nudge"), QStringLiteral("much"));
    QVERIFY(says(QStringLiteral("“much” is no number")));
    QCOMPARE(find<QLineEdit>("nudge")->text(), QStringLiteral("+ 1"));
    QCOMPARE(said("predicted"), QStringLiteral("+ 2.2"));
}

void TestLab::rightPredictionsStepOn()
{
    QSignalSpy asked(&lab(), &LabPanel::askedChanged);
    tick("predictSwitch");
    QVERIFY(says(QStringLiteral("Which value does apple_price get?")));
    QCOMPARE(asked.last().first().value<QList<Asked>>(),
             (QList<Asked>{ { session().nodeId(QStringLiteral("apple_price")), -1 } }));
    predict(QStringLiteral("200"));
    QCOMPARE(session().position(), 1);
    predict(QStringLiteral("220")); // as it is shown, not 220.00000000000003
    QCOMPARE(session().position(), 3); // past the seed
    QVERIFY(said("verdict").contains(QStringLiteral("dL/dL = 1")));
    QVERIFY(says(QStringLiteral("Which gradient does apple_price receive?")));
    predict(QStringLiteral("1,1"));
    QVERIFY(says(QStringLiteral("Which gradient does tax receive?"))); // the same step's other number
    QCOMPARE(session().position(), 3);
    predict(QStringLiteral("200"));
    QCOMPARE(session().position(), 4);
    predict(QStringLiteral("2.2"));
    predict(QStringLiteral("110"));
    QVERIFY(session().isAtEnd());
    QVERIFY(says(QStringLiteral("nothing left to predict")));
    QVERIFY(asked.last().first().value<QList<Asked>>().isEmpty());
}

void TestLab::wrongPredictionsAreDiagnosed_data()
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

void TestLab::wrongPredictionsAreDiagnosed()
{
    QFETCH(QByteArray, demo);
    QFETCH(int, position);
    QFETCH(QString, typed);
    QFETCH(QString, diagnosis);
    open(demo.constData());
    tick("predictSwitch");
    session().setPosition(position);
    if (demo == "copy")
        predict(QStringLiteral("3")); // what a receives
    predict(typed);
    QVERIFY2(said("verdict").contains(diagnosis), qPrintable(said("verdict")));
    QCOMPARE(session().position(), position); // a wrong answer does not step on
}

void TestLab::helpComesAfterTwoWrongOnes()
{
    tick("predictSwitch");
    QVERIFY(!find<QPushButton>("showAnswer")->isVisible());
    predict(QStringLiteral("1"));
    QVERIFY(!find<QPushButton>("showAnswer")->isVisible());
    predict(QStringLiteral("2"));
    QVERIFY(find<QPushButton>("showAnswer")->isVisible());
    QVERIFY(!says(QStringLiteral("200")));
    click(find<QPushButton>("showAnswer"));
    QVERIFY(said("verdict").contains(QStringLiteral("200")));
    QCOMPARE(session().position(), 1);
    QVERIFY(!find<QPushButton>("showAnswer")->isVisible());
}

void TestLab::predictGivesNothingAway()
{
    check();
    QCOMPARE(find<QTableWidget>("checkTable")->rowCount(), 5);
    tick("predictSwitch");
    QVERIFY(!find<QLabel>("predicted")->isVisible());
    QCOMPARE(find<QTableWidget>("checkTable")->rowCount(), 0);
    session().setPosition(4); // price's step: tax and apple_price have their gradients
    QCOMPARE(row("tax").value(0), QStringLiteral("200"));
    QVERIFY(row("apple").isEmpty());
    session().setPosition(5);
    QVERIFY(find<QLabel>("predicted")->isVisible());
    QCOMPARE(said("predicted"), QStringLiteral("+ 2.2"));
    QCOMPARE(find<QTableWidget>("checkTable")->rowCount(), 5);
}

void TestLab::faultyAnswersAreNotAskedFor()
{
    tick("predictSwitch");
    choose("mul_not_swapped");
    QVERIFY(!find<QCheckBox>("predictSwitch")->isEnabled() && !find<QCheckBox>("predictSwitch")->isChecked());
    QVERIFY(!find<QLineEdit>("prediction")->isVisible());
    choose("noFault");
    QVERIFY(find<QCheckBox>("predictSwitch")->isEnabled());
}

void TestLab::branchIsAskedForItsSum()
{
    open("copy");
    tick("predictSwitch");
    session().setPosition(5); // then bx hands back: x first gets its share
    QVERIFY(says(QStringLiteral("Which share of its gradient does x receive through bx?")));
    predict(QStringLiteral("5"));
    QVERIFY(says(QStringLiteral("Which gradient does b receive?")));
    predict(QStringLiteral("3"));
    predict(QStringLiteral("3"));
    QVERIFY(says(QStringLiteral("The last share of x comes back")));
    predict(QStringLiteral("7"));
    QVERIFY(session().isAtEnd());
}

void TestLab::foldedGroupIsOneQuestion()
{
    open("sigmoid");
    session().setFolded(QStringLiteral("sigmoid"), true);
    tick("predictSwitch");
    QVERIFY(says(QStringLiteral("Which value does y get?")));
    predict(QStringLiteral("0.7311"));
    QCOMPARE(session().position(), 2); // past the seed
    QVERIFY(says(QStringLiteral("Which gradient does x receive?")));
    predict(QStringLiteral("1"));
    QVERIFY(!session().isAtEnd());
    predict(QStringLiteral("0.1966"));
    QVERIFY(session().isAtEnd());
}

void TestLab::checkShowsATensorsWorstElement()
{
    open("affine_batch");
    choose("bias_not_summed");
    check();
    QCOMPARE(row("B").mid(0, 3), (QStringList{ QStringLiteral("3"), QStringLiteral("9"), QStringLiteral("6") }));
    QVERIFY(says(QStringLiteral("The mistake is made at Y")));
    QCOMPARE(row("X").value(3), QStringLiteral("✓"));
}

void TestLab::checkComparesEveryNode()
{
    QSignalSpy marks(&lab(), &LabPanel::marksChanged);
    check();
    QVERIFY(says(QStringLiteral("✓ All gradients agree, 5")));
    const QStringList apple = row("apple");
    QCOMPARE(apple.value(0), QStringLiteral("2.2"));
    QCOMPARE(apple.value(1), QStringLiteral("2.2"));
    QCOMPARE(apple.value(3), QStringLiteral("✓"));
    const auto last = marks.last().first().value<CheckMarks>();
    QCOMPARE(last.agrees.size(), 5);
    QVERIFY(last.agrees.value(session().nodeId(QStringLiteral("price"))) && last.faulty.isEmpty());
    tick("checkSwitch");
    QVERIFY(!find<QTableWidget>("checkTable")->isVisible());
    QVERIFY(marks.last().first().value<CheckMarks>().agrees.isEmpty());
}

// At a tie the gradient goes to the first input, and as well might go to the second.
void TestLab::checkTellsOfConventions()
{
    page().open(documentOf(QStringLiteral("a = 5; b = 5; max(a, b)")));
    check();
    QVERIFY(says(QStringLiteral("✓ All gradients agree, 3 of them. 2 of their numbers stand at a corner or a tie")));
}

void TestLab::checkFollowsTheNumbers()
{
    check();
    session().editValue(QStringLiteral("apple_num"), { 3 });
    QVERIFY(!page().check().result()); // not those of the old numbers
    QVERIFY(row("apple").isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(row("apple").value(1), QStringLiteral("3.3"), patience);
    open("mul");
    QTRY_COMPARE_WITH_TIMEOUT(row("y").value(1), QStringLiteral("10"), patience);
}

void TestLab::checkOfOldNumbersIsDropped()
{
    check();
    for (const double number : { 4.0, 5.0, 6.0 }) { // faster than the checks come back
        session().editValue(QStringLiteral("apple_num"), { number });
        QVERIFY(!page().check().check(0));
    }
    QTRY_VERIFY_WITH_TIMEOUT(page().check().result(), patience);
    QCOMPARE(page().check().check(session().nodeId(QStringLiteral("apple")))->gradient.analytic,
             std::vector{ 6.6000000000000005 });
}

void TestLab::checkCanBeCancelled()
{
    GraphDocument document;
    document.id = QStringLiteral("large");
    document.nodes.resize(2);
    document.nodes[0].id = document.nodes[0].name = QStringLiteral("x");
    document.nodes[0].op = QStringLiteral("input");
    document.nodes[0].value = { Shape(300, 300), std::vector<double>(90'000, 1.0) };
    document.nodes[1].id = document.nodes[1].name = QStringLiteral("y");
    document.nodes[1].op = QStringLiteral("sum");
    document.nodes[1].inputs = QStringList{ QStringLiteral("x") };
    document.result = QStringLiteral("y");
    page().open(document);
    QSignalSpy progress(&page().check(), &CheckSession::progressed);
    tick("checkSwitch");
    QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), patience);
    QVERIFY(!page().check().result());
    tick("checkSwitch");
    QVERIFY(!page().check().isRunning());
    open("apple"); // waits for the thread, which has to heed the wish
    check();
    QCOMPARE(page().check().result()->nodes.size(), 5U);
}

void TestLab::errorPlotIsAV()
{
    open("sigmoid");
    check();
    QTRY_VERIFY_WITH_TIMEOUT(page().check().errors(session().nodeId(QStringLiteral("x"))), patience);
    QVERIFY(says(QStringLiteral("Error against the step h: x")));
    const auto plots = lab().findChildren<StillPlot *>();
    const PlotContent content = plots.last()->content();
    QVERIFY(content.logarithmic);
    const QList<QPointF> points = content.curves.last().points;
    const auto lowest = std::ranges::min_element(points, {}, [](QPointF p) { return p.y(); });
    QVERIFY(lowest->x() > 1e-9 && lowest->x() < 1e-3);
    session().select(QStringLiteral("exp"));
    QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("Error against the step h: exp")), patience);
}

void TestLab::faultIsPutInFoundAndRepaired()
{
    QSignalSpy marks(&lab(), &LabPanel::marksChanged);
    session().setPosition(session().count());
    session().select(QStringLiteral("apple_price"));
    choose("mul_not_swapped");
    QVERIFY(banner().contains(QStringLiteral("at apple_price: Multiply without swapping")));
    QCOMPARE(session().run().gradient(session().nodeId(QStringLiteral("apple")))[0], 110.00000000000001);
    QVERIFY(says(QStringLiteral("the gradient is wrong"))); // what if sees it, too
    check();
    QVERIFY(says(QStringLiteral("The mistake is made at apple_price")));
    QCOMPARE(row("apple").value(3), QStringLiteral("✗"));
    QCOMPARE(row("tax").value(3), QStringLiteral("✓"));
    const QSet<int> culprit{ session().nodeId(QStringLiteral("apple_price")) };
    QCOMPARE(marks.last().first().value<CheckMarks>().faulty, culprit);

    session().undoStack().undo();
    QVERIFY(banner().isEmpty());
    QVERIFY(find<QRadioButton>("noFault")->isChecked());
    session().undoStack().redo();
    QVERIFY(find<QRadioButton>("mul_not_swapped")->isChecked());
    click(m_window->findChild<QPushButton *>(QStringLiteral("repair")));
    QVERIFY(banner().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("✓ All gradients")), patience);
    QCOMPARE(session().run().gradient(session().nodeId(QStringLiteral("apple")))[0], 2.2);
}

void TestLab::faultInAGroupReplacesIt()
{
    open("sigmoid");
    choose("sigmoid_of_x");
    QCOMPARE(session().document().nodes.size(), 2);
    check();
    QVERIFY(says(QStringLiteral("The mistake is made at y")));
    choose("noFault");
    QCOMPARE(session().document().nodes.size(), 7);
    QCOMPARE(session().document().groups.size(), 1);
    session().undoStack().undo();
    session().undoStack().undo();
    QCOMPARE(session().document().nodes.size(), 7);
    QVERIFY(banner().isEmpty());
}

void TestLab::faultWhileAGroupFolds()
{
    open("sigmoid");
    session().setPosition(session().count());
    session().setFolded(QStringLiteral("sigmoid"), true); // takes a while on screen
    choose("sigmoid_of_x");
    QCOMPARE(session().document().nodes.size(), 2);
    session().undoStack().undo();
    QVERIFY(session().isFolded(QStringLiteral("sigmoid")));
    choose("exp_of_one"); // inside the folded group
    check();
    QVERIFY(says(QStringLiteral("The mistake is made at exp")));
    QVERIFY(!m_window->grab().isNull());
}

void TestLab::faultKeepsThePlaceInTheTimeline()
{
    session().setPosition(4);
    choose("mul_not_swapped");
    QCOMPARE(session().position(), 4);
    open("sigmoid");
    session().setPosition(session().count());
    choose("sigmoid_of_x");
    QVERIFY(session().isAtEnd());
    choose("noFault");
    QVERIFY(session().isAtEnd());
}

void TestLab::faultsThatDoNotFitSayWhy()
{
    QVERIFY(!find<QRadioButton>("relu_no_mask")->isEnabled());
    QVERIFY(says(QStringLiteral("no such operation in this graph")));
    QVERIFY(find<QRadioButton>("relu_no_mask")->accessibleDescription().contains(QStringLiteral("no such operation")));
    QVERIFY(find<QRadioButton>("branch_assigned")->accessibleDescription().contains(QStringLiteral("used more than once")));
    click(find<QRadioButton>("relu_no_mask"));
    QVERIFY(banner().isEmpty());
    open("affine");
    QVERIFY(find<QRadioButton>("bias_not_summed")->accessibleDescription().contains(QStringLiteral("no difference")));
    QVERIFY(find<QRadioButton>("affine_not_transposed")->isEnabled());
}

void TestLab::aFaultWithoutEffectSaysSo()
{
    open("mul");
    choose("mul_not_swapped");
    QVERIFY(!says(QStringLiteral("makes no difference")));
    session().editValue(QStringLiteral("x"), { 5 }); // as y
    QVERIFY(says(QStringLiteral("With these numbers the mistake makes no difference")));
    choose("noFault");
    click(find<QPushButton>("surprise")); // nothing that could be noticed
    QVERIFY(banner().isEmpty());
    QVERIFY(says(QStringLiteral("No mistake would be noticed")));
}

void TestLab::repairKeepsEditedNumbers()
{
    open("sigmoid");
    choose("sigmoid_of_x");
    session().editValue(QStringLiteral("x"), { 2 });
    choose("exp_of_one"); // another one, in the graph drawn apart again
    QCOMPARE(session().document().nodes.size(), 7);
    choose("noFault");
    QCOMPARE(session().document().node(QStringLiteral("x"))->value.values, std::vector{ 2.0 });
}

void TestLab::surpriseIsHiddenUntilFound()
{
    click(find<QPushButton>("surprise"));
    QVERIFY(page().faults().isHidden());
    const QString culprit = page().faults().culprit();
    QVERIFY(!culprit.isEmpty());
    QVERIFY(banner().contains(QStringLiteral("Which node makes it?")));
    for (const QRadioButton *button : lab().findChildren<QRadioButton *>())
        QVERIFY(!button->isChecked());
    QVERIFY(!session().undoStack().undoText().contains(faultText(page().faults().fault()).name));
    check();
    QVERIFY(says(QStringLiteral("Which node makes the mistake?")));
    QVERIFY(!says(QStringLiteral("made at")));

    auto *accuse = m_window->findChild<QPushButton *>(QStringLiteral("accuse"));
    QVERIFY(!accuse->isEnabled()); // nothing is selected
    session().select(QStringLiteral("tax"));
    click(accuse);
    QVERIFY(banner().contains(QStringLiteral("No: tax")));
    session().select(culprit);
    click(accuse);
    QVERIFY(banner().contains(faultText(page().faults().fault()).name));
    QVERIFY(says(QStringLiteral("The mistake is made at")));
}

void TestLab::keysOfTheDiagramStayItsOwn()
{
    choose("mul_not_swapped");
    page().view().setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_End);
    QVERIFY(session().isAtEnd());
    QTest::keyClick(m_window.get(), Qt::Key_Home);
    QCOMPARE(session().position(), 0);
    QTest::keyClick(m_window.get(), Qt::Key_Right);
    QCOMPARE(session().position(), 1);

    // A control of the lab has its own keys while it has the focus; the others step all the same.
    auto *button = find<QCheckBox>("checkSwitch");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(button->isChecked());
    QTest::keyClick(button, Qt::Key_Right);
    QCOMPARE(session().position(), 2);
}

void TestLab::pictures_data()
{
    themeRows();
}

void TestLab::pictures()
{
    QFETCH(bool, dark);
    for (QAction *action : m_window->findChildren<QAction *>())
        if (action->text() == (dark ? QStringLiteral("&Dark") : QStringLiteral("&Light")))
            action->trigger(); // the window would take another theme off
    const auto save = [&](const char *name) {
        for (int i = 0; i < 5; ++i) { // layouts are made anew from the inside out, one turn each
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
        }
        const QString path = QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/lab-%1-%2.png")
                                 .arg(QString::fromUtf8(name), dark ? QStringLiteral("dark") : QStringLiteral("light"));
        QVERIFY(m_window->grab().save(path));
        QVERIFY(lab().widget()->grab().save(QString(path).replace(QStringLiteral("/lab-"), QStringLiteral("/labpanel-"))));
    };
    open("sigmoid");
    session().setPosition(session().count());
    check();
    QTRY_VERIFY_WITH_TIMEOUT(page().check().errors(session().nodeId(QStringLiteral("x"))), patience);
    lab().ensureVisible(0, 0);
    save("check");
    click(find<QPushButton>("surprise"));
    session().select(QStringLiteral("x")); // which makes no mistake
    click(m_window->findChild<QPushButton *>(QStringLiteral("accuse")));
    lab().ensureVisible(0, 0);
    save("surprise");
    click(m_window->findChild<QPushButton *>(QStringLiteral("repair")));
    open("apple_orange");
    session().setPosition(session().count());
    check();
    choose("mul_not_swapped");
    QTRY_VERIFY_WITH_TIMEOUT(page().check().result(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(page().check().errors(0), patience);
    save("fault");
    choose("noFault");
    session().setPosition(6);
    tick("predictSwitch");
    predict(QStringLiteral("7"));
    predict(QStringLiteral("8"));
    save("predict");
}

QTEST_MAIN(TestLab)
#include "tst_lab.moc"
