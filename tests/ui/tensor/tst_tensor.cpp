// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors as a person looks at them: colours, the viewer by mouse and key, editing in it, and the two-layer net on screen.
#include "tests/fixtures/time_limit.h"
#include "tests/fixtures/window_setup.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/lesson/diagram_page.h"
#include "ui/main_window/main_window.h"
#include "ui/session/graph_session.h"
#include "ui/tensor/heat_view.h"
#include "ui/tensor/tensor_viewer.h"
#include "ui/theme/theme.h"
#include "ui/training/page/training_page.h"
#include "ui/widgets/copy_table.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/statistics.h"

#include "tests/fixtures/idx_fixture.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTabBar>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

View<const double> view(const std::vector<double> &numbers, Index rows, Index columns)
{
    return { numbers.data(), rows, columns };
}

} // namespace

class TestTensor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void zeroIsTheCanvasAndTheScaleIsSymmetric();
    void whatIsNotFiniteIsMarked();
    void aSingleLargeNumberDoesNotVanish();
    void cellsAreCrisp();
    void rowsArePictures();
    void statisticsByHand();
    void enterOpensTheMatrixOfAnOperation();
    void doubleClickOnAnArrowOpensIt();
    void keyVOpensIt();
    void whatIsNotComputedIsSaid();
    void followsTheSession();
    void editsAreUndoable();
    void badInputIsRefusedInPlace();
    void copiesForASpreadsheet();
    void goesToACell();
    void hoverReadsOff();
    void rowsOf784ArePictures();
    void escapeCloses();
    void steppingTheNetIsQuick();
    void theNetIsShownOnTheDataInUse();
    void graphsOfMatricesAreWholeInASmallWindow();
    void pictures_data();
    void pictures();

private:
    DiagramPage &page() { return m_window->diagramPage(); }
    GraphSession &session() { return page().session(); }
    TensorViewer &viewer() { return *page().tensorViewer(); }
    void openDemo(const char *id, int position = 0);
    void openViewer(const char *node, TensorModel::Part part = TensorModel::Part::Value);
    QString cell(int row, int column) { return viewer().model().index(row, column).data(Qt::EditRole).toString(); }
    void typeInto(int row, int column, const QString &text, Qt::Key end);

    QTemporaryDir m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestTensor::initTestCase()
{
    isolateSettings(m_settings);
}

void TestTensor::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    m_window->openFirst({});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestTensor::cleanup()
{
    m_window.reset();
}

void TestTensor::openDemo(const char *id, int position)
{
    QVERIFY(m_window->openDemo(QString::fromLatin1(id)));
    session().setPosition(position);
}

// As from the table of numbers: by the node, be it on screen or not.
void TestTensor::openViewer(const char *node, TensorModel::Part part)
{
    m_window->activateWindow();
    // Not qWaitForWindowActive(), for which a window is active when one that belongs to it is.
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), m_window.get(), 240'000);
    session().select(QString::fromLatin1(node));
    QTest::keyClick(m_window.get(), Qt::Key_V);
    QVERIFY(page().tensorViewer());
    QCOMPARE(viewer().model().node(), QString::fromLatin1(node));
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), page().tensorViewer(), 240'000);
    if (part == TensorModel::Part::Gradient) {
        viewer().tabs().setFocus();
        QTest::keyClick(&viewer().tabs(), Qt::Key_Right);
    }
    QCOMPARE(viewer().model().part(), part);
}

void TestTensor::typeInto(int row, int column, const QString &text, Qt::Key end)
{
    CopyTable &table = viewer().table();
    const QPoint at = table.visualRect(viewer().model().index(row, column)).center();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table.viewport(), Qt::LeftButton, {}, at);
    auto *line = table.findChild<QLineEdit *>();
    QVERIFY(line);
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, end);
}

