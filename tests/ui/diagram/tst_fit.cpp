// SPDX-License-Identifier: GPL-3.0-or-later
// The picture fits its window: all of it on Ctrl+0, again when its room changes, and it stays where it is while it can.
#include "files/demos.h"
#include "tests/fixtures/diagram_window.h"
#include "ui/session/fault_lab.h"

#include <QtGui/QAction>
#include <QtWidgets/QDockWidget>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

bool isWhole(const DiagramWindow &w)
{
    return w.view.viewport()->rect().contains(w.view.mapFromScene(w.scene.contentRect()));
}

QPoint corner(const DiagramWindow &w)
{
    return w.view.mapFromScene(QPointF());
}

} // namespace

class TestFit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }

    void fitShowsAllOfItAlways_data() { demosAndSizes(); }
    void fitShowsAllOfItAlways();
    void tabLeavesAFittedPicture_data() { demosAndSizes(); }
    void tabLeavesAFittedPicture();
    void aBannerLeavesItWhole_data() { demosAndSizes(); }
    void aBannerLeavesItWhole();
    void aBannerLeavesWholeWhatHardlyHasRoom();
    void opensWholeInEveryWindow_data();
    void opensWholeInEveryWindow();
    void panelsMakeRoom();
    void aStepInViewMovesNothing_data() { demosAndSizes(); }
    void aStepInViewMovesNothing();

private:
    static void demosAndSizes();

    QTemporaryDir m_settings;
};

void TestFit::demosAndSizes()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QSize>("size");
    for (const QSize &size : { QSize(1008, 560), QSize(1264, 680) })
        for (const QString &id : demoIds())
            QTest::addRow("%s %d", qPrintable(id), size.height()) << id << size;
}

void TestFit::fitShowsAllOfItAlways()
{
    QFETCH(QString, id);
    QFETCH(QSize, size);
    DiagramWindow w(qPrintable(id), size);
    for (const Qt::Key key : { Qt::Key_Home, Qt::Key_End }) {
        w.press(key);
        w.press(Qt::Key_0, Qt::ControlModifier);
        QVERIFY(isWhole(w));
        const QPoint there = corner(w);
        w.press(Qt::Key_0, Qt::ControlModifier);
        QVERIFY(isWhole(w));
        QCOMPARE(corner(w), there);
    }
    w.window.resize(size + QSize(40, -10));
    QVERIFY(isWhole(w));
    w.press(Qt::Key_F); // folded or unfolded, if it has a group
    QVERIFY(isWhole(w));
}

void TestFit::tabLeavesAFittedPicture()
{
    QFETCH(QString, id);
    QFETCH(QSize, size);
    DiagramWindow w(qPrintable(id), size);
    w.press(Qt::Key_0, Qt::ControlModifier);
    const QPoint there = corner(w);
    w.view.setFocus();
    for (int i = 0; i < w.scene.visible().nodes.size(); ++i) {
        QTest::keyClick(&w.view, Qt::Key_Tab);
        QCOMPARE(w.session.selected(), w.scene.visible().nodes[i].id);
        QCOMPARE(corner(w), there);
    }
}

// The banner takes room from the picture, which was whole in it.
void TestFit::aBannerLeavesItWhole()
{
    QFETCH(QString, id);
    QFETCH(QSize, size);
    DiagramWindow w(qPrintable(id), size);
    if (!isWhole(w))
        QSKIP("It is not whole without the banner.");
    const double letters = w.view.scale() * w.scene.layout().smallestText;
    FaultLab &lab = *w.page.findChild<FaultLab *>();
    if (!lab.surprise())
        QSKIP("Nothing in it can be done wrong.");
    auto *banner = w.page.findChild<QWidget *>(u"faultBanner"_s);
    QTRY_VERIFY(banner->isVisible() && banner->height() > 0);
    QCoreApplication::processEvents();
    QVERIFY2(isWhole(w), qPrintable(QString::number(letters)));
    lab.repair();
    QTRY_VERIFY(!banner->isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(w.view.scale() * w.scene.layout().smallestText, letters);
}

// In a window in which it just has room in letters of the ordinary size, or with a few lines to spare.
void TestFit::aBannerLeavesWholeWhatHardlyHasRoom()
{
    constexpr int spare = 36; // px: the window is so flat that a banner takes a sixth of it
    constexpr int least = 521;
    DiagramWindow w("apple_orange", { 1280, 900 });
    for (const QDockWidget *panel : w.window.findChildren<QDockWidget *>())
        for (int i = 0; i < 2; ++i)
            panel->toggleViewAction()->trigger(); // somebody wants it there: it makes no room
    const auto fitsIn = [&](int height) {
        w.window.resize(1280, height);
        QCoreApplication::processEvents();
        w.view.fit();
        return isWhole(w);
    };
    int height = 900;
    while (height > least && fitsIn(height))
        --height;
    QVERIFY(height > least);
    QVERIFY(fitsIn(height + spare));
    FaultLab &lab = *w.page.findChild<FaultLab *>();
    QVERIFY(lab.surprise());
    auto *banner = w.page.findChild<QWidget *>(u"faultBanner"_s);
    QTRY_VERIFY(banner->isVisible() && banner->height() > spare);
    QCoreApplication::processEvents();
    QVERIFY(isWhole(w));
    const double letters = w.view.scale() * w.scene.layout().smallestText;
    QVERIFY2(letters >= 11 && letters < 12, qPrintable(QString::number(letters)));
}

void TestFit::opensWholeInEveryWindow_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QSize>("screen");
    for (const QSize &screen : { QSize(1024, 600), QSize(1280, 720), QSize(1366, 768), QSize(1920, 1080), QSize(3840, 2160) })
        for (const QString &id : demoIds())
            QTest::addRow("%s %d", qPrintable(id), screen.width()) << id << screen;
}

