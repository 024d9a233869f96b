// SPDX-License-Identifier: GPL-3.0-or-later
// Lines and triangles that are drawn straight into pixels: as much colour as they have area, where a painter would have put
// it, and the same pixels at another place and in parts.
#include "ui/diagram/drawing/canvas.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QImage>
#include <QtTest/QTest>

#include <cmath>

using namespace chainrule;

namespace {

constexpr QSize size(120, 90);
const LineStyle thick{ QColor(Qt::black), 4 };
const LineStyle thin{ QColor(Qt::black), 0.4 };
const LineStyle dashed{ QColor(Qt::black), 3, 9, 5 };

QImage paper()
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    return image;
}

QImage drawn(const std::function<void(const Canvas &)> &draw, const QTransform &view = {},
             const QRegion &pixels = QRect({}, size))
{
    QImage image = paper();
    QPainter painter(&image);
    painter.setWorldTransform(view);
    draw(Canvas(painter, pixels));
    return image;
}

// The same by Qt.
QImage painted(const std::function<void(QPainter &)> &paint, const QTransform &view = {})
{
    QImage image = paper();
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setWorldTransform(view);
    paint(painter);
    return image;
}

// Pixels' worth of black.
double ink(const QImage &image)
{
    double sum = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            sum += (255 - qGray(image.pixel(x, y))) / 255.0;
    return sum;
}

int largestDifference(const QImage &a, const QImage &b)
{
    int largest = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            largest = std::max(largest, std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))));
    return largest;
}

} // namespace

class TestCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholePixelsAreWhole();
    void hasTheInkOfItsArea_data();
    void hasTheInkOfItsArea();
    void looksAsQtWouldPaintIt_data();
    void looksAsQtWouldPaintIt();
    void theSameAtAnotherPlace();
    void theSameInParts();
    void aLineFromFarAway();
    void aTriangle();
    void onlyItsShareOverWhatIsThere();
    void withoutPixelsThePainterPaints();
};

void TestCanvas::wholePixelsAreWhole()
{
    const QImage image = drawn([](const Canvas &canvas) { canvas.drawLine({ 10, 20 }, { 30, 20 }, thick); });
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            QCOMPARE(image.pixel(x, y), QRect(10, 18, 20, 4).contains(x, y) ? qRgb(0, 0, 0) : qRgb(255, 255, 255));
}

void TestCanvas::hasTheInkOfItsArea_data()
{
    QTest::addColumn<QPointF>("to");
    const QPointF ends[] = { { 100.3, 31.7 }, { 100, 80 }, { 21, 84.2 }, { 20, 83 }, { 95, 25 }, { 6.5, 3.25 } };
    for (const QPointF &end : ends)
        QTest::addRow("to %g, %g", end.x(), end.y()) << end;
}

void TestCanvas::hasTheInkOfItsArea()
{
    QFETCH(QPointF, to);
    const QPointF from(20, 25);
    const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
    const auto inkOf = [&](const LineStyle &style, double scale = 1) {
        return ink(drawn([&](const Canvas &canvas) { canvas.drawLine(from / scale, to / scale, style); },
                         QTransform::fromScale(scale, scale)));
    };
    const auto isNear = [](double is, double wanted) { return std::abs(is - wanted) < 0.04 * wanted + 0.5; };
    QVERIFY2(isNear(inkOf(thick), 4 * length), qPrintable(QString::number(inkOf(thick) / length)));
    QVERIFY2(isNear(inkOf(thin), 0.4 * length), qPrintable(QString::number(inkOf(thin) / length)));
    QVERIFY(isNear(inkOf(thick, 0.75), 3 * length));
    QVERIFY(isNear(inkOf({ QColor(Qt::black) }, 0.2), length)); // of width 0: one pixel
    const double whole = std::floor(length / 14);
    const double dashes = whole * 9 + std::min(9.0, length - whole * 14);
    QVERIFY2(isNear(inkOf(dashed), 3 * dashes), qPrintable(QString::number(inkOf(dashed) / dashes)));
}

void TestCanvas::looksAsQtWouldPaintIt_data()
{
    hasTheInkOfItsArea_data();
}

void TestCanvas::looksAsQtWouldPaintIt()
{
    QFETCH(QPointF, to);
    constexpr int hardlySeen = 48; // of 255, in single pixels of a soft edge
    for (const LineStyle &style : { thick, dashed, LineStyle{ QColor(Qt::black), 1.8 } }) {
        const QTransform view = QTransform::fromScale(0.83, 0.83);
        const QImage own = drawn([&](const Canvas &canvas) { canvas.drawLine({ 20, 25 }, to, style); }, view);
        const QImage other = painted(
            [&](QPainter &painter) {
                painter.setPen(style.pen());
                painter.drawLine(QPointF(20, 25), to);
            },
            view);
        QVERIFY2(largestDifference(own, other) < hardlySeen, qPrintable(QString::number(largestDifference(own, other))));
    }
}