void TestTensor::zeroIsTheCanvasAndTheScaleIsSymmetric()
{
    for (const Theme &theme : { Theme::light(), Theme::darkTheme() }) {
        QCOMPARE(heatColor(theme, 0, 3), theme.canvas);
        QCOMPARE(heatColor(theme, 0, 0), theme.canvas);
        const QColor below = heatColor(theme, -3, 3);
        const QColor above = heatColor(theme, 3, 3);
        QVERIFY(below.blue() > below.red() + 60);
        QVERIFY(above.red() > above.blue() + 60);
        // The same distance from zero is as far from the canvas; beyond the limit nothing changes.
        QVERIFY(std::abs(qGray(below.rgb()) - qGray(above.rgb())) < 45);
        QCOMPARE(heatColor(theme, 30, 3), above);
        QVERIFY(qGray(heatColor(theme, 1.5, 3).rgb()) != qGray(above.rgb()));
    }
    QCOMPARE(heatLimit(view({ 1, -4, notANumber, infinity }, 2, 2)), 4.0);
}

void TestTensor::whatIsNotFiniteIsMarked()
{
    const Theme theme = Theme::light();
    const QImage image = heatImage(theme, view({ 0, notANumber, infinity, 1 }, 2, 2), 1, { 2, 2 });
    QCOMPARE(image.pixelColor(1, 0), image.pixelColor(0, 1));
    const QColor mark = image.pixelColor(1, 0);
    QVERIFY(mark.red() > 180 && mark.blue() > 180 && mark.green() < 90); // magenta is on neither side of the scale
    QCOMPARE(image.pixelColor(0, 0), theme.canvas);
    // A NaN among a thousand numbers is seen, too.
    std::vector<double> many(1000, 0.5);
    many[321] = notANumber;
    QCOMPARE(heatImage(theme, view(many, 1, 1000), 1, { 10, 1 }).pixelColor(3, 0), mark);
}

void TestTensor::aSingleLargeNumberDoesNotVanish()
{
    std::vector<double> many(100 * 100, 0.0);
    many[100 * 37 + 52] = -2;
    const Theme theme = Theme::light();
    const QImage image = heatImage(theme, view(many, 100, 100), 2, { 10, 10 });
    QCOMPARE(image.size(), QSize(10, 10));
    QCOMPARE(image.pixelColor(5, 3), heatColor(theme, -2, 2));
    QCOMPARE(image.pixelColor(4, 3), theme.canvas);
}

void TestTensor::cellsAreCrisp()
{
    const Theme theme = Theme::light();
    QImage target(100, 50, QImage::Format_RGB32);
    QPainter painter(&target);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    paintHeatMap(painter, target.rect(), heatImage(theme, view({ -1, 1 }, 1, 2), 1, { 2, 1 }));
    painter.end();
    QCOMPARE(target.pixelColor(48, 25), heatColor(theme, -1, 1));
    QCOMPARE(target.pixelColor(51, 25), heatColor(theme, 1, 1));
}

void TestTensor::rowsArePictures()
{
    QVERIFY(isPictures(Shape(10, 784)) && !isPictures(Shape(784, 10)));
    std::vector<double> two(2 * 784, 0.0);
    two[28 * 5 + 9] = 1;
    two[784 + 28 * 20 + 3] = 1;
    const Theme theme = Theme::light();
    const QImage image = pictureImage(theme, view(two, 2, 784), 1, 10, 5);
    QCOMPARE(image.size(), QSize(57, 28)); // and a gap of one pixel
    QCOMPARE(image.pixelColor(9, 5), heatColor(theme, 1, 1));
    QCOMPARE(image.pixelColor(29 + 3, 20), heatColor(theme, 1, 1));
    QCOMPARE(image.pixelColor(29 + 9, 5), theme.canvas);
}

void TestTensor::statisticsByHand()
{
    const TensorStatistics s = TensorStatistics::of(view({ 3, -4, 0, 0, notANumber, -infinity }, 2, 3));
    QCOMPARE(s.least, -4.0);
    QCOMPARE(s.greatest, 3.0);
    QCOMPARE(s.mean, -0.25);
    QCOMPARE(s.norm, 5.0); // of 3 and 4
    QCOMPARE(s.zeros, Index(2));
    QCOMPARE(s.nans, Index(1));
    QCOMPARE(s.infinities, Index(1));
    QCOMPARE(summaryText(Shape(1, 2), view({ 3, -4 }, 1, 2)), u"(1, 2)  max |x| 4"_s);
    QCOMPARE(TensorStatistics::of(view({ 1e200, 1e200 }, 1, 2)).norm, std::sqrt(2.0) * 1e200); // squares would overflow
}

