// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk in the whole window: its commands and keys, its sign on other pages, what is kept of what nobody looked at.
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/library/library_panel.h"
#include "ui/main_window/main_window.h"
#include "ui/training/gradients/gradients_tool.h"
#include "ui/training/page/tools_panel.h"
#include "ui/training/page/training_page.h"
#include "ui/training/weights/weights_tool.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plot/curve_plot.h"

#include <QtCore/QStandardPaths>
#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>

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
    for (Index i = 1; i <= 3; ++i) {
        QTest::mouseClick(w.desk->findChild<QPushButton *>(u"step"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(Index(gradients->norms().points(0).size()), i, patience);
    }
    QVERIFY(!gradients->isVisible());
    tools->setCurrent(gradients);
    QTRY_COMPARE_WITH_TIMEOUT(gradients->text(), u"After iteration 3: of its mini-batch, at the weights that it left"_s,
                              patience);
    QVERIFY(w.desk->findChild<QLabel *>(u"where"_s)->text().contains(u"iteration 3 of"_s)); // figures of one moment
    QCOMPARE(gradients->norms().points(0).size(), std::size_t(3));
}

QTEST_MAIN(TestDeskCommands)
#include "tst_desk_commands.moc"
