// SPDX-License-Identifier: GPL-3.0-or-later
// The first window lies on its screen with frame and timeline, on the small screens that schools have too.
#include "tests/fixtures/window_setup.h"
#include "ui/lesson/diagram_page.h"
#include "ui/main_window/first_size.h"
#include "ui/main_window/main_window.h"
#include "ui/timeline/timeline_bar.h"

#include <QtGui/QScreen>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestFirstWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init() { QSettings().clear(); }
    void fitsTheScreen_data();
    void fitsTheScreen();
    void isSizedByItsScreen();
    void isAsLargeAsItWasLeft();
    void hasRoomForEverythingWhenSmall();

private:
    QTemporaryDir m_settings;
};

void TestFirstWindow::fitsTheScreen_data()
{
    QTest::addColumn<QSize>("screen");
    for (const QSize &screen : { QSize(1024, 600), QSize(1280, 720), QSize(1366, 768), QSize(1440, 900) })
        QTest::addRow("%d", screen.width()) << screen;
}

// Less the frame, and a panel of the desktop along one edge.
void TestFirstWindow::fitsTheScreen()
{
    constexpr QSize frame(8, 28);
    constexpr int panel = 32;
    QFETCH(QSize, screen);
    for (const QSize &available : { screen, screen - QSize(0, panel), screen - QSize(panel, 0) }) {
        const QSize size = firstSize(available) + frame;
        QVERIFY2(size.width() <= available.width() && size.height() <= available.height(),
                 qPrintable(u"%1 × %2"_s.arg(size.width()).arg(size.height())));
    }
    QCOMPARE(firstSize({ 3840, 2160 }), QSize(1280, 800)); // and no larger than it needs to be
}

void TestFirstWindow::isSizedByItsScreen()
{
    const MainWindow window;
    QCOMPARE(window.size(), firstSize(window.screen()->availableSize()));
}

void TestFirstWindow::isAsLargeAsItWasLeft()
{
    const QSize left = smallestWindow + QSize(30, 20);
    {
        MainWindow window;
        window.openFirst(u"apple"_s);
        window.resize(left);
        window.show();
        window.close();
    }
    QCOMPARE(MainWindow().size(), left);
}

void TestFirstWindow::hasRoomForEverythingWhenSmall()
{
    MainWindow window;
    window.openFirst(u"apple"_s);
    window.resize(1, 1);
    window.show();
    QCOMPARE(window.size(), smallestWindow);
    const QWidget &timeline = window.diagramPage().timeline();
    const QRect bar(timeline.mapTo(&window, QPoint()), timeline.size());
    QVERIFY(window.rect().contains(bar));
}

QTEST_MAIN(TestFirstWindow)
#include "tst_first_window.moc"