void TestTensor::enterOpensTheMatrixOfAnOperation()
{
    openDemo("affine_batch", 99);
    page().view().setFocus();
    session().select(u"X_dot_W"_s);
    QTest::keyClick(&page().view(), Qt::Key_Return);
    QVERIFY(page().tensorViewer() && viewer().isVisible());
    QCOMPARE(viewer().model().node(), u"X_dot_W"_s);
    QCOMPARE(cell(0, 0), u"0"_s); // 2 · 2 − 1 · 4
    QCOMPARE(cell(1, 2), u"10"_s); // 1 · 2 + 2 · 4
}

void TestTensor::doubleClickOnAnArrowOpensIt()
{
    openDemo("affine_batch", 99);
    const std::optional<ArrowDrawing> edge = page().scene().arrow(u"X_dot_W"_s, u"Y"_s);
    QVERIFY(edge);
    const QPoint gradient = page().view().mapFromScene(gradientRect(*edge, *page().scene().style().letters).center());
    QTest::mouseDClick(page().view().viewport(), Qt::LeftButton, {}, gradient);
    QVERIFY(page().tensorViewer() && viewer().isVisible());
    QCOMPARE(viewer().model().node(), u"X_dot_W"_s);
    QCOMPARE(viewer().model().part(), TensorModel::Part::Gradient); // what was clicked on
    QCOMPARE(viewer().tabs().currentIndex(), 1);
    QCOMPARE(cell(1, 0), u"4"_s); // dY
}

void TestTensor::keyVOpensIt()
{
    openDemo("affine_batch", 99);
    openViewer("W");
    QCOMPARE(viewer().model().node(), u"W"_s);
    QCOMPARE(viewer().model().rowCount(), 2);
    QCOMPARE(viewer().model().columnCount(), 3);
    QCOMPARE(cell(1, 1), u"4"_s);
}

void TestTensor::whatIsNotComputedIsSaid()
{
    openDemo("two_layer");
    openViewer("Affine1");
    QCOMPARE(viewer().model().rowCount(), 0);
    QVERIFY(viewer().absence().contains(u"Affine1 has not been computed yet"_s));
    QVERIFY(viewer().statistics().isEmpty());
    session().next();
    QCOMPARE(viewer().model().rowCount(), 10);
    QVERIFY(viewer().absence().isEmpty());
    session().previous();
    QCOMPARE(viewer().model().rowCount(), 0);
    openViewer("X", TensorModel::Part::Gradient);
    session().setPosition(99);
    QVERIFY(viewer().absence().contains(u"X is a constant"_s));
    openDemo("apple");
    QVERIFY(viewer().absence().contains(u"Another graph"_s));
    QCOMPARE(viewer().model().rowCount(), 0);
}

void TestTensor::followsTheSession()
{
    openDemo("affine_batch", 99);
    openViewer("Y");
    QCOMPARE(cell(0, 0), u"1"_s); // 2 · 2 − 1 · 4 + 1
    session().editValue(u"B"_s, { 11, 2, 3 });
    QCOMPARE(cell(0, 0), u"11"_s);
    QVERIFY(viewer().statistics().startsWith(u"min 2\nmax 21\n"_s)); // [11 2 3; 21 12 13]
}

