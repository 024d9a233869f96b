// SPDX-License-Identifier: GPL-3.0-or-later
// A picture that was drawn elsewhere and shifted, or drawn in parts, has the pixels that it has when all of it is drawn anew:
// lines that end far outside, bows, thumbnails, matrices, ticks and question marks.
#include "tests/fixtures/diagram_window.h"
#include "tests/fixtures/empty_place.h"
#include "tests/fixtures/large_graph.h"
#include "ui/lab/lab_panel.h"
#include "ui/session/fault_lab.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestShiftedPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init();
    void cleanup() { m_window.reset(); }

    void aDragShiftsWhatIsThere_data();
    void aDragShiftsWhatIsThere();
    void stepsThatAreFollowed_data();
    void stepsThatAreFollowed();
    void ticksComeAndGo();
    void marksFollowAFault();
    void questionsComeAndGo();
    void nothingIsLeftAroundAStretchedPicture();

private:
    DiagramWindow &w() { return *m_window; }
    void open(const QString &demo);
    void zoomTo(double scale);
    void tick(const char *name);
    void stepAndCompare(Qt::Key key, int times);

    QTemporaryDir m_settings;
    std::unique_ptr<DiagramWindow> m_window;
};

void TestShiftedPicture::init()
{
    m_window = std::make_unique<DiagramWindow>("apple", QSize(1024, 640));
}

// A demo's id, or how many nodes a graph has whose lowest row is joined to its highest.
void TestShiftedPicture::open(const QString &demo)
{
    if (const int nodes = demo.toInt(); nodes > 0)
        w().page.open(LargeGraph(nodes, 15).document());
    else
        w().window.openFirst(demo);
    w().session.setPosition(w().session.count());
}

// About there, with the wheel.
void TestShiftedPicture::zoomTo(double scale)
{
    const double now = w().view.scale();
    w().turnWheel(emptyPlace(w().view), int(std::lround(std::log(scale / now) / std::log(1.2))));
    w().view.centreOn(w().scene.contentRect().center());
    w().picture();
    QTRY_VERIFY(w().view.isSharp());
}

void TestShiftedPicture::tick(const char *name)
{
    auto *box = w().page.labPanel().findChild<QCheckBox *>(QString::fromUtf8(name));
    QVERIFY(box);
    box->click();
}

void TestShiftedPicture::stepAndCompare(Qt::Key key, int times)
{
    for (int i = 0; i < times; ++i) {
        QTest::keyClick(&w().view, key);
        const QImage stepped = w().picture();
        QVERIFY2(stepped == w().drawnAnew(), qPrintable(QString::number(w().session.position())));
    }
}

void TestShiftedPicture::aDragShiftsWhatIsThere_data()
{
    QTest::addColumn<QString>("demo");
    QTest::addColumn<double>("scale");
    QTest::newRow("numbers, lines across all of it") << "150" << 0.9;
    QTest::newRow("large, hardly a line ends in view") << "150" << 3.7;
    QTest::newRow("shapes") << "600" << 0.3;
    QTest::newRow("dots") << "600" << 0.07;
    QTest::newRow("thumbnails") << "two_layer" << 1.1;
    QTest::newRow("matrices") << "affine_batch" << 1.9;
    QTest::newRow("frames") << "softmax_loss" << 2.3;
    QTest::newRow("a branch") << "copy" << 2.1;
}

void TestShiftedPicture::aDragShiftsWhatIsThere()
{
    QFETCH(QString, demo);
    QFETCH(double, scale);
    open(demo);
    zoomTo(scale);
    const QPoint from = emptyPlace(w().view);
    const QImage before = w().picture();
    QTest::mousePress(w().view.viewport(), Qt::LeftButton, {}, from);
    for (const QPoint &by : { QPoint(-7, -3), QPoint(40, -61), QPoint(-130, 55), QPoint(3, 20), QPoint(31, 17) }) {
        QTest::mouseMove(w().view.viewport(), from + by);
        const QImage shifted = w().picture();
        QVERIFY(shifted != before);
        QCOMPARE(shifted, w().drawnAnew());
    }
    QTest::mouseRelease(w().view.viewport(), Qt::LeftButton, {}, from + QPoint(31, 17));
    const QImage atRest = w().picture();
    QVERIFY(w().view.isSharp());
    QCOMPARE(atRest, w().drawnAnew());
}

