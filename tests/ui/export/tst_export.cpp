// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window: pictures in every format, the clipboard, paper, Python.
#include "tests/fixtures/diagram_window.h"
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/large_graph.h"
#include "ui/export/diagram_pictures.h"
#include "ui/export/picture_names.h"
#include "ui/main_window/export_menu.h"

#include <QtGui/QClipboard>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

bool hasColour(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) == colour)
                return true;
    return false;
}

// Whether the outermost pixels are all of one colour: nothing is cut off.
bool hasQuietEdge(const QImage &image)
{
    const QColor edge = image.pixelColor(0, 0);
    for (int x = 0; x < image.width(); ++x)
        if (image.pixelColor(x, 0) != edge || image.pixelColor(x, image.height() - 1) != edge)
            return false;
    for (int y = 0; y < image.height(); ++y)
        if (image.pixelColor(0, y) != edge || image.pixelColor(image.width() - 1, y) != edge)
            return false;
    return true;
}

QImage pictureOf(DiagramWindow &w, int position, const PictureLook &look)
{
    DiagramPictures pictures(w.scene, w.page.font(), look);
    return pictures.image(position, pictures.bounds(position));
}

} // namespace

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_folder); }

    void svgIsOutlinesAndLooksTheSame_data() { nothingIsCutOff_data(); }
    void svgIsOutlinesAndLooksTheSame();
    void largeGraphsAreNoLargeFiles();
    void nothingIsCutOff_data();
    void nothingIsCutOff();
    void theScreenIsLeftAlone();
    void selectionIsNotDrawn();
    void foldedGroupsStayFolded();
    void transparentHasNoGround();
    void everyStepHasItsFile();
    void pdfIsOnePage();
    void clipboard();
    void python();
    void errorsAreTold();
    void numbersSort();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

// Another renderer draws the SVG, without any font, as Qt draws the picture.
void TestExport::svgIsOutlinesAndLooksTheSame()
{
    QFETCH(QString, id);
    DiagramWindow w(id.toUtf8().constData());
    w.session.setPosition(w.session.count());
    QVERIFY(w.window.exports().exportPicture(path("apples.svg"), { PictureFormat::Svg, false, {} }));
    const QByteArray svg = fileContents(path("apples.svg"));
    QVERIFY(!svg.contains("<text"));
    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    const QImage wanted = pictureOf(w, w.session.position(), {}).convertToFormat(QImage::Format_RGB32);
    QImage drawn(wanted.size(), QImage::Format_RGB32);
    drawn.fill(Qt::white);
    QPainter painter(&drawn);
    renderer.render(&painter);
    painter.end();
    int different = 0;
    for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x < drawn.width(); ++x)
            different += std::abs(qGray(drawn.pixel(x, y)) - qGray(wanted.pixel(x, y))) > 96;
    QVERIFY2(different < drawn.width() * drawn.height() / 200, qPrintable(QString::number(different)));
    QVERIFY(hasColour(drawn, Theme::light().forward) && hasColour(drawn, Theme::light().backward));
}

// Letters are written once, however often they stand there; as outlines each time they took 12 MB for 1,000 nodes.
void TestExport::largeGraphsAreNoLargeFiles()
{
    DiagramPictures pictures(LargeGraph(1000, 25).document(), {}, {}, { 960, 600 });
    const int last = pictures.stepCount();
    const QRectF bounds = pictures.bounds(last);
    const qsizetype svg = pictures.file(PictureFormat::Svg, last, bounds).size();
    QVERIFY2(svg < 3'000'000, qPrintable(QString::number(svg)));
    const qsizetype pdf = pictures.file(PictureFormat::Pdf, last, bounds).size();
    QVERIFY2(pdf < 500'000, qPrintable(QString::number(pdf)));
}

void TestExport::nothingIsCutOff_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : { "apple", "apple_orange", "copy", "sigmoid", "affine_batch", "softmax_loss", "two_layer" })
        QTest::newRow(id) << QString::fromLatin1(id);
}

void TestExport::nothingIsCutOff()
{
    QFETCH(QString, id);
    DiagramWindow w(id.toUtf8().constData());
    DiagramPictures pictures(w.scene, w.page.font(), {});
    const QRectF all = pictures.boundsOfAll();
    for (int position : { 0, pictures.stepCount() / 2, pictures.stepCount() - 1, pictures.stepCount() }) {
        QVERIFY2(hasQuietEdge(pictures.image(position, pictures.bounds(position))), qPrintable(QString::number(position)));
        QVERIFY(all.contains(pictures.bounds(position)));
    }
}