void TestTensor::editsAreUndoable()
{
    openDemo("affine_batch", 99);
    openViewer("W");
    typeInto(1, 2, u"-0,5"_s, Qt::Key_Return);
    const std::vector<double> edited = { 2, 2, 2, 4, 4, -0.5 };
    QTRY_COMPARE_WITH_TIMEOUT(session().document().node(u"W"_s)->value.values, edited, 240'000);
    QCOMPARE(cell(1, 2), QString(QChar(0x2212)) + u"0.5"_s);
    session().undoStack().undo();
    QCOMPARE(cell(1, 2), u"4"_s);
    // What is computed cannot be typed.
    openViewer("Y");
    QVERIFY(!(viewer().model().flags(viewer().model().index(0, 0)) & Qt::ItemIsEditable));
}

void TestTensor::badInputIsRefusedInPlace()
{
    openDemo("affine_batch", 99);
    openViewer("W");
    typeInto(0, 1, u"two"_s, Qt::Key_Return);
    QVERIFY(viewer().refusal().contains(u"“two” is not a number"_s));
    auto *line = viewer().table().findChild<QLineEdit *>();
    QVERIFY(line && line->isVisible() && line->text() == u"two"_s); // to be put right
    QCOMPARE(session().document().node(u"W"_s)->value.values[1], 2.0);
    line->selectAll();
    QTest::keyClicks(line, u"1e999"_s);
    QVERIFY(viewer().refusal().isEmpty());
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(viewer().refusal().contains(u"too large"_s));
    QTest::keyClick(line, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(viewer().refusal().isEmpty(), 240'000);
    QVERIFY(viewer().isVisible()); // Escape gave up the cell, not the window
    QVERIFY(!session().undoStack().canUndo());
}

void TestTensor::copiesForASpreadsheet()
{
    openDemo("affine_batch", 99);
    openViewer("X", TensorModel::Part::Gradient);
    viewer().table().setFocus();
    QTest::keyClick(&viewer().table(), Qt::Key_C, Qt::ControlModifier);
    // dX = dY · Wᵀ: (1 + 2 + 3) · 2 and · 4, (4 + 5 + 6) · 2 and · 4
    QCOMPARE(QGuiApplication::clipboard()->text(), u"\t1\t2\n1\t12\t24\n2\t30\t60\n"_s);
    const auto click = [&](int column, Qt::KeyboardModifiers keys) {
        const QPoint at = viewer().table().visualRect(viewer().model().index(1, column)).center();
        QTest::mouseClick(viewer().table().viewport(), Qt::LeftButton, keys, at);
    };
    click(0, Qt::NoModifier);
    click(1, Qt::ShiftModifier);
    QTest::keyClick(&viewer().table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"\t1\t2\n2\t30\t60\n"_s);
}

void TestTensor::goesToACell()
{
    openDemo("two_layer", 99);
    openViewer("W1", TensorModel::Part::Gradient);
    QLineEdit &line = viewer().goTo();
    line.setFocus();
    QTest::keyClicks(&line, u"401, 50"_s);
    QTest::keyClick(&line, Qt::Key_Return);
    QCOMPARE(viewer().table().currentIndex(), viewer().model().index(400, 49));
    QVERIFY(viewer().readout().startsWith(u"row 401, column 50: "_s));
    for (const char *wrong : { "785, 1", "1, 51", "0, 1", "1, 0", "-1", "one", "", "1, 2, 3" }) {
        line.clear();
        QTest::keyClicks(&line, QString::fromLatin1(wrong));
        QTest::keyClick(&line, Qt::Key_Return);
        QVERIFY2(viewer().refusal().contains(u"from 1 to 784"_s), wrong);
        QCOMPARE(viewer().table().currentIndex(), viewer().model().index(400, 49));
    }
}

void TestTensor::hoverReadsOff()
{
    openDemo("affine_batch", 99);
    openViewer("W");
    HeatView &heat = viewer().heatMap();
    QCOMPARE(heat.limit(), 4.0);
    // Not QTest::mouseMove, which moves over whichever window lies on top.
    const QPointF at = heat.cellRect(1, 2).center();
    QMouseEvent move(QEvent::MouseMove, at, heat.viewport()->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(heat.viewport(), &move);
    QCOMPARE(viewer().readout(), u"row 2, column 3: 4"_s);
    QTest::mouseClick(heat.viewport(), Qt::LeftButton, {}, heat.cellRect(0, 1).center().toPoint());
    QCOMPARE(viewer().table().currentIndex(), viewer().model().index(0, 1));
    heat.setFocus();
    const QSizeF before = heat.cellRect(0, 0).size();
    QTest::keyClick(&heat, Qt::Key_Plus);
    QVERIFY(heat.cellRect(0, 0).width() > before.width());
    QTest::keyClick(&heat, Qt::Key_0);
    QCOMPARE(heat.cellRect(0, 0).size(), before);
}

void TestTensor::rowsOf784ArePictures()
{
    openDemo("two_layer");
    openViewer("X");
    QVERIFY(viewer().showsPicture());
    viewer().table().setCurrentIndex(viewer().model().index(3, 0));
    const QImage three = viewer().grab().toImage();
    QTest::keyClick(&viewer().table(), Qt::Key_Down);
    QCOMPARE(viewer().table().currentIndex().row(), 4);
    QVERIFY(viewer().grab().toImage() != three);
    openViewer("W1");
    QVERIFY(!viewer().showsPicture());
}

void TestTensor::escapeCloses()
{
    openDemo("affine_batch", 99);
    openViewer("W");
    QTest::keyClick(&viewer().table(), Qt::Key_Escape);
    QVERIFY(!viewer().isVisible());
    QVERIFY(m_window->isVisible());
}

// A step of the net computes and paints; it builds no text of 39,200 numbers, which takes seconds.
void TestTensor::steppingTheNetIsQuick()
{
    openDemo("two_layer");
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 2 * session().count(); ++i) {
        QTest::keyClick(m_window.get(), i % 2 == 0 ? Qt::Key_Right : Qt::Key_PageDown);
        m_window->grab();
        if (session().isAtEnd())
            QTest::keyClick(m_window.get(), Qt::Key_Home);
    }
    QVERIFY2(clock.elapsed() < timeLimit(20'000), qPrintable(QString::number(clock.elapsed())));
    for (const NodePlace &place : page().scene().layout().nodes)
        QVERIFY(page().scene().toolTipAt(place.outline.center()).size() < 1000);
    for (const EdgePlace &place : page().scene().layout().edges)
        QVERIFY(page().scene().toolTipAt(place.curve.at(0.5)).size() < 1000);
}

// Of matrices no products are written down beside the arrows, and no room is kept for them.
void TestTensor::graphsOfMatricesAreWholeInASmallWindow()
{
    m_window->resize(1280, 720);
    for (const char *id : { "affine", "affine_batch", "relu", "mse_identity" }) {
        QVERIFY(m_window->openDemo(QLatin1String(id)));
        const GraphSession &session = page().session();
        page().session().setPosition(session.count());
        const DiagramView &view = page().view();
        const QRectF seen = view.seenRect();
        QVERIFY2(seen.contains(page().scene().contentRect()), id);
        for (const NodePlace &node : page().scene().layout().nodes)
            QVERIFY2(seen.adjusted(8, 8, -8, -8).contains(node.outline), id);
    }
}

void TestTensor::theNetIsShownOnTheDataInUse()
{
    openDemo("two_layer");
    QVERIFY(session().document().questionText().startsWith(u"10 built-in digits"_s));
    const QTemporaryDir folder;
    IdxFixture::write(folder.path());
    m_window->openData(folder.path());
    auto *desk = m_window->findChild<TrainingPage *>();
    QVERIFY(desk);
    QTRY_VERIFY_WITH_TIMEOUT(desk->data() != nullptr, 240'000);
    openDemo("two_layer", 99);
    QVERIFY(session().document().questionText().startsWith(u"10 images of "_s + desk->dataName()));
    const std::vector<double> &x = session().document().node(u"X"_s)->value.values;
    for (std::size_t i = 0; i < x.size(); ++i)
        QCOMPARE(x[i], desk->data()->training.pixels[i] / 255.0);
    QVERIFY(session().run().hasGradient(session().nodeId(u"W1"_s)));
}

void TestTensor::pictures_data()
{
    themeRows();
}

void TestTensor::pictures()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    const QString name = screenshotPath(dark);
    openDemo("two_layer", 4);
    QCoreApplication::processEvents(); // the layout follows the words
    QVERIFY(m_window->grab().save(name.arg(u"two-layer-forward"_s)));
    session().setPosition(session().count());
    QCoreApplication::processEvents(); // the layout follows the words
    QVERIFY(m_window->grab().save(name.arg(u"two-layer"_s)));
    openViewer("X");
    viewer().table().setCurrentIndex(viewer().model().index(2, 150));
    QCoreApplication::processEvents();
    QVERIFY(viewer().grab().save(name.arg(u"viewer-images"_s)));
    openViewer("W1", TensorModel::Part::Gradient);
    QCoreApplication::processEvents();
    QVERIFY(viewer().grab().save(name.arg(u"viewer-gradient"_s)));
    openViewer("W2");
    QCoreApplication::processEvents();
    QVERIFY(viewer().grab().save(name.arg(u"viewer-weights"_s)));
    qApp->setStyleSheet({});
}

QTEST_MAIN(TestTensor)
#include "tst_tensor.moc"