void TestShiftedPicture::stepsThatAreFollowed_data()
{
    QTest::addColumn<QString>("demo");
    QTest::newRow("numbers") << "100";
    QTest::newRow("matrices") << "affine_batch";
}

void TestShiftedPicture::stepsThatAreFollowed()
{
    QFETCH(QString, demo);
    open(demo);
    w().window.resize(1024, 640);
    w().page.setPresentation(true); // large text: only a part is to be seen, and the view follows
    w().view.fit();
    w().view.setFocus();
    w().session.setPosition(w().session.seedPosition() - 4);
    w().picture();
    const QPointF corner = w().view.mapToScene({});
    stepAndCompare(Qt::Key_Right, 10);
    QVERIFY(w().view.mapToScene({}) != corner);
    stepAndCompare(Qt::Key_Left, 10);
    w().page.setPresentation(false);
}

void TestShiftedPicture::ticksComeAndGo()
{
    open(u"apple_orange"_s);
    const QImage unchecked = w().picture();
    tick("checkSwitch");
    QTRY_VERIFY(!w().scene.state().marks.agrees.isEmpty());
    const QImage checked = w().picture();
    QVERIFY(checked != unchecked);
    QCOMPARE(checked, w().drawnAnew());
    w().view.setFocus();
    stepAndCompare(Qt::Key_Left, 3);
    stepAndCompare(Qt::Key_Right, 3);
    tick("checkSwitch");
    QTRY_VERIFY(w().scene.state().marks.agrees.isEmpty());
    const QImage again = w().picture();
    QCOMPARE(again, w().drawnAnew());
}

// Every mark is there at once, and none stays.
void TestShiftedPicture::marksFollowAFault()
{
    open(u"affine_batch"_s);
    w().window.resize(1600, 1000); // arrows are so long that they are drawn again in parts
    w().view.fit();
    w().session.setPosition(w().session.count());
    tick("checkSwitch");
    QTRY_VERIFY(!w().scene.state().marks.agrees.isEmpty());
    QCOMPARE(w().picture(), w().drawnAnew());
    w().page.faults().put(u"Y"_s, u"bias_not_summed"_s);
    QTRY_VERIFY(!w().scene.state().marks.faulty.isEmpty());
    const QImage faulty = w().picture();
    QCOMPARE(w().scene.arrow(u"B"_s, u"Y"_s)->mark, ArrowDrawing::Mark::Differs);
    QCOMPARE(faulty, w().drawnAnew());
    w().page.faults().repair();
    QTRY_VERIFY(!w().scene.state().marks.agrees.isEmpty());
    QVERIFY(w().scene.state().marks.faulty.isEmpty());
    QCOMPARE(w().picture(), w().drawnAnew());
    tick("checkSwitch");
    QVERIFY(w().scene.state().marks.agrees.isEmpty());
    QCOMPARE(w().scene.arrow(u"B"_s, u"Y"_s)->mark, ArrowDrawing::Mark::None);
    QCOMPARE(w().picture(), w().drawnAnew());
}

void TestShiftedPicture::questionsComeAndGo()
{
    open(u"apple_orange"_s);
    w().session.setPosition(2);
    const QImage known = w().picture();
    tick("predictSwitch");
    QVERIFY(!w().scene.state().asked.isEmpty());
    const QImage asked = w().picture();
    QVERIFY(asked != known);
    QCOMPARE(asked, w().drawnAnew());
    w().view.setFocus();
    stepAndCompare(Qt::Key_Left, 1);
    tick("predictSwitch");
    QVERIFY(w().scene.state().asked.isEmpty());
    w().session.setPosition(2);
    QCOMPARE(w().picture(), known);
}

// While a crowded picture is being zoomed out it is smaller than the window: around it is canvas, whatever stood there.
void TestShiftedPicture::nothingIsLeftAroundAStretchedPicture()
{
    open(u"600"_s);
    zoomTo(0.4);
    w().turnWheel(emptyPlace(w().view), -1);
    QPixmap window(w().view.viewport()->size());
    window.fill(Qt::magenta);
    w().view.viewport()->render(&window, {}, {}, {});
    QVERIFY(!w().view.isSharp());
    const QImage stretched = window.toImage();
    QCOMPARE(stretched.pixelColor(0, 0), w().scene.style().theme.canvas);
    const QPoint last(stretched.width() - 1, stretched.height() - 1);
    QCOMPARE(stretched.pixelColor(last), w().scene.style().theme.canvas);
}

QTEST_MAIN(TestShiftedPicture)
#include "tst_shifted_picture.moc"
