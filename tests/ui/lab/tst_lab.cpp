// SPDX-License-Identifier: GPL-3.0-or-later
// The check and the fault lab as a person uses them, by mouse and by key; and pictures of the whole lab.
#include "tests/ui/lab/lab_window.h"
#include "ui/session/check_marks.h"
#include "ui/session/fault_lab.h"
#include "ui/text/fault_texts.h"
#include "ui/widgets/plot/still_plot.h"

#include "probe/faults.h"
#include "text/expression.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QTableWidget>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestLab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void everyFaultHasItsWords();
    void nothingIsCutOffAtTheSide();
    void checkShowsATensorsWorstElement();
    void checkComparesEveryNode();
    void checkTellsOfConventions();
    void checkOfInfinity();
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
    LabWindow &w() { return *m_window; }

    QTemporaryDir m_settings;
    std::unique_ptr<LabWindow> m_window;
};

void TestLab::initTestCase()
{
    isolateSettings(m_settings);
    QDir().mkpath(QStringLiteral(CHAINRULE_SCREENSHOT_DIR));
}

void TestLab::init()
{
    m_window = std::make_unique<LabWindow>();
    QVERIFY(QTest::qWaitForWindowActive(&w().window));
}

void TestLab::everyFaultHasItsWords()
{
    for (const std::string_view id : allFaults())
        QVERIFY(faultText(QString::fromUtf8(id.data(), qsizetype(id.size()))).isComplete());
}

void TestLab::checkShowsATensorsWorstElement()
{
    w().open("affine_batch");
    w().choose("bias_not_summed");
    w().check();
    QCOMPARE(w().row("B").mid(0, 3), (QStringList{ u"3"_s, u"9"_s, u"6"_s }));
    QVERIFY(w().says(u"The mistake is made at Y"_s));
    QCOMPARE(w().row("X").value(3), u"✓"_s);
}

void TestLab::checkComparesEveryNode()
{
    QSignalSpy marks(&w().lab, &LabPanel::marksChanged);
    w().check();
    QVERIFY(w().says(u"✓ All gradients agree, 5"_s));
    const QStringList apple = w().row("apple");
    QCOMPARE(apple.value(0), u"2.2"_s);
    QCOMPARE(apple.value(1), u"2.2"_s);
    QCOMPARE(apple.value(3), u"✓"_s);
    const auto last = marks.last().first().value<CheckMarks>();
    QCOMPARE(last.agrees.size(), 5);
    QVERIFY(last.agrees.value(w().session.nodeId(u"price"_s)) && last.faulty.isEmpty());
    w().tick("checkSwitch");
    QVERIFY(!w().find<QTableWidget>("checkTable")->isVisible());
    QVERIFY(marks.last().first().value<CheckMarks>().agrees.isEmpty());
}

// At a tie the gradient goes to the first input, and as well might go to the second: neither tick nor cross.
void TestLab::checkTellsOfConventions()
{
    QSignalSpy marks(&w().lab, &LabPanel::marksChanged);
    w().page.open(documentOf(u"a = 5; b = 5; max(a, b)"_s));
    w().check();
    QVERIFY(w().says(u"– It cannot be told here whether the gradients agree, for 2 of 3. Here is a corner or a tie"_s));
    QCOMPARE(w().row("a").value(3), u"–"_s);
    const auto last = marks.last().first().value<CheckMarks>();
    QCOMPARE(last.untold.size(), 2);
    QCOMPARE(last.agrees, (QHash<int, bool>{ { 2, true } }));
}

// Right gradients get no crosses there, and a plot with nothing in it claims nothing.
void TestLab::checkOfInfinity()
{
    w().page.open(documentOf(u"x = 1000; z = 2; exp(x) + z"_s));
    w().session.select(u"z"_s);
    w().check();
    QVERIFY(w().says(u"– It cannot be told here"_s));
    QVERIFY(w().says(u"A value on the way is infinite here"_s));
    QCOMPARE(w().row("z").value(3), u"–"_s);
    QTRY_VERIFY_WITH_TIMEOUT(w().says(u"There is nothing to plot"_s), patience);
    QVERIFY(!w().says(u"exact"_s));
}