// In a window that fills its screen, but for a panel and its own frame, in letters that can be read. What is too high for that
// shows the step.
void TestFit::opensWholeInEveryWindow()
{
    constexpr QSize taken(0, 60);
    static const QStringList tooHigh = { u"apple_orange 1024"_s, u"affine 1024"_s,       u"affine_batch 1024"_s,
                                         u"softmax_loss 1024"_s, u"two_layer 1024"_s,    u"affine_batch 1280"_s,
                                         u"two_layer 1280"_s,    u"softmax_loss 1280"_s, u"two_layer 1366"_s };
    QFETCH(QString, id);
    QFETCH(QSize, screen);
    DiagramWindow w(qPrintable(id), screen - taken);
    QCoreApplication::processEvents();
    const double letters = w.view.scale() * w.scene.layout().smallestText;
    QVERIFY2(letters > 10.99, qPrintable(QString::number(letters)));
    if (tooHigh.contains(QString::fromLatin1(QTest::currentDataTag())))
        w.press(Qt::Key_Right);
    QVERIFY(isWhole(w) || w.view.seenRect().contains(w.scene.actionRect()));
    QCOMPARE(isWhole(w), !tooHigh.contains(QString::fromLatin1(QTest::currentDataTag())));
}

// Panels that leave no room for a whole picture go, and come back when there is room; those that somebody has shown stay.
void TestFit::panelsMakeRoom()
{
    DiagramWindow w("softmax_loss", { 1366, 708 });
    auto *library = w.window.findChild<QDockWidget *>(u"library-dock"_s);
    auto *side = w.window.findChild<QDockWidget *>(u"side-dock"_s);
    QVERIFY(library->isHidden() && isWhole(w));
    w.window.resize(1920, 1000);
    QVERIFY(library->isVisible() && side->isVisible());
    QVERIFY(isWhole(w));
    w.window.resize(1366, 708);
    QVERIFY(library->isHidden());
    QVERIFY(w.window.openDemo(u"add"_s));
    QVERIFY(library->isVisible() && side->isVisible());
    QVERIFY(w.window.openDemo(u"softmax_loss"_s));
    QVERIFY(library->isHidden());
    library->toggleViewAction()->trigger();
    w.window.resize(1360, 700);
    QVERIFY(library->isVisible());
}

// Where it does not fit in letters for the last row, it moves only with a step that would not be seen.
void TestFit::aStepInViewMovesNothing()
{
    QFETCH(QString, id);
    QFETCH(QSize, size);
    DiagramWindow w(qPrintable(id), size);
    w.page.setPresentation(true);
    w.view.fit();
    QCoreApplication::processEvents();
    QList<QRectF> there;
    for (int i = 0; i < w.session.count(); ++i) {
        const QRectF seen = w.view.seenRect();
        const QSize room = w.view.viewport()->size();
        there.append(seen);
        w.press(Qt::Key_Right);
        QCoreApplication::processEvents();
        constexpr double air = 20; // px
        const double margin = air / w.view.scale();
        const QRectF inside = seen.adjusted(margin, margin, -margin, -margin);
        const QRectF step = w.scene.actionRect() | w.scene.figuresRect();
        if (w.view.viewport()->size() == room && inside.contains(step))
            QCOMPARE(w.view.seenRect(), seen);
        if (step.width() < inside.width() && step.height() < inside.height())
            QVERIFY(w.view.seenRect().contains(step));
    }
    while (!there.isEmpty()) { // and back is the same way
        w.press(Qt::Key_Left);
        QCoreApplication::processEvents();
        QCOMPARE(w.view.seenRect(), there.takeLast());
    }
}

QTEST_MAIN(TestFit)
#include "tst_fit.moc"