void TestExport::theScreenIsLeftAlone()
{
    DiagramWindow w("apple_orange");
    w.session.setPosition(3);
    const QImage before = w.picture();
    QVERIFY(w.window.exports().exportPicture(path("alone.png"), { PictureFormat::Png, true, { Theme::darkTheme() } }));
    QCOMPARE(w.session.position(), 3);
    QCOMPARE(w.picture(), before);
    QVERIFY(!w.session.undoStack().canUndo());
}

void TestExport::selectionIsNotDrawn()
{
    DiagramWindow w("apple");
    const QImage before = pictureOf(w, 2, {});
    w.session.select(u"apple"_s);
    QCOMPARE(pictureOf(w, 2, {}), before);
}

void TestExport::foldedGroupsStayFolded()
{
    DiagramWindow w("sigmoid");
    const QImage open = pictureOf(w, 0, {});
    w.press(Qt::Key_F);
    QVERIFY(w.session.isFolded(u"sigmoid"_s));
    const QImage folded = pictureOf(w, 0, {});
    QVERIFY(folded != open);
    w.press(Qt::Key_F);
    QCOMPARE(pictureOf(w, 0, {}), open);
}

void TestExport::transparentHasNoGround()
{
    DiagramWindow w("mul");
    QCOMPARE(pictureOf(w, 1, { Theme::light(), true, 1 }).pixelColor(0, 0).alpha(), 0);
    QCOMPARE(pictureOf(w, 1, { Theme::darkTheme(), false, 1 }).pixelColor(0, 0), Theme::darkTheme().canvas);
    const QImage large = pictureOf(w, 1, { Theme::light(), false, 2 });
    QVERIFY(std::abs(large.width() - 2 * pictureOf(w, 1, {}).width()) <= 2);
}

void TestExport::everyStepHasItsFile()
{
    DiagramWindow w("mul");
    QVERIFY(w.window.exports().exportPicture(path("mul.svg"), { PictureFormat::Svg, true, {} }));
    for (int position = 0; position <= w.session.count(); ++position)
        QVERIFY(QFile::exists(m_folder.filePath(u"mul-%1.svg"_s.arg(position))));
    QVERIFY(!QFile::exists(path("mul.svg")));
}

void TestExport::pdfIsOnePage()
{
    DiagramWindow w("sigmoid");
    QVERIFY(w.window.exports().exportPicture(path("sigmoid.pdf"), { PictureFormat::Pdf, false, {} }));
    const QByteArray pdf = fileContents(path("sigmoid.pdf"));
    QVERIFY(pdf.startsWith("%PDF"));
    QCOMPARE(pdf.count("/Type /Page\n"), 1);
}

void TestExport::clipboard()
{
    DiagramWindow w("sigmoid");
    w.session.setPosition(w.session.count());
    QTest::keyClick(&w.window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QImage copied = QGuiApplication::clipboard()->image();
    QVERIFY(!copied.isNull());
    QVERIFY(hasColour(copied, Theme::light().backward));
    w.window.exports().copyExpression();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"1 / (exp(x * -1) + 1)"_s);
}

void TestExport::python()
{
    DiagramWindow w("apple");
    QVERIFY(w.window.exports().exportPython(path("numpy.py"), false));
    QVERIFY(fileContents(path("numpy.py")).contains("import numpy as np"));
    QVERIFY(w.window.exports().exportPython(path("torch.py"), true));
    QVERIFY(fileContents(path("torch.py")).contains("import torch"));
}

// What happened to what, and the file that was there is as it was.
void TestExport::errorsAreTold()
{
    DiagramWindow w("apple");
    QString told;
    w.readMessage(told);
    QVERIFY(!w.window.exports().exportPicture(u"/nonexistent/folder/apple.svg"_s, {}));
    QVERIFY2(told.contains("/nonexistent/folder/apple.svg"_L1), qPrintable(told));
}

void TestExport::numbersSort()
{
    QCOMPARE(numberedPath(u"/a.b/graph.svg"_s, 7, 12), u"/a.b/graph-07.svg"_s);
    QCOMPARE(numberedPath(u"/a.b/graph"_s, 7, 9), u"/a.b/graph-7"_s);
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"
