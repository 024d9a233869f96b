// SPDX-License-Identifier: GPL-3.0-or-later
// A window that is closed and opened again is where it was.
#include "tests/fixtures/window_setup.h"
#include "ui/lesson/diagram_page.h"
#include "ui/library/library_panel.h"
#include "ui/main_window/main_window.h"
#include "ui/session/graph_session.h"

#include <QtWidgets/QDockWidget>
#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

struct OpenWindow
{
    MainWindow window;

    explicit OpenWindow(const QString &demo = {})
    {
        window.openFirst(demo);
        window.show();
    }
    ~OpenWindow() { window.close(); }

    // As a person does: a click on what the library calls so.
    void choose(const QString &title)
    {
        auto *tree = window.library().findChild<QTreeWidget *>();
        const auto found = tree->findItems(title, Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(found.size(), 1);
        tree->scrollToItem(found.constFirst());
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(found.constFirst()).center());
    }
    bool atDesk() const { return !window.diagramPage().isVisible(); }
    QString graph() { return window.diagramPage().session().document().id; }
    QString marked() { return window.library().findChild<QTreeWidget *>()->currentItem()->text(0); }
};

const QString desk = u"Training desk"_s;

} // namespace

class TestReopened : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init() { QSettings().clear(); }
    void onTheSameGraph();
    void atTheTrainingDesk();
    void whatIsAskedForComesFirst();
    void withoutTheHiddenPanel();

private:
    QTemporaryDir m_settings;
};

void TestReopened::onTheSameGraph()
{
    {
        OpenWindow w;
        w.choose(u"Sigmoid"_s);
        QTRY_COMPARE(w.graph(), u"sigmoid"_s);
    }
    OpenWindow again;
    QCOMPARE(again.graph(), u"sigmoid"_s);
    QCOMPARE(again.marked(), u"Sigmoid"_s);
    QVERIFY(!again.atDesk());
}

void TestReopened::atTheTrainingDesk()
{
    {
        OpenWindow w;
        w.choose(u"Sigmoid"_s);
        w.choose(desk);
        QTRY_VERIFY(w.atDesk());
    }
    {
        OpenWindow again;
        QVERIFY(again.atDesk());
        QCOMPARE(again.marked(), desk);
        QCOMPARE(again.graph(), u"sigmoid"_s); // behind it
        again.choose(u"Sigmoid"_s);
        QTRY_VERIFY(!again.atDesk());
    }
    OpenWindow third;
    QVERIFY(!third.atDesk());
}

void TestReopened::whatIsAskedForComesFirst()
{
    {
        OpenWindow w;
        w.choose(desk);
        QTRY_VERIFY(w.atDesk());
    }
    OpenWindow again(u"relu"_s);
    QVERIFY(!again.atDesk());
    QCOMPARE(again.graph(), u"relu"_s);
}

// Hidden on the diagram it stays hidden, whichever page is closed.
void TestReopened::withoutTheHiddenPanel()
{
    const auto side = [](OpenWindow &w) { return w.window.findChild<QDockWidget *>(u"side-dock"_s); };
    {
        OpenWindow w;
        QVERIFY(side(w)->isVisible());
        side(w)->toggleViewAction()->trigger();
        QVERIFY(!side(w)->isVisible());
        w.choose(desk);
        QTRY_VERIFY(w.atDesk());
    }
    OpenWindow again;
    QVERIFY(!side(again)->isVisible());
    again.choose(u"Sigmoid"_s);
    QTRY_VERIFY(!again.atDesk());
    QVERIFY(!side(again)->isVisible());
}

QTEST_MAIN(TestReopened)
#include "tst_reopened.moc"