void TestCanvas::theSameAtAnotherPlace()
{
    const auto draw = [](const Canvas &canvas) {
        canvas.drawLine({ 13.37, 8.1 }, { 71.3, 40.77 }, dashed);
        canvas.drawLine({ 60.3, 5.9 }, { 22.2, 51.3 }, thin);
        canvas.fillTriangle({ QPointF(40.2, 60.6), QPointF(50.9, 55.5), QPointF(47.7, 70.1) }, Qt::red);
    };
    const double scale = 1100.0 / 1024;
    const QImage here = drawn(draw, QTransform::fromScale(scale, scale));
    const QImage there = drawn(draw, QTransform::fromScale(scale, scale) * QTransform::fromTranslate(17, 9));
    const QRect both(QPoint(), size - QSize(17, 9));
    QVERIFY(here.copy(both) == there.copy(both.translated(17, 9)));
    QVERIFY(ink(here) > 100);
}

void TestCanvas::theSameInParts()
{
    const auto draw = [](const Canvas &canvas) {
        canvas.drawLine({ -300.3, -20.4 }, { 371.3, 140.77 }, dashed);
        canvas.drawLine({ 60.3, -905.9 }, { 22.2, 851.3 }, thick);
        canvas.fillTriangle({ QPointF(40.2, 60.6), QPointF(50.9, 55.5), QPointF(47.7, 70.1) }, Qt::red);
    };
    const QImage whole = drawn(draw);
    const QRegion some = QRegion(30, 3, 41, 20).united(QRect(0, 11, 50, 60)).united(QRect(119, 0, 1, 90));
    const QImage part = drawn(draw, {}, some);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            QCOMPARE(part.pixel(x, y), some.contains(QPoint(x, y)) ? whole.pixel(x, y) : qRgb(255, 255, 255));
    QVERIFY(ink(part) > 50 && ink(part) < ink(whole));
    for (int x = 0; x < size.width(); ++x) {
        const QRect column(x, 0, 1, size.height());
        QVERIFY2(drawn(draw, {}, column).copy(column) == whole.copy(column), qPrintable(QString::number(x)));
    }
}

// What is in view of it is the same as of a short one on the same line, dashes and all, and takes no longer.
void TestCanvas::aLineFromFarAway()
{
    const QPointF slope(14.0 * 3 / 5, 14.0 * 4 / 5); // a dash and a gap
    const QPointF middle(60, 45);
    const auto drawnFrom = [&](double periods) {
        return drawn([&](const Canvas &canvas) { canvas.drawLine(middle - slope * periods, middle + slope * 8e6, dashed); });
    };
    QElapsedTimer clock;
    clock.start();
    const QImage far = drawnFrom(8e6);
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(largestDifference(far, drawnFrom(10)) < 3);
    QVERIFY(ink(far) > 100);
}

void TestCanvas::aTriangle()
{
    const std::array corners{ QPointF(20.5, 30), QPointF(60, 22.25), QPointF(60, 37.75) };
    const QImage image = drawn([&](const Canvas &canvas) { canvas.fillTriangle(corners, Qt::black); });
    const double area = 39.5 * 15.5 / 2;
    QVERIFY2(std::abs(ink(image) - area) < 0.03 * area, qPrintable(QString::number(ink(image) / area)));
    const QImage other = painted([&](QPainter &painter) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::black);
        painter.drawConvexPolygon(corners.data(), 3);
    });
    QVERIFY2(largestDifference(image, other) < 70, qPrintable(QString::number(largestDifference(image, other))));
    // Whichever way round.
    QVERIFY(image == drawn([&](const Canvas &canvas) {
                canvas.fillTriangle({ corners[0], corners[2], corners[1] }, Qt::black);
            }));
}

void TestCanvas::onlyItsShareOverWhatIsThere()
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.fillRect(0, 0, 60, 90, QColor(0, 0, 200));
    painter.setOpacity(0.5);
    Canvas(painter, image.rect()).drawLine({ 20, 40 }, { 100, 40 }, { QColor(200, 100, 0), 4 });
    QCOMPARE(image.pixel(30, 40), qRgba(100, 50, 100, 255));
    QCOMPARE(image.pixel(30, 50), qRgba(0, 0, 200, 255));
    QCOMPARE(qAlpha(image.pixel(90, 40)), 128); // half of it over nothing
    QCOMPARE(qAlpha(image.pixel(90, 50)), 0);
}

void TestCanvas::withoutPixelsThePainterPaints()
{
    QPixmap pixmap(size);
    pixmap.fill(Qt::white);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const Canvas canvas(painter, QRect({}, size));
    canvas.drawLine({ 10, 20 }, { 30, 20 }, thick);
    canvas.fillTriangle({ QPointF(50, 50), QPointF(70, 50), QPointF(60, 70) }, Qt::black);
    painter.end();
    const QImage image = pixmap.toImage();
    QCOMPARE(image.pixel(20, 20), qRgb(0, 0, 0));
    QCOMPARE(image.pixel(60, 55), qRgb(0, 0, 0));
    QCOMPARE(image.pixel(40, 40), qRgb(255, 255, 255));
}

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