void TestLab::checkFollowsTheNumbers()
{
    w().check();
    w().session.editValue(u"apple_num"_s, { 3 });
    QVERIFY(!w().page.check().result()); // not those of the old numbers
    QVERIFY(w().row("apple").isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(w().row("apple").value(1), u"3.3"_s, patience);
    w().open("mul");
    QTRY_COMPARE_WITH_TIMEOUT(w().row("y").value(1), u"13"_s, patience);
}

void TestLab::checkOfOldNumbersIsDropped()
{
    w().check();
    for (const double number : { 4.0, 5.0, 6.0 }) { // faster than the checks come back
        w().session.editValue(u"apple_num"_s, { number });
        QVERIFY(!w().page.check().check(0));
    }
    QTRY_VERIFY_WITH_TIMEOUT(w().page.check().result(), patience);
    QCOMPARE(w().page.check().check(w().session.nodeId(u"apple"_s))->gradient.analytic, std::vector{ 6.6000000000000005 });
}

void TestLab::checkCanBeCancelled()
{
    GraphDocument document;
    document.id = u"large"_s;
    document.nodes.resize(2);
    document.nodes[0].id = document.nodes[0].name = u"x"_s;
    document.nodes[0].op = u"input"_s;
    document.nodes[0].value = { Shape(300, 300), std::vector<double>(90'000, 1.0) };
    document.nodes[1].id = document.nodes[1].name = u"y"_s;
    document.nodes[1].op = u"sum"_s;
    document.nodes[1].inputs = QStringList{ u"x"_s };
    document.result = u"y"_s;
    w().page.open(document);
    QSignalSpy progress(&w().page.check(), &CheckSession::progressed);
    w().tick("checkSwitch");
    QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), patience);
    QVERIFY(!w().page.check().result());
    w().tick("checkSwitch");
    QVERIFY(!w().page.check().isRunning());
    w().open("apple"); // waits for the thread, which has to heed the wish
    w().check();
    QCOMPARE(w().page.check().result()->nodes.size(), 5U);
}

void TestLab::errorPlotIsAV()
{
    w().open("sigmoid");
    w().check();
    QTRY_VERIFY_WITH_TIMEOUT(w().page.check().errors(w().session.nodeId(u"x"_s)), patience);
    QVERIFY(w().says(u"Error against the step h: x"_s));
    QVERIFY(w().says(u"The right side of the V is truncation"_s));
    QVERIFY(w().says(u"The left side is rounding"_s));
    const auto plots = w().lab.findChildren<StillPlot *>();
    const PlotContent content = plots.last()->content();
    QVERIFY(content.logarithmic);
    const QList<QPointF> points = content.curves.last().points;
    const auto lowest = std::ranges::min_element(points, {}, [](QPointF p) { return p.y(); });
    QVERIFY(lowest->x() > 1e-9 && lowest->x() < 1e-3);
    w().session.select(u"exp"_s);
    QTRY_VERIFY_WITH_TIMEOUT(w().says(u"Error against the step h: exp"_s), patience);
}

void TestLab::faultIsPutInFoundAndRepaired()
{
    QSignalSpy marks(&w().lab, &LabPanel::marksChanged);
    w().session.setPosition(w().session.count());
    w().session.select(u"apple_price"_s);
    w().choose("mul_not_swapped");
    QVERIFY(w().banner().contains(u"at apple_price: Multiply without swapping"_s));
    QCOMPARE(w().session.run().gradient(w().session.nodeId(u"apple"_s))[0], 110.00000000000001);
    QVERIFY(w().says(u"the gradient is wrong"_s)); // what if sees it, too
    w().check();
    QVERIFY(w().says(u"The mistake is made at apple_price"_s));
    QCOMPARE(w().row("apple").value(3), u"✗"_s);
    QCOMPARE(w().row("tax").value(3), u"✓"_s);
    const QSet<int> culprit{ w().session.nodeId(u"apple_price"_s) };
    QCOMPARE(marks.last().first().value<CheckMarks>().faulty, culprit);

    w().session.undoStack().undo();
    QVERIFY(w().banner().isEmpty());
    QVERIFY(w().find<QRadioButton>("noFault")->isChecked());
    w().session.undoStack().redo();
    QVERIFY(w().find<QRadioButton>("mul_not_swapped")->isChecked());
    w().click(w().window.findChild<QPushButton *>(u"repair"_s));
    QVERIFY(w().banner().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(w().says(u"✓ All gradients"_s), patience);
    QCOMPARE(w().session.run().gradient(w().session.nodeId(u"apple"_s))[0], 2.2);
}

void TestLab::faultInAGroupReplacesIt()
{
    w().open("sigmoid");
    w().choose("sigmoid_of_x");
    QCOMPARE(w().session.document().nodes.size(), 2);
    w().check();
    QVERIFY(w().says(u"The mistake is made at y"_s));
    w().choose("noFault");
    QCOMPARE(w().session.document().nodes.size(), 7);
    QCOMPARE(w().session.document().groups.size(), 1);
    w().session.undoStack().undo();
    w().session.undoStack().undo();
    QCOMPARE(w().session.document().nodes.size(), 7);
    QVERIFY(w().banner().isEmpty());
}

void TestLab::faultWhileAGroupFolds()
{
    w().open("sigmoid");
    w().session.setPosition(w().session.count());
    w().session.setFolded(u"sigmoid"_s, true); // takes a while on screen
    w().choose("sigmoid_of_x");
    QCOMPARE(w().session.document().nodes.size(), 2);
    w().session.undoStack().undo();
    QVERIFY(w().session.isFolded(u"sigmoid"_s));
    w().choose("exp_of_one"); // inside the folded group
    w().check();
    QVERIFY(w().says(u"The mistake is made at exp"_s));
    QVERIFY(!w().window.grab().isNull());
}

void TestLab::faultKeepsThePlaceInTheTimeline()
{
    w().session.setPosition(4);
    w().choose("mul_not_swapped");
    QCOMPARE(w().session.position(), 4);
    w().open("sigmoid");
    w().session.setPosition(w().session.count());
    w().choose("sigmoid_of_x");
    QVERIFY(w().session.isAtEnd());
    w().choose("noFault");
    QVERIFY(w().session.isAtEnd());
}

void TestLab::faultsThatDoNotFitSayWhy()
{
    QVERIFY(!w().find<QRadioButton>("relu_no_mask")->isEnabled());
    QVERIFY(w().says(u"no such operation in this graph"_s));
    QVERIFY(w().find<QRadioButton>("relu_no_mask")->accessibleDescription().contains(u"no such operation"_s));
    QVERIFY(w().find<QRadioButton>("branch_assigned")->accessibleDescription().contains(u"used more than once"_s));
    w().click(w().find<QRadioButton>("relu_no_mask"));
    QVERIFY(w().banner().isEmpty());
    w().open("affine");
    QVERIFY(w().find<QRadioButton>("bias_not_summed")->accessibleDescription().contains(u"no difference"_s));
    QVERIFY(w().find<QRadioButton>("affine_not_transposed")->isEnabled());
}

void TestLab::aFaultWithoutEffectSaysSo()
{
    w().open("mul");
    w().choose("mul_not_swapped");
    QVERIFY(!w().says(u"makes no difference"_s));
    w().session.editValue(u"x"_s, { 5 }); // as y
    QVERIFY(w().says(u"With these numbers the mistake makes no difference"_s));
    w().choose("noFault");
    w().click(w().find<QPushButton>("surprise")); // nothing that could be noticed
    QVERIFY(w().banner().isEmpty());
    QVERIFY(w().says(u"No mistake would be noticed"_s));
}

void TestLab::repairKeepsEditedNumbers()
{
    w().open("sigmoid");
    w().choose("sigmoid_of_x");
    w().session.editValue(u"x"_s, { 2 });
    w().choose("exp_of_one"); // another one, in the graph drawn apart again
    QCOMPARE(w().session.document().nodes.size(), 7);
    w().choose("noFault");
    QCOMPARE(w().session.document().node(u"x"_s)->value.values, std::vector{ 2.0 });
}

void TestLab::surpriseIsHiddenUntilFound()
{
    w().click(w().find<QPushButton>("surprise"));
    QVERIFY(w().page.faults().isHidden());
    const QString culprit = w().page.faults().culprit();
    QVERIFY(!culprit.isEmpty());
    QVERIFY(w().banner().contains(u"Which node makes it?"_s));
    for (const QRadioButton *button : w().lab.findChildren<QRadioButton *>())
        QVERIFY(!button->isChecked());
    QVERIFY(!w().session.undoStack().undoText().contains(faultText(w().page.faults().fault()).name));
    w().check();
    QVERIFY(w().says(u"Which node makes the mistake?"_s));
    QVERIFY(!w().says(u"made at"_s));

    auto *accuse = w().window.findChild<QPushButton *>(u"accuse"_s);
    QVERIFY(!accuse->isEnabled()); // nothing is selected
    w().session.select(u"tax"_s);
    w().click(accuse);
    QVERIFY(w().banner().contains(u"No: tax"_s));
    w().session.select(culprit);
    w().click(accuse);
    QVERIFY(w().banner().contains(faultText(w().page.faults().fault()).name));
    QVERIFY(w().says(u"The mistake is made at"_s));
}

void TestLab::keysOfTheDiagramStayItsOwn()
{
    w().choose("mul_not_swapped");
    w().view.setFocus();
    QTest::keyClick(&w().window, Qt::Key_End);
    QVERIFY(w().session.isAtEnd());
    QTest::keyClick(&w().window, Qt::Key_Home);
    QCOMPARE(w().session.position(), 0);
    QTest::keyClick(&w().window, Qt::Key_Right);
    QCOMPARE(w().session.position(), 1);

    // A control of the lab has its own keys while it has the focus; the others step all the same.
    auto *button = w().find<QCheckBox>("checkSwitch");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(button->isChecked());
    QTest::keyClick(button, Qt::Key_Right);
    QCOMPARE(w().session.position(), 2);
}

void TestLab::pictures_data()
{
    themeRows();
}

void TestLab::pictures()
{
    QFETCH(bool, dark);
    for (QAction *action : w().window.findChildren<QAction *>())
        if (action->text() == (dark ? u"&Dark"_s : u"&Light"_s))
            action->trigger(); // the window would take another theme off
    const auto save = [&](const char *name) {
        for (int i = 0; i < 5; ++i) { // layouts are made anew from the inside out, one turn each
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
        }
        const QString path = QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/lab-%1-%2.png")
                                 .arg(QString::fromUtf8(name), dark ? u"dark"_s : u"light"_s);
        QVERIFY(w().window.grab().save(path));
        QVERIFY(w().lab.widget()->grab().save(QString(path).replace(u"/lab-"_s, u"/labpanel-"_s)));
    };
    w().open("sigmoid");
    w().session.setPosition(w().session.count());
    w().check();
    QTRY_VERIFY_WITH_TIMEOUT(w().page.check().errors(w().session.nodeId(u"x"_s)), patience);
    w().lab.ensureVisible(0, 0);
    save("check");
    w().click(w().find<QPushButton>("surprise"));
    w().session.select(u"x"_s); // which makes no mistake
    w().click(w().window.findChild<QPushButton *>(u"accuse"_s));
    w().lab.ensureVisible(0, 0);
    save("surprise");
    w().click(w().window.findChild<QPushButton *>(u"repair"_s));
    w().open("apple_orange");
    w().session.setPosition(w().session.count());
    w().check();
    w().choose("mul_not_swapped");
    QTRY_VERIFY_WITH_TIMEOUT(w().page.check().result(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(w().page.check().errors(0), patience);
    save("fault");
    w().choose("noFault");
    w().session.setPosition(6);
    w().tick("predictSwitch");
    w().predict(u"7"_s);
    w().predict(u"8"_s);
    save("predict");
}

// In the smallest window that a screen of 1024 × 600 has room for.
void TestLab::nothingIsCutOffAtTheSide()
{
    w().window.resize(960, 520);
    for (const char *id : { "two_layer", "apple", "softmax_loss" }) {
        w().open(id);
        w().session.setPosition(w().session.count());
        QCoreApplication::processEvents();
        const QWidget &page = *w().lab.widget();
        QVERIFY2(page.width() <= w().lab.viewport()->width(), id);
        QVERIFY(w().lab.mapTo(&w().window, w().lab.rect().topRight()).x() < w().window.width());
        for (const QLabel *label : page.findChildren<QLabel *>())
            if (label->isVisible() && !label->wordWrap())
                QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
    }
}

QTEST_MAIN(TestLab)
#include "tst_lab.moc"
