// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk in the whole window: its commands and keys, its sign on other pages, what is kept of what nobody looked at.
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/library/library_panel.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/training_sign.h"
#include "ui/training/curves/loss_chart.h"
#include "ui/training/gradients/gradients_tool.h"
#include "ui/training/page/tools_panel.h"
#include "ui/training/page/training_page.h"
#include "ui/training/weights/weights_tool.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plot/curve_plot.h"

#include <QtCore/QStandardPaths>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int patience = 240'000; // ms

struct DeskWindow
{
    MainWindow window;
    TrainingPage *desk = nullptr;

    explicit DeskWindow(const QString &data)
    {
        window.resize(1280, 720);
        window.openFirst({});
        window.openData(data);
        window.show();
        desk = window.findChild<TrainingPage *>();
        QApplication::setActiveWindow(&window);
    }

    bool ready() const { return desk->data() != nullptr; }
    Index iterations() const { return Index(desk->history().current().losses.size()); }
    QAction *action(const char *name) const { return window.findChild<QAction *>(QLatin1String(name)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, key, modifiers);
    }
};

} // namespace

class TestDeskCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void gradientsAreRememberedUnseen();
    void keysTrainAndTheFocusStays();
    void saveIsOfTheWeights();
    void noKeyIsGivenTwice();
    void theLibrarySaysThatItGoesOn();
    void theEndIsToldToWhoLooksElsewhere();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestDeskCommands::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestDeskCommands::init()
{
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
}

// Whoever opens the tab at the end sees how the gradients came to be so small.
void TestDeskCommands::gradientsAreRememberedUnseen()
{
    DeskWindow w(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(w.ready(), patience);
    auto *tools = w.desk->findChild<ToolsPanel *>();
    tools->setCurrent(w.desk->findChild<WeightsTool *>());
    auto *gradients = w.desk->findChild<GradientsTool *>();
    auto *step = w.desk->findChild<QPushButton *>(u"step"_s);
    for (Index i = 1; i <= 3; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(step->isEnabled(), patience);
        QTest::mouseClick(step, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(Index(gradients->norms().points(0).size()), i, patience);
    }
    QVERIFY(!gradients->isVisible());
    tools->setCurrent(gradients);
    QTRY_COMPARE_WITH_TIMEOUT(gradients->text(), u"After iteration 3: of its mini-batch, at the weights that it left"_s,
                              patience);
    QVERIFY(w.desk->findChild<QLabel *>(u"where"_s)->text().contains(u"iteration 3 of"_s)); // figures of one moment
    QCOMPARE(gradients->norms().points(0).size(), std::size_t(3));
}

// Whoever types a learning rate starts the training from there, and goes on typing.
void TestDeskCommands::keysTrainAndTheFocusStays()
{
    DeskWindow w(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(w.ready(), patience);
    if (auto *settings = w.desk->findChild<QPushButton *>(u"showSettings"_s); !settings->isChecked())
        w.press(Qt::Key_Comma, Qt::ControlModifier);
    auto *rate = w.desk->findChild<QWidget *>(u"learningRate"_s)->findChild<QLineEdit *>();
    QTRY_VERIFY(rate->isVisible());
    rate->setFocus();
    w.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(w.iterations(), Index(1), patience);
    QTRY_VERIFY_WITH_TIMEOUT(w.action("deskStart")->isEnabled(), patience);
    w.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(w.desk->training() && w.iterations() > 1, patience);
    QVERIFY(!w.action("deskStep")->isEnabled()); // as its button
    w.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!w.desk->training(), patience);
    QCOMPARE(QApplication::focusWidget(), rate);
    w.press(Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(w.iterations(), Index(0), patience);
    QCOMPARE(QApplication::focusWidget(), rate);
    w.window.openDemo(u"apple"_s);
    QVERIFY(!w.action("deskStart")->isEnabled()); // the diagram has its own keys
}

void TestDeskCommands::saveIsOfTheWeights()
{
    DeskWindow w(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(w.ready() && w.action("deskSaveWeights")->isEnabled(), patience);
    const auto titleOfWhatOpens = [&w](QWidget *focus) {
        QString title;
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, &watch, [&title] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            title = dialog->windowTitle();
            dialog->reject();
        });
        watch.start(10);
        QApplication::setActiveWindow(&w.window);
        focus->setFocus();
        w.press(Qt::Key_S, Qt::ControlModifier);
        return title;
    };
    QCOMPARE(titleOfWhatOpens(w.desk->findChild<QPushButton *>(u"start"_s)), u"Save weights"_s);
    QCOMPARE(titleOfWhatOpens(&w.desk->findChild<LossChart *>()->plot()), u"Export “Loss”"_s); // in a chart it is of that
}

void TestDeskCommands::noKeyIsGivenTwice()
{
    DeskWindow w(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(w.ready(), patience);
    for (const bool desk : { true, false }) {
        if (!desk)
            w.window.openDemo(u"apple"_s);
        QSet<QKeySequence> seen;
        QList<QAction *> actions = w.window.actions();
        if (desk)
            actions += w.desk->actions();
        for (const QAction *action : actions) {
            if (!action->isEnabled())
                continue;
            for (const QKeySequence &keys : action->shortcuts()) {
                QVERIFY2(!seen.contains(keys), qPrintable(keys.toString() + u' ' + action->text()));
                seen.insert(keys);
            }
        }
    }
}

void TestDeskCommands::theLibrarySaysThatItGoesOn()
{
    DeskWindow w(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(w.ready(), patience);
    const auto *tree = w.window.library().findChild<QTreeWidget *>();
    const auto says = [tree](const QString &text) {
        return !tree->findItems(text, Qt::MatchStartsWith | Qt::MatchRecursive).empty();
    };
    QTest::mouseClick(w.desk->findChild<QPushButton *>(u"start"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(w.iterations() > 1, patience);
    QVERIFY(says(u"Training desk"_s)); // it is to be seen there
    w.window.openDemo(u"apple"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Training: iteration "_s), patience);
    w.desk->session().pause();
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Training desk"_s) && !says(u"Training: "_s), patience);
}

void TestDeskCommands::theEndIsToldToWhoLooksElsewhere()
{
    DeskWindow w(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(w.ready(), patience);
    QStringList told;
    w.window.trainingSign()->setNotice([&told](const QString &what, const QString &more) { told.append(what + u' ' + more); });
    QWidget another;
    another.show();
    QVERIFY(QTest::qWaitForWindowActive(&another));
    const auto train = [&w](Index iterations) {
        w.desk->session().start({ iterations, false });
        QTRY_VERIFY_WITH_TIMEOUT(w.iterations() == iterations && !w.desk->training(), patience);
        QCoreApplication::processEvents();
    };
    TrainingSettings settings = w.desk->history().current().settings;
    settings.length.count = 3;
    w.desk->history().setSettings(settings);
    QApplication::setActiveWindow(&w.window);
    QTRY_VERIFY(w.window.isActiveWindow());
    train(3);
    QCOMPARE(told, QStringList()); // who sees it needs no telling
    settings.length.count = 5;
    w.desk->history().setSettings(settings);
    QApplication::setActiveWindow(&another);
    QTRY_VERIFY(!w.window.isActiveWindow());
    train(5);
    QTRY_COMPARE(told.size(), 1);
    QVERIFY2(told.front().contains(u"has ended. All 5 iterations are done."_s), qPrintable(told.front()));
}

QTEST_MAIN(TestDeskCommands)
#include "tst_desk_commands.moc"
